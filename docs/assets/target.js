// What an address leads to within its page.

/** The id that an address leads to within its page; nothing where it is not spelt as addresses are, such as `#%`. */
export function targetOf(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}
