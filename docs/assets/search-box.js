// Opens the search dialog from buttons and from the ask box.

let input;

/** Remember the search field, and make a button open it. */
export function prepareSearch(button, field) {
  input = field;
  button.addEventListener("click", () => openSearch(""));
}

/** Open the search and look for a text, as if it had been typed there. */
export function openSearch(text) {
  const toggle = document.querySelector("#__search");
  if (!toggle.checked) toggle.click();
  input.value = text;
  input.focus();
  input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
}
