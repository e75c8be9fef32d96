// Puts works side by side that the address names: each from its own file of the JSON API. All of it becomes text, never HTML.
import { element } from "./dom.js";
import { SITE } from "./lists.js";
import { comparisonOf, idsIn, queryOf, tableWith } from "./works-to-compare.js";

const API = new URL("api/v1/", SITE);
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_SHOWN = 60;
const FEW = 6;
const NONE = "None listed here";
const DOES_NOT_APPLY = "Does not apply";

/** Read a file of the API; one that is not there is nothing. Numbers keep the digits that they are written with, where the browser tells. */
async function read(path) {
  const answer = await fetch(new URL(path, API));
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const asWritten = /** @type {any} */ ((key, value, context) => (key === "value" ? (context?.source ?? value) : value));
  return JSON.parse(await answer.text(), asWritten);
}

/** A text without its Markdown: the words of links, and no marks. */
export function plain(text) {
  return text
    .replace(/\[\^[^\]]+\]/g, "")
    .replace(/!?\[([^\]]*)\]\([^)\s]*\)/g, "$1")
    .replace(/(\*\*|~~)(?=\S)(.*?\S)\1/g, "$2")
    .replace(/(?<![\w*])([*_])(?=[^\s*_])([^*_]*[^\s*_])\1(?![\w*])/g, "$2")
    .replace(/(?<!\\)(`+)([^`]+)\1/g, "$2")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1");
}

/** What must be alike before numbers may stand side by side. */
const settingOf = ({ benchmark, variant = "", metric, unit = "" }) => JSON.stringify([benchmark, variant, metric, unit]);

/** The results that two works or more share: for each setting, the numbers of each work. */
export function sharedResults(works) {
  const settings = new Map();
  works.forEach((work, position) => {
    for (const result of work.results ?? []) {
      const key = settingOf(result);
      if (!settings.has(key)) settings.set(key, { ...result, of: works.map(() => []) });
      settings.get(key).of[position].push(result);
    }
  });
  const shared = [...settings.values()].filter(({ of }) => of.filter((numbers) => numbers.length).length > 1);
  return shared.sort((one, other) => other.of.filter((n) => n.length).length - one.of.filter((n) => n.length).length);
}

/** Find the works with these ids, where they are now: what there is, what is called otherwise, and what is not there. */
export async function findWorks(ids, readFile = read) {
  const found = { works: [], renamed: [], gone: [] };
  const direct = await Promise.all(ids.map((id) => (ID.test(id) ? readFile(`models/${id}.json`) : undefined)));
  const index = direct.every(Boolean) ? undefined : await readFile("index.json");
  for (const [position, id] of ids.entries()) {
    const work = direct[position] ?? (await renamed(id, index, readFile));
    if (!work) found.gone.push(id);
    else if (!direct[position]) found.renamed.push([id, work.name]);
    if (work && !found.works.some((one) => one.id === work.id)) found.works.push(work);
  }
  return found;
}

/** The work that had an id, which may have got another one more than once. */
async function renamed(id, index, readFile) {
  const seen = new Set();
  for (let now = id; now && !seen.has(now); ) {
    seen.add(now);
    now = index?.renamed.find(({ kind, old }) => kind === "model" && old === now)?.new;
    const work = now && (await readFile(`models/${now}.json`));
    if (work) return work;
  }
  return undefined;
}

/** What the works name by ids: licences, tasks, what flows in and out, benchmarks, measures, and other works. */
async function readNames(works, shared) {
  const licences = works.flatMap((work) => [work.code, work.weights, work.data]).map((part) => part?.licence);
  const others = [...works.flatMap((work) => work.standing?.by ?? []), ...shared.map(({ benchmark }) => benchmark)];
  const each = async (folder, ids) => {
    const all = [...new Set(ids.filter(Boolean))];
    return new Map(await Promise.all(all.map(async (id) => /** @type {[string, any]} */ ([id, await read(`${folder}/${id}.json`)]))));
  };
  const list = async (name) => new Map((await read(`${name}.json`)).items.map((item) => [item.id, item]));
  const [licence, work, metric, task, modality] = await Promise.all([
    each("licences", licences),
    each("models", others),
    each("metrics", shared.map(({ metric }) => metric)),
    list("tasks"),
    list("modalities"),
  ]);
  return { licence, work, metric, task, modality };
}

const here = (address, words) => element("a", { href: new URL(address, SITE).href }, words);
/** A link that leads out, or the words alone where it is none. */
const out = (url, words, about = "") =>
  url?.startsWith("https://") ? element("a", { href: url }, words, about && element("span", { class: "kb-hidden" }, about)) : words;
