// Words of the field: their explanations show on hover and focus by themselves; this adds touch and the Escape key.

const SHOWN = ".kb-term:is(:hover, :focus-within, .is-open)";

/** Show a word's explanation at the first touch, follow its link at the second, and hide explanations with Escape. */
export function wireTerms(root) {
  let touched = false;
  root.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    const inside = event.target.closest(".kb-term");
    for (const open of root.querySelectorAll(".kb-term.is-open")) if (open !== inside) open.classList.remove("is-open");
  });
  root.addEventListener("click", (event) => {
    const term = event.target.closest(".kb-term > a")?.parentElement;
    if (!term || !touched || term.classList.contains("is-open")) return;
    event.preventDefault();
    term.classList.add("is-open");
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const term of root.querySelectorAll(SHOWN)) {
      term.classList.remove("is-open");
      term.classList.add("is-closed");
    }
  });
  for (const leaving of ["pointerout", "focusout"]) {
    root.addEventListener(leaving, (event) => event.target.closest?.(".kb-term")?.classList.remove("is-closed"));
  }
}
