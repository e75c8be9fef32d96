// The questions nearest to what somebody types, so that nobody asks or answers twice.
import { about, find } from "../search/engine.js";
import { kindOf, ordered } from "../search/rank.js";
import { element } from "../dom.js";
import { oneAtATime } from "../latest.js";
import { hidden } from "./dom.js";

const SHOWN = 3;
const LEAST_LETTERS = 8;
/** Enough to tell what is asked; looking for slips in a very long text takes seconds. */
const MOST_LETTERS = 500;
/** As in hooks/kb/rules/texts.py: texts that share this part of their words probably ask the same. */
const SAME = 0.6;

const wordSet = (text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []);

/** Whether two texts ask nearly the same (Jaccard similarity of their words). */
export function asksTheSame(one, two) {
  const [first, second] = [wordSet(one), wordSet(two)];
  const shared = [...first].filter((word) => second.has(word)).length;
  return shared > 0 && shared / (first.size + second.size - shared) >= SAME;
}

/** Of what is near, only what comes close to the nearest. */
const NEAR = 0.6;

/** The nearest questions, of tasks that fit by the search's own threshold: title, address, and whether one asks nearly the same. */
export async function nearestQuestions(text) {
  if (text.length < LEAST_LETTERS) return [];
  const answer = await find(text);
  if (!answer.fits) return [];
  const { start } = answer;
  const count = start.tasks.length;
  const scores = new Map(answer.records);
  const isOfFitting = (position) => start.recordTasks[position].some((task) => answer.fitting.includes(task));
  const isNamed = (position) => answer.named.includes(count + position);
  const near = ordered(answer, start).map((item) => item - count).filter((position) => position >= 0 && kindOf(position, start) === "question" && (isNamed(position) || isOfFitting(position)));
  const scoreOf = (position) => (isNamed(position) ? Infinity : (scores.get(position) ?? 0));
  near.sort((one, two) => scoreOf(two) - scoreOf(one) || 0);
  const least = NEAR * Math.max(0, ...near.map((position) => scores.get(position) ?? 0));
  const questions = near.filter((position) => scoreOf(position) >= least).slice(0, SHOWN);
  const found = await Promise.all(questions.map((position) => about(position)));
  return found.map(([id, title, ...sentences]) => ({ id, title, isSame: [title, sentences.join(" "), ...sentences].some((one) => asksTheSame(text, one)) }));
}

/** A box that shows the questions nearest to a text. `read` gives the text as it is now; call `update` when it may have changed. */
export function similarBox(read, addressOf) {
  const heading = element("p", { class: "kb-similar-heading" });
  const list = element("ul");
  const status = element("p", { class: "kb-hidden", role: "status" });
  const box = element("div", { class: "kb-similar", hidden: true }, heading, list);
  let shown = "";

  function show(found) {
    const key = JSON.stringify(found);
    if (key === shown) return;
    shown = key;
    box.hidden = !found.length;
    const isSame = found.some((one) => one.isSame);
    heading.textContent = isSame ? "This seems to be answered already:" : "Is it answered already? The nearest questions here:";
    list.replaceChildren(
      ...found.map(({ id, title }) => element("li", {}, element("a", { href: addressOf("question", id), target: "_blank", rel: "noopener" }, title, hidden(" (opens a new tab)")))),
    );
    status.textContent = found.length ? `${heading.textContent} ${found.length} below the field.` : "";
  }

  // Asked again only when the text is another one: a change elsewhere in the form must not wait for a search. Without the search the form still works.
  const ask = oneAtATime(() => nearestQuestions(asked).then(show, () => show([])));
  let asked = "";
  const update = () => {
    const text = read().slice(0, MOST_LETTERS);
    if (text === asked) return;
    asked = text;
    ask();
  };
  return { element: element("div", {}, box, status), update };
}
