// Answers queries with lunr: English stemmer, any word may match. Reads a JSON file with documents and queries, and
// prints results and what they cost as JSON: bytes of the compressed index, which lunr loads whole, and milliseconds per query.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import lunr from "lunr";

const { documents, queries } = JSON.parse(readFileSync(process.argv[2], "utf8"));

const index = lunr(function () {
  this.ref("id");
  this.field("title");
  this.field("text");
  for (const document of documents) this.add(document);
});

/** Cut a query as lunr cuts texts, without the characters that its queries give a meaning to. */
function terms(query) {
  const tokens = lunr.tokenizer(query).map((token) => lunr.trimmer(token).toString().replaceAll("*", ""));
  return [...new Set(tokens)].filter((term) => term);
}

/** Search with the terms themselves, so that nothing in them is taken for syntax. */
function search(query) {
  const found = index.query((builder) => terms(query).forEach((term) => builder.term(term, {})));
  return found.map(({ ref, score }) => [ref, score]);
}

const start = performance.now();
const answers = queries.map(search);
const milliseconds = (performance.now() - start) / queries.length;
process.stdout.write(JSON.stringify({ answers, bytes: gzipSync(JSON.stringify(index)).length, milliseconds }));
