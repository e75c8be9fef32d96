// A record into the text of its file: YAML front matter, then the Markdown.
//
// The YAML is written here and not by a library, because a few safe forms are all that is needed: block mappings and lists, plain words
// where no YAML reader can take them for anything else, folded text for what a person will read in a review, and JSON strings, which YAML
// takes as they are, for all the rest. A test gives hostile texts to this and reads them back with the project's own reader.

const WIDTH = 100;
const LONG = 80;
const PLAIN_WORDS = /^\p{L}[\p{L}\p{M}\p{N} ,.()'’“”?!/–-]*(?<! )$/u;
const PLAIN_LINK = /^https:\/\/[\w./%~+&=?#,@-]+$/;
const PLAIN_DAY = /^\d{4}-\d\d-\d\d$/;
const SPECIAL = new Set(["true", "false", "yes", "no", "on", "off", "null", "y", "n"]);
// What JSON leaves as it is and YAML readers do not.
const UNQUOTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
const UNTAMED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/u;

/** The text of a question's file. Fields come in the order in which the record has them. */
export function questionFile(record, body) {
  const fields = mapping(record, 0).join("\n");
  return `---\n${fields}\n---\n\n${body}`.trimEnd() + "\n";
}

/** A mapping as lines. */
function mapping(record, indent) {
  const pad = " ".repeat(indent);
  return Object.entries(record).flatMap(([key, value]) => {
    const [first, ...more] = valueLines(value, indent + 2);
    return [`${pad}${key}:${first}`, ...more];
  });
}

/** A value: what stands after “key:” on its line, then the lines below. */
function valueLines(value, indent) {
  if (value === true) return [" true"];
  if (Array.isArray(value)) return listLines(value, indent);
  if (typeof value === "object") return ["", ...mapping(value, indent)];
  const [first, ...more] = scalar(String(value), indent);
  return [` ${first}`, ...more];
}

function listLines(items, indent) {
  if (items.every((item) => typeof item === "string" && /^[a-z][a-z0-9-]*$/.test(item) && !SPECIAL.has(item))) {
    return [` [${items.join(", ")}]`];
  }
  const pad = " ".repeat(indent);
  return [
    "",
    ...items.flatMap((item) => {
      const [first, ...more] = typeof item === "object" ? mapping(item, indent + 2) : scalar(String(item), indent + 2);
      return [`${pad}- ${first.trimStart()}`, ...more];
    }),
  ];
}

/** A text in the most readable form that keeps it to the letter; the first line, then those below. */
function scalar(text, indent) {
  if (!UNTAMED.test(text) && text.length > LONG && !/^ | $| {2}/.test(text)) return [">-", ...wrapped(text, indent)];
  if (isLiteral(text)) return ["|-", ...text.split("\n").map((line) => (line ? " ".repeat(indent) + line : ""))];
  const isPlain = PLAIN_WORDS.test(text) || PLAIN_LINK.test(text) || PLAIN_DAY.test(text);
  return [isPlain && !SPECIAL.has(text.toLowerCase()) ? text : quoted(text)];
}

/** Whether several lines can stand as they are: no spaces at a line's end, none before the first word, nothing unseen. */
function isLiteral(text) {
  const lines = text.split("\n");
  return lines.length > 1 && !UNTAMED.test(lines.join("")) && /^\S/.test(text) && /\S$/.test(text) && !lines.some((line) => /\s$/.test(line));
}

function wrapped(text, indent) {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length && indent + longer.length <= WIDTH) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => " ".repeat(indent) + line);
}

function quoted(text) {
  return JSON.stringify(text).replace(UNQUOTABLE, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
