// What a typed query becomes, and how scores are added.
import assert from "node:assert/strict";
import { test } from "node:test";

import { isOneSlip, rank, resolve } from "../../../docs/assets/search/rank.js";
import { readVocabulary } from "../../../docs/assets/search/vocabulary.js";

const FREQUENCIES = new Map(Object.entries({ black: 3, and: 9, white: 2, resnet: 1, 50: 1, photo: 5, photograph: 2 }));

test("unknown words are completed, cut or mended", () => {
  assert.deepEqual(resolve("blackandwhite ", FREQUENCIES), { sequence: ["black", "and", "white"], completions: [] });
  assert.deepEqual(resolve("resnet50", FREQUENCIES).sequence, ["resnet", "50"]);
  assert.deepEqual(resolve("phoot!", FREQUENCIES).sequence, ["photo"]);
  assert.deepEqual(resolve("phot", FREQUENCIES), { sequence: [], completions: ["photo", "photograph"] });
  assert.deepEqual(resolve("zzzz", FREQUENCIES).sequence, ["zzzz"]);
});

test("a long unknown word is sooner a slip than two words that were glued", () => {
  const frequencies = new Map([...FREQUENCIES, ["photg", 1], ["raph", 1]]);
  assert.deepEqual(resolve("photgraph!", frequencies).sequence, ["photograph"]);
});

test("one slip is one letter too many, too few, wrong, or two swapped", () => {
  for (const slip of ["gran", "grainn", "grian", "grein", "train"]) assert.ok(isOneSlip("grain", slip), slip);
  for (const other of ["grain", "brian", "gra"]) assert.ok(!isOneSlip("grain", other), other);
});

const VOCABULARY = readVocabulary({ words: "grain night photo", frequencies: "124", partSizes: [2, 1] });

test("the vocabulary knows frequency, position and part", () => {
  assert.equal(VOCABULARY.frequencies.get("photo"), 4);
  assert.equal(VOCABULARY.positions.get("night"), 1);
  assert.deepEqual(["grain", "night", "photo"].map(VOCABULARY.partOf), [0, 0, 1]);
  assert.equal(readVocabulary({ words: "", frequencies: "", partSizes: [] }).positions.size, 0);
});

test("scores of words and pairs are added; a task gets a third of its best question's, a record half its task's on top", () => {
  const rows = {
    grain: [[1, 10], [0, 7], [1, 1, 1, 5, 1, 1, 0, 3]],
    night: [[0, 4, 1, 4], [], []],
    photo: [[0, 2, 1, 2], [1, 1], []],
  };
  const answer = rank({ sequence: ["grain", "night"], completions: ["photo"] }, (term) => rows[term], { recordTasks: [[1], [0]], questions: 1 }, VOCABULARY);
  assert.deepEqual(answer.tasks, [[1, 23], [0, 6]]);
  assert.deepEqual(answer.records, [[0, 18], [1, 4]]);
});

test("words that the index does not know score nothing", () => {
  const answer = rank({ sequence: ["zzzz", "constructor"], completions: [] }, () => undefined, { recordTasks: [], questions: 0 }, VOCABULARY);
  assert.deepEqual(answer, { tasks: [], records: [] });
});
