// The words that the index knows: how common each is, and where its row is kept.

const ZERO = "0".charCodeAt(0);

/**
 * @typedef {object} Vocabulary
 * @property {Map<string, number>} frequencies how common a word is: four steps to each doubling of the documents that hold it
 * @property {Map<string, number>} positions place in the order of the alphabet
 * @property {(term: string) => number} partOf the part of the index that holds a word's row
 */

/**
 * Read the vocabulary out of the beginning of the index.
 * @param {{words: string, frequencies: string, partSizes: number[]}} start
 * @returns {Vocabulary}
 */
export function readVocabulary({ words, frequencies, partSizes }) {
  const known = words ? words.split(" ") : [];
  const parts = partSizes.flatMap((size, part) => Array(size).fill(part));
  const positions = new Map(known.map((word, position) => [word, position]));
  return {
    frequencies: new Map(known.map((word, position) => [word, frequencies.charCodeAt(position) - ZERO])),
    positions,
    partOf: (term) => parts[positions.get(term)],
  };
}
