// Buttons at the citations of a work: each copies its text, or saves it as a file.
import { element } from "./dom.js";
import { copy, download } from "./leaving.js";

const FORMATS = {
  BibTeX: { ending: "bib", type: "application/x-bibtex" },
  RIS: { ending: "ris", type: "application/x-research-info-systems" },
  "CSL-JSON": { ending: "json", type: "application/vnd.citationstyles.csl+json" },
};

/** A citation as its format wants it: HTML knows no other line ends than its own, and RIS demands these. */
export const asFile = (format, shown) => (format === "RIS" ? shown.replace(/\r?\n/g, "\r\n") : `${shown.trimEnd()}\n`);

/** What a work's file is called: the last part of its page's address. */
export const fileName = (path, format) => `${path.split("/").filter((part) => part && part !== "index.html").pop() ?? "citation"}.${FORMATS[format].ending}`;

/** Give each citation a button that copies it and one that saves it. */
export function wireCitations(section) {
  for (const block of section.querySelectorAll("details")) {
    const format = block.querySelector("summary").textContent;
    const text = () => asFile(format, block.querySelector("pre").textContent);
    const status = element("span", { role: "status" });
    const copying = element("button", { type: "button" }, `Copy ${format}`);
    const saving = element("button", { type: "button" }, `Download ${format}`);
    copying.addEventListener("click", async () => {
      status.textContent = "";
      status.textContent = (await copy(text())) ? `${format} is copied.` : "It could not be copied. Mark the text above and copy it by hand.";
    });
    saving.addEventListener("click", () => download(fileName(location.pathname, format), text(), FORMATS[format].type));
    block.append(element("p", { class: "kb-cite-do" }, copying, saving, status));
  }
}
