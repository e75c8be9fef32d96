// Keeps what is being written in this browser, for each tab by itself, so that no tab overwrites another's. Where storage is refused or
// full, the form works on without it.

/** What every draft's key begins with; this alone was the key when all tabs had one draft. */
export const PREFIX = "kb-contribute";
const VERSION = 1;
/** How long a tab waits for its own name, in milliseconds: after a reload the page before may still have it; a tab's copy waits in vain. */
const PATIENCE = 500;

const safely = (work, otherwise) => {
  try {
    return work();
  } catch {
    return otherwise;
  }
};

/** The draft that was kept, or nothing. One that an older or newer form has written is left alone and not read. */
export function readDraft(key, storage = undefined) {
  const kept = safely(() => JSON.parse((storage ?? localStorage).getItem(key) ?? "null"), undefined);
  return kept?.version === VERSION ? kept : undefined;
}

/** Keep a draft; say whether that worked. */
export function keepDraft(key, draft, storage = undefined) {
  return safely(() => {
    (storage ?? localStorage).setItem(key, JSON.stringify({ version: VERSION, ...draft }));
    return true;
  }, false);
}

/** Forget a draft. */
export function forgetDraft(key, storage = undefined) {
  safely(() => (storage ?? localStorage).removeItem(key), undefined);
}

/** The keys of all drafts, the newest first. */
export function draftKeys(storage = undefined) {
  const keys = safely(() => Object.keys(storage ?? localStorage), []).filter((key) => key.startsWith(PREFIX) && readDraft(key, storage));
  return keys.sort((one, two) => (readDraft(two, storage).at ?? 0) - (readDraft(one, storage).at ?? 0));
}

export const freshKey = () => `${PREFIX}:${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;

/** Take a key for as long as this page lives; resolves to whether it was free. */
function hold(key) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    const untilLeft = () => new Promise((leave) => {
      resolve(true);
      addEventListener("pagehide", leave, { once: true });
    });
    navigator.locks.request(key, { signal: AbortSignal.timeout(PATIENCE) }, untilLeft).catch(() => resolve(false));
  });
}

/** The key of this tab's draft. It outlives a reload; the copy of a tab gets a key of its own. */
export async function keyOfThisTab() {
  const known = safely(() => sessionStorage.getItem(PREFIX), null);
  if (known && (await hold(known))) return known;
  return newKeyOfThisTab();
}

/** Give this tab another key. */
export async function newKeyOfThisTab() {
  const key = freshKey();
  safely(() => sessionStorage.setItem(PREFIX, key), undefined);
  await hold(key);
  return key;
}

/** The keys whose tabs are open. Where the browser can't tell, none. @returns {Promise<Set<string>>} */
export async function openKeys() {
  const { held = [] } = (await navigator.locks?.query().catch(() => undefined)) ?? {};
  return new Set(held.map(({ name }) => name));
}
