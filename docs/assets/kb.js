// Wires up what needs a script. Everything else on the site works without.
import { wireComparisons } from "./compare.js";
import { wirePairForm } from "./have-want.js";
import { wireSearch } from "./open-search.js";
import { wireSections } from "./sections.js";
import { wireSharing } from "./share.js";
import { wireTerms } from "./terms.js";
import { wireThemeSwitch } from "./theme-switch.js";

wireThemeSwitch(document.querySelector("#switch-theme"));

const filters = document.querySelector("#model-filters");
if (filters) import("./models-table.js").then((module) => module.wireModelsTable(filters, document.querySelector("#models-table")));

const comparison = document.querySelector("#comparison");
if (comparison) {
  import("./compare-works.js").then((module) => module.compareWorks(comparison, document.querySelector("#compare-said"), document.querySelector("#compare-title")));
}

const appFilters = document.querySelector("#app-filters");
if (appFilters) import("./app-filters.js").then((module) => module.wireAppFilters(appFilters));

if (document.querySelector("#products-of-letter")) import("./app-filters.js").then((module) => module.followAnchors());

const questionFilters = document.querySelector("#question-filters");
if (questionFilters) import("./question-filters.js").then((module) => module.wireQuestionFilters(questionFilters));

const pairForm = document.querySelector("#pair-form");
if (pairForm) wirePairForm(pairForm, document.querySelector("#pairs"));

const contribute = /** @type {HTMLElement} */ (document.querySelector("#contribute"));
if (contribute) import("./contribute/start.js").then((module) => module.start(contribute));

const citations = document.querySelector(".kb-cite");
if (citations) import("./cite.js").then((module) => module.wireCitations(citations));

// On a narrow screen the sections stand in a row that scrolls; a browser leaves one that is half out of sight where it is.
for (const link of document.querySelectorAll(".kb-sections a")) {
  link.addEventListener("focus", () => link.scrollIntoView({ block: "nearest", inline: "nearest" }));
}

wireComparisons(document);
wireTerms(document);
wireSections(document.querySelector("#content"));
wireSharing(document.querySelector("#content"));
wireSearch();

/** The ranking for programs and tests: the same as `kb search --json`. */
/** @type {any} */ (window).kb = { search: (...request) => import("./search/engine.js").then((module) => module.search(...request)) };
