// Friendlier names than the fields have, and hints where the schema's own words are too short for somebody new.
// A field that is not named here gets the schema's words, so a new field is never missing from the form.

/** @type {Record<string, {label?: string, hint?: string, item?: string, options?: Record<string, string>, isRequired?: boolean}>} */
export const LABELS = {
  question: { label: "The question, word for word", hint: "As you would say it to a friend. Do not correct it afterwards." },
  title: { label: "A short title", hint: "The question in a few words. It becomes the heading and the address of the page." },
  also_asked: { label: "Other ways to ask it", hint: "How others might put it. The search finds the page by these.", item: "Wording" },
  answer: { label: "The answer in short", hint: "Two to four sentences that answer it. Plain words, no Markdown." },
  body: {
    label: "The explanation",
    hint: "Explain, with examples, and answer each thing that was asked. An empty line begins a paragraph, “## ” a heading, “- ” a list. **Two stars** make bold.",
  },
  product: { label: "The product that it is about", hint: "If you name one in the question or in the answer in short. Else leave it empty." },
  certainty: {
    label: "Which model the product really runs",
    hint: "For features of a product: has its maker said what is inside?",
    options: { known: "Known: the maker has said so", likely: "Likely: there are good hints", unknown: "Unknown, or no product in particular" },
  },
  tasks: { label: "The tasks behind it", hint: "What the AI does here. Type a few words of the question; the main task comes first.", item: "Task" },
  workflow: { label: "What happens, step by step", hint: "From what the person has to what comes out." },
  "workflow.inputs": { label: "What the person has", hint: "An image, a text, a sound. Type and choose.", item: "Input" },
  "workflow.steps": { label: "Steps", hint: "What happens to it, in order.", item: "Step" },
  "workflow.steps.does": { label: "What happens", hint: "One or two sentences." },
  "workflow.steps.task": { label: "Task", hint: "If the step is one that models do." },
  "workflow.steps.inputs": { label: "Goes in", hint: "What the person has, or what an earlier step made.", item: "Input" },
  "workflow.steps.outputs": { label: "Comes out", hint: "What the step makes.", item: "Output" },
  "workflow.steps.takes": { label: "Goes in, by name", hint: "Where the kind alone does not tell, as when a picture becomes a picture: the grey layer." },
  "workflow.steps.gives": { label: "Comes out, by name", hint: "Such as: two colour layers." },
  "workflow.steps.model": { label: "Model", hint: "One that fits the step, if you know one." },
  models: { label: "Models and works", hint: "Which ones matter for this question. One is enough.", item: "Model" },
  "models.id": { label: "Model", hint: "Type a name or what it does, then choose." },
  "models.role": {
    label: "What it does here",
    hint: "Does it answer the question, or is it something else?",
    options: {
      answers: "It does what was asked about",
      alternative: "Another way to do it",
      component: "A part that such things are built from",
      background: "Background reading",
      cited: "Named elsewhere, but no good fit",
    },
  },
  "models.why": { label: "Why it stands here", hint: "What it shows or does for this very question." },
  "models.variant": { label: "Variant", hint: "If one size or version is meant." },
  sources: { label: "Sources", hint: "What you read for the answer: the page, the paper, the repository.", item: "Source" },
  "sources.id": { label: "A short name", hint: "Small letters, such as nice. Write [^nice] behind a sentence of the explanation that rests on it." },
  "sources.supports": { label: "What it supports", hint: "In a line: what in the answer rests on it." },
  "sources.title": { label: "Its title", hint: "Exactly as it stands there." },
  "sources.url": { label: "Its address", hint: "The whole link, beginning with https://" },
  "sources.read": { label: "Read on", hint: "The day on which you read it." },
  origin: { label: "Who asked" },
  reviewed: { label: "You read it as a whole on", hint: "Read all of it once more, as a reader would. Then write the day: the page shows it as that of the last review." },
  "origin.name": { label: "Who asked", hint: "A name, a nickname, or “a reader”. It is shown on the page.", isRequired: true },
};

/** The parts of the form, in the order in which one thinks of them. Fields that no part names come last. */
export const PARTS = [
  { id: "question", heading: "The question", fields: ["question", "title", "also_asked"] },
  { id: "answer", heading: "The answer", fields: ["answer", "body", "product", "certainty"] },
  { id: "work", heading: "How it works", fields: ["tasks", "workflow"] },
  { id: "models", heading: "Models", fields: ["models"] },
  { id: "sources", heading: "Where it comes from", fields: ["sources", "origin", "reviewed"] },
];

/** What the form fills in by itself. */
export const FIXED = { "origin.kind": "person" };
export const BY_ITSELF = ["draft"];

/** Dates that are today's until somebody says otherwise. When an answer was reviewed is for the one to say who has done it. */
export const BEGIN_TODAY = ["sources.read"];
