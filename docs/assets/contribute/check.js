// Checks a record while it is being typed: the JSON Schema first, then the rules.
import { Validator } from "../vendor/json-schema/validator.js";
import { flaws } from "./flaws.js";
import { answerProblems, dateProblem, flowProblems, isPlaceholder, linkProblem, originProblems, productProblems, roleProblems, sourceIds, sourceProblems, stepProblems, texts, wordingProblems } from "./rules.js";

/** @typedef {import("./schema.js").Field} Field */
/** @typedef {{path: (string | number)[], message: string, isAsked?: boolean}} Problem what is asked about hinders nothing */

/**
 * Make a check of a schema and of what is known of the records.
 * @param {Field[]} fields
 * @returns {(record: any, body: string, today?: string) => Problem[]} all that is wrong or asked about, each thing once
 */
export function makeCheck(schema, fields, facts) {
  const validator = new Validator(schema, "2020-12", false);
  const exists = (kind, id) => Object.hasOwn(facts[kind], id);
  return (record, body, today = new Date().toISOString().slice(0, 10)) => {
    const problems = [
      ...schemaProblems(validator.validate(record).errors, fields, record),
      ...[...texts(record, fields)].flatMap(({ path, field, text }) => textProblems(field, text, facts, exists, today).map((message) => ({ path, message }))),
      ...bodyProblems(body, fields, facts, exists, sourceIds(record)),
      ...sourceProblems(record),
      ...wordingProblems(record),
      ...originProblems(record),
      ...answerProblems(record, body),
      ...productProblems(record, facts),
      ...flowProblems(record.workflow, facts),
      ...stepProblems(record.workflow, facts),
      ...roleProblems(record, facts),
    ];
    return [...new Map(problems.map((problem) => [JSON.stringify([problem.path, problem.message]), problem])).values()];
  };
}

function textProblems(field, text, facts, exists, today) {
  if (isPlaceholder(text, facts.placeholders)) return [`“${text.slice(0, 40)}” says nothing. If there is nothing to say, leave the field empty.`];
  if (field.kind === "link") return [linkProblem(text)].filter(Boolean);
  if (field.kind === "date") return [dateProblem(text, field.earliest, today)].filter(Boolean);
  if (field.refers) return exists(field.refers, text) ? [] : [`“${text.slice(0, 80)}” is not in the list. Choose one of it.`];
  if (field.kind === "text" || field.kind === "long") return flaws(text, field.prose ?? "plain", exists);
  return [];
}

/** Fields that were typed or pasted into the text: two of them, one after the other, as a file has them at its top. */
function fieldsIn(body, fields) {
  const names = `(?:${fields.map(({ name }) => name).join("|")}|draft)`;
  const [, name] = new RegExp(`^(${names}):(?:[ \\t].*)?\\n(?:(?:[ \\t]+|-[ \\t]).*\\n)*${names}:(?:[ \\t]|$)`, "m").exec(body) ?? [];
  return name ? [`“${name}:” and the line below it are fields, and each has a place of its own in this form. Put there what they say, and take them out here.`] : [];
}

function bodyProblems(body, fields, facts, exists, sources) {
  const at = (message) => [{ path: ["body"], message }];
  if (!body) return at(NEEDED);
  const length = [...body].length;
  if (length > facts.longestBody) return at(tooLong(length, facts.longestBody));
  return [...fieldsIn(body, fields), ...flaws(body, "body", exists, sources)].flatMap(at);
}

const NEEDED = "This is needed.";
/** What is said where no day can be read. */
export const NO_DAY = "There is no such day. Write a day of the calendar, such as 2026-03-31.";
const tooLong = (length, most) => `This is ${length - most} characters too long; ${most} fit.`;

/** The validator's findings in words for people who never saw a schema. @returns {Problem[]} */
export function schemaProblems(errors, fields, record) {
  return errors.flatMap(({ keyword, instanceLocation, error }) => {
    const path = pathOf(instanceLocation);
    const field = fieldAt(fields, path) ?? /** @type {Field} */ ({ fields: path.length ? [] : fields });
    const value = path.reduce((inner, step) => inner?.[step], record);
    switch (keyword) {
      case "required":
        return field.fields.filter(({ name, isRequired }) => isRequired && value?.[name] === undefined).map(({ name }) => ({ path: [...path, name], message: NEEDED }));
      case "minItems":
        return [{ path, message: field.minItems === 1 ? "At least one is needed." : `At least ${field.minItems} are needed.` }];
      case "maxItems":
        return [{ path, message: `There are ${value.length}; at most ${field.maxItems} fit.` }];
      case "maxLength":
        return [{ path, message: tooLong([...value].length, field.maxLength) }];
      case "pattern":
        // What is wrong with an address is told by the rules, in more words.
        return field.kind === "link" ? [] : [{ path, message: patternMessage(field, String(value)) }];
      case "enum":
        return [{ path, message: "Choose one of the list." }];
      case "format":
        return [{ path, message: field.kind === "date" ? NO_DAY : error }];
      // These only say that something inside of them is wrong, which is told there.
      case "properties": case "items": case "$ref": case "anyOf": case "type": case "minLength":
        return [];
      default:
        return [{ path, message: error }];
    }
  });
}

function patternMessage(field, value) {
  if (field.refers) return `“${value.slice(0, 80)}” is not in the list. Choose one of it.`;
  return "This is not written as it must be.";
}

/** A JSON pointer as a path; places in lists become numbers. */
function pathOf(pointer) {
  const steps = pointer.split("/").slice(1).map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"));
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** The field that a path leads to. @returns {Field | undefined} */
export function fieldAt(fields, path) {
  let inner = fields;
  /** @type {Field | undefined} */
  let field = undefined;
  for (const step of path) {
    field = typeof step === "number" ? field?.item : inner?.find(({ name }) => name === step);
    inner = field?.fields;
  }
  return field;
}
