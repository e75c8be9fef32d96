// The contribution form's small decisions: names, texts, addresses, rules, fields, drafts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { LONGEST_ADDRESS, branchOf, isGitHub, issueAddress, newFileAddress, sizeOf, titleOf } from "../../../docs/assets/contribute/address.js";
import { fieldAt, makeCheck } from "../../../docs/assets/contribute/check.js";
import { clean, cleanLine, countUnseen } from "../../../docs/assets/contribute/clean.js";
import { draftKeys, forgetDraft, keepDraft, readDraft } from "../../../docs/assets/contribute/draft.js";
import { mended } from "../../../docs/assets/contribute/paste.js";
import { questionFile } from "../../../docs/assets/contribute/file.js";
import { emailQuestion, flowProblems, isOneWord, isPlaceholder, isSafeLink, linkProblem, roleProblems, stepProblems } from "../../../docs/assets/contribute/rules.js";
import { fieldsOf } from "../../../docs/assets/contribute/schema.js";
import { asksTheSame } from "../../../docs/assets/contribute/similar.js";
import { nameProblem, slugOf } from "../../../docs/assets/contribute/slug.js";
import { byName, joined } from "../../../docs/assets/contribute/suggest.js";
import { vendored } from "../vendor.js";

const SCHEMA = JSON.parse(readFileSync(new URL("../../../docs/schemas/question.schema.json", import.meta.url), "utf8"));
const FACTS = {
  modality: { image: { name: "Image" }, text: { name: "Text" }, mask: { name: "Mask" } },
  task: { tagging: { name: "Tagging", inputs: ["image"], outputs: ["text"] }, masking: { name: "Masking", inputs: ["image"], outputs: ["mask"] } },
  model: {
    tagger: { name: "Tagger", kind: "model", year: "2023", tasks: ["tagging"], inputs: null, outputs: null, variants: ["Tagger-S"] },
    pictures: { name: "Pictures", kind: "dataset", year: "2020", tasks: ["tagging"], inputs: null, outputs: null, variants: [] },
  },
  product: { "shop-app": { name: "Shop App", alsoCalled: ["shapp"] } },
  question: { "why-grey": { name: "Why grey?" } },
  takenIds: ["why-grey"],
  reservedIds: ["con", "index"],
  longestId: 80,
  longestBody: 40_000,
  placeholders: ["none", "n/a", "tbd"],
  runnable: ["model", "toolkit"],
  kinds: { model: "Model", dataset: "Data set" },
  origins: { person: "Asked by" },
};
const WHOLE = {
  question: "How does it know what is in my photo?",
  title: "How does it know?",
  answer: "It compares the photo with many others.",
  tasks: ["tagging"],
  workflow: { inputs: ["image"], steps: [{ does: "A model names what it sees.", task: "tagging", inputs: ["image"], outputs: ["text"], model: "tagger" }] },
  models: [{ id: "tagger", role: "answers", why: "It does just this." }],
  also_asked: ["what is in this picture"],
  certainty: "unknown",
  sources: [{ title: "Tagger", url: "https://example.org/tagger", read: "2026-03-01" }],
  origin: { kind: "person", name: "Ada" },
  reviewed: "2026-03-01",
};
const check = makeCheck(SCHEMA, fieldsOf(SCHEMA), FACTS);
const toldAll = (record, body = "A text.") => check(record, body, "2026-06-01").map(({ path, message }) => [path.join("."), message]);
const told = (record, body = "A text.") => Object.fromEntries(Object.entries(Object.groupBy(toldAll(record, body), ([path]) => path)).map(([path, all]) => [path, all.map(([, message]) => message).join(" ")]));

test("a vendored file is its package's file to the letter", () => {
  assert.ok(vendored.length > 5);
  for (const [from, to] of vendored) assert.deepEqual(readFileSync(to), readFileSync(from), to);
});

test("the notice names the versions that are vendored", () => {
  const notice = readFileSync(new URL("../../../docs/assets/vendor/LICENCES.txt", import.meta.url), "utf8");
  for (const name of ["markdown-it", "markdown-it-footnote", "@cfworker/json-schema", "mdurl", "uc.micro", "linkify-it", "punycode.js", "entities"]) {
    const { version } = JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), "utf8"));
    assert.ok(notice.includes(`${name} ${version}`), `${name} ${version}`);
  }
});

