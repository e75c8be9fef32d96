// The long path: a question with its answer, as the file that the repository takes.
import { branchOf, newFileAddress } from "./address.js";
import { NO_DAY, makeCheck } from "./check.js";
import { countUnseen } from "./clean.js";
import { GroupControl, controlOf, every } from "./controls.js";
import { element } from "../dom.js";
import { button, freshId } from "./dom.js";
import { questionFile } from "./file.js";
import { ways } from "./hand-in.js";
import { BY_ITSELF, LABELS, PARTS } from "./labels.js";
import { pageOf } from "./preview.js";
import { titleProblems } from "./rules.js";
import { fieldsOf } from "./schema.js";
import { similarBox } from "./similar.js";
import { nameProblem, slugOf, tableFor } from "./slug.js";

const BODY = { name: "body", path: "body", kind: "long", isRequired: true, prose: "body", rows: 14, ...LABELS.body };
const ID = { name: "id", path: "id", kind: "text", isRequired: true, label: "The name of the page", hint: "It becomes the address, for ever. It follows the title until you change it." };

/** Where a field stands among names; last if it is none of them. */
const rankOf = (names, name) => (names.includes(name) ? names.indexOf(name) : names.length);

/** A record that says of itself that it is not finished. Lists that nobody has filled yet are left out, and so is a day of review. */
function asDraftOf(record) {
  return { draft: true, ...Object.fromEntries(Object.entries(record).filter(([name, value]) => name !== "reviewed" && (!Array.isArray(value) || value.length))) };
}

const wrongOf = (found) => found.filter(({ isAsked }) => !isAsked);

