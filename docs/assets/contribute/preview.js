// The page as it will look: the same parts and classes as hooks/kb/pages/templates/question.html, its headings one level down.
import { element } from "../dom.js";
import { inlineNodes, markAnchor, nodes, usesOfSources } from "./prose.js";

const day = (text) => {
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? text : date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
};

/** Make the page of a record. What is missing is left out. */
export function pageOf(record, body, facts, addressOf) {
  const link = (kind, id, attributes = {}) => {
    const known = facts[kind][id];
    return known ? element("a", { ...attributes, href: addressOf(kind, id) }, known.name) : element("span", attributes, id);
  };
  const inline = (text) => inlineNodes(text ?? "", addressOf);
  const heading = (text) => element("h3", {}, text);
  return element(
    "article",
    { class: "kb-article" },
    element("p", { class: "kb-kicker" }, "Question"),
    element("h2", {}, record.title ?? "…"),
    record.question && asked(record),
    (record.answer || record.tasks) && answer(record, link),
    record.workflow?.steps?.length > 0 && element("section", {}, heading("What happens, step by step"), flow(record.workflow.steps, facts, link, inline)),
    element("div", { class: "kb-prose" }, nodes(body, addressOf, 1, record.sources)),
    record.models?.length > 0 && element("section", {}, heading("Models and works"), certainty(record, facts), ...uses(record.models, facts, link, inline)),
    record.also_asked?.length > 0 && element("section", {}, heading("People also ask"), element("ul", { class: "kb-asked" }, ...record.also_asked.map((text) => element("li", {}, text)))),
    element("section", {}, heading("Sources"), element("ol", { class: "kb-sources" }, ...sources(record, body, inline)), ending(record, facts)),
  );
}

/** How well it is known what the product runs, where the answer is about one. */
function certainty(record, facts) {
  const product = facts.product[record.product];
  return product && record.certainty && element("p", { class: "kb-note" }, facts.certainties[record.certainty].replace("{product}", () => product.name));
}

/** The words of somebody who asked, or a case that the editors tell. */
function asked({ question, origin }) {
  if (origin?.kind === "editors") return element("p", { class: "kb-case" }, question);
  return element("figure", { class: "kb-verbatim" }, element("blockquote", {}, element("p", {}, question)));
}

function answer(record, link) {
  const tasks = record.tasks ?? [];
  return element(
    "section",
    { class: "kb-answer" },
    element("h3", {}, "In short"),
    element("p", {}, record.answer ?? ""),
    tasks.length > 0 && element("p", { class: "kb-behind" }, element("span", {}, `The ${tasks.length === 1 ? "task" : "tasks"} behind it: `), ...tasks.flatMap((id) => [link("task", id, { class: "kb-chip" }), " "])),
  );
}

function flow(steps, facts, link, inline) {
  const side = (name, ids, words) =>
    element(
      "div",
      { class: "kb-step-side" },
      element("span", { class: "kb-small-caps" }, name),
      element("span", { class: "kb-modalities" }, ...(ids ?? []).map((id) => modality(id, facts))),
      words && element("span", { class: "kb-step-name" }, words),
    );
  return element(
    "ol",
    { class: "kb-flow" },
    ...steps.map((step, position) => {
      const links = [step.task && ["Task: ", link("task", step.task)], step.model && ["for example ", link("model", step.model)]].filter(Boolean);
      return element(
        "li",
        { class: "kb-step" },
        side("Input", step.inputs, step.takes),
        element(
          "div",
          { class: "kb-step-model" },
          element("span", { class: "kb-small-caps" }, `Step ${position + 1}${step.model || step.task ? " · Model" : ""}`),
          element("p", {}, inline(step.does)),
          links.length > 0 && element("p", { class: "kb-step-links" }, ...links.flatMap((pair, number) => (number ? [" · ", ...pair] : pair))),
        ),
        side("Output", step.outputs, step.gives),
      );
    }),
  );
}

function modality(id, facts) {
  const known = facts.modality[id];
  return element("span", { class: "kb-modality" }, known && drawing(facts.icons[id]), known?.name ?? id);
}

/** One of the site's own drawings, which is the inside of an SVG element. */
function drawing(inside) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" class="kb-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${inside}</svg>`;
  return document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);
}

function uses(models, facts, link, inline) {
  return Object.entries(facts.roles).flatMap(([role, heading]) => {
    const own = models.filter((use) => use.role === role);
    if (!own.length) return [];
    return [element("h4", {}, heading), element("ul", { class: "kb-uses" }, ...own.map((use) => element("li", { class: "kb-use" }, useName(use, facts, link), element("p", {}, inline(use.why)))))];
  });
}

function useName(use, facts, link) {
  const model = facts.model[use.id];
  const kind = model && element("span", { class: "kb-kind" }, ` ${facts.kinds[model.kind]}, ${model.year}`);
  return element("p", { class: "kb-use-name" }, link("model", use.id ?? "…"), use.variant && element("span", { class: "kb-variant" }, ` ${use.variant}`), kind);
}

function sources(record, body, inline) {
  const uses = usesOfSources(body);
  return (record.sources ?? []).map(({ id, title, url, read, supports }, position) => {
    const address = /^https:\/\//.test(url ?? "") ? url : undefined;
    return element(
      "li",
      { id: id && `source-${id}` },
      address ? element("a", { href: address }, title ?? address) : (title ?? "…"),
      read && `, read on ${day(read)}`,
      ...Array.from({ length: uses.get(id) ?? 0 }, (_, use) => wayBack(id, use + 1, position + 1)).flat(),
      supports && element("p", { class: "kb-supports" }, inline(supports)),
    );
  });
}

const wayBack = (id, use, number) => [" ", element("a", { href: `#${markAnchor(id, use)}`, role: "doc-backlink", "aria-label": `Back to mark ${use} of source ${number}` }, "↩\ufe0e")];

function whoAsked(origin, facts) {
  if (origin?.kind === "editors") return `${facts.origins.editors}. `;
  return origin?.name && `${facts.origins[origin.kind]} ${origin.name}. `;
}

function ending(record, facts) {
  return element("p", { class: "kb-note" }, whoAsked(record.origin, facts), record.reviewed && `Answer last reviewed on ${day(record.reviewed)}.`);
}
