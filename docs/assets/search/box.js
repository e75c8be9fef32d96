// The search dialog: a combobox whose list holds tasks, each with its best questions and models.
import { about, begin, find, isIncomplete, prefetch } from "./engine.js";
import { termsOfWord, words } from "./words.js";

const TASKS_SHOWN = 5;
const RECORDS_LOOKED_AT = 60;
const QUESTIONS_PER_TASK = 2;
const MODELS_PER_TASK = 3;
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

let active = -1;
let running = false;
let isStale = false;
/** @type {Element | null} */
let opener;

/** Split a text into pieces, each with whether it holds a term that was looked for. */
export function marked(text, terms) {
  return (text.match(/[\p{L}\p{N}\p{M}'’]+|[^\p{L}\p{N}\p{M}'’]+/gu) ?? []).map((piece) => [
    piece,
    words(piece).flatMap(termsOfWord).some((term) => terms.has(term)),
  ]);
}

/** The sentence that holds most of the terms, the first of several. */
export function bestSentence(sentences, terms) {
  const hits = (sentence) => new Set(words(sentence).flatMap(termsOfWord).filter((term) => terms.has(term))).size;
  return sentences.reduce((best, sentence) => (hits(sentence) > hits(best) ? sentence : best));
}

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

function close() {
  dialog.close();
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

/** Search again; while a search is under way, remember to. */
async function update() {
  if (running) {
    isStale = true;
    return;
  }
  running = true;
  do {
    isStale = false;
    await show(input.value.trim()).catch(() => say("The search could not be loaded. Are you offline?"));
  } while (isStale);
  running = false;
}

async function show(query) {
  remember(query);
  if (!query) {
    fill([]);
    empty.hidden = false;
    nothing.hidden = true;
    say("");
    return;
  }
  const found = await find(query, filters());
  const groups = await grouped(found);
  empty.hidden = true;
  nothing.hidden = groups.length > 0;
  const tasks = Math.min(found.tasks.length, TASKS_SHOWN);
  fill(groups);
  const options = list.querySelectorAll("[role=option]").length;
  const note = isIncomplete ? " Parts could not be loaded, so some may be missing." : "";
  say((options ? `${options} results in ${tasks || groups.length} ${tasks === 1 ? "task" : "tasks"}.` : "No results.") + note);
  whenIdle(() => prefetch().catch(() => {}));
}

/** Put records under their tasks; where tasks are filtered out, records stand in their own order. */
async function grouped({ start, terms, tasks, records }) {
  const shown = tasks.length ? tasks.slice(0, TASKS_SHOWN).map(([position]) => position) : [];
  const order = shown.length ? shown : [...new Set(records.slice(0, 10).map(([position]) => start.recordTasks[position][0]))];
  const near = records.slice(0, RECORDS_LOOKED_AT).map(([position]) => position);
  return Promise.all(
    order.map(async (task) => {
      const own = near.filter((position) => start.recordTasks[position].includes(task));
      const questions = own.filter((position) => position < start.questions).slice(0, QUESTIONS_PER_TASK);
      const models = own.filter((position) => position >= start.questions).slice(0, MODELS_PER_TASK);
      const rows = await Promise.all(
        [...questions, ...models].map(async (position) => {
          const [id, title, ...sentences] = await about(position, start);
          const kind = position < start.questions ? "question" : "model";
          return { kind, url: `${kind}s/${id}/`, title, sentence: marked(bestSentence(sentences, terms), terms) };
        }),
      );
      return { task: start.tasks[task], isShown: shown.includes(task), rows };
    }),
  );
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const withMarks = (pieces) => pieces.map(([text, isHit]) => (isHit ? element("mark", {}, text) : text));

function option(kind, url, title, line) {
  const name = { task: "Task", question: "Question", model: "Model" }[kind];
  return element(
    "a",
    { role: "option", class: `kb-result kb-result-${kind}`, href: new URL(url, SITE).href, tabindex: "-1", "aria-selected": "false" },
    element("span", { class: "kb-result-kind" }, name),
    element("span", { class: "kb-result-title" }, title),
    element("span", { class: "kb-result-line" }, ...line),
  );
}

/** Show groups of results in the list. */
function fill(groups) {
  list.replaceChildren(
    ...groups.map(({ task: [id, name, summary, , inputs, outputs], isShown, rows }) =>
      element(
        "div",
        { role: "group", "aria-label": name },
        ...(isShown ? [option("task", `tasks/${id}/`, name, [`${summary} (${labels(inputs)} → ${labels(outputs)})`])] : []),
        ...rows.map((row) => option(row.kind, row.url, row.title, withMarks(row.sentence))),
      ),
    ),
  );
  list.querySelectorAll("[role=option]").forEach((one, number) => {
    one.id = `search-option-${number}`;
  });
  list.hidden = groups.length === 0;
  input.setAttribute("aria-expanded", String(groups.length > 0));
  select(-1);
}

const labels = (ids) => ids.split(" ").map((id) => id.replaceAll("-", " ")).join(", ");

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
  const { start } = await begin().catch(() => ({ start: { tasks: [] } }));
  const choices = { family: new Set(), input: new Set(), output: new Set() };
  for (const [, , , family, inputs, outputs] of start.tasks) {
    choices.family.add(family);
    for (const id of inputs.split(" ")) choices.input.add(id);
    for (const id of outputs.split(" ")) choices.output.add(id);
  }
  for (const [name, values] of Object.entries(choices)) {
    const field = form.elements[name];
    if (field.length > 1) continue;
    field.append(...[...values].sort().map((value) => new Option(labels(value), value)));
  }
}

const whenIdle = (work) => (window.requestIdleCallback ?? ((later) => setTimeout(later, 500)))(() => work());
const isTyping = (target) => target.matches("input, textarea, select, [contenteditable]");

/** Make the header's button, the keys, the ask boxes and addresses with ?q= open the search. */
export function wireSearch(button) {
  button.addEventListener("click", () => openSearch());
  dialog.querySelector("#search-close").addEventListener("click", close);
  dialog.addEventListener("close", onClose);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) close();
    if (event.target instanceof HTMLElement && event.target.dataset.query) openSearch(event.target.dataset.query);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", update);
  input.addEventListener("keydown", onKey);
  addEventListener("keydown", (event) => {
    const isShortcut = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const isKey = ["/", "s", "f"].includes(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isShortcut && (!isKey || isTyping(event.target))) return;
    event.preventDefault();
    openSearch(dialog.open ? input.value : "");
  });
  for (const ask of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll(".kb-ask"))) {
    ask.addEventListener("submit", (event) => {
      event.preventDefault();
      openSearch(ask.querySelector("input").value);
    });
    const field = ask.querySelector("input");
    const takeOver = () => {
      const text = field.value;
      field.value = "";
      if (text) openSearch(text);
    };
    field.addEventListener("input", takeOver);
    // What was typed while the search was loading.
    if (document.activeElement === field) takeOver();
  }
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) openSearch(asked);
}
