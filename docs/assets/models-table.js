// Filters and sorts the table of models without reloading. All works are loaded when somebody does; the page holds the newest, and links to the parts.
import { element } from "./dom.js";
import { byWords, countText, filtersIn, loadOnce, NOT_LOADED, SITE, wireFilters } from "./lists.js";
import { wireChoice } from "./works-to-compare.js";

/** So many rows are shown, and so many more each time. The page itself comes with as many. */
const STEP = 40;
const NOT_PAST = "not-past";
const collator = new Intl.Collator("en", { numeric: true });

/** The works in a file, as objects. */
export const worksIn = ({ fields, works }) =>
  works.map((values) => Object.fromEntries(fields.map((field, position) => [field, values[position]])));

/** What each filter looks at. */
const VALUES = {
  family: (work) => work.families,
  task: (work) => work.tasks,
  input: (work) => work.inputs,
  output: (work) => work.outputs,
  kind: (work) => [work.kind],
  commercial: (work) => work.commercial,
  licence: (work) => Object.values(work.licences),
  year: (work) => [String(work.year)],
  standing: (work) => work.standings,
  code: (work) => ["Code" in work.links ? "yes" : ""],
  weights: (work) => ["Weights" in work.links ? "yes" : ""],
};

/** Whether a work has the value of every filter that is set; words are looked for apart. */
export const workPasses = (work, filters) =>
  Object.entries(filters).every(([name, wanted]) => !wanted || !(name in VALUES) || VALUES[name](work).includes(wanted));

/** What each column is sorted by. */
const KEYS = {
  name: (work) => work.name,
  kind: (work, data) => data.kinds[work.kind],
  task: (work, data) => data.tasks[work.tasks[0]][0],
  signature: (work, data) => (data.runnable.includes(work.kind) ? namesOf(work.inputs, data) + namesOf(work.outputs, data) : ""),
  year: (work) => work.year,
  licence: (work, data) => data.licences[Object.values(work.licences)[0]] ?? "",
  links: (work) => Object.keys(work.links).length,
};

/** Sort works by a column, such as "name" or "-year" for the latest first; what has nothing there comes last. */
export function sorted(works, sort, data) {
  const key = KEYS[sort.replace("-", "")];
  if (!key) return works;
  const direction = sort.startsWith("-") ? -1 : 1;
  const compare = (one, other) => (typeof one === "number" ? one - other : collator.compare(one, other));
  const keyed = works.map((work) => [key(work, data), work]);
  keyed.sort(([one], [other]) => Number(one === "") - Number(other === "") || direction * compare(one, other));
  return keyed.map(([, work]) => work);
}

/** What a press on a column's button sorts by: upwards, years from the latest, and the other way the next time. */
export function nextSort(column, sort) {
  if (sort.replace("-", "") === column) return sort.startsWith("-") ? column : `-${column}`;
  return column === "year" ? "-year" : column;
}

const namesOf = (ids, data) => ids.map((id) => data.modalities[id]).join(", ");
const link = (address, words) => element("a", { href: new URL(address, SITE).href }, words);
const list = (name, items) => items.length && element("ul", { class: name }, ...items.map((item) => element("li", {}, ...[item].flat())));

/** The cells of a work, as the page's own rows have them. */
function rowOf(work, data) {
  const thumbnail = data.tasks[work.tasks[0]][1];
  const picture = { class: "kb-thumb", src: new URL(thumbnail, SITE).href, width: 60, height: 45, alt: "", loading: "lazy", decoding: "async" };
  const standing = data.standings[work.standings.at(-1)];
  const signature = () => [
    `${namesOf(work.inputs, data)} `,
    element("span", { "aria-hidden": "true" }, "→"),
    element("span", { class: "kb-hidden" }, "to"),
    ` ${namesOf(work.outputs, data)}`,
  ];
  const cells = [
    [data.kinds[work.kind], standing && element("br"), standing && element("span", { class: "kb-meta" }, standing)],
    [list("kb-plain", work.tasks.map((task) => link(`tasks/${task}/`, data.tasks[task][0])))],
    [data.runnable.includes(work.kind) && element("span", { class: "kb-signature" }, ...signature())],
    [String(work.year)],
    [list("kb-plain", Object.entries(work.licences).map(([what, licence]) => `${what}: ${data.licences[licence]}`))],
    [list("kb-resources", Object.entries(work.links).map(([what, url]) => linkOut(what, url, work.name)))],
  ];
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, thumbnail && element("img", picture), link(`models/${work.id}/`, work.name)),
    ...cells.map((cell) => element("td", {}, ...cell.filter((piece) => piece !== 0))),
  );
}

