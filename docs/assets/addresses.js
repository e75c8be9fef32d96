// Where records are, from the site, as hooks/kb/views/addresses.py and shelves.py say it.
import { shelfOf } from "./search/words.js";

/** The address of a product: the page of the letter that its name begins with, or a later part of it. The first part leads to the others. */
export const productAddress = (id, name, part = 1) => `apps/${shelfOf(name)}/${part > 1 ? `${part}/` : ""}#${id}`;
