// Makes elements. Texts become text nodes, so nothing that somebody typed is ever read as HTML.

/** Make an element with attributes and children; an attribute that is false or undefined is left out, true is empty. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}

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
