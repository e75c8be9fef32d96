// What results say, and what is offered where nothing fits.
import assert from "node:assert/strict";
import { test } from "node:test";

import { likeness, nearestWords } from "../../../docs/assets/search/nearest.js";
import { bestSentence, marked } from "../../../docs/assets/search/text.js";

test("the words that were looked for are marked in all their forms", () => {
  assert.deepEqual(marked("Old photos, grey.", new Set(["photo"])).filter(([, hit]) => hit).map(([text]) => text), ["photos"]);
  assert.equal(marked("Old photos, grey.", new Set()).map(([text]) => text).join(""), "Old photos, grey.");
});

test("the sentence with most of the words is shown, else the first", () => {
  const sentences = ["The sky is blue.", "Grain hides in the night.", "Night."];
  assert.equal(bestSentence(sentences, new Set(["night", "grain"])), sentences[1]);
  assert.equal(bestSentence(sentences, new Set(["rain"])), sentences[0]);
});

test("words that look alike are found, others not", () => {
  assert.equal(likeness("night", "night"), 1);
  assert.equal(likeness("night", "xyz"), 0);
  assert.deepEqual(nearestWords("colurizashun qqqq", ["colorization", "photo"]), ["colorization"]);
  assert.deepEqual(nearestWords("写真", ["colorization"]), []);
});
