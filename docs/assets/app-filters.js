// Filters the apps and programs without reloading, and keeps the filters in the address. The page is a plain list without.
import { countText, toQuery } from "./models-table.js";

/** Whether an entry passes: every word is in its text, and the maker has said so where that is asked for. */
export function entryPasses({ text, known }, { words = "", known: wanted = "" }) {
  return (!wanted || known === wanted) && words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** Make a form filter the products and the programs of the page. */
export function wireAppFilters(form) {
  /** @type {HTMLElement[]} */
  const products = [...document.querySelectorAll("#app-list > li")].filter((node) => node instanceof HTMLElement);
  /** @type {HTMLElement[]} */
  const programs = [...document.querySelectorAll("#program-list > ul > li")].filter((node) => node instanceof HTMLElement);
  const entries = [...products, ...programs];
  // Read once, and only when somebody filters.
  let data;
  const readEntries = () => entries.map((entry) => ({ text: entry.textContent.toLowerCase(), known: entry.dataset.known ?? "yes" }));
  const nothing = /** @type {HTMLElement} */ (document.querySelector("#no-apps"));

  const read = () => Object.fromEntries(new FormData(form).entries());
  const apply = () => {
    const filters = read();
    if (data || Object.values(filters).some(Boolean)) {
      data ??= readEntries();
      entries.forEach((entry, position) => {
        entry.hidden = !entryPasses(data[position], filters);
      });
    }
    const shown = products.filter((product) => !product.hidden).length;
    document.querySelector("#app-count").textContent = countText(shown, products.length);
    nothing.hidden = shown > 0;
  };
  const restore = () => {
    const query = new URLSearchParams(location.search);
    form.elements["words"].value = query.get("words") ?? "";
    form.elements["known"].checked = query.get("known") === "yes";
    apply();
  };

  form.addEventListener("input", () => {
    apply();
    history.replaceState(null, "", location.pathname + toQuery(read()) + location.hash);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    history.replaceState(null, "", location.pathname);
    restore();
  });
  addEventListener("popstate", restore);
  restore();
}
