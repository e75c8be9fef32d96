// Words of a text that would not be shown, because Markdown drops them without saying so: as hooks/kb/text/losses.py finds them.
const WORD = /[\p{L}\p{N}]+/gu;
// What may follow the signs that begin code: the name of a language.
const LANGUAGE = /^\s*([\p{L}\p{N}_+#.\-]*)(?!\S)/u;
const MARKS = /^(?:\s*(?:>|[\-+*]|\d{1,9}[.)]|\[\^[^\s\]]+\]:))*/u;

/** Compare the words of each line with those that the parser kept of it. Gives the lost words, and why. */
export function* findLosses(text, tokens) {
  const kept = wordsKept(tokens);
  const at = (type) => new Set(tokens.filter((token) => token.type === type && token.map).map((token) => token.map[0]));
  const [rows, fences] = [at("tr_open"), at("fence")];
  let isTooDeep = false;
  for (const [line, typed] of text.split(/\r\n?|\n/).entries()) {
    const there = new Map(kept.get(line));
    const lost = wordsOf(typed.replace(MARKS, "")).filter((word) => {
      const left = there.get(word) ?? 0;
      there.set(word, left - 1);
      return left <= 0;
    });
    if (!lost.length) continue;
    const words = lost.join(" ").slice(0, 40);
    if (rows.has(line)) yield { words, why: "The row has more cells than the table's head.", instead: "Give the head as many cells." };
    else if (fences.has(line)) yield { words, why: "Behind ``` stands the name of a language alone.", instead: "Begin the code on the next line." };
    else if (!isTooDeep) {
      isTooDeep = true;
      yield { words, why: "Lists and quotations are nested too deeply.", instead: "Take some of the levels out." };
    }
  }
}

const wordsOf = (text) => text.match(WORD) ?? [];

/** @returns {Map<number, Map<string, number>>} how often each word of each line stands in the parser's blocks */
function wordsKept(tokens) {
  const kept = new Map();
  const keep = (line, words) => {
    if (!kept.has(line)) kept.set(line, new Map());
    for (const word of words) kept.get(line).set(word, (kept.get(line).get(word) ?? 0) + 1);
  };
  // A cell stands on the line of its row.
  let line = 0;
  for (const token of tokens) {
    line = token.map?.[0] ?? line;
    if (token.type === "fence") keep(line++, wordsOf(LANGUAGE.exec(token.info)?.[1] ?? ""));
    else if (token.type === "callout_title") keep(line, wordsOf(token.info));
    if (["inline", "fence", "code_block"].includes(token.type)) {
      for (const [offset, typed] of token.content.split("\n").entries()) keep(line + offset, wordsOf(typed));
    }
  }
  return kept;
}
