// The small decisions behind the page's other scripts.
import assert from "node:assert/strict";
import { test } from "node:test";

import { asMakersSay, entriesIn } from "../../../docs/assets/app-filters.js";
import { asFile, fileName } from "../../../docs/assets/cite.js";
import { findWorks, plain, sharedResults } from "../../../docs/assets/compare-works.js";
import { byWords, countText, termSet, toQuery } from "../../../docs/assets/lists.js";
import { nextSort, sorted, workPasses, worksIn } from "../../../docs/assets/models-table.js";
import { asksForSearch } from "../../../docs/assets/open-search.js";
import { idOf } from "../../../docs/assets/sections.js";
import { share } from "../../../docs/assets/share.js";
import { targetOf } from "../../../docs/assets/target.js";
import { isDark } from "../../../docs/assets/theme-switch.js";
import { choiceText, idsIn, queryOf } from "../../../docs/assets/works-to-compare.js";

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

test("an address names at most four works, each once", () => {
  assert.deepEqual(idsIn("?b=two&a=one&c=one&d=&e=five"), ["one", "two"]);
  assert.deepEqual(idsIn("?a=%3Cscript%3E&a=x&b=%"), ["<script>", "%"]);
  assert.deepEqual(idsIn(queryOf(["x", "y & z"])), ["x", "y & z"]);
  assert.equal(queryOf([]), "");
});

test("the bar says what is chosen and what to do next", () => {
  assert.equal(choiceText([], false), "");
  assert.equal(choiceText(["One"], false), "Chosen: One. Choose one more to compare.");
  assert.equal(choiceText(["One", "Two"], false), "Chosen: One and Two.");
  assert.match(choiceText(["A", "B", "C", "D"], true), /^At most 4 works .* A, B, C, and D\. Take one away/);
});

test("texts of the records lose their marks and keep their words", () => {
  assert.equal(plain("As [RCAN](https://example.org/a_b) does[^1], **well**, ~~not~~ `x_y_z` and *so*."), "As RCAN does, well, not x_y_z and so.");
  assert.equal(plain("bytetrack_x_mot17 takes 2 * 3 * 4, a\\*b, x < y"), "bytetrack_x_mot17 takes 2 * 3 * 4, a*b, x < y");
});

test("numbers stand side by side where benchmark, setting, measure and unit are the same", () => {
  const result = (value, other = {}) => ({ benchmark: "coco", metric: "map", value, ...other });
  const works = [
    { results: [result(1), result(2, { checkpoint: "large" }), result(3, { variant: "test" }), result(4, { metric: "f1" })] },
    { results: [result(5), result(6, { unit: "share of 1" }), result(7, { metric: "f1" })] },
    { results: [result(8)] },
    {},
  ];
  const shared = sharedResults(works).map(({ metric, of }) => [metric, of.map((numbers) => numbers.map(({ value }) => value))]);
  assert.deepEqual(shared, [["map", [[1, 2], [5], [8], []]], ["f1", [[4], [7], [], []]]]);
});

test("works are found under the ids that they have now, and nothing is asked for that is no id", async () => {
  const asked = [];
  const files = {
    "models/new.json": { id: "new", name: "New" },
    "models/other.json": { id: "other", name: "Other" },
    "index.json": {
      renamed: [
        { kind: "model", old: "older", new: "old" },
        { kind: "model", old: "old", new: "new" },
        { kind: "model", old: "round", new: "about" },
        { kind: "model", old: "about", new: "round" },
        { kind: "task", old: "deblur", new: "other" },
      ],
    },
  };
  const readFile = async (path) => {
    asked.push(path);
    return files[path];
  };
  const found = await findWorks(["older", "new", "../new", "round"], readFile);
  assert.deepEqual(found, { works: [files["models/new.json"]], renamed: [["older", "New"]], gone: ["../new", "round"] });
  assert.ok(!asked.some((path) => path.includes("..")));
  assert.deepEqual(await findWorks(["deblur"], readFile), { works: [], renamed: [], gone: ["deblur"] });
});
