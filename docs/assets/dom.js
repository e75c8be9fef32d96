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
