// Markdown as hooks/kb/text/prose.py reads it: what is wrong with a text, and the elements it becomes.
//
// Elements are made one by one from the parser's tokens, of a few kinds only. No text is ever parsed as HTML, so there is nothing to sanitise.
import MarkdownIt from "../vendor/markdown-it.js";
import { element } from "../dom.js";

const HTML_TAG = /<(?:\/?[a-zA-Z][^<>]*>?|!--)/;
const ATTRIBUTE_LIST = /\{:\s*[^}]*\}/;
const RECORD_LINK = /^(model|task|question):([^]*)$/;
const SAFE_LINK = /^https:\/\/[^/?#]/;
const TAGS = new Set(["p", "ul", "ol", "li", "strong", "em", "a", "blockquote", "table", "thead", "tbody", "tr", "th", "td"]);

const markdown = new MarkdownIt("commonmark", { html: false });
markdown.enable("table").disable(["reference", "html_block", "html_inline"]);
// Links are judged by `flaws`, and made by `nodes` only where they are safe.
markdown.validateLink = () => true;

/** Say what can't be published as it stands. `form` is "plain", "inline", "block", or "body", which may have headings. */
export function flaws(text, form, exists) {
  if (form === "plain") return HTML_TAG.test(text) ? [htmlFlaw(text)] : [];
  const tokens = markdown.parse(text, {});
  const found = [];
  if (form === "inline" && tokens.map((token) => token.type).join() !== "paragraph_open,inline,paragraph_close") {
    found.push("One or two sentences belong here. Remove lists and empty lines.");
  }
  for (const token of tokens) {
    if (token.type === "heading_open" && form !== "body") found.push("This field takes no headings. Use a paragraph that begins with **bold** words.");
    else if (token.type === "heading_open" && !["h2", "h3", "h4"].includes(token.tag)) found.push("Use ## for headings, ### below them.");
    for (const child of token.children ?? []) found.push(...inlineFlaws(child, exists));
  }
  return found;
}

const htmlFlaw = (text) => `HTML does not work here: “${HTML_TAG.exec(text)[0].slice(0, 40)}” would be shown as typed. Leave it out, or name the tag in words.`;

function inlineFlaws(token, exists) {
  if (token.type === "image") return ["Images can't be used in texts. Describe it in words, or link to it."];
  if (token.type === "link_open") return linkFlaws(token.attrGet("href") ?? "", exists);
  if (token.type !== "text") return [];
  const found = HTML_TAG.test(token.content) ? [htmlFlaw(token.content)] : [];
  const attributes = ATTRIBUTE_LIST.exec(token.content);
  if (attributes) found.push(`Attributes do not work here: “${attributes[0].slice(0, 40)}” would be shown as typed. Delete it.`);
  return found;
}

function linkFlaws(href, exists) {
  const [, kind, id] = RECORD_LINK.exec(href) ?? [];
  if (kind) return exists(kind, id) ? [] : [`There is no ${kind} “${id.slice(0, 80)}” to link to.`];
  return SAFE_LINK.test(href) ? [] : [`“${href.slice(0, 60)}” is not a link that can be published. Link to https://… or to a record, such as model:ddcolor.`];
}

/** The elements of a text. `resolve` gives a record's address; headings sink by `shift` levels. */
export function nodes(text, resolve, shift = 0) {
  return build(markdown.parse(text, {}), resolve, shift);
}

/** The same for one or two sentences, without a paragraph around them. */
export function inlineNodes(text, resolve) {
  return build(markdown.parseInline(text, {}), resolve, 0);
}

function build(tokens, resolve, shift) {
  const root = document.createDocumentFragment();
  /** @type {(Element | DocumentFragment)[]} */
  const open = [root];
  for (const token of tokens) {
    if (token.hidden) continue;
    if (token.nesting < 0) open.pop();
    else {
      const made = token.type === "inline" ? build(token.children, resolve, shift) : nodeOf(token, resolve, shift);
      open.at(-1).append(made instanceof Element && made.tagName === "TABLE" ? scrolling(made) : made);
      if (token.nesting > 0) open.push(/** @type {Element} */ (made));
    }
  }
  return root;
}

const scrolling = (table) => element("div", { class: "kb-scroll", role: "region", tabindex: "0", "aria-label": "Table" }, table);

function nodeOf(token, resolve, shift) {
  if (token.type === "softbreak") return "\n";
  if (token.type === "hardbreak") return element("br");
  if (token.type === "hr") return element("hr");
  if (token.type === "code_inline") return element("code", {}, token.content);
  if (token.type === "fence" || token.type === "code_block") return element("pre", {}, element("code", {}, token.content));
  if (token.nesting === 0) return token.content;
  if (token.type === "heading_open") return element(`h${Math.min(6, Number(token.tag[1]) + shift)}`);
  return element(TAGS.has(token.tag) ? token.tag : "span", attributesOf(token, resolve));
}

function attributesOf(token, resolve) {
  if (token.tag === "a") return { href: safeAddress(token.attrGet("href") ?? "", resolve), title: token.attrGet("title") ?? undefined };
  if (token.tag === "ol") return { start: token.attrGet("start") ?? undefined };
  // The site's policy allows no inline styles.
  const align = /^text-align:(\w+)$/.exec(token.attrGet("style") ?? "")?.[1];
  return { class: align && `align-${align}` };
}

function safeAddress(href, resolve) {
  const [, kind, id] = RECORD_LINK.exec(href) ?? [];
  if (kind) return resolve(kind, id);
  return SAFE_LINK.test(href) ? href : undefined;
}
