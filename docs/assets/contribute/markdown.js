// The Markdown of the texts, as hooks/kb/text/dialect.py reads it: tables, strikethrough, footnotes, marks of sources, callouts and bare links, no HTML.
import MarkdownIt from "../vendor/markdown-it.js";
import footnote from "../vendor/markdown-it-footnote.js";

/** The kinds of callouts, and the word that each begins with on the page. */
export const CALLOUTS = { note: "Note", tip: "Tip", important: "Important", warning: "Warning", caution: "Caution" };

const CALLOUT_MARK = new RegExp(`^\\[!(${Object.keys(CALLOUTS).join("|")})\\][ \\t]*(?:\\n|$)`, "i");
const NOTE_MARK = /\[\^([^\s\[\]]+)\]/y;

export const markdown = new MarkdownIt("commonmark", { html: false });
markdown.enable(["table", "strikethrough"]).disable(["reference", "html_block", "html_inline"]);
// Links are judged by flaws.js, and made by prose.js only where they are safe.
markdown.validateLink = () => true;
markdown.use(footnotes).use(sourceMarks).use(callouts).use(bareLinks);

/** `[^1]` in a text and `[^1]: …` on a line of its own. No note is dropped, even where nothing leads to it. */
function footnotes(md) {
  md.use(footnote).disable(["footnote_inline", "footnote_tail"]);
  // The Python plugin leaves code alone, this one only where no paragraph comes before it.
  const readNote = md.block.ruler.getRules("").find(({ name }) => name === "footnote_def");
  const unlessCode = (state, start, end, silent) => state.sCount[start] - state.blkIndent < 4 && readNote(state, start, end, silent);
  md.block.ruler.at("footnote_def", unlessCode, { alt: ["paragraph", "reference"] });
  md.inline.ruler.at("footnote_ref", readMark);
  md.core.ruler.after("inline", "notes_to_end", notesToEnd);
}

function readMark(state, silent) {
  NOTE_MARK.lastIndex = state.pos;
  const [whole, label] = NOTE_MARK.exec(state.src) ?? [];
  if (!whole || state.pos + whole.length > state.posMax || !Object.hasOwn(state.env.footnotes?.refs ?? {}, `:${label}`)) return false;
  if (!silent) state.push("footnote_ref", "", 0).meta = { label };
  state.pos += whole.length;
  return true;
}

function notesToEnd(state) {
  const { text, notes } = apart(state.tokens);
  state.tokens = text;
  if (!notes.length) return;
  const rows = numbered(text, notes).flatMap((note) => row(note, state.Token));
  state.tokens.push(new state.Token("footnote_block_open", "", 1), ...rows, new state.Token("footnote_block_close", "", -1));
}

function apart(tokens) {
  const [text, notes, open, labels] = [[], [], [], new Set()];
  for (const token of tokens) {
    if (token.type === "footnote_reference_open") {
      const { label } = token.meta;
      open.push({ label, isRepeated: labels.has(label), tokens: [], number: 0, uses: 0 });
      notes.push(open.at(-1));
      labels.add(label);
    } else if (token.type === "footnote_reference_close") open.pop();
    else (open.at(-1)?.tokens ?? text).push(token);
  }
  return { text, notes };
}

function numbered(text, notes) {
  const byLabel = new Map(notes.filter(({ isRepeated }) => !isRepeated).map((note) => [note.label, note]));
  const ordered = [];
  const add = (note) => (note.number = ordered.push(note));
  const visit = (tokens) => {
    for (const mark of tokens.flatMap(({ children }) => (children ?? []).filter(({ type }) => type === "footnote_ref"))) {
      const note = byLabel.get(mark.meta.label);
      if (!note.number) add(note);
      note.uses += 1;
      Object.assign(mark.meta, { number: note.number, use: note.uses });
    }
  };
  visit(text);
  let visited = 0;
  for (const note of [undefined, ...notes]) {
    if (note && !note.number) add(note);
    while (visited < ordered.length) visit(ordered[visited++].tokens);
  }
  return ordered;
}

function row({ label, number, uses, isRepeated, tokens }, Token) {
  const make = (type, nesting, meta) => Object.assign(new Token(type, "", nesting), { meta });
  const end = tokens.at(-1)?.type === "paragraph_close" ? tokens.length - 1 : tokens.length;
  return [
    make("footnote_open", 1, { label, number, uses, isRepeated }),
    ...tokens.slice(0, end),
    ...Array.from({ length: uses }, (_, use) => make("footnote_anchor", 0, { label, number, use: use + 1 })),
    ...tokens.slice(end),
    make("footnote_close", -1, {}),
  ];
}

