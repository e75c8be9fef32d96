// What is wrong with a text, as hooks/kb/text/flaws.py judges it.
import { findHabits } from "./habits.js";
import { findLosses } from "./losses.js";
import { markdown } from "./markdown.js";
import { traceIn } from "./rules.js";

const HTML_TAG = /<(?:\/?[a-zA-Z][^<>]*>?|!--)/;
// Spaces that are no ordinary ones, as they stand in a link: copying puts them at its end.
const UNSEEN_SPACE = /%C2%A0|%E1%9A%80|%E2%80%(?:8[0-F]|A[89F])|%E2%81%9F|%E3%80%80/i;
const RECORD_LINK = /^(model|task|question):([^]*)$/;
const SAFE_LINK = /^https:\/\/[^/?#]/;
const FOLDERS = { models: ["model"], tasks: ["task"], questions: ["question"] };
// Which kinds of records a link may mean that names no folder, by the ending of its file.
const FILE_KINDS = { "": ["model", "task", "question"], html: ["model", "task", "question"], md: ["question"], yml: ["task", "model"], yaml: ["task", "model"] };

/** The record that an address names: its kind and its id. */
export const recordOf = (href) => RECORD_LINK.exec(href)?.slice(1) ?? [];
export const leadsOut = (href) => SAFE_LINK.test(href);

/** Say what can't be published as it stands. `form` is "plain", "inline", "block", or "body", which may have headings; `sources` are the ids that marks may lead to. */
export function flaws(text, form, exists, sources = []) {
  if (form === "plain") return HTML_TAG.test(text) ? [htmlFlaw(text)] : [];
  const tokens = markdown.parse(text, {});
  const found = [];
  if (form === "inline" && tokens.map((token) => token.type).join() !== "paragraph_open,inline,paragraph_close") {
    found.push("One or two sentences belong here. Remove lists and empty lines.");
  }
  for (const [position, token] of tokens.entries()) {
    const inner = tokens[position + 1];
    if (token.type === "heading_open") found.push(...headingFlaws(token, inner, form));
    else if (token.type === "footnote_open") found.push(...noteFlaws(token.meta, inner, sources));
    else if (token.type === "callout_title" && inner.type === "callout_close") found.push("This callout has no words. Write “> ” and the text on the next line.");
    else if (token.type === "inline") found.push(...inlineFlaws(token, exists, sources));
  }
  for (const { words, why, instead } of findLosses(text, tokens)) found.push(`“${words}” would not be shown: ${why} ${instead}`);
  return found;
}

const htmlFlaw = (text) => `HTML does not work here: “${HTML_TAG.exec(text)[0].slice(0, 40)}” would be shown as typed. Leave it out, or name the tag in words.`;

function headingFlaws(token, inner, form) {
  if (form !== "body") return ["This field takes no headings. Use a paragraph that begins with **bold** words."];
  if (!["h2", "h3", "h4"].includes(token.tag)) return ["Use ## for headings, ### below them."];
  return wordsIn(inner.children).trim() ? [] : ["This heading has no words. Write them behind the signs, or delete the line."];
}

const wordsIn = (tokens) => tokens.map((token) => (token.type === "softbreak" || token.type === "hardbreak" ? " " : token.content)).join("");

function noteFlaws({ label, uses, isRepeated }, inner, sources) {
  const name = `[^${label.slice(0, 40)}]`;
  const found = [];
  if (isRepeated) found.push(`There is another footnote ${name} above. Give one of them another name.`);
  else if (!uses) found.push(`Nothing leads to the footnote ${name}. Write ${name} behind the words that it belongs to, or delete the note.`);
  if (sources.includes(label)) found.push(`${name} is the name of a footnote and of a source. Give one of them another name.`);
  if (["footnote_anchor", "footnote_close"].includes(inner.type)) found.push(`The footnote ${name} has no words. Write them behind the colon, on the same line.`);
  return found;
}

function inlineFlaws(block, exists, sources) {
  const found = [];
  let link;
  for (const token of block.children) {
    if (token.type === "text") found.push(...textFlaws(token.content));
    else if (token.type === "source_mark" && !sources.includes(token.meta.label)) found.push(lostMark(token.meta.label.slice(0, 40)));
    else if (token.type === "image") found.push("A picture is a file beside the answer's file, which this form can't send. Describe it in words, or link to it.");
    else if (token.type === "link_open") {
      found.push(...linkFlaws(token.attrGet("href") ?? "", exists));
      link = [];
    } else if (token.type === "link_close" && link) {
      if (!link.join("").trim()) found.push("This link has no words, so nobody can see it. Write them between the brackets: [words](https://…)");
      link = undefined;
    }
    link?.push(token.content);
  }
  for (const { habit, typed } of findHabits(block)) found.push(`${habit.name}: “${typed.slice(0, 40)}” would be shown as typed. ${habit.instead}`);
  return found;
}

const lostMark = (label) => `There is no such footnote: “[^${label}]” would be shown as typed. Add the note on a line of its own: “[^${label}]: The note.” To point to one of the sources, give it the short name “${label}”.`;

function textFlaws(text) {
  const found = HTML_TAG.test(text) ? [htmlFlaw(text)] : [];
  const start = text.indexOf("{:");
  const end = start < 0 ? -1 : text.indexOf("}", start);
  if (end >= 0) found.push(`Attributes do not work here: “${text.slice(start, end + 1).slice(0, 40)}” would be shown as typed. Delete it.`);
  return found;
}

function linkFlaws(href, exists) {
  const [kind, id] = recordOf(href);
  if (kind) return exists(kind, id) ? [] : [`There is no ${kind} “${id.slice(0, 80)}” to link to.`];
  const trace = leadsOut(href) && traceIn(href);
  if (trace) return [`“${href.slice(0, 80)}” says where it was copied. Take out ${trace}= and what stands behind it.`];
  const space = leadsOut(href) && UNSEEN_SPACE.exec(href);
  if (space) return [`There is a space that can't be seen in the address “${href.slice(0, space.index).slice(0, 80)}”. Delete the end of the address and type it anew.`];
  return leadsOut(href) ? [] : [`“${href.slice(0, 60)}” is not a link that can be published. ${suggestion(href)}`];
}

/** What to write instead of an address; for a record's file or page, with its id filled in. */
function suggestion(href) {
  const segments = href.split(/[?#]/)[0].toLowerCase().split("/").filter((part) => !["", ".", ".."].includes(part));
  while (["index.md", "index.html"].includes(segments.at(-1))) segments.pop();
  const [, stem, , ending = ""] = /^([^.]*)(\.([^]*))?$/.exec(segments.at(-1) ?? "");
  if (href.includes(":") || !Object.hasOwn(FILE_KINDS, ending) || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem)) {
    return "Link to https://… or to a record, such as model:ddcolor.";
  }
  const folder = segments.at(-2);
  const kinds = folder && Object.hasOwn(FOLDERS, folder) ? FOLDERS[folder] : FILE_KINDS[ending];
  return `Link to the record by its id: ${kinds.map((kind) => `[words](${kind}:${stem})`).join(" or ")}.`;
}
