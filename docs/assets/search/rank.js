// Ranking with the index, exactly as hooks/kb/search/rank.py does it: only whole numbers are added.
import { pairs, stem, termsOfWord, words } from "./words.js";

const MIN_PREFIX = 3;
const MOST_COMPLETIONS = 2;
const MIN_MENDED = 4;
const MIN_GLUED = 3;
const MOST_GLUED = 40;
const TASK_SHARE = 2;

/**
 * Turn a query into known terms: in order, and besides them the words that an unfinished last word may become.
 * @param {string} query
 * @param {Map<string, number>} vocabulary every known term, with its number of places
 * @returns {{sequence: string[], completions: string[]}}
 */
export function resolve(query, vocabulary) {
  const sequence = [];
  const completions = [];
  const typed = words(query);
  typed.forEach((word, number) => {
    let found = termsOfWord(word);
    if (found.length === 1 && !vocabulary.has(found[0])) {
      const isUnfinished = number === typed.length - 1 && /[\p{L}\p{N}]$/u.test(query);
      const ends = isUnfinished ? completionsOf(word, vocabulary) : [];
      completions.push(...ends);
      const cut = knownParts(word, vocabulary);
      if (cut.length) found = cut;
      else found = ends.length ? [] : [mended(found[0], vocabulary)];
    }
    sequence.push(...found);
  });
  return { sequence, completions };
}

/** Cut a word into known ones that were glued. */
function knownParts(word, vocabulary) {
  if (word.length > MOST_GLUED) return [];
  for (let position = word.length - MIN_GLUED; position >= MIN_GLUED; position -= 1) {
    const first = stem(word.slice(0, position));
    if (!vocabulary.has(first)) continue;
    const rest = stem(word.slice(position));
    if (vocabulary.has(rest)) return [first, rest];
    if (position < word.length - 2 * MIN_GLUED + 1) {
      const more = knownParts(word.slice(position), vocabulary);
      if (more.length) return [first, ...more];
    }
  }
  return [];
}

const byFrequency = (vocabulary) => (one, two) => vocabulary.get(two) - vocabulary.get(one) || (one < two ? -1 : 1);

function completionsOf(word, vocabulary) {
  if (word.length < MIN_PREFIX) return [];
  const ends = [...vocabulary.keys()].filter((term) => term.startsWith(word));
  return ends.sort(byFrequency(vocabulary)).slice(0, MOST_COMPLETIONS);
}

/** The most frequent known term that is one slip away, or the term itself. */
function mended(term, vocabulary) {
  if (term.length < MIN_MENDED) return term;
  const near = [...vocabulary.keys()].filter((known) => isOneSlip(term, known));
  return near.sort(byFrequency(vocabulary))[0] ?? term;
}

/** Whether one letter too many, too few, wrong, or two swapped make one word the other. */
export function isOneSlip(one, two) {
  if (Math.abs(one.length - two.length) > 1 || one === two) return false;
  let start = 0;
  while (start < Math.min(one.length, two.length) && one[start] === two[start]) start += 1;
  const [a, b] = [one.slice(start), two.slice(start)];
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  );
}

/**
 * The scores of a pair of terms, kept with the rarer one: steps to the other term, number of tasks, then their scores.
 * @param {string} pair
 * @param {(term: string) => [number[], number[], number[]] | undefined} rowOf
 * @param {import("./vocabulary.js").Vocabulary} vocabulary
 */
function scoresOfPair(pair, rowOf, { frequencies, positions }) {
  const [first, second] = pair.split(" ");
  const isFirst = frequencies.get(first) <= frequencies.get(second);
  const [home, other] = isFirst ? [first, second] : [second, first];
  const row = rowOf(home)?.[2] ?? [];
  const wanted = positions.get(other);
  let position = 0;
  for (let i = 0; i < row.length && position <= wanted; i += 2 + 2 * row[i + 1]) {
    position += row[i];
    if (position === wanted) return row.slice(i + 2, i + 2 + 2 * row[i + 1]);
  }
  return [];
}

/**
 * Rank all tasks and records.
 * @param {{sequence: string[], completions: string[]}} asked
 * @param {(term: string) => [number[], number[], number[]] | undefined} rowOf what the index keeps of a term: scores of tasks, of
 *   records, and of tasks for pairs with more frequent terms
 * @param {number[][]} recordTasks the tasks of each record, the main one first
 * @param {import("./vocabulary.js").Vocabulary} vocabulary
 * @returns {{tasks: [number, number][], records: [number, number][]}} positions with their scores, best first
 */
export function rank({ sequence, completions }, rowOf, recordTasks, vocabulary) {
  const tasks = new Map();
  const records = new Map();
  for (const term of new Set([...sequence, ...completions])) {
    const found = rowOf(term);
    if (!found) continue;
    add(tasks, found[0]);
    add(records, found[1]);
  }
  for (const pair of new Set(pairs(sequence))) {
    if (pair.split(" ").every((term) => vocabulary.positions.has(term))) add(tasks, scoresOfPair(pair, rowOf, vocabulary));
  }
  for (const [position, score] of records) {
    records.set(position, score + Math.floor((tasks.get(recordTasks[position][0]) ?? 0) / TASK_SHARE));
  }
  return { tasks: bestFirst(tasks), records: bestFirst(records) };
}

/** Add postings, written as steps of position and score. */
function add(scores, row) {
  let position = 0;
  for (let i = 0; i < row.length; i += 2) {
    position += row[i];
    scores.set(position, (scores.get(position) ?? 0) + row[i + 1]);
  }
}

const bestFirst = (scores) => [...scores].sort((one, two) => two[1] - one[1] || one[0] - two[0]);