const linkOut = (what, url, name) => element("a", { href: url }, what, element("span", { class: "kb-hidden" }, ` of ${name}`));

/** Give the columns' headings buttons that sort. */
function addSortButtons(table, sortBy) {
  for (const heading of table.tHead.querySelectorAll("th[data-sort]")) {
    const button = element("button", { type: "button", class: "kb-sort" }, ...heading.childNodes);
    button.addEventListener("click", () => sortBy(heading.dataset.sort));
    heading.append(button);
  }
}

/** Make a form and the headings of a table find and sort works. */
export function wireModelsTable(form, table) {
  const load = loadOnce("models/table.json");
  const status = document.querySelector("#model-count");
  const nothing = /** @type {HTMLElement} */ (document.querySelector("#no-models"));
  const more = /** @type {HTMLButtonElement} */ (document.querySelector("#more-models"));
  const unfolding = /** @type {HTMLButtonElement} */ (form.querySelector("#more-filters"));
  const body = table.tBodies[0];
  /** Fixed once it is loaded; the terms of tasks are those of their works as well. */
  let data, works, taskTerms;
  let sort = "";
  let limit = STEP;
  let withPast = false;

  const unfold = (isOpen) => {
    unfolding.setAttribute("aria-expanded", String(isOpen));
    form.querySelector("#filter-more").classList.toggle("is-open", isOpen);
  };
  const choice = wireChoice(table, () => remember());
  const asked = () => ({ ...filtersIn(form), sort });
  const state = () => ({ ...asked(), compare: choice.asked() });
  const setsOf = (work) => [(work.set ??= new Set(work.terms.split(" "))), taskTerms[work.tasks[0]]];

  const tell = (shown, fit, rest) => {
    status.textContent = countText(shown, fit, Number(form.dataset.works));
    nothing.hidden = fit > 0;
    more.hidden = !rest;
    more.textContent = rest;
  };
  const show = () => {
    const filters = filtersIn(form);
    const fitting = sorted(byWords(String(filters.name), works.filter((work) => workPasses(work, filters)), setsOf, (work) => work.name), sort, data);
    const today = fitting.filter((work) => work.standings.includes(NOT_PAST));
    // Works of the past are folded away, unless somebody looks for them.
    const isFolded = !withPast && !filters.name && !filters.standing && today.length > 0 && today.length < fitting.length;
    const pool = isFolded ? today : fitting;
    const shown = pool.slice(0, limit);
    body.replaceChildren(...shown.map((work) => rowOf(work, data)));
    choice.addBoxes();
    const past = fitting.length - today.length;
    const rest = pool.length - shown.length;
    tell(shown.length, fitting.length, rest > 0 ? `Show ${Math.min(STEP, rest)} more` : isFolded ? `Show ${past} of the past too` : "");
  };
  const update = async () => {
    const isPlain = !Object.values(asked()).some(Boolean) && limit === STEP && !withPast;
    for (const heading of table.tHead.querySelectorAll("th")) {
      const isSorted = heading.dataset.sort === sort.replace("-", "");
      if (isSorted) heading.setAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
      else heading.removeAttribute("aria-sort");
    }
    if (!works && isPlain) {
      const all = Number(form.dataset.works);
      return tell(body.rows.length, all, body.rows.length < all ? "Show more" : "");
    }
    try {
      data = await load();
    } catch {
      status.textContent = NOT_LOADED;
      return undefined;
    }
    works ??= worksIn(data);
    taskTerms ??= Object.fromEntries(Object.entries(data.tasks).map(([task, [, , terms]]) => [task, new Set(terms.split(" "))]));
    return show();
  };
  const begin = () => {
    limit = STEP;
    withPast = false;
    return update();
  };
  const restored = () => {
    const asked = new URLSearchParams(location.search).get("sort") ?? "";
    sort = asked.replace("-", "") in KEYS ? asked : "";
    // On phones most filters are folded away, but not those that are at work.
    if (Object.entries(filtersIn(form)).some(([name, value]) => name !== "name" && value)) unfold(true);
    begin();
  };

  addSortButtons(table, (column) => {
    sort = nextSort(column, sort);
    remember();
    begin();
  });
  more.addEventListener("click", async () => {
    const before = body.rows.length;
    withPast ||= more.textContent.endsWith("too");
    limit += STEP;
    await update();
    body.rows[before]?.querySelector("a").focus();
  });
  unfolding.addEventListener("click", () => unfold(unfolding.getAttribute("aria-expanded") === "false"));
  unfolding.disabled = false;
  choice.restore();
  const remember = wireFilters(form, { changed: begin, restored, state });
  // Clearing the filters leaves what is chosen.
  form.addEventListener("reset", remember);
}
