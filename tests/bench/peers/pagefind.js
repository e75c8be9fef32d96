// Answers queries with Pagefind's own script, run by Node. Reads a JSON file with the index's folder and queries, and
// prints results as JSON: for each query once as Pagefind ships, where all words must match, and once with a search for
// each word, their scores added.
import { copyFileSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { folder, queries } = JSON.parse(readFileSync(process.argv[2], "utf8"));

// The script loads its index with fetch, which in Node knows no files.
globalThis.fetch = async (url) => new Response(readFileSync(String(url).replace(/\?.*/, "")));
// Node takes a script for a module by its name.
const script = `${folder}/pagefind.mjs`;
copyFileSync(`${folder}/pagefind.js`, script);
const pagefind = await import(pathToFileURL(script).href);
await pagefind.options({ basePath: `${folder}/`, baseUrl: "/" });
await pagefind.init();

const urls = new Map();

/** Give the address of a result's page within the site. */
async function urlOf(result) {
  if (!urls.has(result.id)) urls.set(result.id, (await result.data()).url.slice(1));
  return urls.get(result.id);
}

async function search(query) {
  const { results } = await pagefind.search(query);
  return Promise.all(results.map(async (result) => [await urlOf(result), result.score]));
}

async function searchEachWord(query) {
  const scores = new Map();
  for (const word of new Set(query.toLowerCase().split(/\s+/).filter(Boolean))) {
    for (const [url, score] of await search(word)) scores.set(url, (scores.get(url) ?? 0) + score);
  }
  return [...scores];
}

const answers = { whole: [], words: [] };
for (const query of queries) {
  answers.whole.push(await search(query));
  answers.words.push(await searchEachWord(query));
}
process.stdout.write(JSON.stringify(answers));
