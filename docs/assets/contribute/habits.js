// Habits of Markdown elsewhere that this Markdown does not know, and what to write instead: the list of hooks/kb/text/habits.py.
import { CALLOUTS } from "./markdown.js";

const KINDS = Object.keys(CALLOUTS).filter((kind) => kind !== "note").join(", ").toUpperCase();
const BOX = `Write “> [!NOTE]” on a line of its own, and below it the text with “> ” before each line. For NOTE you may say ${KINDS}.`;
const CODE = "Put it in `backticks` if you mean the characters.";
// Stands for code, addresses and pictures, in which nothing is a habit.
const HIDDEN = "\ufffc";

const habit = (pattern, name, instead, isInLinks = true) => ({ pattern, name, instead, isInLinks });

export const HABITS = [
  habit(/^(?:!!!|\?\?\?\+?)[ \t]*[\p{L}\p{N}_].*|^:::+[ \t]*\S.*/u, "Boxes are written another way here", BOX),
  habit(/\[![\p{L}\p{N}_\-]+\]/u, "This does not begin a callout", BOX),
  habit(/\^\[[^\[\]]+\]/u, "Footnotes stand apart here", "Write [^1] here, and the note on a line of its own: “[^1]: The note.”"),
  habit(/\[\[[^\[\]]+\]\]/u, "Links are written another way here", "Write [words](question:its-id), [words](task:its-id) or [words](model:its-id)."),
  habit(/\]\((?=[^()\s]*[:\/.\ufffc])[^()]*\)/u, "This is not read as a link", "Write [words](https://…) without spaces in the address, and with no footnote or other link in the words."),
  habit(/^\[[^\[\]^!][^\[\]]*\]:(?=\s|$)/u, "Links are written where they stand", "Write [words](https://…) in the sentence itself."),
  habit(/^\[[ xX]\](?=\s|$)/u, "There are no boxes to tick here", "Delete the brackets, or say in words what is done."),
  habit(/^={3}[!+]?[ \t]+["'“].*/u, "There are no tabs here", "Use a heading or **bold** words for each."),
  habit(/^--8<--.*/u, "Other files can't be put in here", "Write the text itself."),
  habit(/^\*\[[^\[\]]+\]:/u, "Abbreviations are explained in the text", "Explain it where it is first used."),
  habit(/^:[ \t]+\S/u, "There are no lists of definitions here", "Write a list: “- **word**: what it means”."),
  habit(/^\[TOC\][ \t]*$/u, "Pages list their headings by themselves", "Delete it."),
  habit(/==[^\s=](?:[^=]*[^\s=])?==/u, "Nothing is highlighted here", `Write **bold** words. ${CODE}`),
  habit(/(?<![\p{L}\p{N}_:]):(?:[a-z][a-z0-9_+\-]*|[+\-]1):(?![\p{L}\p{N}_:])/u, "There are no emoji names here", `Use words. ${CODE}`),
  habit(/^[•●◦▪‣○■∙⁃◆◇❖➢➤►▶✓✔☐☑][ \t\u00a0]*\S.*|^[o·§→⇒–—\-]\t.*|^(?:[\-*+]|\d{1,3}[.)])\u00a0+\S.*/u, "Lists are written another way here", "Begin each entry on a line of its own with “- ”."),
  habit(/^(?![•●◦▪‣○■∙⁃◆◇❖➢➤►▶✓✔☐☑o·§→⇒–—\-][ \t]).*\S[ ]*\t+[ ]*\S.*/u, "A tab parts no columns here", "Write a table: “| one | two |”, below it “|---|---|”, and then a line for each row."),
  habit(/:?contentReference\[[^\[\]]*\](?:\{[^{}]*\})?|\boaicite:\S*|【[^】]*†[^】]*】|\[cite(?:_start|_end|:[^\[\]]*)\]|\b(?:i|(?:file)?cite)?turn\d+(?:search|view|news|fetch|image|file|product)\d+\b/u, "A chat program left this behind", "Delete it, and name what was read under sources."),
  habit(/\$\$/u, "Formulas are not typeset here", `Say it in words. ${CODE}`),
  habit(/(?<=[\p{L}\p{N}_])(?:~[\p{L}\p{N}_+\-]+~(?!~)|\^[\p{L}\p{N}_+\-]+\^)/u, "Nothing is raised or lowered here", `Use the characters, such as x² or H₂O. ${CODE}`),
  habit(/(?<![\p{L}\p{N}_~])~[\p{L}\p{N}_](?:[^~]*[\p{L}\p{N}_])?~(?![\p{L}\p{N}_~])/u, "One ~ strikes nothing out", `Write ~~two of them~~. ${CODE}`),
  habit(/\{(?:\+\+|--|~~|==|>>)/u, "Changes are not marked here", `Write the text as it shall be. ${CODE}`),
  habit(/\+\+[a-z]+(?:\+[a-z]+)*\+\+/u, "Keys are not drawn here", "Write them as `code`."),
  habit(/\{[ \t]*[#.][\p{L}\p{N}_\-][^{}]*\}/u, "Attributes do not work here", `Delete it. ${CODE}`),
  habit(/(?<![\p{L}\p{N}_\/])(?:https?:\/\/|www\.)[^\s<>]*[\p{L}\p{N}_]/u, "This address does not become a link", "Write the whole address of a site: https://…", false),
];
const BRACKETED_FORMULA = /\\\((?!\))[^`\n]{1,400}?\\\)|\\\[(?!\])[^`\n]{1,400}?\\\]/u;
const AFTER_DOLLAR = /\$(?=([^$]+)\$(?![\p{L}\p{N}_$]))/gu;
const FORMULA = habit(AFTER_DOLLAR, "Formulas are not typeset here", `Say it in words. ${CODE}`);

/** What stands in a block of text as it would elsewhere: the habits, and what was typed. */
export function* findHabits(inline) {
  const sources = inline.content.split("\n");
  for (const { text, isLink, line } of typedLines(inline)) {
    for (const known of HABITS) {
      const match = known.isInLinks || !isLink ? known.pattern.exec(text) : null;
      if (match) yield { habit: known, typed: match[0].replaceAll(HIDDEN, "…") };
    }
    const bracketed = isLink || line >= sources.length ? null : BRACKETED_FORMULA.exec(sources[line].replace(/`[^`]*`/g, ""));
    if (bracketed) yield { habit: FORMULA, typed: bracketed[0] };
    const formula = [...text.matchAll(AFTER_DOLLAR)].find(([, between]) => isFormula(between));
    if (formula) yield { habit: FORMULA, typed: `$${formula[1]}$` };
  }
}

/** Tell formulas from amounts of money: “$5 and $10” is none. */
const isFormula = (between) => between === between.trim() && (/^\p{L}$/u.test(between) || /[\\^_{}=]/.test(between));

/** Each line of a block as it was typed, and apart from it the words of its links. */
function* typedLines({ children }) {
  let [outside, inside, isLink, isAddress, line] = ["", "", false, false, 0];
  for (const child of children ?? []) {
    if (child.type === "softbreak" || child.type === "hardbreak") {
      yield { text: outside, isLink: false, line };
      outside = "";
      line += 1;
    } else if (child.type === "link_open") {
      [isLink, isAddress] = [true, child.info === "auto"];
      outside += HIDDEN;
    } else if (child.type === "link_close") {
      yield { text: inside, isLink: true, line };
      [inside, isLink, isAddress] = ["", false, false];
    } else if (!isAddress) {
      const typed = child.type === "text" ? child.content : child.nesting ? child.markup : HIDDEN;
      if (isLink) inside += typed;
      else outside += typed;
    }
  }
  yield { text: outside, isLink: false, line };
}
