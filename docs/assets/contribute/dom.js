// Parts of the form's page.
import { element } from "../dom.js";

let last = 0;

/** An id that no other element of the page has. */
export const freshId = () => `contribute-${(last += 1)}`;

/** A button that does something. */
export function button(text, onClick, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, ...[text].flat());
  made.addEventListener("click", onClick);
  return made;
}

/** Text for screen readers alone. */
export const hidden = (text) => element("span", { class: "kb-hidden" }, text);
