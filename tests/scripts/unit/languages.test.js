// In which language a visitor is answered.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { directionOf, languageOf, LANGUAGES } from "../../../docs/assets/search/languages.js";
import { stem, words } from "../../../docs/assets/search/words.js";

const rows = readFileSync(new URL("../../search/queries.tsv", import.meta.url), "utf8").split("\n").slice(1).filter(Boolean);
const english = rows.map((row) => row.split("\t")[0]);
/** What an English search knows: all words of the English queries. */
const known = new Set(english.flatMap(words).map(stem));

const ASKED = {
  zh: ["为什么我的照片模糊", "照片"],
  hi: ["मेरी फोटो धुंधली क्यों है"],
  es: ["por qué mi foto sale borrosa", "reconocimiento facial", "traducir una canción", "montaña"],
  fr: ["pourquoi ma photo est floue", "traduction vocale", "reconnaissance faciale"],
  ar: ["لماذا صورتي غير واضحة"],
  bn: ["আমার ছবি ঝাপসা কেন"],
  pt: ["por que minha foto ficou borrada", "reconhecimento facial", "informações"],
  ru: ["почему фото размытое", "ChatGPT как работает"],
  ur: ["میری تصویر دھندلی کیوں ہے"],
  id: ["kenapa foto saya buram", "pengenalan wajah"],
  de: ["warum ist mein foto unscharf", "Gesichtserkennung", "wie funktioniert die spracherkennung"],
  ja: ["写真をきれいにする", "白黒写真"],
  en: ["사진이 흐려요", "ภาพเบลอ", "عکس من تار است", "чому фото її розмите"],
};

test("a question is answered in its own language, other scripts in English", () => {
  for (const [language, queries] of Object.entries(ASKED)) {
    for (const query of queries) assert.equal(languageOf(query, known), language, query);
  }
  assert.deepEqual(Object.keys(ASKED).sort(), Object.keys(LANGUAGES).sort());
});

test("no English query is taken for another language", () => {
  assert.ok(english.length > 1000);
  // Every third word unknown, as with names that no record has.
  const some = new Set([...known].filter((_, number) => number % 3));
  const taken = english.filter((query) => languageOf(query, known));
  assert.deepEqual(taken, []);
  assert.ok(english.filter((query) => languageOf(query, some)).length < english.length / 100);
});

test("words that nobody knows are of no language", () => {
  for (const query of ["", "?", "qqqqqqqq zzz", "shazam", "β-VAE", "whatsapp im not sure"]) assert.equal(languageOf(query, new Set()), undefined, query);
});

test("Arabic and Urdu run from right to left", () => {
  assert.deepEqual(Object.keys(LANGUAGES).filter((language) => directionOf(language) === "rtl"), ["ar", "ur"]);
});
