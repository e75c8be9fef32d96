// Finds apps and programs without reloading, and keeps the filters in the address. The page leads to all of them without.
import { productAddress } from "./addresses.js";
import { element } from "./dom.js";
import { byWords, filtersIn, loadOnce, SITE, termSet, wireFound } from "./lists.js";

const LIST = "apps/table.json";

/** What a file holds, as entries: products, then programs. */
export function entriesIn({ products, programs, tasks }) {
  const ofProduct = ([id, name, maker, alsoCalled, features, part]) => ({ id, name, maker, alsoCalled, features, part, isProduct: true });
  const ofProgram = ([id, name, summary, terms]) => ({ id, name, summary, terms, isProduct: false });
  return [...products.map(ofProduct), ...programs.map(ofProgram)].map((entry) => ({ ...entry, tasks }));
}

/** An entry with what makers say alone, or nothing where that is nothing. What programs do their makers say. */
export function asMakersSay(entry) {
  const known = (entry.features ?? []).filter(([, , , isKnown]) => isKnown);
  return entry.isProduct && !known.length ? [] : [{ ...entry, features: known }];
}

/** All that an entry is found by. */
const textOf = ({ id, name, maker = "", alsoCalled = [], features = [], summary = "", tasks }) =>
  [id, name, maker, ...alsoCalled, summary, ...features.flatMap(([feature, does, task]) => [feature, does, tasks[task]])].join(" ");

const link = (address, words) => element("a", { href: new URL(address, SITE).href }, words);

function itemOf(entry) {
  const { id, name, maker, alsoCalled, features, part, summary, tasks, isProduct } = entry;
  if (!isProduct) {
    return element("li", {}, element("h2", {}, link(`models/${id}/`, name)), element("p", { class: "kb-meta" }, "Program that one can open"), element("p", {}, summary));
  }
  const feature = ([what, does, task, isKnown]) =>
    element(
      "li",
      {},
      element("strong", {}, what),
      `: ${does} `,
      element("span", { class: "kb-meta" }, "Task: ", link(`tasks/${task}/`, tasks[task]), isKnown ? " · its maker says so" : " · likely, not said by its maker"),
    );
  const called = alsoCalled.length ? ` · also called ${alsoCalled.join(", ")}` : "";
  return element(
    "li",
    {},
    element("h2", {}, link(productAddress(id, name, part), name)),
    element("p", { class: "kb-meta" }, maker + called),
    element("ul", { class: "kb-met" }, ...features.map(feature)),
  );
}

/** A product that had its place on this page, or whose place is not known to the search, is on a part of its letter: lead there. */
async function followAnchor(load) {
  const id = location.hash.slice(1);
  if (!id || document.getElementById(id)) return;
  const entries = await load().then(entriesIn, () => []);
  const product = entries.find((entry) => entry.isProduct && entry.id === id);
  if (product) location.replace(new URL(productAddress(id, product.name, product.part), SITE));
}

/** Lead to products that the address names and that stand on another page. */
export function followAnchors(load = loadOnce(LIST)) {
  addEventListener("hashchange", () => followAnchor(load));
  followAnchor(load);
}

/** Make a form find products and programs. */
export function wireAppFilters(form) {
  const load = loadOnce(LIST);
  const place = (id) => /** @type {HTMLElement} */ (document.querySelector(id));
  const places = {
    ...{ index: place("#app-index"), results: place("#app-results"), list: place("#app-list") },
    ...{ more: place("#more-apps"), nothing: place("#no-apps"), status: place("#app-count") },
  };
  const setsOf = (entry) => [(entry.set ??= new Set([...termSet(textOf(entry)), ...(entry.terms ?? "").split(" ")]))];
  const found = (entries) => {
    const { words, known } = filtersIn(form);
    return byWords(String(words), known ? entries.flatMap(asMakersSay) : entries, setsOf, (entry) => entry.name);
  };
  wireFound(form, places, { load, entriesIn, isAsked: () => Object.values(filtersIn(form)).some(Boolean), found, itemOf });
  followAnchors(load);
}
