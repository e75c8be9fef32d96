// Loads what a search needs of the index, and no more, and answers with it.
import { productAddress } from "../addresses.js";
import { addressKeys } from "./pasted.js";
import { readVocabulary } from "./vocabulary.js";
import { answerOf, kindOf, ordered, read } from "./rank.js";

const HOME = new URL("../../search/", import.meta.url);
const LEAST_TASKS = 10;
const MARKED_SHARE = 0.3;

/** @type {Map<string, Promise<any>>} */
const loads = new Map();
/** @type {Map<string, any>} */
const loaded = new Map();
let version = "";
/** Whether something could not be loaded, so that answers may be incomplete. */
export let isIncomplete = false;

/** A file that is kept compressed, as it was before. @param {Response} response */
const unpacked = (response) => new Response(/** @type {ReadableStream} */ (response.body).pipeThrough(new DecompressionStream("gzip")));

function load(name) {
  if (!loads.has(name)) {
    const url = new URL(version ? `${name}?v=${version}` : name, HOME);
    const loading = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      return name.endsWith(".gz") ? unpacked(response).json() : response.json();
    });
    loads.set(name, loading);
    loading.then((content) => loaded.set(name, content)).catch(() => loads.delete(name));
  }
  return loads.get(name);
}

/** @type {Promise<{start: any, vocabulary: import("./vocabulary.js").Vocabulary}>} */
let beginning;

/** Load the beginning of the index: the tasks, the vocabulary and the common terms. */
export function begin() {
  beginning ??= load("start.json").then((start) => {
    version = start.version;
    return { start, vocabulary: readVocabulary(start) };
  });
  beginning.catch(() => {
    beginning = undefined;
  });
  return beginning;
}

async function loadParts(numbers) {
  const entries = await Promise.all(
    [...numbers].map(async (number) => /** @type {const} */ ([number, await load(`part-${number}.json`).catch(() => null)])),
  );
  isIncomplete = entries.some(([, part]) => part === null);
  return new Map(entries);
}

/** What a result is shown with: id, title, sentences. */
export const about = (position) => load(`about-${position}.json`);

/** The same, if it is here already. */
export const aboutIfLoaded = (position) => loaded.get(`about-${position}.json`);

/** The address of a record, from the site: products stand together, on a page for each letter that their names begin with. */
export function addressOf(kind, id, title) {
  if (kind === "product") return productAddress(id, title);
  return kind === "term" ? `glossary/${id}/` : `${kind}s/${id}/`;
}

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
      (!filters.kind || filters.kind === kindOf(position, start)) &&
      passes(start.tasks[start.recordTasks[position][0]]?.[3], ...facets[position]),
  };
}

/** Whether a term tells records apart: those that many records hold, such as "the", are not worth marking. */
function isTelling(term, start, vocabulary) {
  const holders = 2 ** ((vocabulary.frequencies.get(term) ?? 0) / 4);
  return holders < MARKED_SHARE * (start.tasks.length + start.recordTasks.length);
}

/** Rank for a query; give the answer that passes the filters, and the terms that are worth marking. */
export async function find(query, filters = {}) {
  const { start, vocabulary } = await begin();
  const typed = read(query, vocabulary.frequencies);
  const terms = new Set([...typed.terms.flat(), ...typed.completions]);
  const rare = [...terms].filter((term) => vocabulary.positions.has(term) && !Object.hasOwn(start.common, term));
  const parts = await loadParts(new Set(rare.map((term) => vocabulary.partOf(term))));
  const rowOf = (term) => {
    const rows = Object.hasOwn(start.common, term) ? start.common : parts.get(vocabulary.partOf(term));
    return rows && Object.hasOwn(rows, term) ? rows[term] : undefined;
  };
  const answer = answerOf(typed, rowOf, start, vocabulary);
  const passes = await filtersOf(filters, start);
  const count = start.tasks.length;
  return {
    start,
    terms: new Set([...terms].filter((term) => isTelling(term, start, vocabulary))),
    tasks: answer.tasks.filter(([position]) => passes.task(position)),
    records: answer.records.filter(([position]) => passes.record(position)),
    named: answer.named.filter((item) => (item < count ? passes.task(item) : passes.record(item - count))),
    fits: answer.fits,
    fitting: answer.fitting,
  };
}

/**
 * Tell what links a pasted address, first that whose address it is.
 * @param {string} query
 * @returns {Promise<{start: any, items: number[]} | undefined>} undefined where the query is no address
 */
export async function linked(query) {
  const keys = addressKeys(query);
  if (!keys.length) return undefined;
  const { start } = await begin();
  const files = await Promise.all(keys.map((key) => load(`links-${fileOf(key, start.linkFiles)}.json`)));
  const items = [...new Set(keys.flatMap((key, number) => files[number][key] ?? []))];
  // What could be the name of a repository could be plain words as well.
  return items.length || keys.length === 1 ? { start, items } : undefined;
}

/** Which file holds the links of a key, as in hooks/kb/search/files.py. */
const fileOf = (key, files) => [...key].reduce((sum, character) => sum + character.codePointAt(0), 0) % files;

/** Search, as `kb search --json` does: the best tasks, and everything in one order. */
export async function search(query, limit = 10, filters = {}) {
  const found = await find(query, filters);
  const { start, tasks, records, fits } = found;
  const count = start.tasks.length;
  const scores = new Map([...tasks, ...records.map(([position, score]) => /** @type {const} */ ([count + position, score]))]);
  const results = ordered(found, start).slice(0, limit).map(async (item) => ({ ...(await shown(item, start)), score: scores.get(item) ?? 0 }));
  return {
    query,
    tasks: tasks
      .slice(0, Math.max(limit, LEAST_TASKS))
      .map(([position, score]) => ({ id: start.tasks[position][0], name: start.tasks[position][1], score })),
    results: await Promise.all(results),
    fits,
  };
}

async function shown(item, start) {
  if (item < start.tasks.length) {
    const [id, title] = start.tasks[item];
    return { kind: "task", id, title, url: `tasks/${id}/` };
  }
  const [id, title] = await about(item - start.tasks.length);
  const kind = kindOf(item - start.tasks.length, start);
  return { kind, id, title, url: addressOf(kind, id, title) };
}

/** Fetch a small index whole while nothing else happens, so that search works without a network from then on. */
export async function prefetch() {
  const { start } = await begin();
  if (!start.isSmall || /** @type {any} */ (navigator).connection?.saveData) return;
  const all = await load("all.json.gz");
  for (const [kind, files] of Object.entries(all)) {
    files.forEach((file, number) => {
      const name = `${kind}-${number}.json`;
      loads.set(name, Promise.resolve(file));
      loaded.set(name, file);
    });
  }
}
