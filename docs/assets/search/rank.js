// Ranking with the index, exactly as hooks/kb/search/rank.py does it: only whole numbers are added.
import { named } from "./asking.js";
import { pairs, stem, termsOfWord, words } from "./words.js";

const MIN_PREFIX = 3;
const MOST_COMPLETIONS = 2;
const MIN_MENDED = 4;
/** An unknown word of so many letters is sooner another with a slip than two that were glued. */
const MIN_SLIP = 7;
const MIN_GLUED = 3;
const MOST_GLUED = 40;
const TASK_SHARE = 2;
const QUESTION_SHARE = 3;
const HOLDS_ALL = 30;
const SAYS_LEAST = 4;
/** From here on an answer to a query of one word, of two, three, and of more fits, measured in hooks/kb/search/rank.py. */
const FIT = [275, 425, 550, 825];
/** What a word says for a task by chance. */
const CHANCE = 9;
/** Words of what AI works on and in. */
const MEDIA = new Set(
  (
    "3d ai algorithm animation app audio blurry bot camera caption cartoon chatbot clip computer detect detector document draw drawing drew edit fake film generate image " +
    "lens machine mic microphone model movie music page pdf phone photo photograph pic picture pixel portrait program prompt recognise recording robot " +
    "scan screen screenshot selfie sentence software song sound speech subtitle text translate type upload video voice website word"
  )
    .split(" ")
    .map(stem),
);
const TASKS_SHOWN = 5;
const RECORDS_LOOKED_AT = 60;
const TASKS_OF_RECORDS = 10;
/** How many records of a kind stand under a task, in this order. */
const PER_TASK = Object.entries({ question: 2, term: 1, model: 3, product: 1 });
const TERMS_AMONG = 10;

/**
 * Turn a query into known terms: in order, and besides them the words that an unfinished last word may become.
 * @param {string} query
 * @param {Map<string, number>} vocabulary every known term, with its number of places
 * @returns {{sequence: string[], completions: string[]}}
 */
export function resolve(query, vocabulary) {
  const { terms, completions } = read(query, vocabulary);
  return { sequence: terms.flat(), completions };
}

/**
 * Read a query word by word: unknown words are completed, cut or mended.
 * @param {string} query
 * @param {Map<string, number>} vocabulary
 * @returns {import("./asking.js").Typed}
 */
export function read(query, vocabulary) {
  const completions = [];
  const typed = words(query);
  let isMended = false;
  const terms = typed.map((word, number) => {
    const found = termsOfWord(word);
    if (found.length !== 1 || vocabulary.has(found[0])) return found;
    const isUnfinished = number === typed.length - 1 && /[\p{L}\p{N}]$/u.test(query);
    const ends = isUnfinished ? completionsOf(word, vocabulary) : [];
    completions.push(...ends);
    const known = ends.length ? found[0] : mended(found[0], vocabulary);
    const isSlip = known !== found[0];
    const cut = isSlip && word.length >= MIN_SLIP ? [] : knownParts(word, vocabulary);
    if (cut.length) return cut;
    if (ends.length) return [];
    isMended ||= isSlip;
    return [known];
  });
  return { words: typed, terms, completions, isMended };
}

/** Cut a word into known ones that were glued. */
function knownParts(word, vocabulary) {
  if (word.length > MOST_GLUED) return [];
  for (let position = word.length - MIN_GLUED; position >= MIN_GLUED; position -= 1) {
    const first = stem(word.slice(0, position));
    if (!vocabulary.has(first)) continue;
    const rest = stem(word.slice(position));
    if (vocabulary.has(rest)) return [first, rest];
    if (position < word.length - 2 * MIN_GLUED + 1) {
      const more = knownParts(word.slice(position), vocabulary);
      if (more.length) return [first, ...more];
    }
  }
  return [];
}

const byFrequency = (vocabulary) => (one, two) => vocabulary.get(two) - vocabulary.get(one) || (one < two ? -1 : 1);

function completionsOf(word, vocabulary) {
  if (word.length < MIN_PREFIX) return [];
  const ends = [...vocabulary.keys()].filter((term) => term.startsWith(word));
  return ends.sort(byFrequency(vocabulary)).slice(0, MOST_COMPLETIONS);
}

/** The most frequent known term that is one slip away, or the term itself. */
function mended(term, vocabulary) {
  if (term.length < MIN_MENDED) return term;
  const near = [...vocabulary.keys()].filter((known) => isOneSlip(term, known));
  return near.sort(byFrequency(vocabulary))[0] ?? term;
}

/** Whether one letter too many, too few, wrong, or two swapped make one word the other. */
export function isOneSlip(one, two) {
  if (Math.abs(one.length - two.length) > 1 || one === two) return false;
  let start = 0;
  while (start < Math.min(one.length, two.length) && one[start] === two[start]) start += 1;
  const [a, b] = [one.slice(start), two.slice(start)];
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  );
}

/**
 * The scores of a pair of terms, kept with the rarer one: steps to the other term, number of tasks, then their scores.
 * @param {string} pair
 * @param {RowOf} rowOf
 * @param {import("./vocabulary.js").Vocabulary} vocabulary
 */
