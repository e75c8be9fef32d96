// Addresses that open GitHub's pages with something filled in.

/** Longer addresses are refused by GitHub (414) or cut by what lies between. */
export const LONGEST_ADDRESS = 7_500;
const SIGN_IN = "https://github.com/login?return_to=";

/** The branch that MkDocs' `edit_uri` names: `edit/main/docs/` → `main`. */
export function branchOf(editUri) {
  return /^\/?edit\/(.+?)\/docs\/?$/.exec(editUri)?.[1] ?? "main";
}

/** Whether an address is a repository at GitHub, whose pages we know how to fill in. */
export const isGitHub = (repository) => /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+$/.test(repository);

/** How many bytes an address has on its longest way: who must sign in first is sent on with all of it, encoded once more. */
export const sizeOf = (address) => Math.max(new TextEncoder().encode(address).length, SIGN_IN.length + encodeURIComponent(address).length);

function filled(base, parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value);
  return `${base}?${new URLSearchParams(given)}`;
}

/** The first of some addresses that is short enough, and whether it is the whole one. */
function shortest(whole, ...shorter) {
  const address = [whole, ...shorter].find((one) => sizeOf(one) <= LONGEST_ADDRESS) ?? whole.split("?")[0];
  return { address, isWhole: address === whole };
}

/**
 * GitHub's page for a new file. `filename` may hold folders, `value` is the content. Gitea and GitLab took the two over from GitHub:
 * https://github.com/go-gitea/gitea/pull/16556. A content that is too long is left out.
 */
export function newFileAddress(repository, branch, path, content) {
  const base = `${repository}/new/${branch.split("/").map(encodeURIComponent).join("/")}`;
  return shortest(filled(base, { filename: path, value: content }), filled(base, { filename: path }));
}

/** GitHub's issue form for a question, its fields filled in by their ids. Long texts are left out. */
export function issueAddress(repository, { question, seen, task }) {
  const base = `${repository}/issues/new`;
  const form = { template: "ask-a-question.yml", title: `Question: ${titleOf(question)}` };
  return shortest(filled(base, { ...form, question, seen, task }), filled(base, form));
}

/** A title of a question: its beginning, cut between words. */
export function titleOf(question, longest = 80) {
  const line = question.replace(/\s+/g, " ").trim();
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest);
  return `${(cut.includes(" ") ? cut.slice(0, cut.lastIndexOf(" ")) : cut).replace(/[,;:.\s]+$/, "")}…`;
}
