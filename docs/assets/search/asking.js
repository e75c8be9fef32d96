// What a query asks for: the ways to ask for a thing by its name, taken off, exactly as hooks/kb/search/asking.py does it.
import { stem } from "./words.js";

/** Where one name belongs to several, the first of these stands first. */
const NAME_PLACES = [
  ...["own task", "own term", "own model", "own product", "own question"],
  ...["other term", "other task", "other model", "other product"],
];
const TERM_PLACES = ["own term", "other term"].map((place) => NAME_PLACES.indexOf(place));
const TASK_PLACES = ["own task", "other task"].map((place) => NAME_PLACES.indexOf(place));
const QUESTION_PLACE = NAME_PLACES.indexOf("own question");
const MOST_NAMED = 6;
const MIN_TITLE = 4;
/** In thousandths: what a query and a title share, squared, of what they say, where they ask the same. */
const SAME_TITLE = 500;

const LITTLE = new Set(
  "a an the that this it its is are was be do does did to of for in on and or my your i you me can so just really".split(" "),
);
/** Words that say "not". */
const NOT = new Set(
  "arent cannot cant couldnt didnt doesnt dont hadnt hasnt havent isnt shouldnt wasnt werent wont wouldnt".split(" "),
);
const ARTICLES = new Set("a an the my your of for in on from with by".split(" "));
/** What people add to the name of what they look for. */
const EMPTY = new Set(
  "ai app apps tool tools software program website online free best good automatic automatically using".split(" "),
);
/** Words that are one where a task is named otherwise than its names are written. @type {Map<string, string>} */
const MEDIA = new Map();
for (const word of ["photo", "photograph", "picture", "pic", "image"]) MEDIA.set(stem(word), "image");
for (const word of ["video", "film", "movie", "footage"]) MEDIA.set(stem(word), "video");
/** How people ask for a thing: by its name, for the meaning of a word (also after "AI"), or how it works. @type {[string, RegExp][]} */
const WAYS = [
  ["name", /^()(.+)$/],
  ["word", /^((?:whats|what (?:is|are|does|do)(?: meant by)?|define|explain|(?:the )?(?:meaning|definition) of) (?:an? |the )?)(.+?)(?: means?| stands? for)?(?: in ai)?$/],
  ["word", /^((?:an? |the )?)(.+?) (?:means?|meaning|definition|explained)$/],
  ["name", /^((?:an?|the) )(.+?)(?: app)?$/],
  ["name", /^()(.+) (?:app|ai)$/],
  ["of ai", /^((?:ai|llm|chatgpt|chatbot) )(.+)$/],
  ["work", /^(how (?:does|do|did|can) (?:an? |the )?)(.+?) works?$/],
];

/**
 * @typedef {[string, number, number]} NameRow a name's words, what it belongs to (a task's position, or a record's behind all tasks),
 *   and its place in NAME_PLACES
 * @typedef {{words: string[], terms: string[][], completions: string[], isMended: boolean}} Typed what somebody typed: its words, the known
 *   terms of each, what an unfinished last word may become, and whether a word was taken for another that looks like it
 */

/**
 * How a query asks, and what it names, best first; nothing unless a name is all that it holds besides the asking.
 * @param {Typed} typed
 * @param {(term: string) => NameRow[]} rowsOf the names that are kept with a term
 * @param {(term: string) => number} says how much a term says, more if it is rare
 * @param {(item: number) => number} score what a task got: of several with one name, the best comes first
 * @returns {{way: string, items: number[]}}
 */
export function named(typed, rowsOf, says, score) {
  const byPlace = (one, two) => one[2] - two[2] || score(two[1]) - score(one[1]) || one[1] - two[1];
  const items = (rows) => [...new Set(rows.map(([, item]) => item))].slice(0, MOST_NAMED);
  const text = typed.words.join(" ");
  const ways = WAYS.flatMap(([way, pattern]) => {
    const match = pattern.exec(text);
    if (!match) return [];
    const start = match[1].split(" ").length - 1;
    const end = start + match[2].split(" ").length;
    const asked = { words: typed.words.slice(start, end), sequence: typed.terms.slice(start, end).flat() };
    const rows = [...new Set(asked.sequence)].flatMap(rowsOf);
    return [{ way, asked, rows: rows.filter(([, , place]) => way !== "of ai" || TERM_PLACES.includes(place)) }];
  });
  // A name asked for in any way goes before a title that asks nearly the same: "what is a deepfake" asks for the word.
  for (const matching of [sameName, sameTitle]) {
    for (const { way, asked, rows } of ways) {
      const found = matching(asked, rows, says);
      if (!found.length) continue;
      const isLater = ([, , place]) => Number(way === "word" && !TERM_PLACES.includes(place));
      found.sort((one, two) => isLater(one) - isLater(two) || byPlace(one, two));
      return { way, items: items(found) };
    }
  }
  const found = saidOtherwise(typed, rowsOf).sort(byPlace);
  return { way: found.length ? "name" : "", items: items(found) };
}

/** The names of tasks that say what a query says in another order, form, or word for a medium. */
function saidOtherwise({ words, terms, isMended }, rowsOf) {
  if (isMended) return [];
  const rows = [...new Set(terms.flat())].flatMap(rowsOf).filter(([, , place]) => TASK_PLACES.includes(place));
  for (const asked of [words, words.filter((word) => !EMPTY.has(word))]) {
    const wanted = sense(asked);
    const found = wanted.length ? rows.filter(([name]) => isSame(sense(name.split(" ")), wanted)) : [];
    if (found.length) return found;
  }
  return [];
}

/** What words say whatever their order, but for "to": "text to image" is not "image to text". */
function sense(words) {
  const found = words.filter((word) => !ARTICLES.has(word)).map((word) => (word === "into" ? "to" : stem(word)));
  const same = found.map((term) => MEDIA.get(term) ?? term);
  return same.includes("to") ? same : [...new Set(same)].sort();
}

const isSame = (one, two) => one.length === two.length && one.every((word, position) => word === two[position]);

/** The names that are the same in letters, else in terms. */
function sameName({ words, sequence }, rows, _says) {
  const letters = words.join("");
  const exact = rows.filter(([name]) => name.replaceAll(" ", "") === letters);
  return exact.length ? exact : rows.filter(([name]) => isSame(name.split(" ").map(stem), sequence));
}

/** The title that asks nearly the same, the nearest alone. */
function sameTitle({ words }, rows, says) {
  if (words.length < MIN_TITLE) return [];
  const wanted = core(words);
  const near = rows.filter(([, , place]) => place === QUESTION_PLACE).flatMap((row) => {
    const alikeness = likeness(wanted, core(row[0].split(" ")), says);
    return alikeness >= SAME_TITLE ? [/** @type {const} */ ([alikeness, row])] : [];
  });
  near.sort((one, two) => two[0] - one[0] || one[1][1] - two[1][1]);
  return near.slice(0, 1).map(([, row]) => row);
}

const core = (words) => new Set(words.filter((word) => !LITTLE.has(word)).map((word) => stem(NOT.has(word) ? "not" : word)));

/** How much two sets of words share, in thousandths; sharing a single word is no likeness. */
function likeness(one, two, says) {
  const both = [...one].filter((word) => two.has(word));
  const [shared, first, second] = [both, one, two].map((words) => [...words].reduce((sum, word) => sum + says(word), 0));
  return both.length > 1 ? Math.floor((shared * shared * 1000) / (first * second)) : 0;
}
