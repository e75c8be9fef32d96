// Texts as people paste them into texts as the files take them: Unix line ends, and no characters that nobody can see.

const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
// What hooks/kb/content/load.py refuses: control characters, invisible ones, private and broken ones; and what YAML can't hold.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\uFFFE\uFFFF]/gu;

/** A text without what can't be in a file, and without space around it. */
export function clean(text) {
  return text
    .replace(LINE_ENDS, "\n")
    .replace(UNSEEN, (character) => (character === "\n" || character === "\t" ? character : ""))
    .trim();
}

/** The same for a field of one line. */
export const cleanLine = (text) => clean(text).replace(/[\n\t]+/g, " ");

/** How many characters that can't be seen would be left out. */
export const countUnseen = (text) => [...text.replace(LINE_ENDS, "\n").matchAll(UNSEEN)].filter(([found]) => found !== "\n" && found !== "\t").length;
