// Where records are, from the site, as hooks/kb/views/addresses.py says it.
import { shelfOf } from "./search/words.js";

/** The address of a product: the page of the letter that its name begins with. */
export const productAddress = (id, name) => `apps/${shelfOf(name)}/#${id}`;

/** The id that an address leads to within its page; nothing where it is not spelt as addresses are, such as `#%`. */
export function targetOf(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}
