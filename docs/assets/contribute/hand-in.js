// The ways in which a text leaves the browser: GitHub's page, the clipboard, a file.
import { element } from "../dom.js";
import { copy, download } from "../leaving.js";
import { button, hidden } from "./dom.js";

/**
 * The ways to hand a text in.
 * @param {object} options
 * @param {string} options.label what the link to GitHub says
 * @param {() => {name: string, text: string, address: string, isWhole: boolean} | undefined} options.make what is handed in, or nothing while it can't be
 * @param {boolean} options.hasGitHub whether the repository is at GitHub
 * @param {boolean} options.hasDownload whether the text is a file to save
 */
export function ways({ label, make, hasGitHub, hasDownload }) {
  const status = element("p", { class: "kb-way-status", role: "status" });
  const link = /** @type {HTMLAnchorElement} */ (element("a", { class: "kb-action", href: "#", target: "_blank", rel: "noopener noreferrer" }, label, hidden(" (opens a new tab)")));
  const note = element("p", { class: "kb-note" });

  async function openLong(made) {
    const isCopied = await copy(made.text);
    window.open(made.address, "_blank", "noopener,noreferrer");
    const opened = element("a", { href: made.address, target: "_blank", rel: "noopener noreferrer" }, "open GitHub here");
    status.replaceChildren(
      ...(isCopied
        ? ["Copied. Paste it into the empty field on GitHub's page (Ctrl+V, on a Mac Cmd+V). No new tab? ", opened, "."]
        : ["The text could not be copied by itself. Copy it from “The text itself” below, then ", opened, " and paste it."]),
    );
  }

  link.addEventListener("click", (event) => {
    const made = make();
    if (!made) event.preventDefault();
    else if (!made.isWhole) {
      event.preventDefault();
      openLong(made);
    }
  });
  const copyButton = button("Copy", async () => {
    const made = make();
    if (made) status.textContent = (await copy(made.text)) ? "Copied." : "The text could not be copied. Mark it below under “The text itself” and copy it by hand.";
  });
  const downloadButton = button("Download", () => {
    const made = make();
    if (made) download(made.name, made.text, "text/markdown");
  });
  const shown = /** @type {HTMLTextAreaElement} */ (element("textarea", { rows: "12", readonly: true, "aria-label": "The text itself", spellcheck: "false" }));
  const details = element("details", { class: "kb-text" }, element("summary", {}, "The text itself"), shown);
  return {
    element: element("div", { class: "kb-ways" }, element("div", { class: "kb-way-buttons" }, hasGitHub && link, copyButton, hasDownload && downloadButton), hasGitHub && note, status, details),
    /** Show what would be handed in now. */
    update(made) {
      link.href = made?.address ?? "#";
      note.textContent = made && !made.isWhole ? "The text is too long to travel in a link. It is copied when you click, and GitHub opens with an empty field: paste it there." : "GitHub opens in a new tab with everything filled in.";
      shown.value = made?.text ?? "";
      details.hidden = !made;
    },
  };
}
