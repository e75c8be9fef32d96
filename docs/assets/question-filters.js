// Finds questions among all of them, and keeps the words in the address. The page leads to all questions, by subject, without.
import { element } from "./dom.js";
import { byWords, countText, filtersIn, loadOnce, NOT_LOADED, SITE, termSet, wireFilters } from "./lists.js";

const STEP = 20;

/** Make a form find questions. */
export function wireQuestionFilters(form) {
  const load = loadOnce("questions/table.json");
  const [groups, results, list, more, nothing, status] = ["groups", "results", "list"]
    .map((name) => `#question-${name}`)
    .concat("#more-questions", "#no-questions", "#question-count")
    .map((name) => /** @type {HTMLElement} */ (document.querySelector(name)));
  let entries;
  let limit = STEP;

  // Read once, and only when somebody filters.
  const setsOf = (entry) => [(entry.set ??= termSet(`${entry.title} ${entry.opening}`))];
  const itemOf = ({ id, title, opening }) =>
    element("li", {}, element("a", { href: new URL(`questions/${id}/`, SITE).href }, title), element("p", {}, opening));
  const wordsAsked = () => String(filtersIn(form).words ?? "").trim();
  const update = async () => {
    if (wordsAsked()) {
      try {
        entries ??= (await load()).map(([id, title, opening]) => ({ id, title, opening }));
      } catch {
        status.textContent = NOT_LOADED;
        return;
      }
    }
    const words = wordsAsked();
    results.hidden = !words;
    groups.hidden = Boolean(words);
    status.textContent = "";
    if (!words) return;
    const found = byWords(words, entries, setsOf, (entry) => entry.title);
    const shown = found.slice(0, limit);
    list.replaceChildren(...shown.map(itemOf));
    status.textContent = countText(shown.length, found.length, entries.length);
    nothing.hidden = found.length > 0;
    more.hidden = shown.length === found.length;
    more.textContent = `Show ${Math.min(STEP, found.length - shown.length)} more`;
  };
  const begin = () => {
    limit = STEP;
    update();
  };
  more.addEventListener("click", async () => {
    const before = list.children.length;
    limit += STEP;
    await update();
    list.children[before]?.querySelector("a").focus();
  });
  wireFilters(form, { changed: begin, restored: begin });
}
