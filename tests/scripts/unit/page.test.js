// The small decisions behind the page's other scripts.
import assert from "node:assert/strict";
import { test } from "node:test";

import { countText, rowPasses, toQuery } from "../../../docs/assets/models-table.js";
import { asksForSearch } from "../../../docs/assets/open-search.js";
import { isDark } from "../../../docs/assets/theme-switch.js";

test("a row passes when all filters that are set fit", () => {
  const row = { input: "image text", kind: "model", text: "swinir image restoration" };
  assert.ok(rowPasses(row, { input: "text", kind: "", name: "restoration Swin" }));
  assert.ok(!rowPasses(row, { input: "audio" }));
  assert.ok(!rowPasses(row, { output: "image" }));
  assert.ok(!rowPasses(row, { name: "swin unet" }));
});

test("only filters that are set come into the address", () => {
  assert.equal(toQuery({ input: "image", name: "a b", kind: "" }), "?input=image&name=a+b");
  assert.equal(toQuery({ input: "" }), "");
});

test("the count tells how many are shown", () => {
  assert.equal(countText(3, 3), "All 3 shown");
  assert.equal(countText(1, 3), "1 of 3 shown");
});

test("keys ask for the search unless somebody types", () => {
  const key = (name, more = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...more });
  assert.ok(asksForSearch(key("/"), false));
  assert.ok(!asksForSearch(key("/"), true));
  assert.ok(!asksForSearch(key("s", { ctrlKey: true }), false));
  assert.ok(asksForSearch(key("K", { metaKey: true }), true));
});

test("a chosen theme wins over the system's", () => {
  assert.ok(isDark("dark", false));
  assert.ok(!isDark("light", true));
  assert.ok(isDark(undefined, true));
});
