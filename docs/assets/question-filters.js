// Finds questions among all of them, and keeps the words in the address. The page leads to all questions, by subject, without.
import { element } from "./dom.js";
import { byWords, filtersIn, loadOnce, SITE, termSet, wireFound } from "./lists.js";

/** Make a form find questions. */
export function wireQuestionFilters(form) {
  const place = (id) => /** @type {HTMLElement} */ (document.querySelector(id));
  const places = {
    ...{ index: place("#question-groups"), results: place("#question-results"), list: place("#question-list") },
    ...{ more: place("#more-questions"), nothing: place("#no-questions"), status: place("#question-count") },
  };
  // Read once, and only when somebody filters.
  const setsOf = (entry) => [(entry.set ??= termSet(`${entry.title} ${entry.opening}`))];
  const wordsAsked = () => String(filtersIn(form).words ?? "").trim();
  wireFound(form, places, {
    load: loadOnce("questions/table.json"),
    entriesIn: (rows) => rows.map(([id, title, opening]) => ({ id, title, opening })),
    isAsked: () => Boolean(wordsAsked()),
    found: (entries) => byWords(wordsAsked(), entries, setsOf, (entry) => entry.title),
    itemOf: ({ id, title, opening }) =>
      element("li", {}, element("a", { href: new URL(`questions/${id}/`, SITE).href }, title), element("p", {}, opening)),
  });
}
