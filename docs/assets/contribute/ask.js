// The short path: a question for somebody else to answer.
import { issueAddress } from "./address.js";
import { controlOf } from "./controls.js";
import { element } from "../dom.js";
import { ways } from "./hand-in.js";
import { emailQuestion } from "./rules.js";
import { similarBox } from "./similar.js";

const MOST = 1500;
const FIELDS = [
  { name: "question", kind: "long", label: "What did you see, and what do you wonder?", hint: "In your own words, as you would say it to a friend.", isRequired: true, rows: 3 },
  { name: "seen", kind: "long", label: "Where did you see it?", hint: "The app or site, the kind of picture or text, the situation. No personal data, please: it will be public.", isRequired: false, rows: 3 },
  { name: "task", kind: "reference", refers: "task", label: "The task behind it", hint: "Only if you know it. Type a few words and choose.", isRequired: false },
];

/** Make the short form. */
export function makeAsk({ facts, suggest, today, repository, hasGitHub, addressOf, changed }) {
  const context = { facts, suggest, today, changed: update };
  const controls = FIELDS.map((field) => controlOf(/** @type {any} */ ({ path: "", maxLength: MOST, ...field }), context));
  const [question, seen, task] = controls;
  const similar = similarBox(() => question.read() ?? "", addressOf);

  const values = () => ({ question: question.read() ?? "", seen: seen.read() ?? "", task: taskName() });
  function taskName() {
    const id = task.read();
    return id && facts.task[id] ? `${facts.task[id].name} (${id})` : (id ?? "");
  }

  const tooLong = (control) => Math.max(0, [...(control.read() ?? "")].length - MOST);
  const isRight = () => question.read() && !tooLong(question) && !tooLong(seen);

  function made() {
    const given = values();
    if (!isRight()) return undefined;
    const text = [`My question\n\n${given.question}`, given.seen && `Where I saw it\n\n${given.seen}`, given.task && `The task behind it\n\n${given.task}`].filter(Boolean).join("\n\n");
    return { name: "", text, ...issueAddress(repository, given) };
  }

  function make() {
    question.touch();
    seen.touch();
    showProblems();
    if (!question.read() || tooLong(question)) question.target.focus();
    else if (tooLong(seen)) seen.target.focus();
    return made();
  }

  function showProblems() {
    for (const control of [question, seen]) {
      const message = tooLong(control) ? `This is ${tooLong(control)} characters too long; ${MOST} fit.` : control === question && control.isBlank ? "Write your question first." : "";
      const shown = (text) => (control.isTouched && text ? [text] : []);
      control.show(shown(message), shown(emailQuestion(control.read())));
    }
  }

  const handIn = ways({ label: "Ask on GitHub", make, hasGitHub, hasDownload: false });
  function update() {
    showProblems();
    handIn.update(made());
    similar.update();
    changed();
  }
  return {
    element: element(
      "div",
      {},
      question.element,
      similar.element,
      seen.element,
      task.element,
      handIn.element,
      element("p", { class: "kb-note" }, hasGitHub && "GitHub asks you to sign in. Without an account: copy the text, and let somebody post it who has one."),
    ),
    keep: () => Object.fromEntries(controls.map((control) => [control.field.name, control.keep()])),
    write(kept) {
      for (const control of controls) control.write(kept?.[control.field.name]);
      update();
    },
    question: () => question.read(),
  };
}
