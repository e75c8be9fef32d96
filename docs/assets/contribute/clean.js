// Texts as people paste them into texts as the files take them: Unix line ends, and no characters that nobody can see.

const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
// What hooks/kb/content/characters.py refuses: control characters, invisible ones, private and broken ones; and what YAML can't hold.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u115F\u1160\u3164\uFFA0\u2800\u17B4\u17B5\u180E\uFFFE\uFFFF]/gu;
const [JOINER, NON_JOINER] = ["\u200d", "\u200c"];
// Scripts in whose words letters are joined or kept apart by characters that can't be seen.
const SCRIPTS = [
  ...["Arabic", "Syriac", "Mongolian", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada"],
  ...["Malayalam", "Sinhala", "Tibetan", "Myanmar", "Khmer", "Nko", "Mandaic", "Phags_Pa"],
];
const JOINED = new RegExp(`^[${SCRIPTS.map((name) => `\\p{Script_Extensions=${name}}`).join("")}]$`, "u");
const PICTURE = /^(?![\x00-\x7f])[\p{So}\p{Sm}\p{Sk}]$/u;
const FLAG = "\u{1f3f4}";
const FLAG_LENGTH = 7;
const IN_FLAGS = /^[\u{e0020}-\u{e007f}]$/u;

/** Whether a character that can't be seen is a part of a word or an emoji: of many Persian and Hindi words, and of 👩‍🔬. */
function belongs(characters, position) {
  // At a word's end they show a letter in the form that it has within one.
  const [before = "", character, after = ""] = [characters[position - 1], characters[position], characters[position + 1]];
  if ((character === JOINER || character === NON_JOINER) && JOINED.test(before) && (JOINED.test(after) || !/[\p{L}\p{N}]/u.test(after))) return true;
  if (character === JOINER) {
    const shown = before === "\ufe0f" ? (characters[position - 2] ?? "") : before;
    return PICTURE.test(shown) && PICTURE.test(after);
  }
  // The flags of England, Scotland and Wales are spelt with such characters.
  return IN_FLAGS.test(character) && characters.slice(Math.max(0, position - FLAG_LENGTH), position).includes(FLAG);
}

/** A text with Unix line ends, and how many characters that can't be seen were left out of it. */
export function seen(text) {
  const lines = text.replace(LINE_ENDS, "\n");
  if (!lines.match(UNSEEN)?.some((found) => found !== "\n" && found !== "\t")) return { text: lines, left: 0 };
  const characters = [...lines];
  const kept = characters.filter((character, position) => character === "\n" || character === "\t" || !character.match(UNSEEN) || belongs(characters, position));
  return { text: kept.join(""), left: characters.length - kept.length };
}

/** A text without what can't be in a file, and without space around it. */
export const clean = (text) => seen(text).text.trim();

/** The same for a field of one line. */
export const cleanLine = (text) => clean(text).replace(/[\n\t]+/g, " ");

/** How many characters that can't be seen would be left out. */
export const countUnseen = (text) => seen(text).left;
