// Opens the search dialog from buttons, keys, the ask box and addresses with ?q=, and loads its script when it is first needed.

let loading;

/** Load the script of the search once. */
function loadSearch() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.querySelector("script[data-later]").dataset.later;
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
  return loading;
}

/** Open the search and look for a text, as if it had been typed there. */
export async function openSearch(text) {
  await loadSearch();
  const input = document.querySelector(".md-header .md-search__input");
  const toggle = document.querySelector("#__search");
  if (!toggle.checked) toggle.click();
  input.value = text;
  input.focus();
  input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
}

const isTyping = (element) => element.matches("input, textarea, select, [contenteditable]");

/** Make a button, the search field and the keys / s f open the search. */
export function wireSearch(button, input) {
  button.addEventListener("click", () => openSearch(""));
  input.addEventListener("focus", loadSearch, { once: true });
  addEventListener("keydown", (event) => {
    if (loading || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (!["/", "s", "f"].includes(event.key)) return;
    event.preventDefault();
    openSearch("");
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) openSearch(asked);
}
