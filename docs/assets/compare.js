// Moves the border between two pictures, before and after. Without scripts they stand side by side.

/** Make the handles of all comparisons of a page work, by mouse, touch and keys: each is a range input. */
export function wireComparisons(page) {
  for (const handle of page.querySelectorAll(".kb-compare-handle input")) {
    const move = () => handle.closest(".kb-compare").style.setProperty("--at", `${handle.value}%`);
    handle.addEventListener("input", move);
    // A browser may keep where the handle was, across a reload.
    move();
  }
}