function scoresOfPair(pair, rowOf, { frequencies, positions }) {
  const [first, second] = pair.split(" ");
  const isFirst = frequencies.get(first) <= frequencies.get(second);
  const [home, other] = isFirst ? [first, second] : [second, first];
  const row = rowOf(home)?.[2] ?? [];
  const wanted = positions.get(other);
  let position = 0;
  for (let i = 0; i < row.length && position <= wanted; i += 2 + 2 * row[i + 1]) {
    position += row[i];
    if (position === wanted) return row.slice(i + 2, i + 2 + 2 * row[i + 1]);
  }
  return [];
}

/**
 * What the index keeps of a term: scores of tasks, of records, and of tasks for pairs with more frequent terms; then names. A task's
 * score is negative where the task's names and phrasings hold the term.
 * @typedef {(term: string) => [number[], number[], number[], any[]?] | undefined} RowOf
 */

/**
 * Score all tasks and records.
 * @param {{sequence: string[], completions: string[], isMended?: boolean}} asked
 * @param {RowOf} rowOf
 * @param {{recordTasks: number[][], questions: number}} start the tasks of each record, the main one first, and how many records are questions
 * @param {import("./vocabulary.js").Vocabulary} vocabulary
 * @returns {{tasks: [number, number][], records: [number, number][]}} positions with their scores, best first
 */
export function rank({ sequence, completions, isMended = false }, rowOf, { recordTasks, questions }, vocabulary) {
  const tasks = new Map();
  const records = new Map();
  const asked = new Set([...sequence, ...completions]);
  const held = new Map();
  for (const term of asked) {
    const found = rowOf(term);
    if (!found) continue;
    add(tasks, found[0]);
    add(records, found[1]);
    for (const task of spokenTasks(found[0])) held.set(task, (held.get(task) ?? 0) + 1);
  }
  for (const pair of new Set(pairs(sequence))) {
    if (pair.split(" ").every((term) => vocabulary.positions.has(term))) add(tasks, scoresOfPair(pair, rowOf, vocabulary));
  }
  for (const [task, score] of bestQuestions(records, recordTasks, questions)) tasks.set(task, (tasks.get(task) ?? 0) + Math.floor(score / QUESTION_SHARE));
  const known = [...asked].filter((term) => vocabulary.positions.has(term)).length;
  for (const [task, count] of held) if (!isMended && count === known) tasks.set(task, tasks.get(task) + HOLDS_ALL);
  for (const [position, score] of records) {
    records.set(position, score + Math.floor((tasks.get(recordTasks[position][0]) ?? 0) / TASK_SHARE));
  }
  return { tasks: bestFirst(tasks), records: bestFirst(records) };
}

/** For each task the score of the best question whose main task it is; questions are the first records. */
function bestQuestions(records, recordTasks, questions) {
  const best = new Map();
  for (const [position, score] of records) {
    if (position >= questions) continue;
    const task = recordTasks[position][0];
    best.set(task, Math.max(score, best.get(task) ?? 0));
  }
  return best;
}

/** The tasks whose names and phrasings hold the term of a row. */
function spokenTasks(row) {
  const found = [];
  let position = 0;
  for (let i = 0; i < row.length; i += 2) {
    position += row[i];
    if (row[i + 1] < 0) found.push(position);
  }
  return found;
}

/** The score of a task in a row, negative where its names and phrasings hold the term, or 0. */
function scoreOf(row, task) {
  let position = 0;
  for (let i = 0; i < row.length && position <= task; i += 2) {
    position += row[i];
    if (position === task) return row[i + 1];
  }
  return 0;
}

/** Add postings, written as steps of position and score. */
function add(scores, row) {
  let position = 0;
  for (let i = 0; i < row.length; i += 2) {
    position += row[i];
    scores.set(position, (scores.get(position) ?? 0) + Math.abs(row[i + 1]));
  }
}

const bestFirst = (scores) => [...scores].sort((one, two) => two[1] - one[1] || one[0] - two[0]);

/**
 * What a search finds: scored tasks and records, what is named first; the items that the query names; whether the answer fits. An item
 * is a task by its position, or a record by its position behind all tasks.
 * @typedef {{tasks: [number, number][], records: [number, number][], named: number[], fits: boolean, fitting?: number[]}} Answer
 */

/**
 * Rank for a query that was read.
 * @param {import("./asking.js").Typed} typed
 * @param {RowOf} rowOf
 * @param {any} start the beginning of the index
 * @param {import("./vocabulary.js").Vocabulary} vocabulary
 * @returns {Answer}
 */