const items = (texts, name = "kb-plain") => texts.length > 0 && element("ul", { class: name }, ...texts.map((text) => element("li", {}, ...[text].flat())));
const paragraph = (...pieces) => element("p", {}, ...pieces);
const day = (date) => new Date(`${date}T12:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const shortened = (text) => ([...text].length > LONGEST_SHOWN ? `${[...text].slice(0, LONGEST_SHOWN).join("")}…` : text);

/**
 * What each row shows: its heading, what stands in it for a work, or nothing, and what is said of nothing.
 * @returns {[string, (work: any) => any, string?][]}
 */
function rowsFor(said, names, runs) {
  const flow = (field) => (work) => runs.includes(work.kind) && work[field].map((id) => names.modality.get(id)?.name ?? id).join(", ");
  const licence = ({ licence: id, no_licence: looked }) => {
    const known = names.licence.get(id);
    if (known) return [out(known.url, known.name), `: ${known.note}`];
    return [looked ? `No licence is stated (looked on ${day(looked)}). Ask the makers before you use it.` : "Licence not confirmed here. Look at the source before you use it."];
  };
  const part = (field) => (work) =>
    work[field] && [paragraph(out(work[field].url, work[field].url.replace("https://", ""))), paragraph(...licence(work[field]))];
  const standing = ({ standing: stands }) => {
    if (!stands) return undefined;
    const by = stands.by.flatMap((id, position) => [position ? ", " : " by ", here(`models/${id}/`, names.work.get(id)?.name ?? id)]);
    const read = element("span", { class: "kb-meta" }, out(stands.source, `read on ${day(stands.date)}`));
    return [paragraph(said(`status-${stands.status}`), ...by, "."), stands.respect && paragraph(plain(stands.respect)), paragraph(read)];
  };
  const warning = ({ about, says, source }) => [element("b", {}, said(`about-${about}`)), ": ", plain(says), " ", out(source, "Source", ` of the warning “${said(`about-${about}`)}”`)];
  const variants = ({ variants: all }) => {
    const [first, rest] = [all.slice(0, FEW), all.slice(FEW)].map((some) => items(some.map(({ id, differs }) => [element("code", {}, id), ` ${plain(differs)}`])));
    return first && [first, rest && element("details", {}, element("summary", {}, `${all.length - FEW} more`), rest)];
  };
  const program = ({ program: facts }) =>
    facts && [
      paragraph(`Runs on: ${facts.systems.map((system) => said(`system-${system}`)).join(", ")}.`),
      paragraph(`${said(`programming-${facts.needs_programming ? "yes" : "no"}`)}; ${said(`processing-${facts.processing}`)}.`),
      paragraph(plain(facts.price)),
    ];
  const links = (work) =>
    items([
      here(`models/${work.id}/`, `All about ${work.name}`),
      ...[
        ["Paper", work.paper_url],
        ["Code", work.code?.url],
        ["Weights", work.weights?.url],
        ["Data", work.data?.url],
        ["Home page", work.program?.home],
      ].flatMap(([what, url]) => (url ? [out(url, what, ` of ${work.name}`)] : [])),
    ]);
  return [
    ["What it is", (work) => [element("span", { class: "kb-meta" }, said(`kind-${work.kind}`)), paragraph(plain(work.summary))]],
    ["Tasks", (work) => items(work.tasks.map((id) => here(`tasks/${id}/`, names.task.get(id)?.name ?? id)))],
    ["Takes", flow("inputs"), DOES_NOT_APPLY],
    ["Gives", flow("outputs"), DOES_NOT_APPLY],
    ["First published", (work) => work.published],
    ["Standing", standing, "Not judged here yet"],
    ["Know before you use it", (work) => items(work.warnings.map(warning))],
    ["As a program", program, DOES_NOT_APPLY],
    ["Code and its licence", part("code")],
    ["Weights and their licence", part("weights")],
    ["Data and their licence", part("data")],
    ["Sizes and variants", variants],
    ["Strengths", (work) => items(work.strengths.map(plain), "kb-plus")],
    ["Limits", (work) => items(work.limits.map(plain), "kb-minus")],
    ["Links", links],
  ];
}

const cell = (work, content, none) =>
  element("td", { "data-work": work.name }, ...(content ? [content].flat() : [element("span", { class: "kb-meta" }, none)]));
const row = (heading, works, contents, none = NONE) => element("tr", {}, element("th", { scope: "row" }, ...[heading].flat()), ...works.map((work, position) => cell(work, contents[position], none)));

/** The row of a setting in which several works were measured. */
function resultRow({ benchmark, variant, metric, unit, of }, works, names) {
  const measure = names.metric.get(metric);
  const counted = unit ?? measure?.unit;
  const direction = measure?.better === "up" ? "more is better" : "less is better";
  const heading = [
    here(`models/${benchmark}/#results`, names.work.get(benchmark)?.name ?? benchmark),
    variant && `: ${variant}`,
    element("span", { class: "kb-meta" }, ` ${measure?.name ?? metric}${counted ? `, in ${counted}` : ""}; ${direction}`),
  ];
  const number = ({ value, checkpoint, measured_by: by, measurer, source, date }) => [
    element("b", {}, String(value)),
    checkpoint && ` (${checkpoint})`,
    element("span", { class: "kb-meta" }, " by ", out(source, by === "others" ? measurer : "its own makers"), `, read on ${day(date)}`),
  ];
  return row(heading, works, of.map((numbers) => items(numbers.map(number))));
}

