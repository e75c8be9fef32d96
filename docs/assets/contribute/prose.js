// The elements that a text becomes, as hooks/kb/text/safe_html.py renders it.
//
// Elements are made one by one from the parser's tokens, of a few kinds only. No text is ever parsed as HTML, so there is nothing to sanitise.
import { element } from "../dom.js";
import { leadsOut, recordOf } from "./flaws.js";
import { CALLOUTS, markdown } from "./markdown.js";

const TAGS = new Set(["p", "ul", "ol", "li", "strong", "em", "s", "a", "blockquote", "table", "thead", "tbody", "tr", "th", "td"]);

/**
 * The elements of a text.
 * @param {(kind: string, id: string) => string | undefined} resolve gives a record's address
 * @param {number} [shift] by how many levels headings sink
 * @param {{id?: string, title?: string}[]} [sources] what marks may lead to
 */
export function nodes(text, resolve, shift = 0, sources = []) {
  return build(markdown.parse(text, {}), { resolve, shift, sources });
}

/** The same for one or two sentences, without a paragraph around them. */
export function inlineNodes(text, resolve) {
  return build(markdown.parseInline(text, {}), { resolve, shift: 0, sources: [] });
}

function build(tokens, about) {
  const root = document.createDocumentFragment();
  /** @type {(Element | DocumentFragment)[]} */
  const open = [root];
  for (const token of tokens) {
    if (token.hidden) continue;
    if (token.nesting < 0) open.pop();
    else {
      const made = token.type === "inline" ? build(token.children, about) : nodeOf(token, about);
      open.at(-1).append(inFrame(token.type, made));
      if (token.nesting > 0) open.push(/** @type {Element} */ (made));
    }
  }
  return root;
}

/** What stands around an element: a table scrolls, and the list of footnotes is a part of its own. */
function inFrame(type, made) {
  if (type === "table_open") return element("div", { class: "kb-scroll", role: "region", tabindex: "0", "aria-label": "Table" }, made);
  if (type === "footnote_block_open") return element("section", { class: "kb-footnotes", role: "doc-endnotes", "aria-label": "Footnotes" }, made);
  return made;
}

function nodeOf(token, { resolve, shift, sources }) {
  switch (token.type) {
    case "softbreak":
      return "\n";
    case "hardbreak":
      return element("br");
    case "hr":
      return element("hr");
    case "code_inline":
      return element("code", {}, token.content);
    case "fence":
    case "code_block":
      return element("pre", {}, element("code", {}, token.content));
    case "heading_open":
      return element(`h${Math.min(6, Number(token.tag[1]) + shift)}`);
    case "callout_open":
      return element("aside", { class: `kb-callout kb-callout-${Object.hasOwn(CALLOUTS, token.meta.kind) ? token.meta.kind : "note"}`, role: "note" });
    case "callout_title":
      return element("p", { class: "kb-callout-title" }, token.content);
    case "footnote_block_open":
      return element("ol");
    case "footnote_open":
      return element("li", { id: `fn_${token.meta.number}` });
    case "footnote_ref":
      return footnoteMark(token.meta);
    case "source_mark":
      return sourceMark(token.meta, sources);
    case "footnote_anchor":
      return wayBack(token.meta);
  }
  if (token.nesting === 0) return token.content;
  return element(TAGS.has(token.tag) ? token.tag : "span", attributesOf(token, resolve));
}

const nameOf = ({ number, use }) => `fnref_${number}${use > 1 ? `_${use}` : ""}`;

function footnoteMark(meta) {
  const mark = { href: `#fn_${meta.number}`, id: nameOf(meta), role: "doc-noteref", "aria-label": `Footnote ${meta.number}` };
  return element("sup", { class: "kb-footnote" }, element("a", mark, String(meta.number)));
}

function sourceMark({ label, use }, sources) {
  const number = sources.findIndex(({ id }) => id === label) + 1;
  if (!number) return `[^${label}]`;
  const mark = { href: `#source-${label}`, id: markAnchor(label, use), role: "doc-biblioref", "aria-label": `Source ${number}: ${sources[number - 1].title ?? ""}` };
  return element("sup", { class: "kb-source-mark" }, element("a", mark, String(number)));
}

/** The id of a mark: the how-manieth of its source it is. */
export const markAnchor = (id, use) => `cite_${id}${use > 1 ? `_${use}` : ""}`;

/** How often marks of a text lead to each source. @returns {Map<string, number>} */
export function usesOfSources(text) {
  const marks = markdown.parse(text, {}).flatMap(({ children }) => (children ?? []).filter(({ type }) => type === "source_mark"));
  return new Map(marks.map(({ meta }) => [meta.label, meta.use]));
}

function wayBack(meta) {
  const words = `Back to footnote mark ${meta.number}${meta.use > 1 ? `, place ${meta.use}` : ""}`;
  const made = document.createDocumentFragment();
  made.append(" ", element("a", { href: `#${nameOf(meta)}`, role: "doc-backlink", "aria-label": words }, "↩\ufe0e"));
  return made;
}

function attributesOf(token, resolve) {
  if (token.tag === "a") return { href: safeAddress(token.attrGet("href") ?? "", resolve), title: token.attrGet("title") ?? undefined };
  if (token.tag === "ol") return { start: token.attrGet("start") ?? undefined };
  // The site's policy allows no inline styles.
  const align = /^text-align:(\w+)$/.exec(token.attrGet("style") ?? "")?.[1];
  return { class: align && `align-${align}` };
}

function safeAddress(href, resolve) {
  const [kind, id] = recordOf(href);
  if (kind) return resolve(kind, id);
  return leadsOut(href) ? href : undefined;
}
