// Answers queries with lunr: English stemmer, any word may match. Reads a JSON file with documents and queries, and
// prints results as JSON.
import { readFileSync } from "node:fs";
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

process.stdout.write(JSON.stringify(queries.map(search)));
