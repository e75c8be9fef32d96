// Copies the packages that the site itself uses into docs/assets/vendor/. Run it after changing a version in package.json.
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGES = join(HERE, "node_modules");
const VENDOR = join(HERE, "../../docs/assets/vendor");
const SCHEMA = "@cfworker/json-schema/dist/esm";

/** Which file of a package stands where: pairs of whole paths. */
export const vendored = [
  ["markdown-it/dist/browser/markdown-it.esm.min.mjs", "markdown-it.js"],
  ["markdown-it-footnote/index.mjs", "markdown-it-footnote.js"],
  ...["any-ascii.js", "block.js"].map((name) => [`any-ascii/${name}`, `any-ascii/${name}`]),
  ...readdirSync(join(PACKAGES, SCHEMA))
    .filter((name) => name.endsWith(".js"))
    .map((name) => [`${SCHEMA}/${name}`, `json-schema/${name}`]),
].map(([from, to]) => [join(PACKAGES, from), join(VENDOR, to)]);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [from, to] of vendored) {
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(from, to);
  }
}
