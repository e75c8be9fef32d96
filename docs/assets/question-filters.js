// Finds questions among those of the page, and unfolds what an address leads to. The page is a list of folded subjects without.
import { targetOf } from "./addresses.js";
import { byWords, countText, filtersIn, termSet, wireFilters } from "./lists.js";

/** Make a form filter the questions of all groups. */
export function wireQuestionFilters(form, container) {
  const groups = /** @type {HTMLDetailsElement[]} */ ([...container.querySelectorAll("details")]);
  const items = /** @type {HTMLElement[]} */ ([...container.querySelectorAll("details > ul > li")]);
  const status = document.querySelector("#question-count");
  const nothing = /** @type {HTMLElement} */ (document.querySelector("#no-questions"));
  // Read once, and only when somebody filters.
  const terms = new Map();
  const setsOf = (item) => {
    if (!terms.has(item)) terms.set(item, termSet(item.textContent));
    return [terms.get(item)];
  };

  const update = () => {
    const words = String(filtersIn(form).words ?? "");
    const found = new Set(byWords(words, items, setsOf, () => ""));
    for (const item of items) item.hidden = !found.has(item);
    for (const group of groups) {
      const hits = [...group.querySelectorAll("li")].filter((item) => found.has(item)).length;
      group.hidden = !hits;
      group.open = Boolean(words.trim()) && hits > 0;
    }
    status.textContent = words.trim() ? countText(found.size, found.size, items.length) : "";
    nothing.hidden = found.size > 0;
  };
  const unfoldTarget = () => {
    const target = document.getElementById(targetOf(location.hash));
    const group = target && target.closest("details");
    if (group) group.open = true;
  };
  wireFilters(form, { changed: update, restored: update });
  addEventListener("hashchange", unfoldTarget);
  unfoldTarget();
}
