// For words that nothing fits: the known words that look most like them.
import { words } from "./words.js";

const LEAST_LIKENESS = 0.4;
const LEAST_LETTERS = 4;

function letterPairs(word) {
  return new Set(Array.from({ length: word.length - 1 }, (_, position) => word.slice(position, position + 2)));
}

/** How alike two words are, from 0 to 1: the share of letter pairs that they have in common (Dice, 1945). */
export function likeness(one, two) {
  const [ours, theirs] = [letterPairs(one), letterPairs(two)];
  const shared = [...ours].filter((pair) => theirs.has(pair)).length;
  return (2 * shared) / Math.max(1, ours.size + theirs.size);
}

/** The candidate that is most like a word; none if none is like it at all. */
function nearest(word, candidates) {
  const likest = candidates.reduce((best, other) => (likeness(word, other) > likeness(word, best) ? other : best), "");
  return likeness(word, likest) >= LEAST_LIKENESS ? [likest] : [];
}

/**
 * For every longer word of a query the known word that is most like it, where one is like it at all.
 * @param {string} query
 * @param {Iterable<string>} known
 * @returns {string[]}
 */
export function nearestWords(query, known) {
  const isLong = (word) => word.length >= LEAST_LETTERS;
  const candidates = [...known].filter(isLong);
  return words(query).filter(isLong).flatMap((word) => nearest(word, candidates));
}
