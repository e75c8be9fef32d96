// Which works are compared: their ids in addresses, and the boxes of the table of models by which they are chosen.
import { element } from "./dom.js";
import { SITE } from "./lists.js";

const LETTERS = ["a", "b", "c", "d"];
/** So many works stand side by side. */
export const MOST = LETTERS.length;
/** What the address of the table calls those that are chosen there. */
const CHOSEN = "compare";

/** The ids in the address of a comparison, each once; whatever stands there. */
export function idsIn(query) {
  const named = new URLSearchParams(query);
  return [...new Set(LETTERS.map((letter) => named.get(letter)?.trim()).filter(Boolean))];
}

/** The part of the address that names works. */
export const queryOf = (ids) => (ids.length ? `?${new URLSearchParams(ids.map((id, position) => [LETTERS[position], id]))}` : "");

/** Where works are compared. */
export const comparisonOf = (ids) => new URL(`models/compare/${queryOf(ids)}`, SITE).href;

/** Where others are chosen besides some. */
export const tableWith = (ids) => new URL(`models/${ids.length ? `?${new URLSearchParams({ [CHOSEN]: ids.join(" ") })}` : ""}`, SITE).href;

/** The id of a work whose row this is. */
const idOf = (row) => new URL(row.querySelector("th a").href).pathname.split("/").at(-2);

/** What the bar says of how many are chosen. */
export function choiceText(names, isFull) {
  if (!names.length) return "";
  const which = new Intl.ListFormat("en").format(names);
  if (isFull) return `At most ${MOST} works stand side by side: ${which}. Take one away before you choose another.`;
  return `Chosen: ${which}.${names.length === 1 ? " Choose one more to compare." : ""}`;
}

/**
 * Give each row of the table a box, and show below the table what is chosen.
 * @param {HTMLTableElement} table
 * @param {() => void} remember what keeps the choice in the address
 */
export function wireChoice(table, remember) {
  /** Names by ids, in the order in which they were chosen. @type {Map<string, string>} */
  const chosen = new Map();
  const status = element("p", { role: "status" });
  const compare = element("a", { class: "kb-action" });
  const clear = element("button", { type: "button" }, "Choose none");
  const bar = element("section", { class: "kb-choice", "aria-label": "Works to compare" }, status, element("p", {}, compare, clear));
  const ids = () => [...chosen.keys()];

  const lead = (link) => {
    link.href = comparisonOf(ids());
    link.textContent = `Compare ${chosen.size} works`;
  };
  /** Beside each ticked box stands the way on: from a row far up or down, the bar is many steps of the keyboard away. */
  const showRow = (row) => {
    const [cell] = row.querySelectorAll(".kb-choose");
    const box = cell.querySelector("input");
    box.checked = chosen.has(box.value);
    cell.querySelector("a")?.remove();
    if (!box.checked || chosen.size < 2) return;
    const way = element("a");
    lead(way);
    cell.append(way);
  };
  const show = (isFull = false) => {
    for (const row of table.tBodies[0].rows) showRow(row);
    bar.classList.toggle("kb-hidden", !chosen.size);
    bar.lastElementChild.toggleAttribute("hidden", !chosen.size);
    compare.hidden = chosen.size < 2;
    lead(compare);
    status.textContent = choiceText([...chosen.values()].filter(Boolean), isFull);
  };
  const choose = (box, name) => {
    const isFull = box.checked && chosen.size === MOST;
    if (!box.checked) chosen.delete(box.value);
    else if (!isFull) chosen.set(box.value, name);
    show(isFull);
    remember();
  };
  const addBox = (row) => {
    const [name, id] = [row.querySelector("th a").textContent, idOf(row)];
    if (chosen.has(id)) chosen.set(id, name);
    const box = element("input", { type: "checkbox", value: id, "aria-label": `Compare ${name}` });
    box.addEventListener("change", () => choose(box, name));
    row.append(element("td", { class: "kb-choose" }, element("label", {}, box)));
  };

  const addBoxes = () => {
    for (const row of table.tBodies[0].rows) if (!row.querySelector(".kb-choose")) addBox(row);
    show();
  };
  /** A work that the address names may stand in no row that is shown, or may be gone. */
  const nameOther = async (id) => {
    try {
      const answer = await fetch(new URL(`api/v1/models/${id}.json`, SITE));
      if (answer.ok && chosen.has(id)) chosen.set(id, (await answer.json()).name);
      else chosen.delete(id);
    } catch {
      chosen.set(id, id);
    }
    show();
  };

  table.tHead.rows[0].append(element("th", { scope: "col" }, "Compare"));
  table.closest(".kb-scroll").after(bar);
  clear.addEventListener("click", () => {
    const first = ids()[0];
    chosen.clear();
    show();
    remember();
    const row = [...table.tBodies[0].rows].find((one) => idOf(one) === first) ?? table.tBodies[0].rows[0];
    row?.querySelector("input")?.focus();
  });
  return {
    /** What the address keeps. */
    asked: () => ids().join(" "),
    /** Choose what the address names. */
    restore: () => {
      const named = (new URLSearchParams(location.search).get(CHOSEN) ?? "").split(/\s+/).filter((id) => /^[a-z0-9-]+$/.test(id));
      for (const id of [...new Set(named)].slice(0, MOST)) chosen.set(id, "");
      addBoxes();
      for (const id of ids()) if (!chosen.get(id)) nameOther(id);
    },
    /** Give rows that are new their boxes. */
    addBoxes,
  };
}
