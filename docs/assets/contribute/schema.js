// The JSON Schema of a record as a tree of fields that a form can be made from.
import { LABELS } from "./labels.js";

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string} path its names from the record down, joined by dots; entries of a list add nothing
 * @property {"text" | "long" | "link" | "date" | "choice" | "reference" | "group" | "list"} kind
 * @property {string} label
 * @property {string} hint
 * @property {boolean} isRequired
 * @property {number} [maxLength]
 * @property {number} [minItems]
 * @property {number} [maxItems]
 * @property {string[]} [options] of a choice
 * @property {string} [refers] the kind of record whose id it holds
 * @property {string} [prose] "inline" or "block" where it takes Markdown
 * @property {string} [earliest] the first day for which a date makes sense
 * @property {Field[]} [fields] of a group
 * @property {Field} [item] of a list
 */

/** Texts that may be longer than this get several lines. */
const ONE_LINE = 400;

/** The fields of a record, in the order of the schema. Flags (yes or no) are not for people to fill in. @returns {Field[]} */
export function fieldsOf(schema) {
  return groupFields(schema, schema, "");
}

function groupFields(node, root, path) {
  return Object.entries(node.properties ?? {})
    .map(([name, property]) => fieldOf(name, property, root, path ? `${path}.${name}` : name, node.required?.includes(name) ?? false))
    .filter((field) => field !== undefined);
}

function fieldOf(name, property, root, path, isRequired) {
  const node = resolved(property, root);
  const common = { name, path, isRequired: isRequired || LABELS[path]?.isRequired === true, label: labelOf(name, path), hint: LABELS[path]?.hint ?? node.description ?? "" };
  if (node.type === "boolean") return undefined;
  if (node.type === "object") return { ...common, kind: "group", fields: groupFields(node, root, path) };
  if (node.type === "array") {
    return { ...common, kind: "list", minItems: node.minItems ?? 0, maxItems: node.maxItems ?? Infinity, item: { ...fieldOf(name, node.items, root, path, true), label: LABELS[path]?.item ?? common.label, hint: "" } };
  }
  return { ...common, kind: kindOf(node), maxLength: node.maxLength, options: node.enum, refers: node["x-refers"], prose: node["x-prose"], earliest: node["x-earliest"] };
}

function kindOf(node) {
  if (node.enum) return "choice";
  if (node["x-refers"]) return "reference";
  if (node.format === "date") return "date";
  if (node.pattern?.startsWith("^https:")) return "link";
  return node.maxLength <= ONE_LINE ? "text" : "long";
}

/** A property with its reference followed and its “or nothing” taken away; what is said at the place itself wins. */
function resolved(property, root) {
  const { $ref, anyOf, ...own } = property;
  if ($ref) return { ...resolved(root.$defs[$ref.split("/").at(-1)], root), ...own };
  const given = anyOf?.find((one) => one.type !== "null");
  return given ? { ...resolved(given, root), ...own } : property;
}

const labelOf = (name, path) => LABELS[path]?.label ?? name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ");
