// The name of a question's file, which becomes its address.

const ACCENTS = /[\u0300-\u036f]/g;
const APOSTROPHES = /['’‘‛ʼʻʽʹˈꞌ′׳`´＇]/g;
const FOREIGN = /(?![\x00-\x7f])[\p{L}\p{N}\p{M}]/gu;

/** How letters that no accent alone makes foreign are written with a–z; a large table, which is fetched when it is needed. */
let inAscii = (character) => "";
let isThere = false;

const bare = (text) => text.replace(APOSTROPHES, "").normalize("NFKD").replace(ACCENTS, "").normalize("NFC");

/** Fetch the table where a text needs it. Resolves to whether it was fetched just now, so that ids are to be made anew. */
export async function tableFor(text) {
  if (isThere || !bare(text).match(FOREIGN)) return false;
  inAscii = (await import("../vendor/any-ascii/any-ascii.js")).default;
  isThere = true;
  return true;
}

/** Make an id out of words, as `slug` in hooks/kb/text/slugs.py does, cut between words to a length. */
export function slugOf(text, longest) {
  const slug = bare(text)
    // Soft signs and glottal stops are written as apostrophes, which part no words.
    .replace(FOREIGN, (character) => inAscii(character).replace(APOSTROPHES, ""))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  if (slug.length <= longest) return slug;
  const cut = slug.slice(0, longest + 1);
  return cut.includes("-") ? cut.slice(0, cut.lastIndexOf("-")) : slug.slice(0, longest);
}

/** What is wrong with a file's name, or nothing. */
export function nameProblem(id, facts) {
  if (!id) return "The page needs an address. Write a few words in plain letters (a–z).";
  if (id.length > facts.longestId || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    return `Use at most ${facts.longestId} lower-case letters, digits and single hyphens, such as why-is-it-grey.`;
  }
  if (facts.reservedIds.includes(id)) return "A file can't have this name. Choose another.";
  if (facts.takenIds.includes(id)) return "There is a question at this address already. If yours is another one, choose another name.";
  return "";
}
