// Leads from “I have … I want …” to the section that says how, and shows that section alone.

/** Make the form and the table show one pair at a time; the address keeps which. */
export function wirePairForm(form, container) {
  const status = form.querySelector("[role=status]");
  const sections = new Map(
    [...container.children].map((section) => [section.querySelector("h2").id, section]),
  );
  const name = (select) => select.selectedOptions[0].textContent.toLowerCase();

  const show = () => {
    const chosen = sections.get(decodeURIComponent(location.hash.slice(1)));
    for (const section of sections.values()) section.hidden = Boolean(chosen) && section !== chosen;
    if (!chosen) return;
    form.elements.have.value = chosen.dataset.have;
    form.elements.want.value = chosen.dataset.want;
    status.textContent = "";
    const heading = chosen.querySelector("h2");
    heading.focus();
    heading.scrollIntoView();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { have, want } = form.elements;
    const id = `${have.value}-to-${want.value}`;
    if (!sections.has(id)) {
      status.textContent = `No task here leads from ${name(have)} to ${name(want)}, not even in two steps.`;
    } else if (location.hash === `#${id}`) {
      show();
    } else {
      location.hash = id;
    }
  });
  form.addEventListener("reset", () => {
    history.replaceState(null, "", location.pathname);
    show();
  });
  addEventListener("hashchange", show);
  show();
}
