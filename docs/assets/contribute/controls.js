// One control for each kind of field: it shows the field, reads and writes its value, and shows what is wrong with it.
import { clean, cleanLine } from "./clean.js";
import { combobox } from "./combobox.js";
import { element } from "../dom.js";
import { button, freshId, hidden } from "./dom.js";
import { BEGIN_TODAY, FIXED, LABELS } from "./labels.js";
import { mendPasted } from "./paste.js";

/** @typedef {import("./schema.js").Field} Field */
/**
 * What controls need from the form.
 * @typedef {object} Context
 * @property {any} facts
 * @property {string} today
 * @property {(kind: string, text: string, path?: string) => Promise<{id: string, name: string, detail?: string}[]>} suggest
 * @property {() => void} changed
 */

/** Make the control of a field. @param {Field} field @param {Context} context @param {Control | undefined} parent @returns {Control} */
export function controlOf(field, context, parent = undefined) {
  if (field.kind === "group") return new GroupControl(field, context, parent);
  if (field.kind === "list") return field.item.kind === "reference" ? new ReferencesControl(field, context, parent) : new ListControl(field, context, parent);
  if (field.kind === "reference") return new ReferenceControl(field, context, parent);
  if (field.kind === "choice") return new ChoiceControl(field, context, parent);
  return new TextControl(field, context, parent);
}

/** What all controls share. */
class Control {
  /** @param {Field} field @param {Context} context @param {Control | undefined} parent */
  constructor(field, context, parent) {
    this.field = field;
    this.context = context;
    this.parent = parent;
    this.isTouched = false;
    /** @type {HTMLElement} */
    this.element = undefined;
    this.hint = element("p", { class: "kb-hint", id: freshId() }, field.hint);
    this.error = element("div", { class: "kb-error", id: freshId(), hidden: true });
  }

  /** @returns {Control[]} */
  get children() {
    return [];
  }

  /** The value that can be chosen, or undefined where nothing is filled in. @returns {any} */
  read() {
    return undefined;
  }

  /** Fill in a value; undefined empties. @param {any} _value */
  write(_value) {}

  get isBlank() {
    return this.read() === undefined;
  }

  /** Whether something stands there that can't be read. */
  get isMistyped() {
    return false;
  }

  /** What is kept of it in a draft. @returns {any} */
  keep() {
    return this.read();
  }

  /** The control that a path leads to, or the last one on the way. @param {(string | number)[]} _path @returns {Control} */
  at(_path) {
    return this;
  }

  /** Where it stands, in words: “Step 2, What happens”. @returns {string} */
  get place() {
    const outer = this.parent?.placeOfChild(this) ?? "";
    return outer ? `${outer}, ${this.field.label}` : this.field.label;
  }

  /** What stands before the place of a control inside of this one. @param {Control} _child @returns {string} */
  placeOfChild(_child) {
    return "";
  }

  /** The element that takes the focus. @returns {HTMLElement} */
  get target() {
    return this.element.querySelector("input, textarea, select, button");
  }

  /** Show all that is wrong, and what is asked about. @param {string[]} messages @param {string[]} questions */
  show(messages, questions = []) {
    this.error.hidden = !messages.length && !questions.length;
    this.error.replaceChildren(
      ...messages.map((message) => element("p", {}, element("span", { "aria-hidden": "true" }, "▲ "), hidden("Error: "), message)),
      ...questions.map((question) => element("p", { class: "kb-look" }, hidden("Please look again: "), question)),
    );
  }

  touch() {
    this.isTouched = true;
    for (const child of this.children) child.touch();
  }
}

/** A control with one input. */
class InputControl extends Control {
  /** @param {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} input @param {Element} body */
  frame(input, body = input) {
    this.input = input;
    input.id = freshId();
    if (this.field.isRequired) input.setAttribute("aria-required", "true");
    this.describe(false);
    this.label = element("label", { for: input.id }, this.field.label, !this.field.isRequired && element("span", { class: "kb-optional" }, " (optional)"));
    this.element = element("div", { class: `kb-field kb-field-${this.field.kind}` }, this.label, this.hint, body, this.error);
    this.element.addEventListener("focusout", () => {
      if (this.isBlank) return;
      this.isTouched = true;
      this.context.changed();
    });
    input.addEventListener("input", () => this.context.changed());
  }

  describe(isWrong, isTold = isWrong) {
    this.input.setAttribute("aria-describedby", isTold ? `${this.hint.id} ${this.error.id}` : this.hint.id);
    if (isWrong) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }

