// Wires up what needs a script. Everything else on the site works without.
import { wirePairForm } from "./have-want.js";
import { wireModelsTable } from "./models-table.js";
import { wireThemeSwitch } from "./theme-switch.js";

wireThemeSwitch(document.querySelector("#switch-theme"));

const filters = document.querySelector("#model-filters");
if (filters) wireModelsTable(filters, document.querySelector("#models-table"));

const pairForm = document.querySelector("#pair-form");
if (pairForm) wirePairForm(pairForm, document.querySelector("#pairs"));

// The search is loaded when the reader turns to it, not before.
const searchBox = () => import("./search/box.js");
const openButton = document.querySelector("#open-search");
let box;
const ready = () => (box ??= searchBox().then((module) => (module.wireSearch(openButton), module)));

/** The ranking for programs and tests: the same as `kb search --json`. */
/** @type {any} */ (window).kb = { search: (...request) => import("./search/engine.js").then((module) => module.search(...request)) };

const isTyping = (target) => target.matches("input, textarea, select, [contenteditable]");
const first = {
  click: (event) => {
    if (box || !event.target.closest("#open-search")) return;
    ready().then((module) => module.openSearch());
  },
  keydown: (event) => {
    const isShortcut = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const isKey = ["/", "s", "f"].includes(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (box || (!isShortcut && (!isKey || isTyping(event.target)))) return;
    event.preventDefault();
    ready().then((module) => module.openSearch());
  },
  submit: (event) => {
    if (box || !event.target.matches(".kb-ask")) return;
    event.preventDefault();
    ready().then((module) => module.openSearch(event.target.elements.q.value));
  },
  focusin: (event) => {
    if (!box && event.target.closest(".kb-ask")) ready();
  },
};
for (const [name, listener] of Object.entries(first)) document.addEventListener(name, listener);
if (new URLSearchParams(location.search).has("q")) ready();