test("a title becomes a file's name", () => {
  assert.equal(slugOf("Why is it GREY? – a café’s photo", 80), "why-is-it-grey-a-cafes-photo");
  assert.equal(slugOf("写真", 80), ""); // Its table has not been fetched, and what a field shows is not waited for.
  assert.equal(slugOf("one two three", 9), "one-two");
  assert.equal(slugOf("one two", 7), "one-two");
  assert.equal(slugOf("x".repeat(99), 80).length, 80);
});

test("a file's name is new, short and one that every system takes", () => {
  assert.equal(nameProblem("why-is-it-grey", FACTS), "");
  assert.match(nameProblem("", FACTS), /needs an address/);
  for (const wrong of ["Why", "a--b", "-a", "a_b", "a.b", "../a", "x".repeat(81)]) assert.match(nameProblem(wrong, FACTS), /at most 80/, wrong);
  for (const reserved of ["con", "index"]) assert.match(nameProblem(reserved, FACTS), /can't have this name/);
  assert.match(nameProblem("why-grey", FACTS), /already/);
});

test("what can't be seen is left out, and line ends are one kind", () => {
  assert.equal(clean("  a\r\nb\rc\u2028d\u200b\u0000\ufeff\ud800 "), "a\nb\nc\nd");
  assert.equal(clean("写真 😀\tok"), "写真 😀\tok");
  assert.equal(cleanLine("a\n\tb"), "a b");
  assert.equal(countUnseen("a\u200bb\nc\u00ad"), 2);
});

test("joiners stay in words and emoji, and nowhere else", () => {
  const families = ["👨‍👩‍👧‍👦", "🏳️‍🌈", "👩🏽‍🔬", "🐻‍❄️", "🏴‍☠️", "🏳️‍⚧️", "👁️‍🗨️", "🧑‍🤝‍🧑", "🐦‍⬛", "🙂‍↔️", "👩‍❤️‍💋‍👨", "🏃🏿‍♀️‍➡️"];
  for (const whole of [...families, "👩\u200d🔬 ❤️\u200d🔥", "می\u200cخواهم", "क्\u200dष", "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}"]) {
    assert.equal(clean(whole), whole);
    assert.equal(countUnseen(whole), 0);
  }
  assert.equal(clean("a\u200db\u200c c 🔬\u200d x\u{e0067}"), "ab c 🔬 x");
});

test("what programs leave in a text is mended when it is pasted, and told", () => {
  const body = { prose: "body" };
  const cases = /** @type {const} */ ([
    ["One:\n•\tA\no\tB\n▪\tC\n· \tnot\nEnd", "One:\n- A\n  - B\n    - C\n\n· \tnot\nEnd", 1],
    ["● A\n● B\nEnd", "- A\n- B\n\nEnd", 1],
    ["Name\tYear\nA|b\t2020\nText", "| Name | Year |\n|---|---|\n| A\\|b | 2020 |\n\nText", 1],
    ["It is so :contentReference[oaicite:0]{index=0}. And so【1†source】.", "It is so. And so.", 1],
    ["[x](https://a.b/?utm_source=chatgpt.com) https://a.b/?c=d&utm_source=chatgpt.com#e", "[x](https://a.b/) https://a.b/?c=d#e", 1],
    ["https://a.b/c\u200b\ufeff", "https://a.b/c", 1],
    ["---\ntitle: Why?\ntasks: [a]\n---\n\n## How\n\nText.\n---\n", "## How\n\nText.\n---\n", 1],
    ["A rule:\n\n---\n\nb: c\n", "A rule:\n\n---\n\nb: c\n", 0],
    ["- a\n- b\n\n1\ttwo alone, $5 and $10", "- a\n- b\n\n1\ttwo alone, $5 and $10", 0],
  ]);
  for (const [pasted, text, count] of cases) {
    const made = mended(pasted, body);
    assert.equal(made.text, text);
    assert.equal(made.done.length, count, pasted);
    assert.deepEqual(mended(text, body), { text, done: [] });
  }
  assert.equal(mended("• A\tb\nc\td", {}).done.length, 0);
  assert.equal(mended("\\( x \\) and $$y$$", body).done.length, 0);
});

test("an address holds name and content, or the name alone where it would be too long", () => {
  const short = newFileAddress("https://github.com/o/r", "main", "questions/a.md", "a: 1 & 2\n#é");
  const url = new URL(short.address);
  assert.equal(url.pathname, "/o/r/new/main");
  assert.deepEqual(Object.fromEntries(url.searchParams), { filename: "questions/a.md", value: "a: 1 & 2\n#é" });
  assert.ok(short.isWhole);
  // Three bytes each, each byte written as three characters: the encoded length counts, not that of the text.
  const long = newFileAddress("https://github.com/o/r", "main", "questions/a.md", "写".repeat(900));
  assert.ok(!long.isWhole);
  assert.deepEqual([...new URL(long.address).searchParams.keys()], ["filename"]);
});

test("an address is whole up to the limit, and not a byte beyond it", () => {
  const at = (length) => newFileAddress("https://github.com/o/r", "main", "questions/a.md", "x".repeat(length));
  const room = LONGEST_ADDRESS - sizeOf(at(1).address) + 1;
  // Who must sign in first is sent on with the whole address, encoded once more.
  assert.equal(sizeOf(at(1).address), `https://github.com/login?return_to=${encodeURIComponent(at(1).address)}`.length);
  assert.ok(!newFileAddress("https://github.com/o/r", "main", "questions/a.md", "\n".repeat(room / 2)).isWhole);
  assert.ok(at(room).isWhole);
  assert.equal(sizeOf(at(room).address), LONGEST_ADDRESS);
  assert.ok(!at(room + 1).isWhole);
});

test("a question opens the issue form with its fields filled in", () => {
  const { address, isWhole } = issueAddress("https://github.com/o/r", { question: "Why?", seen: "", task: "Tagging" });
  assert.deepEqual(Object.fromEntries(new URL(address).searchParams), { template: "ask-a-question.yml", title: "Question: Why?", question: "Why?", task: "Tagging" });
  assert.ok(isWhole);
  const long = issueAddress("https://github.com/o/r", { question: "why ".repeat(100) + "写".repeat(1000), seen: "", task: "" });
  assert.ok(!long.isWhole);
  assert.ok(sizeOf(long.address) < LONGEST_ADDRESS);
});

test("a title is a question's beginning, cut between words", () => {
  assert.equal(titleOf("Why\nis it  grey?"), "Why is it grey?");
  assert.equal(titleOf("one two, three", 9), "one two…");
});

test("branch and repository come from the settings", () => {
  assert.equal(branchOf("edit/main/docs/"), "main");
  assert.equal(branchOf("edit/release/2.0/docs/"), "release/2.0");
  assert.equal(branchOf(""), "main");
  assert.ok(isGitHub("https://github.com/o/r"));
  assert.ok(!isGitHub("https://gitlab.com/o/r"));
  assert.ok(!isGitHub("https://github.com.evil.example/o/r"));
});

test("links are judged as in Python", () => {
  for (const good of ["https://a.b", "https://a.b/c?d#e", "HTTPS://A.B/", "https://a.b:8080/x"]) assert.ok(isSafeLink(good), good);
  for (const bad of ["http://a.b", "a.b", "https://localhost", "https://x@a.b", "https://a.b/ c", "javascript:alert(1)", 'https://a.b/"']) assert.ok(!isSafeLink(bad), bad);
});

test("words that say nothing are found", () => {
  for (const empty of ["None", " N/A ", "tbd", "Lorem ipsum dolor"]) assert.ok(isPlaceholder(empty, FACTS.placeholders), empty);
  assert.ok(!isPlaceholder("None of them do", FACTS.placeholders));
});

test("a step takes what is there", () => {
  const workflow = { inputs: ["image"], steps: [{ inputs: ["text"], outputs: ["mask"] }, { inputs: ["mask", "image"], outputs: ["text"] }] };
  assert.deepEqual(flowProblems(workflow, FACTS).map(({ path }) => path.join(".")), ["workflow.steps.0.inputs"]);
  assert.deepEqual(flowProblems(undefined, FACTS), []);
});

test("a step fits its task and its model", () => {
  const steps = [{ task: "masking", inputs: ["image"], outputs: ["text"] }, { model: "pictures", inputs: [], outputs: [] }, { model: "tagger", inputs: ["mask"], outputs: ["text"] }];
  assert.deepEqual(stepProblems({ steps }, FACTS).map(({ path }) => path.slice(2).join(".")), ["0.outputs", "1.model", "2.inputs"]);
});

test("a model has a role that it can fill, once, and a variant that exists", () => {
  const models = [{ id: "tagger", role: "answers", variant: "Tagger-S" }, { id: "tagger", role: "component", variant: "Tagger-S" }, { id: "pictures", role: "answers" }, { id: "tagger", role: "component", variant: "X" }];
  assert.deepEqual(roleProblems({ models, tasks: ["tagging"] }, FACTS).map(({ path }) => path.slice(1).join(".")), ["1.id", "2.role", "3.variant"]);
  assert.match(roleProblems({ models: models.slice(0, 1), tasks: ["masking"] }, FACTS)[0].message, /none of the question's tasks/);
});

test("the fields follow the schema", () => {
  const fields = fieldsOf(SCHEMA);
  assert.deepEqual(fields.map(({ name }) => name), Object.keys(SCHEMA.properties).filter((name) => SCHEMA.properties[name].type !== "boolean"));
  const at = (...path) => fieldAt(fields, path);
  assert.deepEqual([at("title").kind, at("title").maxLength, at("title").isRequired], ["text", 120, true]);
  assert.deepEqual([at("tasks").kind, at("tasks").minItems, at("tasks").item.refers], ["list", 1, "task"]);
  assert.deepEqual([at("workflow", "steps", 0, "task").kind, at("workflow", "steps", 0, "task").isRequired], ["reference", false]);
  assert.deepEqual([at("workflow", "steps", 0, "does").kind, at("workflow", "steps", 0, "does").prose], ["long", "inline"]);
  assert.deepEqual([at("models", 0, "role").kind, at("models", 0, "role").options.length], ["choice", 5]);
  assert.deepEqual([at("sources", 0, "url").kind, at("sources", 0, "read").kind], ["link", "date"]);
  assert.equal(at("models", 0, "variant").kind, "text");
  assert.equal(at("nothing"), undefined);
});

test("a field that the schema gets later appears with the schema's own words", () => {
  const [field] = fieldsOf({ properties: { new_thing: { type: "string", maxLength: 9, description: "It is new." } }, required: [] });
  assert.deepEqual([field.label, field.hint, field.isRequired], ["New thing", "It is new.", false]);
});

test("a whole record is right", () => {
  assert.deepEqual(told(WHOLE), {});
});

test("everything that is missing is told, each at its field", () => {
  const problems = told({ workflow: { steps: [] }, models: [], also_asked: [], sources: [], origin: { kind: "person" } }, "");
  assert.deepEqual(Object.keys(problems).sort(), ["also_asked", "answer", "body", "certainty", "models", "origin.name", "question", "reviewed", "sources", "tasks", "title", "workflow.inputs", "workflow.steps"]);
});

test("what is wrong is told at its field in plain words", () => {
  const problems = told(
    {
      ...WHOLE,
      title: "N/A",
      question: "x".repeat(1501),
      answer: "It is <b>bold</b>.",
      tasks: ["tagging", "Something else"],
      models: [{ id: "tagger", role: "answers", why: "One.\n\nTwo." }, { id: "no-such-model", role: "cited", why: "See [it](model:gone)." }],
      sources: [{ title: "T", url: "http://a.b", read: "tomorrow" }],
    },
    "# Too big\n\n![x](https://a.b/c.png) [y](javascript:alert(1))",
  );
  assert.match(problems.title, /says nothing/);
  assert.match(problems.question, /1 characters too long/);
  assert.match(problems.answer, /HTML does not work/);
  assert.match(problems["tasks.1"], /“Something else” is not in the list/);
  assert.match(problems["models.0.why"], /One or two sentences/);
  assert.match(problems["models.1.id"], /“no-such-model” is not in the list/);
  assert.match(problems["models.1.why"], /no model “gone”/);
  assert.match(problems["sources.0.url"], /https/);
  assert.match(problems["sources.0.read"], /a day/);
  assert.match(problems.body, /##/);
});

test("all mistakes of a field are told, each once", () => {
  const all = toldAll({ ...WHOLE, tasks: ["tagging", "Something else"] }, "# Too big\n\n![x](https://a.b/c.png) <b>x</b> [y](javascript:alert(1))\n\nA[^1].");
  assert.equal(all.filter(([path]) => path === "body").length, 5);
  assert.equal(all.filter(([path]) => path === "tasks.1").length, 1);
});

test("days are of the calendar, not before the field makes sense, and not to come, with a day's grace for time zones", () => {
  const read = (day) => told({ ...WHOLE, reviewed: day, sources: [{ ...WHOLE.sources[0], read: day }] });
  for (const good of ["2026-06-01", "2026-06-02", "2020-01-01"]) assert.deepEqual(read(good), {}, good);
  for (const [bad, words] of /** @type {const} */ ([["2026-06-03", /has not come yet/], ["2031-01-01", /has not come yet/], ["0001-01-01", /too long ago/], ["2019-12-31", /before 2020/], ["2025-11-31", /a day of the calendar/]])) {
    const problems = read(bad);
    assert.deepEqual(Object.keys(problems).sort(), ["reviewed", "sources.0.read"], bad);
    for (const message of Object.values(problems)) assert.match(message, words);
  }
});

test("what is wrong with an address is said in words that fit", () => {
  for (const [address, words] of /** @type {const} */ ([["https://a.b/my file.pdf", /space/], ["https://localhost:8000/x", /your own computer/], ["http://127.0.0.1/", /your own computer/], ["https://a.b/?utm_source=chatgpt.com", /utm_/], ["a.b", /whole address/], ["https://a@b.c", /whole address/]])) assert.match(linkProblem(address), words, address);
  for (const good of ["https://a.b/c?d=e", "https://localhost.example/"]) assert.equal(linkProblem(good), "", good);
});

test("an e-mail address in a name is asked about, and hinders nothing", () => {
  const asked = check({ ...WHOLE, origin: { kind: "person", name: "ada@example.org" } }, "A text.");
  assert.deepEqual(asked.map(({ path, isAsked }) => [path.join("."), isAsked]), [["origin.name", true]]);
  assert.equal(emailQuestion("Ada @ home, 3 @ 5 pm"), "");
});

test("one word is no answer", () => {
  for (const word of ["Yes.", "no", "It's"]) assert.ok(isOneWord(word), word);
  for (const more of ["It does.", "それは学習した色を使うからです。写真の色ではありません。"]) assert.ok(!isOneWord(more), more);
  assert.deepEqual(Object.keys(told({ ...WHOLE, answer: "Colours." }, "Maybe!")), ["answer", "body"]);
});

test("a file is front matter and text, readable and ending with a line end", () => {
  const text = questionFile({ draft: true, question: "Why: not?", tasks: ["a", "b"], workflow: { inputs: ["a"], steps: [{ does: "It does." }] }, answer: "word ".repeat(30).trim() }, "Body.\n\n---\n");
  assert.equal(
    text,
    `---\ndraft: true\nquestion: "Why: not?"\ntasks: [a, b]\nworkflow:\n  inputs: [a]\n  steps:\n    - does: It does.\nanswer: >-\n  ${"word ".repeat(19).trim()}\n  ${"word ".repeat(11).trim()}\n---\n\nBody.\n\n---\n`,
  );
});

test("a draft survives what storage does", () => {
  const kept = new Map();
  const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
  const key = "kb-contribute:1";
  assert.equal(readDraft(key, storage), undefined);
  assert.ok(keepDraft(key, { ask: { question: "Why?" } }, storage));
  assert.equal(readDraft(key, storage).ask.question, "Why?");
  kept.set([...kept.keys()][0], '{"version":99}');
  assert.equal(readDraft(key, storage), undefined);
  kept.set([...kept.keys()][0], "{broken");
  assert.equal(readDraft(key, storage), undefined);
  forgetDraft(key, storage);
  assert.equal(kept.size, 0);
  const full = { getItem: () => { throw new Error("denied"); }, setItem: () => { throw new Error("full"); }, removeItem: () => { throw new Error("denied"); } };
  assert.equal(readDraft(key, full), undefined);
  assert.ok(!keepDraft(key, {}, full));
  forgetDraft(key, full);
});

test("drafts of several tabs stand in order, among what others have stored", () => {
  const storage = { "kb-theme": "dark", "kb-contribute": '{"version":1}', "kb-contribute:a": '{"version":1,"at":1}', "kb-contribute:b": '{"version":1,"at":2}', "kb-contribute:c": '{"version":2,"at":9}', getItem: (key) => storage[key] ?? null };
  assert.deepEqual(draftKeys(storage), ["kb-contribute:b", "kb-contribute:a", "kb-contribute"]);
});

test("questions that share most of their words ask the same", () => {
  assert.ok(asksTheSame("Why is my photo grey?", "why is my old photo grey"));
  assert.ok(!asksTheSame("Why is my photo grey?", "How does it find organs?"));
  assert.ok(!asksTheSame("", ""));
});

test("names are suggested from their beginning on, each once", () => {
  const records = { b: { name: "Big image" }, a: { name: "Image" }, c: { name: "Sound" } };
  assert.deepEqual(byName(records, "im").map(({ id }) => id), ["a", "b"]);
  assert.deepEqual(byName(records, "").map(({ id }) => id), ["b", "a", "c"]);
  assert.deepEqual(joined([{ id: "a", name: "A" }], [{ id: "a", name: "A" }, { id: "b", name: "B" }]).map(({ id }) => id), ["a", "b"]);
});
