// What the fields for tasks, models and modalities offer while somebody types.
import { about, find } from "../search/engine.js";

const MOST = 40;
const SEARCHED = 12;
/** The field whose models must be able to run: a step of a workflow. */
const STEP_MODEL = "workflow.steps.model";

/** Records whose name or id holds a text; those that begin with it come first. */
export function byName(records, text) {
  const wanted = text.toLowerCase();
  const rows = Object.entries(records)
    .map(([id, { name }]) => ({ id, name, at: wanted ? name.toLowerCase().indexOf(wanted) : 0 }))
    .filter(({ id, at }) => at >= 0 || id.includes(wanted));
  return rows.sort((one, two) => Number(two.at === 0) - Number(one.at === 0) || one.name.localeCompare(two.name)).map(({ id, name }) => ({ id, name }));
}

/** Join lists of choices, each record once. */
export function joined(...lists) {
  return [...new Map(lists.flat().map((choice) => [choice.id, choice])).values()].slice(0, MOST);
}

/** Make the function that suggests: by name at once, and what the site's search thinks fits. */
export function makeSuggest(facts, chosenTasks) {
  const names = (kind, ids) => ids.filter((id) => Object.hasOwn(facts[kind], id)).map((id) => ({ id, name: facts[kind][id].name }));
  const search = {
    modality: async () => [],
    product: async () => [],
    task: async (text) => {
      const { start, tasks } = await find(text);
      return names("task", tasks.slice(0, SEARCHED).map(([position]) => start.tasks[position][0]));
    },
    model: async (text) => {
      const { records } = await find(text, { kind: "model" });
      const found = await Promise.all(records.slice(0, SEARCHED).map(([position]) => about(position)));
      return names("model", found.map(([id]) => id));
    },
  };
  return async (kind, text, path = "") => {
    // Before anything is typed, the models of the question's own tasks are the likeliest.
    const near = kind === "model" && !text ? names("model", Object.keys(facts.model).filter((id) => facts.model[id].tasks.some((task) => chosenTasks().includes(task)))) : [];
    // Without the search, names still find much.
    const searched = text ? await search[kind](text).catch(() => []) : [];
    const canRun = ({ id }) => path !== STEP_MODEL || facts.runnable.includes(facts.model[id].kind);
    const choices = joined([...near, ...byName(facts[kind], text), ...searched].filter(canRun));
    return kind === "model" ? choices.map((choice) => ({ ...choice, detail: `${facts.kinds[facts.model[choice.id].kind]}, ${facts.model[choice.id].year}` })) : choices;
  };
}
