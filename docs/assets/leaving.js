// Texts that leave the page: to the clipboard, or as a file.
import { element } from "./dom.js";

/** Put a text on the clipboard; say whether that worked. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Give a text to the browser as a file to save. */
export function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  element("a", { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
