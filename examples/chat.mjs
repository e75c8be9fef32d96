// Runs SmolLM2 for language_models.py: reads a job as JSON, writes the result as the last line. Always takes the likeliest word piece.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// A module does not look into NODE_PATH by itself.
const library = join(process.env.NODE_PATH, "node-llama-cpp/dist/index.js");
const { getLlama } = await import(pathToFileURL(library).href);

const job = JSON.parse(readFileSync(0, "utf8"));
const llama = await getLlama({ gpu: false, build: "never", maxThreads: 1 });
const model = await llama.loadModel({ modelPath: job.weights });
const context = await model.createContext({ contextSize: 2048, threads: 1 });
const sequence = context.getSequence();

/** What the model adds to a text, until it ends, one of the stops comes, or there are enough word pieces. */
async function carryOn(text, count, stops) {
  const added = [];
  await sequence.clearHistory();
  for await (const piece of sequence.evaluate(model.tokenize(text, true), { temperature: 0 })) {
    if (model.isEogToken(piece)) break;
    added.push(piece);
    const words = model.detokenize(added);
    const stop = stops.map((end) => words.indexOf(end)).filter((place) => place >= 0);
    if (stop.length) return words.slice(0, Math.min(...stop));
    if (added.length >= count) break;
  }
  return model.detokenize(added);
}

/** How unlikely the model finds a text: minus the logarithm of its probability. */
async function surprise(text) {
  const pieces = [model.tokens.bos, ...model.tokenize(text)];
  await sequence.clearHistory();
  const reads = await sequence.controlledEvaluate(pieces.map((piece) => [piece, { generateNext: { probabilities: true } }]));
  return pieces.slice(1).reduce((sum, piece, place) => sum - Math.log(reads[place].next.probabilities.get(piece) ?? 1e-9), 0);
}

const results = [];
for (const text of job.texts) results.push(job.tokens ? await carryOn(text, job.tokens, job.stops) : await surprise(text));
console.log(JSON.stringify(results));
process.exit(0);
