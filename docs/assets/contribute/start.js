// The contribution form: two paths on one page, and the draft of both.
import { isGitHub } from "./address.js";
import { makeAnswer } from "./answer.js";
import { makeAsk } from "./ask.js";
import { element } from "../dom.js";
import { button } from "./dom.js";
import { makeSuggest } from "./suggest.js";
import { draftsOfTabs } from "./tabs.js";

const SITE = new URL("../../", import.meta.url);
const PATHS = { ask: "Ask your question", answer: "Write an answer" };
const FOLDERS = { question: "questions", task: "tasks", model: "models" };

async function load(path) {
  const response = await fetch(new URL(path, SITE));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/** Make the paths of the page forms. @param {HTMLElement} root */
export async function start(root) {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (root.querySelectorAll("[data-path]"));
  const [schema, facts] = await Promise.all([load("schemas/question.schema.json"), load("contribute/facts.json")]);
  const { repository, editUri } = root.dataset;
  const hasGitHub = isGitHub(repository);
  const today = new Date().toISOString().slice(0, 10);
  const addressOf = (kind, id) => (Object.hasOwn(FOLDERS, kind) ? new URL(`${FOLDERS[kind]}/${encodeURIComponent(id)}/`, SITE).href : undefined);
  const suggest = makeSuggest(facts, () => forms.answer.tasks());
  const shared = { schema, facts, suggest, today, repository, editUri, hasGitHub, addressOf, changed };
  let isReady = false;
  const forms = { ask: makeAsk(shared), answer: makeAnswer(shared) };
  const notice = element("div", { class: "kb-notice", role: "status" });
  const unkept = element("p", { class: "kb-unkept", role: "alert" }, "Your browser keeps no drafts here. Do not close this page before you have handed in.");
  const drafts = await draftsOfTabs(() => (isEmpty(state()) ? undefined : state()), bringHere);
  const sections = Object.fromEntries(Object.entries(PATHS).map(([path, heading]) => [path, sectionOf(path, heading)]));

  function sectionOf(path, heading) {
    return element("section", { id: path, class: "kb-form", hidden: true, "aria-labelledby": `${path}-heading` }, element("h2", { id: `${path}-heading`, tabindex: "-1" }, heading), forms[path].element);
  }

  const state = () => ({ path: chosen(), ask: forms.ask.keep(), answer: forms.answer.keep() });
  const isEmpty = (kept) => !Object.values(kept.ask).some(Boolean) && !Object.keys(withoutDates(kept.answer.values)).length;

  function changed() {
    if (!isReady) return;
    tellWhetherKept(drafts.keep());
  }

  /** Where nothing is kept, it is said beside the field that is being written in, and again before the page is left. */
  function tellWhetherKept(isKept) {
    removeEventListener("beforeunload", ask);
    if (isKept) return unkept.remove();
    addEventListener("beforeunload", ask);
    const place = (root.contains(document.activeElement) && document.activeElement.closest(".kb-field")) || notice;
    if (unkept.parentElement !== place) place.append(unkept);
  }

  /** @param {BeforeUnloadEvent} event */
  function ask(event) {
    event.preventDefault();
  }

  function say(text, ...more) {
    notice.replaceChildren(element("p", {}, text, ...more));
  }

  function write(kept) {
    isReady = false;
    forms.ask.write(kept?.ask);
    forms.answer.write(kept?.answer);
    isReady = true;
    changed();
  }

  function bringHere(kept) {
    write(kept);
    say("The other draft is here now.");
    show(kept.path ?? chosen() ?? "ask", true);
  }

  function startAgain() {
    const kept = state();
    write(undefined);
    say("The form is empty. ", button("Bring my draft back", () => bringBack(kept), { class: "kb-quiet" }));
    notice.querySelector("button").focus();
  }

  function bringBack(kept) {
    write(kept);
    offerStartAgain("Your draft is back. ");
  }

  function offerStartAgain(text) {
    say(text, button("Start again", startAgain, { class: "kb-quiet" }));
  }

  const chosen = () => Object.keys(PATHS).find((path) => !sections[path].hidden);

  function show(path, hasFocus) {
    for (const [name, section] of Object.entries(sections)) section.hidden = name !== path;
    for (const link of links) {
      if (link.dataset.path === path) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (path === "answer") forms.answer.takeQuestion(forms.ask.question());
    if (path && hasFocus) /** @type {HTMLElement} */ (sections[path].querySelector("h2")).focus();
    changed();
  }

  for (const link of links) link.href = `#${link.dataset.path}`;
  root.append(notice, drafts.element, ...Object.values(sections));
  const draft = await drafts.begin();
  write(draft);
  if (draft) offerStartAgain("What you wrote here last time is back. ");
  const sent = sentAlong(new URLSearchParams(location.search), facts);
  const isSent = Object.keys(sent).length > 0;
  takeSent();
  const wanted = () => Object.keys(PATHS).find((path) => location.hash === `#${path}`);
  addEventListener("hashchange", () => wanted() && show(wanted(), true));
  show(wanted() ?? (isSent ? "ask" : draft?.path), false);

  /** Take over what the search or the coverage page sent along. A draft of another question is not lost by it. */
  function takeSent() {
    if (!isSent) return;
    const had = forms.ask.keep();
    const kept = state();
    forms.ask.write({ ...(sent.question ? {} : had), ...sent });
    const isOther = Object.entries(sent).some(([name, value]) => had[name] && had[name] !== value);
    if (isOther) say("This is what you came with. ", button("Bring back what I wrote before", () => bringBack(kept), { class: "kb-quiet" }));
  }
  await drafts.show();
  root.dataset.ready = "true";
}

/** What an address brings: `?ask=` a question, `?task=` the id of the task that it is about. */
function sentAlong(query, facts) {
  const [question, task] = [query.get("ask"), query.get("task")];
  return { ...(question && { question }), ...(task && Object.hasOwn(facts.task, task) && { task }) };
}

/** What was filled in, without the dates that fill in themselves. */
function withoutDates(value) {
  if (Array.isArray(value)) {
    const items = value.map((item) => (item && typeof item === "object" ? withoutDates(item) : item)).filter((item) => item && (typeof item !== "object" || Object.keys(item).length));
    return items.length ? { items } : {};
  }
  return Object.fromEntries(
    Object.entries(value ?? {})
      .map(([name, inner]) => [name, inner && typeof inner === "object" ? withoutDates(inner) : inner])
      .filter(([name, inner]) => name !== "read" && inner && (typeof inner !== "object" || Object.keys(inner).length)),
  );
}
