// The name of a question's file, which becomes its address.

/** Make an id out of words, as `slug` in hooks/kb/text/prose.py does, cut between words to a length. */
export function slugOf(text, longest) {
  const slug = text
    .normalize("NFKD")
    .replace(/[^\x00-\x7f]/g, "")
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
