// Leads from “I have … I want …” to the section that says how, and shows that section alone.
import { element } from "./dom.js";
import { targetOf } from "./target.js";

/** Make the form and the table show one pair at a time; the address keeps which. */
export function wirePairForm(form, container) {
  const status = form.querySelector("[role=status]");
  const showAll = form.querySelector("[type=reset]");
  const sections = new Map(
    [...container.children].map((section) => [section.querySelector("h2").id, section]),
  );
  const { have, want } = form.elements;
  const nameOf = (select, value) => [...select.options].find((option) => option.value === value).textContent.toLowerCase();

  /** Show one section, all of them, or none. */
  const show = (isShown) => {
    for (const section of sections.values()) section.hidden = !isShown(section);
    showAll.hidden = [...sections.values()].every((section) => !section.hidden);
  };
  const follow = () => {
    const chosen = sections.get(targetOf(location.hash));
    status.replaceChildren();
    show((section) => section === chosen);
    if (!chosen) return;
    have.value = chosen.dataset.have;
    want.value = chosen.dataset.want;
    const heading = chosen.querySelector("h2");
    heading.focus();
    heading.scrollIntoView();
  };
  /** Say that there is no way, and what else there is: nothing else stays on the page that might pass for an answer. */
  const sayNo = () => {
    history.replaceState(null, "", location.pathname);
    show(() => false);
    const possible = [...sections].filter(([, section]) => section.dataset.have === have.value);
    const links = possible.flatMap(([id, section], position) => [
      position ? ", " : "",
      element("a", { href: `#${id}` }, nameOf(want, section.dataset.want)),
    ]);
    const from = nameOf(have, have.value);
    status.replaceChildren(
      `No task here leads from ${from} to ${nameOf(want, want.value)}, not even in two steps.`,
      ...(links.length ? [` From ${from} you can get: `, ...links, "."] : []),
    );
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const id = `${have.value}-to-${want.value}`;
    if (!sections.has(id)) sayNo();
    else if (location.hash === `#${id}`) follow();
    else location.hash = id;
  });
  form.addEventListener("reset", () => {
    history.replaceState(null, "", location.pathname);
    status.replaceChildren();
    show(() => true);
  });
  addEventListener("hashchange", follow);
  follow();
}
