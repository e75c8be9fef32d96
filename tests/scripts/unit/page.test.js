// The small decisions behind the page's other scripts.
import assert from "node:assert/strict";
import { test } from "node:test";

import { asMakersSay, entriesIn } from "../../../docs/assets/app-filters.js";
import { asFile, fileName } from "../../../docs/assets/cite.js";
import { byWords, countText, termSet, toQuery } from "../../../docs/assets/lists.js";
import { nextSort, sorted, workPasses, worksIn } from "../../../docs/assets/models-table.js";
import { asksForSearch } from "../../../docs/assets/open-search.js";
import { idOf } from "../../../docs/assets/sections.js";
import { share } from "../../../docs/assets/share.js";
import { targetOf } from "../../../docs/assets/target.js";
import { isDark } from "../../../docs/assets/theme-switch.js";

const DATA = {
  kinds: { model: "Model", dataset: "Data set" },
  runnable: ["model"],
  tasks: { restoring: ["Restoring"], asking: ["Asking"] },
  modalities: { image: "Image", text: "Text" },
  licences: { MIT: "MIT (commercial use allowed)", "": "licence not confirmed" },
  fields: ["id", "name", "kind", "tasks", "families", "inputs", "outputs", "year", "standings", "commercial", "licences", "links"],
  works: [
    ["swinir", "SwinIR", "model", ["restoring"], ["restoration"], ["image"], ["image"], 2021, ["not-past"], ["yes", "conditions"], { Code: "MIT" }, { Paper: "p", Code: "c" }],
    ["asker", "asker 10", "model", ["asking", "restoring"], ["language", "restoration"], ["image", "text"], ["text"], 2024, ["not-past", "current"], [], { Weights: "" }, { Weights: "w" }],
    ["photos", "asker 9", "dataset", ["asking"], ["language"], ["text"], ["text"], 2019, ["historic"], [], {}, {}],
  ],
};
const WORKS = worksIn(DATA);
const fit = (filters) => WORKS.filter((work) => workPasses(work, filters)).map((work) => work.id);
const order = (sort) => sorted(WORKS, sort, DATA).map((work) => work.id);

test("a work passes when all filters that are set fit", () => {
  assert.deepEqual(fit({ input: "", name: "words are looked for apart" }), ["swinir", "asker", "photos"]);
  assert.deepEqual(fit({ input: "text", kind: "model" }), ["asker"]);
  assert.deepEqual(fit({ task: "restoring" }), ["swinir", "asker"]);
  assert.deepEqual(fit({ family: "language" }), ["asker", "photos"]);
  assert.deepEqual(fit({ commercial: "conditions" }), ["swinir"]);
  assert.deepEqual(fit({ licence: "MIT" }), ["swinir"]);
  assert.deepEqual(fit({ year: "2019" }), ["photos"]);
  assert.deepEqual(fit({ standing: "historic" }), ["photos"]);
  assert.deepEqual(fit({ code: "yes" }), ["swinir"]);
  assert.deepEqual(fit({ weights: "yes", output: "text" }), ["asker"]);
});

test("every column sorts both ways, and what has nothing there comes last", () => {
  assert.deepEqual(order("name"), ["photos", "asker", "swinir"]);
  assert.deepEqual(order("-name"), ["swinir", "asker", "photos"]);
  assert.deepEqual(order("-year"), ["asker", "swinir", "photos"]);
  assert.deepEqual(order("kind")[0], "photos");
  assert.deepEqual(order("task"), ["asker", "photos", "swinir"]);
  assert.deepEqual(order("signature").at(-1), "photos");
  assert.deepEqual(order("-signature").at(-1), "photos");
  assert.deepEqual(order("licence"), ["asker", "swinir", "photos"]);
  assert.deepEqual(order("-links"), ["swinir", "asker", "photos"]);
  assert.deepEqual(order("gone"), ["swinir", "asker", "photos"]);
  assert.deepEqual(["name", "-name", "name"], [nextSort("name", ""), nextSort("name", "name"), nextSort("name", "-name")]);
  assert.equal(nextSort("year", "name"), "-year");
});

