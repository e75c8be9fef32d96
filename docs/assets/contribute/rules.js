// What the content must follow beyond the schema, as far as a browser can tell: the same as hooks/kb/rules/ and hooks/kb/content/schema.py.
// A problem is {path, message}; a path leads to the field: ["models", 0, "why"].

const LOREM = /\blorem ipsum\b/i;

/** Whether a text says nothing: None, N/A, TBD. */
export function isPlaceholder(text, placeholders) {
  return placeholders.includes(text.trim().toLowerCase()) || LOREM.test(text);
}

/** Whether an address can be published: https, a host with a dot, nobody's name before it. */
export function isSafeLink(text) {
  if (/[\s<>"\\\x00-\x1f]/.test(text)) return false;
  const [, place = ""] = /^https:\/\/([^/?#]*)/i.exec(text) ?? [];
  return !place.includes("@") && place.replace(/:\d*$/, "").includes(".");
}

const TRACE = /[?&](utm_[a-z]+|gclid|gbraid|wbraid|fbclid|msclkid|igshid|srsltid|mc_[ce]id)=/i;

/** What says in an address where it was copied, or nothing; as hooks/kb/text/addresses_copied.py has it. */
export const traceIn = (address) => TRACE.exec(address)?.[1] ?? "";

/** What is wrong with an address, or nothing. */
export function linkProblem(text) {
  if (/\s/.test(text)) return "There is a space in this address. Copy it once more, or write %20 where the space belongs.";
  if (/^[a-z]+:\/\/(localhost|127\.[\d.]+|\[::1\])(?=[:/?#]|$)/i.test(text)) return "This address leads to your own computer, where nobody else can go. Write the one under which others find the page.";
  const trace = traceIn(text);
  if (trace) return `This address says where it was copied. Take out ${trace}= and what stands behind it.`;
  return isSafeLink(text) ? "" : "Write the whole address: https://…";
}

const DAY = 86_400_000;

/** What is wrong with a day, or nothing: as hooks/kb/rules/dates.py has it. That it is one of the calendar, the schema says. */
export function dateProblem(text, earliest, today) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return "";
  const latest = new Date(Date.parse(today) + DAY).toISOString().slice(0, 10);
  if (text > latest) return `${text} has not come yet. Write the date on which it was.`;
  return text < (earliest ?? "") ? `${text} is too long ago for this field. It holds no date before ${earliest.slice(0, 4)}. Correct the year.` : "";
}

const EMAIL = /[^\s@<>()]+@[^\s@<>()]+\.\p{L}{2,}/u;

/** What is asked where a text seems to hold somebody's e-mail address. */
export const emailQuestion = (text) => (EMAIL.test(text ?? "") ? `“${EMAIL.exec(text)[0].slice(0, 60)}” looks like an e-mail address, and everybody will be able to read it. Is it meant to be public? Otherwise take it out.` : "");

/** Shorter answers of one word say nothing; a language without spaces says much in a word. */
const LEAST_OF_A_WORD = 20;

/** Whether a text is no more than one word. */
export const isOneWord = (text) => text.length < LEAST_OF_A_WORD && (text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu) ?? []).length < 2;

/** One word answers nothing, and explains nothing. */
export function answerProblems({ answer }, body = undefined) {
  const short = (field, text, instead) => (text && isOneWord(text) ? [{ path: [field], message: `One word is no answer. ${instead}` }] : []);
  return [...short("answer", answer, "Say it in two to four sentences."), ...short("body", body, "Explain it, with examples.")];
}

/** Every text of a record, with its path and its field. */
export function* texts(value, fields, path = []) {
  for (const field of fields) {
    if (value[field.name] !== undefined) yield* textsOf(value[field.name], field, [...path, field.name]);
  }
}

function* textsOf(value, field, path) {
  if (field.kind === "group") yield* texts(value, field.fields, path);
  else if (field.kind === "list") for (const [position, item] of value.entries()) yield* textsOf(item, field.item, [...path, position]);
  else yield { path, field, text: String(value) };
}

/** Each step takes what is there: what the person has, or what an earlier step made. */
export function flowProblems(workflow, facts) {
  const there = [...(workflow?.inputs ?? [])];
  return (workflow?.steps ?? []).flatMap((step, position) => {
    const missing = (step.inputs ?? []).filter((id) => Object.hasOwn(facts.modality, id) && !there.includes(id));
    there.push(...(step.outputs ?? []));
    return missing.map((id) => ({
      path: ["workflow", "steps", position, "inputs"],
      message: `${named("modality", id, facts)} is not there yet: the person does not have it, and no earlier step makes it.`,
    }));
  });
}

/** A step's task and model accept what goes in and yield what comes out. */
export function stepProblems(workflow, facts) {
  return (workflow?.steps ?? []).flatMap((step, position) => {
    const path = ["workflow", "steps", position];
    const task = record("task", step.task, facts);
    const model = record("model", step.model, facts);
    if (model && !facts.runnable.includes(model.kind)) {
      return [{ path: [...path, "model"], message: `${model.name} is a ${kindName(model, facts)}, which can't run in a step. Choose a model, or leave this empty.` }];
    }
    return [
      ...(task ? misfits(path, step, `The task “${task.name}”`, task, facts) : []),
      ...(model ? misfits(path, step, model.name, signature(model, facts), facts) : []),
    ];
  });
}

/** A model that does what was asked does one of the question's tasks; its variant exists; it stands once. */
export function roleProblems(question, facts) {
  const seen = new Set();
  return (question.models ?? []).flatMap((use, position) => {
    const found = [];
    const key = JSON.stringify([use.id, use.variant]);
    if (use.id && seen.has(key)) found.push({ path: ["models", position, "id"], message: "This one is listed twice. Keep one of the two." });
    seen.add(key);
    const model = record("model", use.id, facts);
    if (!model) return found;
    if (use.role === "answers") found.push(...modelProblems(model, question, facts).map((message) => ({ path: ["models", position, "role"], message })));
    if (use.variant && !model.variants.includes(use.variant)) {
      const known = model.variants.length ? `Known are: ${model.variants.join(", ")}.` : "It has none; leave this empty.";
      found.push({ path: ["models", position, "variant"], message: `${model.name} has no variant “${use.variant}”. ${known}` });
    }
    return found;
  });
}

/** The names by which marks in the explanation point to sources. */
export const sourceIds = (question) => (question.sources ?? []).map(({ id }) => id).filter(Boolean);

/** An address in a form in which two are equal that lead to one place; all versions of a paper at arXiv count as one. */
const placeOf = (url) =>
  url
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, "")
    .replace(/(?:\/|\.git)+(?=#|$)/, "")
    .replace(/^(?:export\.)?arxiv\.org\/(?:abs|pdf|html)\/([\d.]+\d)(?:v\d+)?(?:\.pdf)?(?=#|$)/, "arxiv.org/abs/$1");

/** Each name belongs to one source, and each source stands once. */
export function sourceProblems(question) {
  const ids = (question.sources ?? []).map(({ id }) => id);
  const again = (id, position) => id && ids.indexOf(id) < position;
  const urls = (question.sources ?? []).map(({ url }) => url && placeOf(url));
  const repeated = (url, position) => url && urls.indexOf(url) < position;
  return [
    ...ids.flatMap((id, position) => (again(id, position) ? [{ path: ["sources", position, "id"], message: `“${id}” is the short name of another source. Choose another one.` }] : [])),
    ...urls.flatMap((url, position) => (repeated(url, position) ? [{ path: ["sources", position, "url"], message: "This source stands above already. Take out one of the two." }] : [])),
  ];
}

/** A text without what nobody hears: case, dashes, quotes, spaces; as hooks/kb/text/normal_form.py has it. */
const normalForm = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}+#]+/gu, " ").trim();

/** Other ways to ask say something else than the question, its title, and each other. */
export function wordingProblems({ question, title, also_asked = [] }) {
  const known = new Set([question, title].filter(Boolean).map(normalForm));
  return also_asked.flatMap((wording, position) => {
    const form = normalForm(wording);
    if (form && known.has(form)) return [{ path: ["also_asked", position], message: "This is said already, in the question, its title or above. Take it out." }];
    known.add(form);
    return [];
  });
}

/** The titles of other questions belong to those. @param {any} question @returns {{path: (string | number)[], message: string, isAsked?: boolean}[]} */
export function titleProblems({ title, also_asked = [] }, facts) {
  const titles = new Set(Object.values(facts.question).map(({ name }) => normalForm(name)));
  const message = "There is a question of this title already. Add what is new there, or say what differs.";
  const texts = [[["title"], title], ...also_asked.map((wording, position) => [["also_asked", position], wording])];
  return texts.flatMap(([path, text]) => (text && titles.has(normalForm(text)) ? [{ path, message }] : []));
}

/** Who asked is named; what the editors thought up, nobody asked. An e-mail address there is asked about. */
export function originProblems({ origin }) {
  const path = ["origin", "name"];
  const isMissing = origin?.kind && origin.kind !== "editors" && !origin.name;
  const question = emailQuestion(origin?.name);
  return [...(isMissing ? [{ path, message: "This is needed." }] : []), ...(question ? [{ path, message: question, isAsked: true }] : [])];
}

/** The product that it is about is named in the question or in the answer in short. */
export function productProblems({ product, title, question, answer }, facts) {
  const known = record("product", product, facts);
  const text = `${title} ${question} ${answer}`.toLowerCase();
  if (!known || [known.name, ...known.alsoCalled].some((name) => text.includes(name.toLowerCase()))) return [];
  return [{ path: ["product"], message: `Neither the question nor the answer in short names ${known.name}. Name it there, or leave this empty.` }];
}

function modelProblems(model, question, facts) {
  const else_ = "Choose another answer here.";
  if (!facts.runnable.includes(model.kind)) return [`${model.name} is a ${kindName(model, facts)}, so it can't do what was asked. ${else_}`];
  if (!question.tasks?.length || model.tasks.some((task) => question.tasks.includes(task))) return [];
  const does = model.tasks.map((task) => named("task", task, facts)).join(", ");
  return [`${model.name} does ${does}, which is none of the question's tasks. ${else_}`];
}

function misfits(path, step, who, { inputs, outputs }, facts) {
  const sides = /** @type {const} */ ([["inputs", "does not take", inputs], ["outputs", "does not make", outputs]]);
  return sides.flatMap(([side, verb, possible]) => {
    const wrong = possible.length ? (step[side] ?? []).filter((id) => !possible.includes(id)) : [];
    const only = possible.map((id) => named("modality", id, facts)).join(", ");
    return wrong.map((id) => ({ path: [...path, side], message: `${who} ${verb} ${named("modality", id, facts)}, only ${only}.` }));
  });
}

/** What a model takes and yields: its own word, else all that its tasks take and yield. */
export function signature(model, facts) {
  const ofTasks = (side) => [...new Set(model.tasks.flatMap((id) => facts.task[id]?.[side] ?? []))];
  return { inputs: model.inputs ?? ofTasks("inputs"), outputs: model.outputs ?? ofTasks("outputs") };
}

const record = (kind, id, facts) => (id && Object.hasOwn(facts[kind], id) ? facts[kind][id] : undefined);
const named = (kind, id, facts) => record(kind, id, facts)?.name.toLowerCase() ?? id;
const kindName = (model, facts) => facts.kinds[model.kind].toLowerCase();
