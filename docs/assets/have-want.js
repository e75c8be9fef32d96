// Leads from “I have … I want …” to the section that says how.

/** Make the form jump to the section of a pair, or say that no way is known. */
export function wirePairForm(form) {
  const status = form.querySelector("[role=status]");
  const go = (event) => {
    event.preventDefault();
    const { have, want } = form.elements;
    const section = document.getElementById(`${have.value}-to-${want.value}`);
    const name = (select) => select.selectedOptions[0].textContent.toLowerCase();
    status.textContent = section ? "" : `No task here leads from ${name(have)} to ${name(want)}, not even in two steps.`;
    if (!section) return;
    location.hash = section.id;
    section.focus();
  };
  form.addEventListener("submit", go);
  form.hidden = false;
}