/** Make the long form. */
export function makeAnswer({ schema, facts, suggest, today, repository, editUri, hasGitHub, addressOf, changed }) {
  const fields = fieldsOf(schema);
  const check = makeCheck(schema, fields, facts);
  const context = { facts, suggest, today, changed: update };
  const shownFields = [...fields.filter(({ name }) => !BY_ITSELF.includes(name)), /** @type {any} */ (BODY)];
  const inParts = PARTS.flatMap((part) => part.fields);
  shownFields.sort((one, two) => rankOf(inParts, one.name) - rankOf(inParts, two.name));
  const all = new GroupControl(/** @type {any} */ ({ name: "", path: "", kind: "group", label: "", hint: "", isRequired: true, fields: shownFields }), context, undefined);
  const id = controlOf(/** @type {any} */ (ID), context);
  const similar = similarBox(() => [read().record.question, read().record.title].filter(Boolean).join(" "), addressOf);
  let isNameTheirs = false;
  let isFinishing = false;
  let isDraft = false;

  function read() {
    const { body = "", ...record } = all.read();
    const own = Object.fromEntries(fields.map(({ name }) => [name, record[name]]));
    return { record: Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)), body };
  }

  function problems() {
    const { record, body } = read();
    const named = nameProblem(id.read() ?? "", facts);
    const order = [...every(all)];
    const checked = [...check(record, body), ...titleProblems(record, facts)].map(({ path, message, isAsked = false }) => ({ control: all.at(path), message, isAsked }));
    const mistyped = order.filter((control) => control.isMistyped).map((control) => ({ control, message: NO_DAY, isAsked: false }));
    const found = [...mistyped, ...checked.filter(({ control }) => !control.isMistyped)];
    return [...found.sort((one, two) => order.indexOf(one.control) - order.indexOf(two.control)), ...(named ? [{ control: id, message: named, isAsked: false }] : [])];
  }

  /** The file as it is now; as a draft where something is missing. A file without a name of its own can't be one. */
  function file(found) {
    const { record, body } = read();
    const name = id.read() ?? "";
    const wrong = wrongOf(found);
    if (wrong.some(({ control }) => control === id) || (wrong.length && !isDraft)) return undefined;
    const text = questionFile(wrong.length ? asDraftOf(record) : record, body);
    return { name: `${name}.md`, text, ...newFileAddress(repository, branchOf(editUri), `questions/${name}.md`, text) };
  }

  function update() {
    const title = all.read().title ?? "";
    if (!isNameTheirs) {
      id.write(slugOf(title, facts.longestId));
      tableFor(title).then((isNew) => isNew && update(), () => {});
    }
    const found = problems();
    showProblems(found);
    if (preview.open) paintPreview();
    if (isFinishing) paintFinish(found);
    similar.update();
    changed();
  }

  function showProblems(found) {
    for (const control of [...every(all), id]) {
      const own = control.isTouched ? found.filter((problem) => problem.control === control) : [];
      const messages = (asked) => own.filter(({ isAsked }) => isAsked === asked).map(({ message }) => message);
      control.show(messages(false), messages(true));
    }
  }

  const previewPage = element("div", { class: "kb-preview" });
  const preview = /** @type {HTMLDetailsElement} */ (element("details", { class: "kb-preview-box" }, element("summary", {}, "See the page as it will look"), element("p", { class: "kb-hint" }, "Papers, code and licences are added from the models' own records."), previewPage));
  function paintPreview() {
    const { record, body } = read();
    previewPage.replaceChildren(pageOf(record, body, facts, addressOf));
    for (const link of previewPage.querySelectorAll("a")) link.setAttribute("target", "_blank");
    for (const link of previewPage.querySelectorAll("a")) link.setAttribute("rel", "noopener noreferrer");
  }
  preview.addEventListener("toggle", () => preview.open && paintPreview());

  const summary = element("div", { class: "kb-summary", tabindex: "-1", hidden: true });
  const handIn = ways({ label: "Open it on GitHub", make: () => file(problems()), hasGitHub, hasDownload: true });
  handIn.element.hidden = true;
  const finishButton = button("Check and hand in", () => finish(), { class: "kb-action" });

  function finish() {
    isFinishing = true;
    isDraft = false;
    all.touch();
    id.touch();
    update();
    summary.focus();
  }

  function paintFinish(found) {
    const made = file(found);
    summary.hidden = false;
    handIn.element.hidden = !made;
    handIn.update(made);
    const wrong = wrongOf(found);
    const asked = found.filter(({ isAsked }) => isAsked);
    const told = wrong.length ? missing(wrong) : [element("h3", {}, "Nothing is missing"), element("p", {}, "Hand it in now. GitHub shows you the file once more before anything is sent.")];
    const questions = asked.length ? [element("p", {}, "Please look at this once more, though it hinders nothing:"), listed(asked)] : [];
    summary.replaceChildren(...told, ...questions, ...unseenNote());
  }

  const listed = (found) => element("ul", {}, ...found.map(({ control, message }) => element("li", {}, element("a", { href: `#${targetId(control)}` }, `${control.place}: ${message}`))));

  function missing(found) {
    const canBeDraft = !found.some(({ control }) => control === id);
    const heading = found.length === 1 ? "One thing is missing or not right" : `${found.length} things are missing or not right`;
    return [
      element("h3", {}, heading),
      listed(found),
      isDraft
        ? element("p", {}, "Handed in as a draft: the file says so in its first line. It is kept, shown among what waits for a hand, and finished by somebody.")
        : canBeDraft
          ? element("p", {}, "Can't finish it? What you have is welcome. ", button("Hand in as a draft", asDraft, { class: "kb-quiet" }))
          : element("p", {}, "It can be handed in unfinished, as a draft, once it has a name."),
    ];
  }

  function targetId(control) {
    const target = control.target;
    target.id ||= freshId();
    return target.id;
  }
  // The form's path stands in the address, so a link within it must not.
  summary.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : undefined;
    if (!link) return;
    event.preventDefault();
    const target = document.getElementById(link.hash.slice(1));
    target.focus({ preventScroll: true });
    // With its label, which stands above.
    (target.closest(".kb-field, .kb-group") ?? target).scrollIntoView();
  });

  function asDraft() {
    isDraft = true;
    update();
    summary.focus();
  }

  function unseenNote() {
    const count = [...every(all)].filter((control) => !control.children.length).reduce((sum, control) => sum + countUnseen(String(control.keep() ?? "")), 0);
    return count ? [element("p", {}, `${count} ${count === 1 ? "character that can't be seen is" : "characters that can't be seen are"} left out of the file.`)] : [];
  }

  // Before the field itself tells of the change: the name must not be overwritten by the title's.
  const onName = () => {
    isNameTheirs = Boolean(id.read());
    id.touch();
  };
  id.element.addEventListener("input", onName, { capture: true });

  const byName = (name) => all.controls.find((control) => control.field.name === name);
  const others = all.controls.filter((control) => !inParts.includes(control.field.name));
  const parts = [...PARTS, ...(others.length ? [{ id: "more", heading: "More", fields: others.map((control) => control.field.name) }] : [])];
  const sections = parts.map(({ id: part, heading, fields: names }) =>
    element("section", { class: "kb-part" }, element("h3", {}, heading), ...names.filter(byName).flatMap((name) => [byName(name).element, ...(part === "question" && name === "question" ? [similar.element] : [])])),
  );
  return {
    element: element("div", {}, ...sections, element("section", { class: "kb-part" }, element("h3", {}, "Look at it and hand it in"), preview, id.element, finishButton, summary, handIn.element)),
    keep: () => ({ values: all.keep(), id: isNameTheirs ? id.keep() : undefined }),
    write(kept) {
      all.write(kept?.values);
      isNameTheirs = Boolean(kept?.id);
      id.write(kept?.id);
      isFinishing = false;
      isDraft = false;
      summary.hidden = true;
      handIn.element.hidden = true;
      for (const control of [...every(all), id]) control.isTouched = false;
      update();
    },
    /** Take over a question from the short path, where this one has none. */
    takeQuestion(text) {
      const question = byName("question");
      if (text && question.isBlank) question.write(text);
      update();
    },
    tasks: () => all.read().tasks ?? [],
  };
}