  show(messages, questions = []) {
    super.show(messages, questions);
    this.describe(messages.length > 0, messages.length + questions.length > 0);
  }

  get target() {
    return this.input;
  }
}

/** Words, sentences, links and days. */
class TextControl extends InputControl {
  constructor(field, context, parent) {
    super(field, context, parent);
    const isLong = field.kind === "long";
    const type = { date: "date", link: "url" }[field.kind] ?? "text";
    const input = /** @type {HTMLInputElement} */ (isLong ? element("textarea", { rows: field.rows ?? 4 }) : element("input", { type, autocomplete: "off" }));
    this.frame(input);
    if (field.kind !== "date") this.element.append(mendPasted(input, field));
    this.write(undefined);
  }

  get text() {
    return /** @type {HTMLInputElement} */ (this.input).value;
  }

  read() {
    return (this.field.kind === "long" ? clean(this.text) : cleanLine(this.text)) || undefined;
  }

  write(value) {
    /** @type {HTMLInputElement} */ (this.input).value = value ?? (this.beginsToday ? this.context.today : "");
  }

  get beginsToday() {
    return BEGIN_TODAY.includes(this.field.path);
  }

  // The 31st of November: the browser shows it and gives no value for it.
  get isMistyped() {
    return this.input.validity.badInput;
  }

  // Today's date, which nobody has chosen, does not make an entry a filled one.
  get isBlank() {
    return !this.isMistyped && (this.read() === undefined || (this.beginsToday && this.read() === this.context.today));
  }

  // A draft keeps the letters as they are, spaces at the end included.
  keep() {
    return this.text || undefined;
  }
}

/** One of a few values. */
class ChoiceControl extends InputControl {
  constructor(field, context, parent) {
    super(field, context, parent);
    const words = LABELS[field.path]?.options ?? {};
    this.frame(/** @type {HTMLSelectElement} */ (element("select", {}, new Option("Choose …", ""), ...field.options.map((one) => new Option(words[one] ?? one, one)))));
  }

  read() {
    return /** @type {HTMLSelectElement} */ (this.input).value || undefined;
  }

  write(value) {
    /** @type {HTMLSelectElement} */ (this.input).value = value ?? "";
  }
}

/** The name that a record has, and the id that a name means. */
const nameOf = (facts, kind, id) => facts[kind][id]?.name ?? id;

function idOf(facts, kind, text) {
  const wanted = text.toLowerCase();
  if (Object.hasOwn(facts[kind], wanted)) return wanted;
  return Object.keys(facts[kind]).find((id) => facts[kind][id].name.toLowerCase() === wanted);
}

/** The id of one record, chosen by its name. */
class ReferenceControl extends InputControl {
  constructor(field, context, parent) {
    super(field, context, parent);
    this.chosen = "";
    const input = /** @type {HTMLInputElement} */ (element("input", { type: "text" }));
    const body = combobox(input, field.label, (text) => context.suggest(field.refers, text === nameOf(context.facts, field.refers, this.chosen) ? "" : text, field.path), ({ id }) => {
      this.write(id);
      this.onChoose(id);
      context.changed();
    });
    this.frame(input, body);
  }

  onChoose(id) {
    if (this.parent instanceof GroupControl) this.parent.onChoice(this.field.name, id);
  }

  read() {
    const text = cleanLine(/** @type {HTMLInputElement} */ (this.input).value);
    if (!text) return undefined;
    const { facts } = this.context;
    // Two records may have one name; then the one that was chosen is meant.
    if (this.chosen && text === nameOf(facts, this.field.refers, this.chosen)) return this.chosen;
    return idOf(facts, this.field.refers, text) ?? text;
  }

  write(value) {
    this.chosen = value ?? "";
    /** @type {HTMLInputElement} */ (this.input).value = value ? nameOf(this.context.facts, this.field.refers, value) : "";
  }
}

/** The ids of several records, in order. */
class ReferencesControl extends InputControl {
  constructor(field, context, parent) {
    super(field, context, parent);
    this.refers = field.item.refers;
    /** @type {string[]} */
    this.ids = [];
    const input = /** @type {HTMLInputElement} */ (element("input", { type: "text" }));
    this.chips = element("ul", { class: "kb-chips" });
    this.status = element("p", { class: "kb-hidden", role: "status" });
    const body = combobox(input, field.label, async (text) => (await context.suggest(this.refers, text)).filter(({ id }) => !this.ids.includes(id)), ({ id }) => this.add(id));
    this.frame(input, element("div", { class: "kb-references" }, this.chips, body, this.status));
    input.addEventListener("blur", () => this.takeTyped());
    input.addEventListener("keydown", (event) => {
      if (event.key === "Backspace" && !input.value && this.ids.length) this.remove(this.ids.length - 1);
    });
  }

