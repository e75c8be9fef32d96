// The search dialog as a window: it opens and closes, also by Back, and keeps what is asked in the address.

/** Milliseconds after which a wait is noticed. */
const NOTICED = 300;

/** @type {HTMLDialogElement} */
let dialog;
let asked = "";
// Going back takes a moment, in which the dialog may be opened again.
let isGoingBack = false;
/** @type {Element | null} */
let opener;

/** Open the dialog, or bring another text into it. */
export function showDialog(text = "") {
  if (!dialog.open) {
    opener = document.activeElement;
    dialog.showModal();
    document.documentElement.classList.add("kb-searching");
    remember(text);
    if (!isGoingBack) addEntry();
  }
  const input = dialog.querySelector("input");
  input.value = text;
  input.focus();
  input.setSelectionRange(text.length, text.length);
}

/** Say something below the field; screen readers read it out. */
export function say(text) {
  dialog.querySelector("#search-status").textContent = text;
}

/** Say that the search is on its way, once that is noticed. @returns {() => void} what ends the wait */
export function whileWaiting() {
  const timer = setTimeout(() => say("Searching…"), NOTICED);
  return () => clearTimeout(timer);
}

/** Keep the query in the address, so that it can be shared. */
export function remember(query) {
  asked = query;
  if (dialog.open) history.replaceState(history.state, "", addressWith(query));
}

function addressWith(query) {
  const url = new URL(location.href);
  if (query) url.searchParams.set("q", query);
  else url.searchParams.delete("q");
  return url;
}

const isOurEntry = () => Boolean(history.state?.isSearch);

/** Give the open dialog an entry of its own in the history, so that Back closes it and leaves the page where it is. */
function addEntry() {
  if (isOurEntry()) return;
  history.replaceState(history.state, "", addressWith(""));
  history.pushState({ isSearch: true }, "", addressWith(asked));
}

function onClose() {
  document.documentElement.classList.remove("kb-searching");
  if (isOurEntry()) {
    isGoingBack = true;
    history.back();
  } else {
    history.replaceState(history.state, "", addressWith(""));
  }
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
}

/**
 * Make a dialog the one that opens and closes here.
 * @param {HTMLDialogElement} search
 * @param {(text: string) => void} open what opens the search when Forward leads to it
 */
export function wireDialog(search, open) {
  dialog = search;
  dialog.querySelector("#search-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", onClose);
  addEventListener("popstate", () => {
    const wasGoingBack = isGoingBack;
    isGoingBack = false;
    if (wasGoingBack && dialog.open) addEntry();
    else if (dialog.open && !isOurEntry()) dialog.close();
    else if (!dialog.open && isOurEntry()) open(new URLSearchParams(location.search).get("q") ?? "");
  });
}
