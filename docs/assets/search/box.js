// The search dialog: a combobox whose list holds tasks, each with its best questions and models.
import { element } from "../dom.js";
import { oneAtATime } from "../latest.js";
import { remember, say, whileWaiting } from "../search-dialog.js";
import { about, aboutIfLoaded, addressOf, begin, find, isIncomplete, linked, prefetch } from "./engine.js";
import { chosen, forget, isFiltered, offerChoices, showChips } from "./filters.js";
import { directionOf, languageOf, LANGUAGES } from "./languages.js";
import { nearestWords } from "./nearest.js";
import { grouped, kindOf } from "./rank.js";
import { bestSentence, marked } from "./text.js";

const NEAREST_SHOWN = 3;
/** Milliseconds without a new answer after which the rest of a small index may load. */
const PAUSE = 300;
const SITE = new URL("../../", import.meta.url);

const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("#search-dialog"));
const form = dialog.querySelector("form");
const input = dialog.querySelector("input");
/** @param {string} selector @returns {HTMLElement} */
const part = (selector) => dialog.querySelector(selector);
const list = part("#search-results");
const chips = part("#search-chips");
const empty = part("#search-empty");
const nothing = part("#search-nothing");
const nearest = part("#search-nearest");
const foreign = part("#search-foreign");
const unlinked = part("#search-unlinked");
const addLink = /** @type {HTMLAnchorElement} */ (part("#search-add"));
const askLinks = /** @type {NodeListOf<HTMLAnchorElement>} */ (dialog.querySelectorAll(".kb-ask-link"));

let active = -1;
let painting = 0;
let pause = 0;

/** Look for what stands in the field. */
export function search() {
  offerChoices(form);
  update();
}

/** Search again. */
const update = oneAtATime(async () => {
  const stopWaiting = whileWaiting();
  await show(input.value.trim()).catch(() => say("The search could not be loaded. Are you offline?"));
  stopWaiting();
});

async function show(query) {
  remember(query);
  for (const link of askLinks) link.search = query ? `?${new URLSearchParams({ ask: query })}` : "";
  painting += 1;
  showChips(form, chips, takeOff);
  const address = query ? await linked(query) : undefined;
  const hasResults = query ? await (address ? showLinking(address, query) : showFound(query)) : showNothing();
  empty.hidden = query !== "";
  unlinked.hidden = !address || hasResults;
  if (!query || address) for (const one of [nothing, foreign]) one.hidden = true;
}

function showNothing() {
  fill([]);
  say("");
  return false;
}

/** Show what fits the words of a query, and say in another language what can't be found by it. */
async function showFound(query) {
  const found = await find(query, chosen(form));
  const groups = groupsOf(found);
  const language = languageOf(query, (await begin()).vocabulary.frequencies);
  nothing.hidden = groups.length > 0 || language !== undefined;
  if (!nothing.hidden) await offerNearest(query, found.start);
  answerIn(language);
  paint(groups, found, painting);
  return groups.length > 0;
}

/** Show what links a pasted address, or offer to add it. */
async function showLinking({ start, items }, query) {
  addLink.search = `?${new URLSearchParams({ ask: `Please add this: ${query}` })}`;
  const groups = items.length ? [{ name: "What links this address", isTask: false, items }] : [];
  paint(groups, { start, terms: new Set(), isAddress: true }, painting);
  return groups.length > 0;
}

/** Say in the visitor's language what this site can't do, and what it can. */
function answerIn(language) {
  foreign.hidden = !language;
  if (!language) return;
  const { says, leads } = LANGUAGES[language];
  foreign.lang = language;
  foreign.dir = directionOf(language);
  foreign.replaceChildren(`${says} `, element("a", { href: new URL("tasks/", SITE).href }, leads));
}

/** Take one filter off. The button that did it goes away, so the focus returns to the field. */
function takeOff(select) {
  select.value = "";
  input.focus();
  update();
}

/** Show the tasks at once, and what lies under them as soon as it is here. */
async function paint(groups, found, number) {
  const count = found.start.tasks.length;
  const positions = groups.flatMap(({ items }) => items).filter((item) => item >= count).map((item) => item - count);
  const isMissing = positions.some((position) => !aboutIfLoaded(position));
  if (isMissing) {
    fill(groups, found);
    const stopWaiting = whileWaiting();
    await Promise.all(positions.map((position) => about(position).catch(() => {})));
    stopWaiting();
    // Meanwhile somebody may have typed on.
    if (number !== painting) return;
  }
  const chosen = list.querySelector("[aria-selected=true]")?.getAttribute("href");
  fill(groups, found);
  select([...list.querySelectorAll("[role=option]")].findIndex((one) => one.getAttribute("href") === chosen));
  announce(groups, found);
  clearTimeout(pause);
  pause = setTimeout(() => prefetch().catch(() => {}), PAUSE);
}

function announce(groups, { isAddress }) {
  const options = list.querySelectorAll("[role=option]").length;
  const count = `${options} ${options === 1 ? "result" : "results"}`;
  const many = groups.filter(({ isTask }) => isTask).length;
  const tasks = isAddress ? `that ${options === 1 ? "links" : "link"} to this address` : `in ${many} ${many === 1 ? "task" : "tasks"}`;
  const note = isIncomplete ? " Parts could not be loaded, so some may be missing." : "";
  const none = isFiltered(form) ? "No results with these filters." : "No results.";
  say((options ? `${count} ${tasks}.` : none) + note);
}