export function answerOf(typed, rowOf, start, vocabulary) {
  const asked = { sequence: typed.terms.flat(), completions: typed.completions, isMended: typed.isMended };
  const { tasks, records } = rank(asked, rowOf, start, vocabulary);
  const scores = new Map(tasks);
  const namesOf = (term) => threes(rowOf(term)?.[3] ?? []);
  const { way, items } = named(typed, namesOf, (term) => SAYS_LEAST + says(term, start, vocabulary), (item) => scores.get(item) ?? 0);
  const count = start.tasks.length;
  const first = way === "work" ? [] : items;
  const bestTasks = namedFirst(tasksOf(items, start, scores), tasks);
  const fitting = bestTasks.slice(0, TASKS_SHOWN).filter(([task, score]) => isFit(typed, task, score, rowOf, start, vocabulary)).map(([task]) => task);
  const fits = items.length > 0 || bestTasks.slice(0, 1).some(([task]) => fitting.includes(task));
  return { tasks: bestTasks, records: namedFirst(first.filter((item) => item >= count).map((item) => item - count), records), named: first, fits, fitting };
}

const threes = (row) => Array.from({ length: row.length / 3 }, (_, number) => row.slice(3 * number, 3 * number + 3));

/** The tasks of what is named: the main one, of a product all that people meet in it, best first. */
function tasksOf(items, start, scores) {
  const count = start.tasks.length;
  const score = (task) => scores.get(task) ?? 0;
  const found = items.flatMap((item) => {
    if (item < count) return [item];
    const tasks = start.recordTasks[item - count];
    return kindOf(item - count, start) === "product" ? [...tasks].sort((one, two) => score(two) - score(one)) : tasks.slice(0, 1);
  });
  return [...new Set(found)];
}

/** What is named, then the others, best first. @returns {[number, number][]} */
function namedFirst(first, ranked) {
  const scores = new Map(ranked);
  return [...first.map((position) => [position, scores.get(position) ?? 0]), ...ranked.filter(([position]) => !first.includes(position))];
}

/** How much a term says: the rarer, the more; an unknown one says most. */
function says(term, start, { frequencies }) {
  const most = Math.round(4 * Math.log2(Math.max(1, start.tasks.length + start.recordTasks.length)));
  return Math.max(0, most - (frequencies.get(term) ?? 0));
}

/**
 * Whether a task is an answer: by its score beyond chance, by how much of what the query says its names and phrasings hold, and by whether
 * the query speaks of a medium or a machine.
 */
function isFit({ words: typed, terms, completions, isMended }, task, score, rowOf, start, vocabulary) {
  const asked = [...new Set(terms.flat())];
  const all = [...new Set([...asked, ...completions])];
  const sum = (some) => some.reduce((amount, term) => amount + says(term, start, vocabulary), 0);
  const scores = new Map(all.map((term) => [term, scoreOf(rowOf(term)?.[0] ?? [], task)]));
  const held = all.filter((term) => scores.get(term) < 0);
  const holdsAll = !isMended && held.length === all.filter((term) => vocabulary.positions.has(term)).length;
  const total = sum(asked) || Math.max(1, ...all.map((term) => says(term, start, vocabulary)));
  const byChance = CHANCE * all.filter((term) => scores.get(term)).length;
  const share = (all.some((term) => MEDIA.has(term)) ? 3 : 2) * (total + 2 * sum(held));
  return (score - byChance - (holdsAll ? HOLDS_ALL : 0)) * share >= FIT[Math.min(typed.length, FIT.length) - 1] * total;
}

/** Questions come first, then models, then products, then words. @returns {"question" | "model" | "product" | "term"} */
export function kindOf(position, { questions, models, products }) {
  if (position < questions) return "question";
  if (position < questions + models) return "model";
  return position < questions + models + products ? "product" : "term";
}

/**
 * Put records under the best tasks, each under the first that it fits; where tasks are filtered out, in the records' order.
 * @param {Answer} answer
 * @param {any} start
 * @returns {{task: number, isShown: boolean, records: number[]}[]}
 */
export function grouped({ tasks, records, named: first }, start) {
  const taken = new Set(first);
  const best = records.map(([position]) => position).filter((position) => !taken.has(start.tasks.length + position));
  const near = new Set(best.slice(0, RECORDS_LOOKED_AT));
  const isOf = (kind) => (position) => kindOf(position, start) === kind;
  const shown = tasks.slice(0, TASKS_SHOWN).map(([position]) => position);
  const mains = new Set(best.slice(0, TASKS_OF_RECORDS).flatMap((position) => start.recordTasks[position].slice(0, 1)));
  return (shown.length ? shown : [...mains]).map((task, number) => {
    const own = [...near].filter((position) => start.recordTasks[position].includes(task));
    if (number === 0) own.push(...best.slice(0, TERMS_AMONG).filter(isOf("term")));
    const chosen = PER_TASK.flatMap(([kind, most]) => own.filter(isOf(kind)).slice(0, most));
    for (const position of chosen) near.delete(position);
    return { task, isShown: shown.includes(task) && !taken.has(task), records: chosen };
  });
}

/** All that was found in the one order that people see: what is named, the best tasks with their records, the rest. */
export function ordered(answer, start) {
  const count = start.tasks.length;
  const groups = grouped(answer, start).flatMap(({ task, isShown, records }) => [...(isShown ? [task] : []), ...records.map((one) => count + one)]);
  const rest = [...answer.records.map(([position]) => count + position), ...answer.tasks.map(([position]) => position)];
  return [...new Set([...answer.named, ...groups, ...rest])];
}