test("words are found as the search would, those in names first", () => {
  const texts = ["ResNet-50 sorts pictures", "Enlarger upscales", "YOLOv8n finds things", "Mender: better than ResNet", "YOLO family"];
  const find = (query) => byWords(query, texts, (text) => [termSet(text)], (text) => text.split(" ")[0]);
  assert.deepEqual(find("resnet50"), texts.slice(0, 1));
  assert.deepEqual(find("resnet"), [texts[0], texts[3]]);
  assert.deepEqual(find("upscaler"), [texts[1]]);
  assert.deepEqual(find("yolov8"), [texts[2]]);
  assert.deepEqual(find("yolov12"), [texts[2], texts[4]], "a version that is not here: its family");
  assert.deepEqual(find("enlarger upscali"), [texts[1]], "half typed");
  assert.deepEqual(byWords("denoisi", ["denoising"], (text) => [termSet(text)], String), ["denoising"], "half typed, and spelt anew");
  assert.deepEqual(find("upscale resnet"), []);
  assert.equal(find("  ").length, texts.length);
});

test("what makers say alone leaves out products of which they say nothing", () => {
  const entries = entriesIn({
    tasks: {},
    products: [["a", "A", "M", [], [["one", "does", "t", 1], ["two", "does", "t", 0]]], ["b", "B", "M", [], [["one", "does", "t", 0]]]],
    programs: [["p", "P", "opens", ""]],
  });
  const said = entries.flatMap(asMakersSay);
  assert.deepEqual(said.map(({ id, features }) => [id, features.length]), [["a", 1], ["p", 0]]);
});

test("only filters that are set come into the address", () => {
  assert.equal(toQuery({ input: "image", name: "a b", kind: "" }), "?input=image&name=a+b");
  assert.equal(toQuery({ input: "" }), "");
});

test("the count tells how many are shown", () => {
  assert.equal(countText(3, 3, 3), "All 3 shown");
  assert.equal(countText(1, 1, 3), "1 of 3 shown");
  assert.equal(countText(40, 1092, 1092), "40 of 1,092 shown");
  assert.equal(countText(40, 52, 1092), "40 of 52 that fit shown, of 1,092 in all");
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

test("what stands behind # in an address is read, however it is spelt", () => {
  assert.equal(targetOf("#image-to-text"), "image-to-text");
  assert.equal(targetOf("#caf%C3%A9"), "café");
  for (const wrong of ["", "#", "#%", "#%zz", "#%E0%A4%A"]) assert.equal(targetOf(wrong), "");
});

test("a citation is saved as its format wants it", () => {
  assert.equal(asFile("RIS", "TY  - JOUR\nER  - \n"), "TY  - JOUR\r\nER  - \r\n");
  assert.equal(asFile("BibTeX", "@misc{a,\n}"), "@misc{a,\n}\n");
  assert.equal(fileName("/knowledge-base/models/ddcolor/", "RIS"), "ddcolor.ris");
  assert.equal(fileName("/site/models/ddcolor/index.html", "CSL-JSON"), "ddcolor.json");
});

test("a page is shared by the browser, and who turns away from that is told nothing", async () => {
  const shared = [];
  assert.equal(await share("https://a.example/", "A", { share: async (what) => shared.push(what) }), "");
  assert.deepEqual(shared, [{ title: "A", url: "https://a.example/" }]);
  const turnedAway = Object.assign(new Error(), { name: "AbortError" });
  assert.equal(await share("https://a.example/", "A", { share: () => Promise.reject(turnedAway) }), "");
  assert.match(await share("https://a.example/", "A", {}), /could not be copied/);
});

test("a heading without an id gets one of its words", () => {
  assert.equal(idOf("How it works, in short?"), "how-it-works-in-short");
  assert.equal(idOf("Fête & 3D"), "fete-3d");
  assert.equal(idOf("什么"), "什么");
});
