// Wires up what needs a script. Everything else on the site works without.
import { openSearch, wireSearch } from "./search-box.js";
import { wireModelsTable } from "./models-table.js";
import { wirePairForm } from "./have-want.js";
import { wireThemeSwitch } from "./theme-switch.js";

wireThemeSwitch(document.querySelector("#switch-theme"));
wireSearch(document.querySelector("#open-search"), document.querySelector(".md-header .md-search__input"));
for (const form of document.querySelectorAll(".kb-ask")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    openSearch(form.elements.q.value);
  });
}

const filters = document.querySelector("#model-filters");
if (filters) wireModelsTable(filters, document.querySelector("#models-table"));

const pairForm = document.querySelector("#pair-form");
if (pairForm) wirePairForm(pairForm, document.querySelector("#pairs"));
