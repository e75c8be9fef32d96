// The filters of the search: what there is to choose, what is on, and how it is taken off.
import { element } from "../dom.js";
import { begin } from "./engine.js";

/** What is chosen, by the name of the filter; empty where nothing is. */
export const chosen = (form) => Object.fromEntries(new FormData(form).entries());

/** Whether any filter is on. */
export const isFiltered = (form) => Object.values(chosen(form)).some(Boolean);

/** Offer the families and the modalities that there are. */
export async function offerChoices(form) {
  const { start } = await begin().catch(() => ({ start: undefined }));
  if (!start || form.elements["family"].length > 1) return;
  const used = (column) => new Set(start.tasks.flatMap((task) => task[column].split(" ")));
  const offer = (name, names, ids) =>
    form.elements[name].append(...Object.keys(names).filter((id) => ids.has(id)).map((id) => new Option(names[id], id)));
  offer("family", start.families, used(3));
  offer("input", start.modalities, used(4));
  offer("output", start.modalities, used(5));
}

/**
 * Show each filter that is on as a button that takes it off.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} chips
 * @param {(select: HTMLSelectElement) => void} takeOff
 */
export function showChips(form, chips, takeOff) {
  const on = [...form.querySelectorAll("select")].filter((select) => select.value);
  chips.replaceChildren(...on.map((select) => chip(select, () => takeOff(select))));
  chips.hidden = on.length === 0;
}

function chip(select, onClick) {
  const name = `${select.labels[0].textContent}: ${select.selectedOptions[0].textContent}`;
  const made = element("button", { type: "button" }, element("span", { class: "kb-hidden" }, "Take off "), name, element("span", { "aria-hidden": "true" }, "×"));
  made.addEventListener("click", onClick);
  return element("li", {}, made);
}

/** Take all filters off. */
export function forget(form) {
  for (const select of form.querySelectorAll("select")) select.value = "";
}