/** What is said where no number is shared. */
function nothingShared(works) {
  const measured = works.filter((work) => work.results?.length);
  const links = measured.flatMap((work, position) => [position ? ", " : " Of one alone: ", here(`models/${work.id}/#own-results`, `results of ${work.name}`)]);
  return paragraph("No number is known here that two of them share in benchmark, setting and measure.", ...links, links.length > 0 && ".");
}

function tableOf(works, shared, names, place) {
  const said = (name) => place.getAttribute(`data-${name}`) ?? name;
  const ids = works.map(({ id }) => id);
  const head = ({ id, name }) =>
    element(
      "th",
      { scope: "col" },
      here(`models/${id}/`, name),
      works.length > 2 && element("a", { class: "kb-take-away", href: comparisonOf(ids.filter((one) => one !== id)) }, "Remove", element("span", { class: "kb-hidden" }, ` ${name}`)),
    );
  const rows = rowsFor(said, names, place.dataset.runs.split(" ")).flatMap(([heading, of, none]) => {
    const contents = works.map((work) => of(work));
    return contents.some(Boolean) ? [row(heading, works, contents, none)] : [];
  });
  const numbers = shared.map((setting) => resultRow(setting, works, names));
  const group = element("tr", { class: "kb-group" }, element("th", { scope: "rowgroup", colspan: works.length + 1 }, "Results that they share"));
  const table = element(
    "table",
    { class: "kb-table kb-side-by-side" },
    element("caption", { class: "kb-hidden" }, "Works in the columns, what is compared in the rows"),
    element("thead", {}, element("tr", {}, element("td", {}), ...works.map(head))),
    element("tbody", {}, ...rows),
    numbers.length > 0 && element("tbody", {}, group, ...numbers),
  );
  return element("div", { class: "kb-scroll", role: "region", "aria-labelledby": "compare-title", tabindex: 0 }, table);
}

/** Say what became of the ids in the address. */
function tell(status, { works, renamed, gone }) {
  const lines = [
    ...renamed.map(([id, name]) => [`What the address calls “${shortened(id)}” is now called ${name}.`]),
    ...gone.map((id) => [`There is no work “${shortened(id)}” here, or no longer.`]),
  ];
  if (works.length < 2) lines.push([works.length ? "One work alone is nothing to compare. " : "", here(tableWith(works.map(({ id }) => id)), "Choose in the table of all models and works"), "."]);
  status.replaceChildren(...lines.map((line) => paragraph(...line)));
}

/** Compare the works that the address names. */
export async function compareWorks(place, status, heading) {
  const ids = idsIn(location.search);
  if (!ids.length) return;
  status.textContent = "The works are being loaded.";
  try {
    const found = await findWorks(ids);
    const { works, renamed } = found;
    const shared = sharedResults(works);
    if (works.length > 1) {
      const names = await readNames(works, shared);
      const others = here(tableWith(works.map(({ id }) => id)), works.length < Number(place.dataset.most) ? "Add or change works" : "Change works");
      place.replaceChildren(tableOf(works, shared, names, place), ...(shared.length ? [] : [nothingShared(works)]), paragraph(others));
      heading.textContent = `${new Intl.ListFormat("en").format(works.map(({ name }) => name))} side by side`;
      document.title = `${heading.textContent} - ${document.title.split(" - ").pop()}`;
    }
    if (renamed.length) history.replaceState(null, "", location.pathname + queryOf(works.map(({ id }) => id)) + location.hash);
    tell(status, found);
  } catch {
    status.replaceChildren(paragraph("The works could not be loaded. Try again later, or open their pages in the ", here("models/", "table of all models and works"), "."));
  }
}
