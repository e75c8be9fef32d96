// A text field with a list to choose from, after https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (list, manual selection).
import { element } from "../dom.js";
import { freshId } from "./dom.js";

/**
 * Make an input a combobox.
 * @param {HTMLInputElement} input
 * @param {string} name what the list holds, for screen readers
 * @param {(text: string) => Promise<{id: string, name: string, detail?: string}[]>} suggest
 * @param {(choice: {id: string, name: string}) => void} onChoose
 * @returns {HTMLElement} the input with its list
 */
export function combobox(input, name, suggest, onChoose) {
  const list = element("ul", { role: "listbox", id: freshId(), "aria-label": name, hidden: true });
  const attributes = { role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list", placeholder: "Type to search", autocomplete: "off", autocapitalize: "off", spellcheck: "false" };
  for (const [key, value] of Object.entries(attributes)) input.setAttribute(key, value);
  let choices = [];
  let active = -1;
  let asked = 0;
  let pending = Promise.resolve();

  function close() {
    asked += 1;
    pending = Promise.resolve();
    list.setAttribute("aria-busy", "false");
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(position) {
    active = position;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === active)));
    const option = list.children[active];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  /** Ask for choices, and show them; keys that come meanwhile wait for them. */
  function open() {
    list.setAttribute("aria-busy", "true");
    pending = show((asked += 1));
    return pending;
  }

  async function show(number) {
    const found = await suggest(input.value.trim());
    // Meanwhile somebody may have typed on or left.
    if (number !== asked) return pending;
    list.setAttribute("aria-busy", "false");
    choices = found;
    list.replaceChildren(...choices.map(optionOf));
    list.hidden = !choices.length;
    input.setAttribute("aria-expanded", String(choices.length > 0));
    mark(-1);
    if (!list.hidden) list.scrollIntoView({ block: "nearest" });
  }

  function optionOf(choice) {
    const option = element("li", { role: "option", id: freshId(), "aria-selected": "false" }, element("span", {}, choice.name), choice.detail && element("small", {}, ` ${choice.detail}`));
    // Before the field loses the focus.
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => choose(choice));
    return option;
  }

  function choose(choice) {
    close();
    onChoose(choice);
  }

  async function onKey(event) {
    if (event.altKey && event.key !== "ArrowDown") return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      await (list.hidden ? open() : pending);
      if (choices.length && !list.hidden) mark(event.key === "ArrowDown" ? (active + 1) % choices.length : (active <= 0 ? choices.length : active) - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      await pending;
      // Nothing is chosen by a key that was pressed in an empty field.
      if (!list.hidden && choices.length && (active >= 0 || input.value.trim())) choose(choices[Math.max(0, active)]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  }

  input.addEventListener("keydown", onKey);
  input.addEventListener("input", open);
  input.addEventListener("click", () => list.hidden && open());
  input.addEventListener("blur", close);
  return element("div", { class: "kb-combobox" }, input, list);
}
