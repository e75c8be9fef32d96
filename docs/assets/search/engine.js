// Loads what a search needs of the index, and no more, and answers with it.
import { rank, resolve, termsToLoad } from "./rank.js";

const HOME = new URL("../../search/", import.meta.url);
const LEAST_TASKS = 10;
const MARKED_SHARE = 0.3;

/** @type {Map<string, Promise<any>>} */
const loads = new Map();
let version = "";
/** Whether something could not be loaded, so that answers may be incomplete. */
export let isIncomplete = false;

function load(name, read = (response) => response.json()) {
  if (!loads.has(name)) {
    const url = new URL(version ? `${name}?v=${version}` : name, HOME);
    loads.set(
      name,
      fetch(url)
        .then((response) => (response.ok ? read(response) : Promise.reject(new Error(`${name}: ${response.status}`))))
        .catch((error) => {
          loads.delete(name);
          throw error;
        }),
    );
  }
  return loads.get(name);
}

/** Load the beginning of the index: what is known of the tasks, and the vocabulary. */
export async function begin() {
  const start = await load("start.json");
  version = start.version;
  const vocabulary = await load("words.txt", async (response) => {
    const rows = (await response.text()).split("\n").map((row) => row.split(" "));
    return new Map(rows.map(([word, count]) => /** @type {const} */ ([word, Number(count)])));
  });
  return { start, vocabulary };
}

/** The part of the index that holds a term: FNV-1a over its UTF-8 bytes. */
export function partOf(term, count) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(term)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value % count;
}

async function loadParts(numbers) {
  const entries = await Promise.all(
    [...new Set(numbers)].map(
      async (number) => /** @type {const} */ ([number, await load(`part-${number}.json`).catch(() => null)]),
    ),
  );
  isIncomplete = entries.some(([, part]) => part === null);
  return new Map(entries);
}

/** What results of records are shown with: id, title, sentences. */
export async function about(position, start) {
  const file = await load(`about-${Math.floor(position / start.perAbout)}.json`);
  return file[position % start.perAbout];
}

const isQuestion = (position, start) => position < start.questions;

/** Which tasks and records pass the filters for kind, family, input and output. */
async function filtersOf(filters, start) {
  const wanted = Object.entries(filters).filter(([, value]) => value);
  if (!wanted.length) return { task: () => true, record: () => true };
  const facets = await load("facets.json");
  const passes = (family, inputs, outputs) =>
    (!filters.family || family === filters.family) &&
    (!filters.input || inputs.split(" ").includes(filters.input)) &&
    (!filters.output || outputs.split(" ").includes(filters.output));
  return {
    task: (position) => {
      const [, , , family, inputs, outputs] = start.tasks[position];
      return (!filters.kind || filters.kind === "task") && passes(family, inputs, outputs);
    },
    record: (position) =>
      (!filters.kind || filters.kind === (isQuestion(position, start) ? "question" : "model")) &&
      passes(start.tasks[start.recordTasks[position][0]][3], ...facets[position]),
  };
}

/** Whether a term tells records apart: those that most records hold, such as "the", are not worth marking. */
function isTelling(term, start, vocabulary) {
  return (vocabulary.get(term) ?? 0) < MARKED_SHARE * (start.tasks.length + start.recordTasks.length);
}

/** Rank for a query; give positions, scores and the terms that are worth marking. */
export async function find(query, filters = {}) {
  const { start, vocabulary } = await begin();
  const asked = resolve(query, vocabulary);
  const parts = await loadParts(termsToLoad(asked).map((term) => partOf(term, start.parts)));
  const postingsOf = (term) => {
    const part = parts.get(partOf(term, start.parts));
    return part && Object.hasOwn(part, term) ? part[term] : undefined;
  };
  const ranked = rank(asked, postingsOf, start.recordTasks, vocabulary);
  const passes = await filtersOf(filters, start);
  return {
    start,
    terms: new Set([...asked.sequence, ...asked.completions].filter((term) => isTelling(term, start, vocabulary))),
    tasks: ranked.tasks.filter(([position]) => passes.task(position)),
    records: ranked.records.filter(([position]) => passes.record(position)),
  };
}

/** Search, as `kb search --json` does: the best tasks and the best records. */
export async function search(query, limit = 10, filters = {}) {
  const { start, tasks, records } = await find(query, filters);
  const results = records.slice(0, limit).map(async ([position, score]) => {
    const [id, title] = await about(position, start);
    const kind = isQuestion(position, start) ? "question" : "model";
    return { kind, id, title, url: `${kind}s/${id}/`, score };
  });
  return {
    query,
    tasks: tasks
      .slice(0, Math.max(limit, LEAST_TASKS))
      .map(([position, score]) => ({ id: start.tasks[position][0], name: start.tasks[position][1], score })),
    results: await Promise.all(results),
  };
}

/** Fetch a small index whole while nothing else happens, so that search works without a network from then on. */
export async function prefetch() {
  const { start } = await begin();
  if (!start.prefetch || /** @type {any} */ (navigator).connection?.saveData) return;
  const all = await load("all.json");
  for (const [kind, files] of Object.entries(all)) {
    files.forEach((file, number) => loads.set(`${kind}-${number}.json`, Promise.resolve(file)));
  }
}
