// What the filters of long lists share: finding by words as the search does, the address, the count, and the file that holds a list.
import { termsBegunBy, termsOfWord, words } from "./search/words.js";

/** Where the site begins. */
export const SITE = new URL("../", import.meta.url);

const LEAST_LOOSE = 5;
const MOST_CUT = 4;

/** What is looked for: each word whole, and as terms, of which the last word may be half typed. */
export function tokensOf(query) {
  const typed = query.split(/\s+/).map((word) => words(word)).filter((parts) => parts.length);
  return typed.map((parts, position) => {
    const [whole, isLast] = [parts.join(""), position === typed.length - 1];
    return { whole, terms: parts.flatMap(termsOfWord), isLast, begun: isLast ? termsBegunBy(whole) : [] };
  });
}

/** A word without its version: "yolov8" → "yolo". Where a version is not here, its family is what comes nearest. */
const withoutVersion = (token) => {
  const [, name] = /^([a-z]{3,}?)v?\d+[a-z]?$/.exec(token.whole) ?? [];
  return name ? { ...token, whole: name, terms: termsOfWord(name) } : token;
};

/** How many letters two words begin with in common. */
function sharedStart(one, other) {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  return shared;
}

/** Whether a term is among others: as it is, begun, or (loosely) with more of its ending than the search keeps ("denoisi"). */
function isAmong(term, all, isLast, isLoose) {
  if (all.has(term)) return true;
  if (!isLast) return false;
  const isLike = (other) => {
    const shared = sharedStart(term, other);
    return shared >= LEAST_LOOSE && term.length - shared <= MOST_CUT && other.length - shared <= 1;
  };
  return [...all].some((other) => other.startsWith(term) || (isLoose && isLike(other)));
}

/**
 * Whether the terms of an entry hold all that is looked for. Letters and digits are found apart ("resnet50") and together ("yolov8n").
 * @param {ReturnType<typeof tokensOf>} tokens
 * @param {Set<string>[]} sets
 */
export function holds(tokens, sets, isLoose = false) {
  return tokens.every(({ whole, terms, isLast, begun }) =>
    sets.some(
      (set) =>
        isAmong(whole, set, isLast, isLoose) ||
        terms.every((term) => isAmong(term, set, isLast && terms.length === 1, isLoose)) ||
        begun.some((term) => set.has(term)),
    ),
  );
}

/** The terms of a text, as a set. */
export const termSet = (text) => new Set(words(text).flatMap(termsOfWord));

/**
 * The entries that hold all words of a query, those first whose names do. Without a query, all.
 * @template Entry
 * @param {string} query
 * @param {Entry[]} entries
 * @param {(entry: Entry) => Set<string>[]} setsOf
 * @param {(entry: Entry) => string} nameOf
 */
export function byWords(query, entries, setsOf, nameOf) {
  const tokens = tokensOf(query);
  if (!tokens.length) return entries;
  const strict = entries.filter((entry) => holds(tokens, setsOf(entry)));
  const loosely = strict.length ? tokens : tokens.map(withoutVersion);
  const found = strict.length ? strict : entries.filter((entry) => holds(loosely, setsOf(entry), true));
  const isNamed = new Map(found.map((entry) => [entry, holds(loosely, [termSet(nameOf(entry))])]));
  return [...found.filter((entry) => isNamed.get(entry)), ...found.filter((entry) => !isNamed.get(entry))];
}

/** The part of an address that holds the filters that are set. */
export function toQuery(filters) {
  const set = Object.entries(filters).filter(([, value]) => value);
  return set.length ? `?${new URLSearchParams(set)}` : "";
}

/** What the count says of how many are shown, how many fit, and how many there are. */
export function countText(shown, fit, all) {
  const [some, fitting, every] = [shown, fit, all].map((number) => number.toLocaleString("en"));
  if (shown === all) return `All ${every} shown`;
  return shown === fit || fit === all ? `${some} of ${every} shown` : `${some} of ${fitting} that fit shown, of ${every} in all`;
}

/** What filters a form holds. */
export const filtersIn = (form) => Object.fromEntries(new FormData(form).entries());

/** Put the filters of the address into a form. */
export function restoreFilters(form) {
  const query = new URLSearchParams(location.search);
  for (const field of form.elements) {
    if (!field.name) continue;
    if (field.type === "checkbox") field.checked = query.get(field.name) === field.value;
    else field.value = query.get(field.name) ?? "";
    // An address may name a value that no record has any more.
    if (field.selectedIndex === -1) field.selectedIndex = 0;
  }
}

/**
 * Make a form filter without reloading, and keep in the address what is set.
 * @param {HTMLFormElement} form
 * @param {{ changed: () => void, restored: () => void, state?: () => Record<string, any> }} page what follows a change, and what follows an
 *   address; what stands in the address
 */
export function wireFilters(form, { changed, restored, state = () => filtersIn(form) }) {
  const remember = () => history.replaceState(null, "", location.pathname + toQuery(state()) + location.hash);
  const restore = () => {
    restoreFilters(form);
    restored();
  };
  form.addEventListener("input", () => {
    remember();
    changed();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    history.replaceState(null, "", location.pathname);
    restore();
  });
  addEventListener("popstate", restore);
  // What was typed or chosen before this script was there is kept, unless the address asks for something.
  if (!location.search && Object.values(filtersIn(form)).some(Boolean)) {
    remember();
    restored();
  } else restore();
  return remember;
}

/** Load the file of a list, once; a failure may be tried again. */
export function loadOnce(path) {
  /** @type {Promise<any>} */
  let loading;
  return () => {
    loading ??= fetch(new URL(path, SITE)).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`${path}: ${answer.status}`))));
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
}

/** What is said where the file of a list does not come. */
export const NOT_LOADED = "The list could not be loaded. Try again later, or choose a subject below.";

/** How many entries a step shows. */
const STEP = 20;

/**
 * Show what a form finds, in steps, in the place of what the page shows as long as nothing is asked for.
 * @param {HTMLFormElement} form
 * @param {Record<"index" | "results" | "list" | "more" | "nothing" | "status", HTMLElement>} places `index` is what the page shows otherwise
 * @param {{ load: () => Promise<any>, entriesIn: (content: any) => any[], isAsked: () => boolean, found: (entries: any[]) => any[], itemOf: (entry: any) => Node }} list
 *   what loads the file of the list, once somebody asks; what it holds; which of that fit; and how one is shown
 */
export function wireFound(form, { index, results, list, more, nothing, status }, { load, entriesIn, isAsked, found, itemOf }) {
  let entries;
  let limit = STEP;
  const update = async () => {
    if (isAsked()) {
      try {
        entries ??= entriesIn(await load());
      } catch {
        status.textContent = NOT_LOADED;
        return;
      }
    }
    // Much may have been typed while the list was loaded.
    const isStillAsked = isAsked();
    results.hidden = !isStillAsked;
    index.hidden = isStillAsked;
    status.textContent = "";
    if (!isStillAsked) return;
    const fitting = found(entries);
    const shown = fitting.slice(0, limit);
    list.replaceChildren(...shown.map(itemOf));
    status.textContent = countText(shown.length, fitting.length, entries.length);
    nothing.hidden = fitting.length > 0;
    more.hidden = shown.length === fitting.length;
    more.textContent = `Show ${Math.min(STEP, fitting.length - shown.length)} more`;
  };
  const begin = () => {
    limit = STEP;
    update();
  };
  more.addEventListener("click", async () => {
    const before = list.children.length;
    limit += STEP;
    await update();
    list.children[before]?.querySelector("a").focus();
  });
  wireFilters(form, { changed: begin, restored: begin });
}
