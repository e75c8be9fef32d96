// Keeps what is being written in this browser. Where storage is refused or full, the form works on without it.

const KEY = "kb-contribute";
const VERSION = 1;

/** The draft that was kept, or nothing. One that an older or newer form has written is left alone and not read. */
export function readDraft(storage = undefined) {
  try {
    const kept = JSON.parse((storage ?? localStorage).getItem(KEY) ?? "null");
    return kept?.version === VERSION ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Keep a draft; say whether that worked. */
export function keepDraft(draft, storage = undefined) {
  try {
    (storage ?? localStorage).setItem(KEY, JSON.stringify({ version: VERSION, ...draft }));
    return true;
  } catch {
    return false;
  }
}

/** Forget the draft. */
export function forgetDraft(storage = undefined) {
  try {
    (storage ?? localStorage).removeItem(KEY);
  } catch {
    // Then there is none.
  }
}
