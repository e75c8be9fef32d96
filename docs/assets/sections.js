// A link beside each heading, to have the address of its section.
import { element } from "./dom.js";
import { targetOf } from "./target.js";

/** Words as an id that a page may give to a heading which has none: letters and digits, with hyphens between. */
export const idOf = (words) => words.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");

/** The words of a part of a heading, without the explanation of a word of the field in it. */
function wordsOf(node) {
  const copied = node.cloneNode(true);
  for (const tip of copied.querySelectorAll?.(".kb-tip") ?? []) tip.remove();
  return copied.textContent;
}

/** The id by which a heading's section is found: its own, that of what it opens, or one made of its words. */
function sectionId(heading, words) {
  if (heading.id) return heading.id;
  if (heading.parentElement.id && heading.parentElement.firstElementChild === heading) return heading.parentElement.id;
  const id = idOf(words);
  if (!id || document.getElementById(id)) return "";
  heading.id = id;
  // The browser looked for it before it was there.
  if (targetOf(location.hash) === id) heading.scrollIntoView();
  return id;
}

/** Give headings a link to themselves. It stands in the heading and not in its name, which other things are called by too. */
export function wireSections(content) {
  for (const heading of content.querySelectorAll(":is(h2, h3):not(.kb-hidden)")) {
    if (heading.closest("summary, form, dialog, .kb-cards") || (!heading.id && heading.querySelector("a"))) continue;
    const words = [...heading.childNodes].map(wordsOf).join("").trim();
    const id = sectionId(heading, words);
    if (!id) continue;
    heading.setAttribute("aria-label", words);
    heading.append(element("a", { class: "kb-section-link", href: `#${encodeURIComponent(id)}`, "aria-label": `Link to this section: ${words}` }));
  }
}
