// This tab's draft and those of others: each tab writes its own, tells of the others, and brings one here when asked to.
import { titleOf } from "./address.js";
import { element } from "../dom.js";
import { button } from "./dom.js";
import { PREFIX, draftKeys, forgetDraft, freshKey, keepDraft, keyOfThisTab, newKeyOfThisTab, openKeys, readDraft } from "./draft.js";

const EXCERPT = 60;

const textOf = (draft) => JSON.stringify([draft?.ask, draft?.answer]);
const excerptOf = ({ ask, answer }) => titleOf([ask?.question, answer?.values?.title, answer?.values?.question, answer?.values?.answer].find(Boolean) ?? "a draft without a title", EXCERPT);

/**
 * Make the keeper of drafts.
 * @param {() => any} now what is written here now; nothing where that is empty
 * @param {(draft: any) => void} write fill in a draft
 */
export async function draftsOfTabs(now, write) {
  let key = await keyOfThisTab();
  let written = textOf(readDraft(key));
  let shown = "";
  const box = element("div", { class: "kb-other-drafts", role: "status" });

  /** Keep what is written here; say whether that worked. */
  function keep() {
    const draft = now();
    if (draft && textOf(draft) === written) return true;
    written = draft ? textOf(draft) : undefined;
    if (!draft) forgetDraft(key);
    const isKept = !draft || keepDraft(key, { ...draft, at: Date.now() });
    // What could not be kept is tried again.
    if (!isKept) written = undefined;
    return isKept;
  }

  /** The draft of this tab, else the newest of a tab that was closed, which becomes this one's. */
  async function begin() {
    const own = readDraft(key);
    const open = await openKeys();
    const closed = own ? undefined : draftKeys().find((other) => !open.has(other));
    const draft = own ?? (closed && readDraft(closed));
    if (closed) forgetDraft(closed);
    if (closed && !keepDraft(key, draft)) keepDraft(closed, draft);
    written = textOf(readDraft(key));
    return draft;
  }

  async function show() {
    const open = await openKeys();
    const others = draftKeys().filter((other) => other !== key).map((other) => ({ other, draft: readDraft(other), isOpen: open.has(other) })).filter(({ draft }) => textOf(draft) !== textOf(now()));
    const rows = others.map(({ other, draft, isOpen }) => [other, `${isOpen ? "Written in another tab" : "Kept from before"}: “${excerptOf(draft)}”`]);
    // A button that somebody is about to press stays.
    if (JSON.stringify(rows) === shown) return;
    shown = JSON.stringify(rows);
    box.replaceChildren(
      ...(rows.length ? [element("p", {}, "There is more than one draft. Each is kept by itself, and nothing is overwritten."), element("ul", {}, ...rows.map(([other, words]) => element("li", {}, `${words} `, button("Bring it here", () => bring(other), { class: "kb-quiet", "aria-label": `Bring it here: ${words}` }))))] : []),
    );
  }

  /** Go on with another draft here. What stands here is kept beside it. */
  async function bring(other) {
    const draft = readDraft(other);
    const here = now();
    if (here && !keepDraft(freshKey(), { ...here, at: Date.now() })) {
      box.append(element("p", {}, "This browser has no room to keep what stands here, so the other draft stays where it is. Hand this one in first, or copy it."));
      return;
    }
    const isOpen = (await openKeys()).has(other);
    if (draft) write(draft);
    if (draft && keep() && !isOpen) forgetDraft(other);
    await show();
  }

  addEventListener("storage", async (event) => {
    if (event.key !== null && !event.key.startsWith(PREFIX)) return;
    const isOwn = event.key === null || event.key === key;
    // Another tab took this one's key, or emptied the storage: browsers without locks can't tell who is there.
    if (isOwn && event.newValue !== null && textOf(JSON.parse(event.newValue)) !== written) key = await newKeyOfThisTab();
    if (isOwn && textOf(readDraft(key)) !== textOf(now())) {
      written = undefined;
      keep();
    }
    await show();
  });
  // A page that comes back as it was left has given its key away.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  return { element: box, begin, keep, show };
}
