// Texts into terms, the same here and in hooks/kb/search/words.py: folded, spelt one way, stemmed.
import { stemmer } from "./stemmer.js";

const WORD = /[\p{L}\p{N}]+/gu;
const APOSTROPHES = /['’ʼ`´]/g;
const CJK_RUN = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+/g;
const MIN_STEMMED = 4;

const OUR = /([a-z]{2,})our(s|ed|ing|ful|less|er|ers|ite|ites|ise|ised|ize|ized|isation|ization)?$/;
const ISE = /([a-z]{3,})is(e|es|ed|ing|er|ers|ation|ations)$/;
const SPELLINGS = new Map(Object.entries({
  grey: "gray",
  greyscale: "grayscale",
  centre: "center",
  metre: "meter",
  litre: "liter",
  fibre: "fiber",
  theatre: "theater",
  catalogue: "catalog",
  dialogue: "dialog",
  jewellery: "jewelry",
  programme: "program",
  aluminium: "aluminum",
  tyre: "tire",
  licence: "license",
  defence: "defense",
  artefact: "artifact",
  mum: "mom",
  learnt: "learned",
  txt: "text",
  pic: "photo",
  pics: "photo",
  vid: "video",
  vids: "video",
}));
/** Words of one family that endings do not tell, by the one that stands for them. */
const FAMILIES = {
  blur: "blurry blurriness blurr",
  noise: "noisy",
  grain: "grainy",
  fog: "foggy",
  haze: "hazy",
  mist: "misty",
  rain: "rainy",
  snow: "snowy",
  shake: "shaky shook shaken",
  cloud: "cloudy",
  wind: "windy",
  wobble: "wobbly",
  dark: "darkness",
  transcribe: "transcript transcripts transcription transcriptions",
  describe: "description descriptions",
  recognise: "recognition",
  identify: "identification",
  classify: "classification",
  verify: "verification",
  modify: "modification",
  summarise: "summary summaries",
  sing: "singer singers sang sung",
  speak: "spoke spoken",
  write: "writer writers written wrote",
  draw: "drawn drew",
  hear: "heard",
  take: "taken took",
  make: "maker makers made",
  find: "finder finders found",
  understand: "understood",
  choose: "chose chosen",
  steal: "stole stolen",
  fix: "fixer",
  read: "reader readers",
  check: "checker checkers",
  detect: "detector detectors",
  change: "changer",
  clean: "cleaner",
  track: "tracker trackers",
  swap: "swapper",
  scan: "scanner scanners",
  split: "splitter",
  solve: "solver",
  pick: "picker",
  tag: "tagger",
  sort: "sorter",
  fill: "filler",
  count: "counter",
  cut: "cutter",
  help: "helper",
  plan: "planner",
  chat: "chatting chatted",
  guess: "guesser",
};
for (const [base, family] of Object.entries(FAMILIES)) for (const word of family.split(" ")) SPELLINGS.set(word, base);
/** Words that stay apart from others with the same stem, such as "animal" and "animate". */
const APART = {
  animal: "animal animals",
  general: "general generally",
  humaniz: "humanise humanised humaniser humanize humanized humanizer",
  organiz: "organise organised organises organising organiser organize organized organizes organizing organizer organisation organization",
  paste: "paste pasted pastes pasting",
  personal: "personal",
  policy: "policy policies",
  position: "position positions positioned positioning",
};
const STEMS = new Map(Object.entries(APART).flatMap(([term, family]) => family.split(" ").map((word) => /** @type {const} */ ([word, term]))));

/** The words of a text: lower-case, without accents and apostrophes, letters and digits apart. */
export function words(text) {
  const bare = text.replace(APOSTROPHES, "").normalize("NFKD").replace(/\p{Mn}/gu, "").normalize("NFC");
  return (bare.toLowerCase().match(WORD) ?? []).flatMap(parts);
}

/** The part of a list by letters that a name stands in: its first letter, or "0-9" where that is none of the alphabet. */
export function shelfOf(name) {
  const first = words(name).join("").slice(0, 1);
  return /[a-z]/.test(first) ? first : "0-9";
}

/** A word's terms: one as a rule, pairs of characters for Chinese, Japanese and Korean. */
export function termsOfWord(word) {
  const found = [];
  let position = 0;
  for (const run of word.matchAll(CJK_RUN)) {
    if (run.index > position) found.push(stem(word.slice(position, run.index)));
    const characters = run[0];
    for (let i = 0; i < Math.max(1, characters.length - 1); i += 1) found.push(characters.slice(i, i + 2));
    position = run.index + characters.length;
  }
  if (position < word.length) found.push(stem(word.slice(position)));
  return found;
}

/** Cut a word that mixes letters and digits: "resnet50" into "resnet" and "50". A single letter stays with its number: "3d". */
export function parts(word) {
  const found = word.match(/[a-z]+|[0-9]+/g) ?? [];
  return found.join("") === word && !found.some((part) => /^[a-z]$/.test(part)) ? found : [word];
}

/** The terms of words that a half-typed word may become and that its letters do not begin: "tagg" may become "tagger", which is "tag". */
export function termsBegunBy(letters) {
  return [...SPELLINGS.keys(), ...STEMS.keys()].filter((word) => word.startsWith(letters)).map(stem);
}

/** Spell a word the American way and strip its ending. Words with digits stay whole. */
export function stem(word) {
  if (!/^[a-z]+$/.test(word)) return word;
  const apart = STEMS.get(word);
  if (apart) return apart;
  const spelt = (SPELLINGS.get(word) ?? word).replace(OUR, (_, root, end = "") => `${root}or${end}`).replace(ISE, "$1iz$2");
  return spelt.length < MIN_STEMMED ? spelt : stemmer(spelt);
}

/** The pairs of terms that stand next to each other or nearly so, the order within a pair not counting. */
export function pairs(sequence, window = 2) {
  const found = [];
  sequence.forEach((one, position) => {
    for (const two of sequence.slice(position + 1, position + 1 + window)) {
      if (one !== two) found.push(one < two ? `${one} ${two}` : `${two} ${one}`);
    }
  });
  return found;
}
