// Words become the same terms as in Python; the browser test compares the two rankings, this one says what is meant.
import assert from "node:assert/strict";
import { test } from "node:test";

import { pairs, parts, stem, termsOfWord, words } from "../../../docs/assets/search/words.js";

test("words are folded: case, accents, apostrophes", () => {
  assert.deepEqual(words("It’s a CAFÉ, naïve!"), ["its", "a", "cafe", "naive"]);
  assert.deepEqual(words("?! …"), []);
});

test("British and American spelling, plurals and verb forms become one term", () => {
  for (const [one, two] of [["colourised", "colorized"], ["grey", "gray"], ["photos", "photo"], ["centre", "center"]]) {
    assert.equal(stem(one), stem(two));
  }
});

test("words of one family become one term, and words that only begin alike do not", () => {
  for (const [one, two] of [["singers", "sung"], ["noisy", "noise"], ["transcription", "transcribe"], ["vid", "video"]]) {
    assert.equal(stem(one), stem(two));
  }
  for (const [one, two] of [["animal", "animate"], ["organise", "organ"], ["constructor", "construct"]]) {
    assert.notEqual(stem(one), stem(two));
  }
});

test("letters and digits come apart, but for single letters", () => {
  assert.equal(stem("resnet50"), "resnet50");
  assert.deepEqual(parts("resnet50"), ["resnet", "50"]);
  assert.deepEqual(parts("photo"), ["photo"]);
  assert.deepEqual(["3d", "x4", "1080p"].map(parts), [["3d"], ["x4"], ["1080p"]]);
});

test("text without spaces is cut into pairs of characters", () => {
  assert.deepEqual(termsOfWord("白黒写真"), ["白黒", "黒写", "写真"]);
  assert.deepEqual(termsOfWord("ai사진"), ["ai", "사진"]);
  assert.deepEqual(termsOfWord("色"), ["色"]);
});

test("pairs name near neighbours whatever their order", () => {
  assert.deepEqual(pairs(["b", "a", "c", "d"]), ["a b", "b c", "a c", "a d", "c d"]);
  assert.deepEqual(pairs(["a", "a"]), []);
});