  /** Take a name that was typed in full and not chosen. */
  takeTyped() {
    const id = idOf(this.context.facts, this.refers, cleanLine(this.typed));
    if (id) this.add(id);
  }

  get typed() {
    return /** @type {HTMLInputElement} */ (this.input).value;
  }

  add(id) {
    /** @type {HTMLInputElement} */ (this.input).value = "";
    this.set([...new Set([...this.ids, id])], `${nameOf(this.context.facts, this.refers, id)} added.`);
  }

  remove(position) {
    const name = nameOf(this.context.facts, this.refers, this.ids[position]);
    this.set(this.ids.filter((_, other) => other !== position), `${name} removed.`);
    this.input.focus();
  }

  toFront(position) {
    const id = this.ids[position];
    this.set([id, ...this.ids.filter((other) => other !== id)], `${nameOf(this.context.facts, this.refers, id)} is the main one now.`);
    this.input.focus();
  }

  set(ids, message) {
    this.ids = ids;
    this.paint();
    this.status.textContent = message;
    this.context.changed();
  }

  paint() {
    const isOrdered = this.refers === "task";
    this.chips.replaceChildren(
      ...this.ids.map((id, position) => {
        const name = nameOf(this.context.facts, this.refers, id);
        return element(
          "li",
          {},
          name,
          isOrdered && position === 0 && this.ids.length > 1 && element("small", {}, " main"),
          isOrdered && position > 0 && button("make main", () => this.toFront(position), { "aria-label": `Make ${name} the main one` }),
          button("×", () => this.remove(position), { "aria-label": `Remove ${name}` }),
        );
      }),
    );
  }

  read() {
    const typed = cleanLine(this.typed);
    const ids = typed ? [...this.ids, idOf(this.context.facts, this.refers, typed) ?? typed] : this.ids;
    return ids.length ? [...new Set(ids)] : undefined;
  }

  write(value) {
    this.ids = [...(value ?? [])];
    this.paint();
  }
}

/** Several fields that belong together. */
export class GroupControl extends Control {
  constructor(field, context, parent) {
    super(field, context, parent);
    this.controls = field.fields.filter(({ path }) => !Object.hasOwn(FIXED, path)).map((inner) => controlOf(inner, context, this));
    this.legend = element("legend", {}, field.label);
    const isAlone = this.controls.length === 1;
    // A group of one field needs no frame of its own.
    this.element = isAlone ? element("div", {}, this.controls[0].element) : element("fieldset", { class: "kb-group", "aria-describedby": this.hint.id }, this.legend, this.hint, ...this.controls.map((one) => one.element), this.error);
  }

  get children() {
    return this.controls;
  }

  get isBlank() {
    return this.controls.every((control) => control.isBlank);
  }

  read() {
    const order = this.field.fields.map(({ name, path }) => {
      const control = this.controls.find((one) => one.field.name === name);
      return [name, control ? control.read() : FIXED[path]];
    });
    return Object.fromEntries(order.filter(([, value]) => value !== undefined));
  }

  keep() {
    return Object.fromEntries(this.controls.map((control) => [control.field.name, control.keep()]).filter(([, value]) => value !== undefined));
  }

  write(value) {
    for (const control of this.controls) control.write(value?.[control.field.name]);
  }

  at(path) {
    const next = this.controls.find((control) => control.field.name === path[0]);
    return next ? next.at(path.slice(1)) : this;
  }

  placeOfChild() {
    return this.controls.length === 1 ? "" : this.place;
  }

  get place() {
    return this.parent instanceof ListControl ? this.parent.placeOfChild(this) : this.field.label;
  }

  /** A task that was chosen says what goes into its step and what comes out, where nobody has said so yet. */
  onChoice(name, id) {
    const task = name === "task" ? this.context.facts.task[id] : undefined;
    if (!task) return;
    for (const side of ["inputs", "outputs"]) {
      const control = this.controls.find((one) => one.field.name === side);
      if (control?.isBlank) control.write(task[side]);
    }
  }
}

