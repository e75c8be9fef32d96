// Where records are, from the site, as hooks/kb/views/addresses.py says it.
import { shelfOf } from "./search/words.js";

/** The address of a product: the page of the letter that its name begins with. */
export const productAddress = (id, name) => `apps/${shelfOf(name)}/#${id}`;
