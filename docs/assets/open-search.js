// What opens the search: the header's button, the keys, the ask boxes, and addresses with ?q=. The search itself loads then, not before.
import { addDialog } from "./search-markup.js";
import { say, showDialog, whileWaiting, wireDialog } from "./search-dialog.js";

const KEYS = ["/", "s", "f"];
const box = () => import("./search/box.js");
// A field in a dialog that was just closed keeps the focus for a moment.
const TYPED_IN = ":is(input, textarea, select, [contenteditable]):not(dialog:not([open]) *)";

/** Open the dialog at once, and search when what searches is here. */
async function open(text = "") {
  showDialog(text);
  const stopWaiting = whileWaiting();
  try {
    (await box()).search();
  } catch {
    say("The search could not be loaded. Are you offline?");
  }
  stopWaiting();
}

/** Whether a key press asks for the search; single keys do not while somebody types, or where they are switched off. */
export function asksForSearch({ key, ctrlKey, metaKey, altKey }, isTyping, hasSingleKeys = true) {
  if ((ctrlKey || metaKey) && key.toLowerCase() === "k") return true;
  return hasSingleKeys && KEYS.includes(key) && !ctrlKey && !metaKey && !altKey && !isTyping;
}

/** Let a box switch the single keys on and off, for whoever hits them by chance; the choice is kept. */
function wireKeys(choice, button) {
  const show = () => button.setAttribute("aria-keyshortcuts", [...(choice.checked ? KEYS : []), "Control+K"].join(" "));
  try {
    choice.checked = localStorage.getItem("kb-keys") !== "off";
  } catch {
    // Without storage the choice lasts until the next page.
  }
  choice.addEventListener("change", () => {
    show();
    try {
      localStorage.setItem("kb-keys", choice.checked ? "on" : "off");
    } catch {
      // As above.
    }
  });
  show();
}

/** Move what was typed into an ask box, also while the search was loading, to the search. */
function wireAskField(field) {
  let isComposing = false;
  const takeOver = async () => {
    await box().catch(() => {});
    const text = field.value;
    // A word that is still being composed would be written in both fields.
    if (!text || isComposing) return;
    field.value = "";
    open(text);
  };
  field.addEventListener("focus", () => box().catch(() => {}), { once: true });
  field.addEventListener("input", takeOver);
  field.addEventListener("compositionstart", () => {
    isComposing = true;
  });
  field.addEventListener("compositionend", () => {
    isComposing = false;
    takeOver();
  });
}

/** What the dialog offers to look for, and Enter, work before the search is loaded: what is typed is looked for as soon as it is. */
function wireOffers(dialog) {
  dialog.addEventListener("click", ({ target }) => {
    if (target instanceof HTMLElement && target.dataset.query) open(target.dataset.query);
  });
  dialog.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
}

/** Make all that opens the search do so. */
export function wireSearch() {
  const dialog = addDialog();
  const keys = /** @type {HTMLInputElement} */ (dialog.querySelector("#search-keys"));
  const button = document.querySelector("#open-search");
  wireDialog(dialog, open);
  wireKeys(keys, button);
  wireOffers(dialog);
  button.addEventListener("click", () => open());
  addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.matches(TYPED_IN);
    if (!asksForSearch(event, isTyping, keys.checked)) return;
    event.preventDefault();
    open(dialog.open ? dialog.querySelector("input").value : "");
  });
  for (const ask of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll(".kb-ask"))) {
    const field = ask.querySelector("input");
    wireAskField(field);
    ask.addEventListener("submit", (event) => {
      event.preventDefault();
      open(field.value);
    });
  }
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) open(asked);
}
