// The search dialog as it stands before anybody asks. It is made here, once, and not in every page: without scripts there is no search.

const SITE = new URL("../", import.meta.url);
const TASKS = new URL("tasks/", SITE).href;
const CONTRIBUTE = new URL("contribute/", SITE).href;

const SAID = ["my old photo came back with strange colours", "the app cleaned my night picture and now faces look like wax", "rain removal", "resnet 50"];
const KINDS = { task: "Tasks", question: "Questions", model: "Models and works", product: "Apps", term: "Words" };

/** @param {Record<string, string>} kinds */
const filter = (name, words, kinds = {}) =>
  `<div><label for="search-${name}">${words}</label><select id="search-${name}" name="${name}"><option value="">Any</option>${Object.entries(kinds).map(([kind, said]) => `<option value="${kind}">${said}</option>`).join("")}</select></div>`;

// All of it is written here: nothing that anybody typed is ever read as HTML.
const MARKUP = `
<form class="kb-search-form" role="search" aria-label="Whole site">
  <label class="kb-hidden" for="search-query">What did you see?</label>
  <input id="search-query" type="text" role="combobox" aria-expanded="false" aria-controls="search-results" aria-autocomplete="list" aria-haspopup="listbox" aria-describedby="search-how" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search" placeholder="What did you see?">
  <button type="button" id="search-close">Close</button>
  <details>
    <summary>Filters</summary>
    <div class="kb-filters">${filter("kind", "Kind", KINDS)}${filter("family", "Family")}${filter("input", "Input")}${filter("output", "Output")}</div>
  </details>
  <ul class="kb-search-chips" id="search-chips" aria-label="Filters that are on" hidden></ul>
</form>
<p class="kb-search-status" id="search-status" role="status"></p>
<p class="kb-search-hint" id="search-foreign" role="status" hidden></p>
<div id="search-results" role="listbox" aria-label="Results" hidden></div>
<div class="kb-search-hint" id="search-empty">
  <p>Say it in your own words, or name a task or a model:</p>
  <ul>${SAID.map((words) => `<li><button type="button" data-query="${words}">${words}</button></li>`).join("")}</ul>
</div>
<div class="kb-search-hint" id="search-nothing" hidden>
  <p>Nothing quite fits these words.</p>
  <div hidden>
    <p>Nearest to them:</p>
    <ul id="search-nearest"></ul>
  </div>
  <p>Look through <a href="${TASKS}">all tasks</a>.</p>
</div>
<div class="kb-search-hint" id="search-unlinked" hidden>
  <p>Nothing here links this address yet. <a id="search-add" href="${CONTRIBUTE}">Propose to add it</a>.</p>
</div>
<p class="kb-search-hint">Not what you meant? <a class="kb-ask-link" href="${CONTRIBUTE}">Ask your question</a>, so that somebody answers it.</p>
<div class="kb-search-hint kb-search-keys">
  <p id="search-how">The arrow keys or Tab choose a result, Enter opens it.</p>
  <p><label><input type="checkbox" id="search-keys" checked> <span>The keys <kbd>/</kbd>, <kbd>s</kbd> and <kbd>f</kbd> open this search. <kbd>Ctrl</kbd> <kbd>K</kbd> always does.</span></label></p>
</div>`;

/** Put the dialog, closed, behind the header. */
export function addDialog() {
  const dialog = document.createElement("dialog");
  dialog.className = "kb-search";
  dialog.id = "search-dialog";
  dialog.setAttribute("aria-label", "Search");
  dialog.innerHTML = MARKUP;
  document.querySelector(".kb-header").after(dialog);
  return dialog;
}