/** Entries that can be added, removed and moved. */
class ListControl extends Control {
  constructor(field, context, parent) {
    super(field, context, parent);
    /** @type {Control[]} */
    this.items = [];
    this.list = element("ol", { class: "kb-entries" });
    this.status = element("p", { class: "kb-list-status", role: "status" });
    this.addButton = button(`Add ${/^[aeiou]/i.test(field.item.label) ? "an" : "a"} ${field.item.label.toLowerCase()}`, () => this.add(), { class: "kb-quiet" });
    this.element = element("fieldset", { class: "kb-group", "aria-describedby": `${this.hint.id} ${this.error.id}` }, element("legend", {}, field.label, !(field.minItems || field.isRequired) && element("span", { class: "kb-optional" }, " (optional)")), this.hint, this.list, this.error, this.addButton, this.status);
    this.write(undefined);
  }

  get children() {
    return this.items;
  }

  get filled() {
    return this.items.filter((item) => !item.isBlank);
  }

  get isBlank() {
    return !this.filled.length;
  }

  read() {
    const values = this.filled.map((item) => item.read());
    return values.length || this.field.isRequired ? values : undefined;
  }

  keep() {
    const values = this.items.map((item) => item.keep() ?? null);
    return this.isBlank ? undefined : values;
  }

  write(values) {
    this.items = [];
    for (const value of values?.length ? values : this.field.minItems ? [null] : []) this.make(value, this.items.length);
    this.paint();
  }

  make(value, position) {
    const item = controlOf(this.field.item, this.context, this);
    // A new entry keeps what it begins with, such as today's date.
    if (value) item.write(value);
    this.items.splice(position, 0, item);
    return item;
  }

  add() {
    const item = this.make(undefined, this.items.length);
    this.paint();
    item.target.focus();
    this.say(`${this.field.item.label} ${this.items.length} added.`);
    this.context.changed();
  }

  remove(item) {
    const position = this.items.indexOf(item);
    const value = item.isBlank ? undefined : item.keep();
    this.items.splice(position, 1);
    this.paint();
    (this.items[Math.min(position, this.items.length - 1)]?.target ?? this.addButton).focus();
    this.say(`${this.field.item.label} ${position + 1} removed.`, value && (() => this.bringBack(value, position)));
    this.context.changed();
  }

  bringBack(value, position) {
    const item = this.make(value, position);
    this.paint();
    item.target.focus();
    this.say(`${this.field.item.label} ${position + 1} is back.`);
    this.context.changed();
  }

  move(item, by) {
    const from = this.items.indexOf(item);
    this.items.splice(from, 1);
    this.items.splice(from + by, 0, item);
    this.paint();
    item.target.focus();
    this.say(`${this.field.item.label} ${from + 1} is number ${from + by + 1} now.`);
    this.context.changed();
  }

  say(message, undo = undefined) {
    this.status.replaceChildren(message, ...(undo ? [" ", button("Bring it back", undo, { class: "kb-quiet" })] : []));
  }

  paint() {
    this.list.replaceChildren(...this.items.map((item, position) => this.entry(item, position)));
  }

  entry(item, position) {
    const name = `${this.field.item.label} ${position + 1}`;
    if (item instanceof GroupControl) item.legend.textContent = name;
    else if (item instanceof InputControl) item.label.replaceChildren(name);
    const tool = (text, act, isThere) => isThere && button(text, act, { class: "kb-quiet", "aria-label": `${text}: ${name}` });
    const isFew = this.items.length <= 1;
    return element(
      "li",
      { class: item instanceof GroupControl ? "kb-entry" : "kb-entry kb-entry-short" },
      item.element,
      element(
        "div",
        { class: "kb-entry-tools" },
        tool("Move up", () => this.move(item, -1), position > 0),
        tool("Move down", () => this.move(item, 1), position < this.items.length - 1),
        tool("Remove", () => this.remove(item), !isFew || !this.field.minItems),
      ),
    );
  }

  at(path) {
    const item = this.filled[/** @type {number} */ (path[0])];
    return item ? item.at(path.slice(1)) : this;
  }

  placeOfChild(child) {
    return `${this.field.item.label} ${this.items.indexOf(child) + 1}`;
  }

  get target() {
    return this.items[0]?.target ?? this.addButton;
  }
}

/** All controls below one, itself included. @param {Control} control @returns {Generator<Control>} */
export function* every(control) {
  yield control;
  for (const child of control.children) yield* every(child);
}