/** What is named, then the best tasks with their records; nothing where no answer fits. */
function groupsOf(found) {
  if (!found.fits) return [];
  const { start, named } = found;
  const count = start.tasks.length;
  const groups = grouped(found, start).map(({ task, isShown, records }) => ({
    name: start.tasks[task][1],
    isTask: true,
    items: [...(isShown ? [task] : []), ...records.map((position) => count + position)],
  }));
  return [{ name: "What you named", isTask: false, items: named }, ...groups].filter(({ items }) => items.length);
}

/** Where nothing fits, show what comes nearest: without the filters, or for words that look alike. */
async function offerNearest(query, start) {
  let { tasks } = await find(query);
  if (!tasks.length) {
    const { vocabulary } = await begin();
    const alike = nearestWords(query, vocabulary.frequencies.keys());
    if (alike.length) ({ tasks } = await find(`${alike.join(" ")} `));
  }
  nearest.replaceChildren(
    ...tasks.slice(0, NEAREST_SHOWN).map(([position]) => {
      const [id, name, summary] = start.tasks[position];
      return element("li", {}, element("a", { href: new URL(`tasks/${id}/`, SITE).href }, name), ` – ${summary}`);
    }),
  );
  nearest.parentElement.hidden = !tasks.length;
}

const withMarks = (pieces) => pieces.map(([text, isHit]) => (isHit ? element("mark", {}, text) : text));

function option(kind, url, title, line) {
  const name = { task: "Task", question: "Question", model: "Model", product: "App", term: "Word" }[kind];
  return element(
    "a",
    { role: "option", class: `kb-result kb-result-${kind}`, href: new URL(url, SITE).href, "aria-selected": "false" },
    element("span", { class: "kb-result-kind" }, name),
    element("span", { class: "kb-result-title" }, title),
    element("span", { class: "kb-result-line" }, ...line),
  );
}

/** A record's option; while its text is on its way, room for it. */
function recordOption(position, { start, terms }) {
  const known = aboutIfLoaded(position);
  if (!known) return element("div", { class: "kb-result kb-result-waiting", "aria-hidden": "true" });
  const [id, title, ...sentences] = known;
  const kind = kindOf(position, start);
  return option(kind, addressOf(kind, id, title), title, withMarks(marked(bestSentence(sentences, terms), terms)));
}

function taskOption([id, name, summary, , inputs, outputs, hasPicture], { modalities }) {
  const named = (ids) => ids.split(" ").map((one) => modalities[one].toLowerCase()).join(", ");
  const shown = option("task", `tasks/${id}/`, name, [`${summary} (${named(inputs)} → ${named(outputs)})`]);
  const src = new URL(`search/${id}.webp`, SITE).href;
  if (hasPicture) shown.prepend(element("img", { class: "kb-result-picture", src, alt: "", width: "64", height: "48" }));
  return shown;
}

function itemOption(item, found) {
  const { tasks } = found.start;
  return item < tasks.length ? taskOption(tasks[item], found.start) : recordOption(item - tasks.length, found);
}

/** Show groups of results in the list. */
function fill(groups, found = undefined) {
  list.replaceChildren(
    ...groups.map(({ name, items }) =>
      element("div", { role: "group", "aria-label": name }, ...items.map((item) => itemOption(item, found))),
    ),
  );
  list.querySelectorAll("[role=option]").forEach((one, number) => {
    one.id = `search-option-${number}`;
  });
  list.hidden = groups.length === 0;
  input.setAttribute("aria-expanded", String(groups.length > 0));
  select(-1);
}

/** Mark one option as the active one; -1 marks none. */
function select(number) {
  const options = [...list.querySelectorAll("[role=option]")];
  active = number;
  options.forEach((one, position) => one.setAttribute("aria-selected", String(position === active)));
  if (active < 0) {
    input.removeAttribute("aria-activedescendant");
    return;
  }
  input.setAttribute("aria-activedescendant", options[active].id);
  options[active].scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  // The key that ends a composition chooses no result.
  if (event.isComposing) return;
  /** @type {NodeListOf<HTMLElement>} */
  const options = list.querySelectorAll("[role=option]");
  if (event.key === "Enter") options[Math.max(0, active)]?.click();
  else if (event.key === "ArrowDown" && options.length) select((active + 1) % options.length);
  else if (event.key === "ArrowUp" && options.length) select(active <= 0 ? options.length - 1 : active - 1);
  else return;
  event.preventDefault();
  if (list.contains(document.activeElement)) options[active]?.focus();
}

dialog.addEventListener("close", () => forget(form));
form.addEventListener("input", update);
input.addEventListener("keydown", onKey);
list.addEventListener("keydown", onKey);
// Who comes to a result by Tab sees it as the active one.
list.addEventListener("focusin", (event) => select([...list.querySelectorAll("[role=option]")].findIndex((one) => one === event.target)));
