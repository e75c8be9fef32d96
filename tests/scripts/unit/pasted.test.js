// Addresses that people paste: the same cases as in tests/search/test_pasted.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { addressKeys } from "../../../docs/assets/search/pasted.js";

const rows = readFileSync(new URL("../../search/addresses.tsv", import.meta.url), "utf8").split("\n").slice(1).filter(Boolean);

test("all spellings of an address point to one thing", () => {
  assert.ok(rows.length > 50);
  for (const [given, keys] of rows.map((row) => row.split("\t"))) assert.equal(addressKeys(given).join(" "), keys, given);
});
