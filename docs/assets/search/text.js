// What a result says: the sentence that fits best, with the words that were looked for.
import { termsOfWord, words } from "./words.js";

const termsIn = (text) => words(text).flatMap(termsOfWord);

/**
 * Split a text into pieces, each with whether it holds a term that was looked for.
 * @param {string} text
 * @param {Set<string>} terms
 * @returns {any[][]} text and whether it is a hit
 */
export function marked(text, terms) {
  const pieces = text.match(/[\p{L}\p{N}\p{M}'’]+|[^\p{L}\p{N}\p{M}'’]+/gu) ?? [];
  return [...pieces].map((piece) => [piece, termsIn(piece).some((term) => terms.has(term))]);
}

/**
 * The sentence that holds most of the terms, the first of several.
 * @param {string[]} sentences
 * @param {Set<string>} terms
 */
export function bestSentence(sentences, terms) {
  const hits = (sentence) => new Set(termsIn(sentence).filter((term) => terms.has(term))).size;
  return sentences.reduce((best, sentence) => (hits(sentence) > hits(best) ? sentence : best));
}
