// The search dialog: a combobox whose list holds tasks, each with its best questions and models.
import { element } from "../dom.js";
import { oneAtATime } from "../latest.js";
import { about, aboutIfLoaded, addressOf, begin, find, isIncomplete, prefetch } from "./engine.js";
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
const status = part("#search-status");
const empty = part("#search-empty");
const nothing = part("#search-nothing");
const nearest = part("#search-nearest");
const askLinks = /** @type {NodeListOf<HTMLAnchorElement>} */ (dialog.querySelectorAll(".kb-ask-link"));

let active = -1;
let painting = 0;
let pause = 0;
/** @type {Element | null} */
let opener;

/** Open the search, and look for a text at once. */
export function openSearch(text = "") {
  if (!dialog.open) {
    opener = document.activeElement;
    dialog.showModal();
    document.documentElement.classList.add("kb-searching");
    fillFilters();
  }
  input.value = text;
  input.focus();
  input.setSelectionRange(text.length, text.length);
  update();
}

function onClose() {
  document.documentElement.classList.remove("kb-searching");
  remember("");
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
}

/** Keep the query in the address, so that it can be shared. */
function remember(query) {
  const url = new URL(location.href);
  if (query) url.searchParams.set("q", query);
  else url.searchParams.delete("q");
  history.replaceState(history.state, "", url);
}

const filters = () => Object.fromEntries(new FormData(form).entries());

/** Search again. */
const update = oneAtATime(() => show(input.value.trim()).catch(() => say("The search could not be loaded. Are you offline?")));

async function show(query) {
  remember(query);
  for (const link of askLinks) link.search = query ? `?${new URLSearchParams({ ask: query })}` : "";
  painting += 1;
  if (!query) {
    fill([]);
    empty.hidden = false;
    nothing.hidden = true;
    say("");
    return;
  }
  const found = await find(query, filters());
  const groups = groupsOf(found);
  empty.hidden = true;
  nothing.hidden = groups.length > 0;
  if (!groups.length) await offerNearest(query, found.start);
  paint(groups, found, painting);
}

/** Show the tasks at once, and what lies under them as soon as it is here. */
async function paint(groups, found, number) {
  const count = found.start.tasks.length;
  const positions = groups.flatMap(({ items }) => items).filter((item) => item >= count).map((item) => item - count);
  const isMissing = positions.some((position) => !aboutIfLoaded(position));
  if (isMissing) {
    fill(groups, found);
    await Promise.all(positions.map((position) => about(position).catch(() => {})));
    // Meanwhile somebody may have typed on.
    if (number !== painting) return;
  }
  const chosen = list.querySelector("[aria-selected=true]")?.getAttribute("href");
  fill(groups, found);
  select([...list.querySelectorAll("[role=option]")].findIndex((one) => one.getAttribute("href") === chosen));
  announce(groups);
  clearTimeout(pause);
  pause = setTimeout(() => prefetch().catch(() => {}), PAUSE);
}

function announce(groups) {
  const options = list.querySelectorAll("[role=option]").length;
  const many = groups.filter(({ isTask }) => isTask).length;
  const tasks = `${many} ${many === 1 ? "task" : "tasks"}`;
  const note = isIncomplete ? " Parts could not be loaded, so some may be missing." : "";
  say((options ? `${options} results in ${tasks}.` : "No results.") + note);
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
    { role: "option", class: `kb-result kb-result-${kind}`, href: new URL(url, SITE).href, tabindex: "-1", "aria-selected": "false" },
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

function say(text) {
  status.textContent = text;
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
  /** @type {NodeListOf<HTMLElement>} */
  const options = list.querySelectorAll("[role=option]");
  if (event.key === "Enter") options[Math.max(0, active)]?.click();
  else if (event.key === "ArrowDown" && options.length) select((active + 1) % options.length);
  else if (event.key === "ArrowUp" && options.length) select(active <= 0 ? options.length - 1 : active - 1);
  else return;
  event.preventDefault();
}

/** Offer the families and the modalities that there are. */
async function fillFilters() {
  const { start } = await begin().catch(() => ({ start: undefined }));
  if (!start || form.elements["family"].length > 1) return;
  const used = (column) => new Set(start.tasks.flatMap((task) => task[column].split(" ")));
  const offer = (name, names, ids) =>
    form.elements[name].append(...Object.keys(names).filter((id) => ids.has(id)).map((id) => new Option(names[id], id)));
  offer("family", start.families, used(3));
  offer("input", start.modalities, used(4));
  offer("output", start.modalities, used(5));
}

dialog.querySelector("#search-close").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", onClose);
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
  if (event.target instanceof HTMLElement && event.target.dataset.query) openSearch(event.target.dataset.query);
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", update);
input.addEventListener("keydown", onKey);
