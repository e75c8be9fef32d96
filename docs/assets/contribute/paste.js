// What programs put into a text that is copied from them, turned into what this form takes. What was done is shown, and can be undone.
import { element } from "../dom.js";
import { seen } from "./clean.js";
import { button } from "./dom.js";

const FRONT_MATTER = /^\s*---[ \t]*\r?\n(?=[\s\S]*?^[a-z_]+:)[\s\S]*?^---[ \t]*(?:\r?\n|$)\s*/m;
const BULLET = /^[^\S\n]*(?:[•●◦▪‣○■∙⁃◆◇❖➢➤►▶✓✔☐☑\uf0b7\uf0a7\uf0d8\uf0fc\uf076][^\S\n]*|[o·§→⇒–—\-]\t+|[-*+]\u00a0+)(?=\S)/;
/** Word's bullets of the second and the third level. */
const DEEPER = new Map([["o", 1], ["◦", 1], ["○", 1], ["▪", 2], ["■", 2], ["§", 2], ["\uf0a7", 2]]);
const LEFT_BY_A_CHAT = /[ \t]?(?::?contentReference\[[^[\]]*\](?:\{[^{}]*\})?|\boaicite:\S*|【[^】]*†[^】]*】|\[cite(?:_start|_end|:[^[\]]*)\]|\b(?:i|(?:file)?cite)?turn\d+(?:search|view|news|fetch|image|file|product)\d+\b)/g;
const TRACES = /(?<=[?&])(?:utm_[a-z]+|gclid|gbraid|wbraid|fbclid|msclkid|igshid|srsltid|mc_[ce]id)=[^&#\s)\]>"]*&?/gi;
const LOOSE_END = /[?&](?=#|[\s)\]>"]|$)/g;

/** The addresses of a text without words about the program that they were copied from. */
const withoutTraces = (text) => text.replace(/https?:\/\/\S*\?\S*/gi, (address) => (address.replace(TRACES, "") === address ? address : address.replace(TRACES, "").replace(LOOSE_END, "")));

/** Bullets into a list, which ends at an empty line. */
function lists(text) {
  let level = -1;
  const made = text.split("\n").flatMap((line) => {
    const bullet = BULLET.exec(line);
    if (!bullet) {
      const isBehind = level >= 0 && line.trim() !== "";
      level = -1;
      return isBehind ? ["", line] : [line];
    }
    level = Math.min(level + 1, DEEPER.get(bullet[0].trim()) ?? 0);
    return [`${"  ".repeat(level)}- ${line.slice(bullet[0].length)}`];
  });
  return made.join("\n");
}

/** Lines with as many tabs each, two at least, into a table whose head is the first of them. */
function tables(text) {
  const made = [];
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; ) {
    const columns = lines[at].trimEnd().split(/\t/).length;
    let end = at;
    while (columns > 1 && end < lines.length && lines[end].trim() && lines[end].split("\t").length === lines[at].split("\t").length) end += 1;
    if (end - at < 2) made.push(lines[at++]);
    else {
      const rows = lines.slice(at, end).map((line) => `| ${line.split("\t").map((cell) => cell.trim().replaceAll("|", "\\|")).join(" | ")} |`);
      const rule = `|${"---|".repeat(lines[at].split("\t").length)}`;
      made.push(...(made.at(-1)?.trim() ? [""] : []), rows[0], rule, ...rows.slice(1), ...(lines[end]?.trim() ? [""] : []));
      at = end;
    }
  }
  return made.join("\n");
}

const unseen = (text) => seen(text).text;

/** What is done to a text, and how it is told. The first three fit where Markdown of several lines may stand. @type {[string, (text: string) => string][]} */
const IN_BLOCKS = [
  ["Bullets became a list.", lists],
  ["Lines with tabs became a table.", tables],
];
/** @type {[string, (text: string) => string][]} */
const EVERYWHERE = [
  ["What a chat program left behind (contentReference, 【…】) was taken out.", (text) => text.replace(LEFT_BY_A_CHAT, "")],
  ["“utm_…” or the like, which tells where an address was copied, was taken out of it.", withoutTraces],
  ["Characters that can't be seen were left out.", unseen],
];
/** @type {[string, (text: string) => string]} */
const AT_THE_TOP = ["The fields at its top, between “---” and “---”, were left out: each has a place of its own in this form.", (text) => text.replace(FRONT_MATTER, "")];

/** A pasted text as the field takes it, and what was done to it. @param {{prose?: string}} field */
export function mended(pasted, field) {
  const isBlock = field.prose === "body" || field.prose === "block";
  const steps = [...(field.prose === "body" ? [AT_THE_TOP] : []), ...(isBlock ? IN_BLOCKS : []), ...EVERYWHERE];
  const done = [];
  // Line ends are no change worth telling.
  let text = pasted.replace(/\r\n?/g, "\n");
  for (const [words, step] of steps) {
    const after = step(text);
    if (after !== text) done.push(words);
    text = after;
  }
  return { text, done };
}

/** Put a text where the cursor stands, so that the browser can undo it. */
function insert(input, text) {
  if (document.execCommand("insertText", false, text)) return;
  input.setRangeText(text, input.selectionStart, input.selectionEnd, "end");
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Mend what is pasted into a field; gives the note that tells what was done. @param {HTMLInputElement} input @param {{prose?: string}} field */
export function mendPasted(input, field) {
  const note = element("p", { class: "kb-pasted", role: "status" });
  input.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    const { text, done } = mended(pasted, field);
    note.replaceChildren();
    if (!done.length) return;
    event.preventDefault();
    const [before, start, end] = [input.value, input.selectionStart ?? input.value.length, input.selectionEnd ?? input.value.length];
    insert(input, text);
    const undo = button("Put in what I pasted, as it was", () => {
      input.value = before.slice(0, start) + pasted + before.slice(end);
      note.replaceChildren();
      input.focus();
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }, { class: "kb-quiet" });
    note.replaceChildren(`Changed while pasting. ${done.join(" ")} `, undo);
    // What is typed later would be lost by it.
    input.addEventListener("input", () => undo.remove(), { once: true });
  });
  return note;
}
