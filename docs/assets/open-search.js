// What opens the search: the header's button, the keys, the ask boxes, and addresses with ?q=. The search itself loads then, not before.

const KEYS = ["/", "s", "f"];
const box = () => import("./search/box.js");
// A field in a dialog that was just closed keeps the focus for a moment.
const TYPED_IN = ":is(input, textarea, select, [contenteditable]):not(dialog:not([open]) *)";
const open = (text = "") => box().then((search) => search.openSearch(text));

/** Whether a key press asks for the search; single keys do not while somebody types. */
export function asksForSearch({ key, ctrlKey, metaKey, altKey }, isTyping) {
  if ((ctrlKey || metaKey) && key.toLowerCase() === "k") return true;
  return KEYS.includes(key) && !ctrlKey && !metaKey && !altKey && !isTyping;
}

/** Move what was typed into an ask box, also while the search was loading, to the search. */
async function takeOver(field) {
  const search = await box();
  const text = field.value;
  field.value = "";
  if (text) search.openSearch(text);
}

/** Make all that opens the search do so. */
export function wireSearch() {
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("#search-dialog"));
  document.querySelector("#open-search").addEventListener("click", () => open());
  addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.matches(TYPED_IN);
    if (!asksForSearch(event, isTyping)) return;
    event.preventDefault();
    open(dialog.open ? dialog.querySelector("input").value : "");
  });
  for (const ask of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll(".kb-ask"))) {
    const field = ask.querySelector("input");
    field.addEventListener("focus", box, { once: true });
    field.addEventListener("input", () => takeOver(field));
    ask.addEventListener("submit", (event) => {
      event.preventDefault();
      open(field.value);
    });
  }
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) open(asked);
}