/** `[^id]` in an answer, where no note has that name: a mark that leads to a source. */
function sourceMarks(md) {
  md.inline.ruler.after("footnote_ref", "source_mark", (state, silent) => {
    NOTE_MARK.lastIndex = state.pos;
    const [whole, label] = NOTE_MARK.exec(state.src) ?? [];
    if (!whole || state.pos + whole.length > state.posMax) return false;
    if (!silent) state.push("source_mark", "", 0).meta = { label };
    state.pos += whole.length;
    return true;
  });
  md.core.ruler.after("notes_to_end", "count_source_marks", ({ tokens }) => {
    const uses = new Map();
    for (const { type, meta } of tokens.flatMap(({ children }) => children ?? [])) {
      if (type !== "source_mark") continue;
      meta.use = (uses.get(meta.label) ?? 0) + 1;
      uses.set(meta.label, meta.use);
    }
  });
}

/** A quotation whose first line is `[!NOTE]`. */
function callouts(md) {
  md.core.ruler.after("block", "callouts", (state) => {
    const made = [];
    const open = [];
    for (let position = 0; position < state.tokens.length; position++) {
      const token = state.tokens[position];
      made.push(token);
      if (token.type === "blockquote_open") {
        const inline = state.tokens[position + 2];
        const match = inline?.type === "inline" ? CALLOUT_MARK.exec(inline.content) : null;
        open.push(Boolean(match));
        if (!match) continue;
        made.push(beginCallout(token, inline, match, state.Token));
        // The paragraph that held the mark alone: its opening, its text, its end.
        if (!inline.content) position += 3;
      } else if (token.type === "blockquote_close" && open.pop()) Object.assign(token, { type: "callout_close", tag: "aside" });
    }
    state.tokens = made;
  });
}

function beginCallout(quotation, inline, match, Token) {
  const kind = match[1].toLowerCase();
  const [line, end] = inline.map;
  Object.assign(quotation, { type: "callout_open", tag: "aside", meta: { kind } });
  inline.content = inline.content.slice(match[0].length);
  inline.map = [line + 1, end];
  return Object.assign(new Token("callout_title", "p", 0), { content: CALLOUTS[kind], map: [line, line + 1], info: match[1] });
}

const REST = /:\/\/[^\s<>\[\]"“”`\\*|]+/y;
const BEFORE_PATH = /:\/\/[^\s<>\[\]"“”`\\*|/?#,;()'’!]*([/?#])?/y;
const HOST = /^:\/\/[^\s/?#@:.]+(?:\.[^\s/?#@:.]+)+(?::[0-9]+)?[/?#]?$/;
const CLOSING = { ")": "(", "]": "[", "}": "{" };
const NOT_AT_THE_END = "?!.,:;*_~'’”\"…";

/** Bare https addresses become links: the rule of hooks/kb/text/bare_links.py, which says why it is not markdown-it's own. */
function bareLinks(md) {
  md.inline.ruler.before("escape", "bare_link", (state, silent) => {
    if (!state.src.startsWith("://", state.pos) || silent || state.linkLevel || !/(?:^|[^\p{L}\p{N}+\-._])https$/iu.test(state.pending.slice(-6))) return false;
    const rest = restOfAddress(state.src, state.pos);
    if (!rest) return false;
    const scheme = state.pending.slice(-5);
    state.pending = state.pending.slice(0, -5);
    const about = { markup: "linkify", info: "auto" };
    Object.assign(state.push("link_open", "a", 1), { attrs: [["href", md.normalizeLink(`https${rest}`)]], ...about });
    state.push("text", "", 0).content = scheme + rest;
    Object.assign(state.push("link_close", "a", -1), about);
    state.pos += rest.length;
    return true;
  });
}

function restOfAddress(text, position) {
  BEFORE_PATH.lastIndex = REST.lastIndex = position;
  const [before, path] = BEFORE_PATH.exec(text) ?? [""];
  if (path) return HOST.test(before) ? withoutEnding(REST.exec(text)[0]) : "";
  const rest = withoutEnding(before);
  return HOST.test(rest) ? rest : "";
}

function withoutEnding(rest) {
  const count = (sign) => rest.split(sign).length - 1;
  const surplus = Object.fromEntries(Object.entries(CLOSING).map(([closing, opening]) => [closing, count(closing) - count(opening)]));
  let end = rest.length;
  while (end) {
    const last = rest[end - 1];
    if (surplus[last] > 0) surplus[last] -= 1;
    else if (!NOT_AT_THE_END.includes(last)) break;
    end -= 1;
  }
  return rest.slice(0, end);
}
