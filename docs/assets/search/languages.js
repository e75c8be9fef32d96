// A word for visitors who ask in another language: that this site is in English, and where it can be looked at without words.
import { stem, words } from "./words.js";

/**
 * What is said in the twelve most spoken languages besides English, the most spoken first. Common words tell those apart that are
 * written in Latin letters; words that English has too are left out.
 * @type {Record<string, {says: string, leads: string, common?: string}>}
 */
export const LANGUAGES = {
  zh: { says: "本网站和搜索只有英文。", leads: "看图了解 AI 能做什么" },
  hi: { says: "यह साइट और इसकी खोज केवल अंग्रेज़ी में है।", leads: "तस्वीरों में देखें कि AI क्या कर सकता है" },
  es: {
    says: "Este sitio y su búsqueda están solo en inglés.",
    leads: "Ver en imágenes lo que puede hacer la IA",
    common: `el la los las un una unos unas del al y o que qué cómo como por porqué para mi mis tu su es son está están hay se lo le
      cuando cuándo donde dónde quién cuál puede puedo hacer hace tiene muy más pero esta este esto eso foto fotos imagen imágenes voz cara
      caras texto borrosa borroso traducir traducción reconocimiento inteligencia película canción teléfono`,
  },
  fr: {
    says: "Ce site et sa recherche sont seulement en anglais.",
    leads: "Voir en images ce que l’IA sait faire",
    common: `le la les un une des du de et ou que qui quoi pourquoi est sont dans sur avec sans mon ma mes ses cette ce ces il elle je tu
      nous vous pas ne peut fait quand où quel quelle comment faire visage visages voix texte flou floue faciale vocale traduire traduction
      chanson téléphone`,
  },
  ar: { says: "هذا الموقع والبحث فيه باللغة الإنجليزية فقط.", leads: "شاهد بالصور ما يستطيع الذكاء الاصطناعي فعله" },
  bn: { says: "এই সাইট ও এর অনুসন্ধান শুধু ইংরেজিতে।", leads: "ছবিতে দেখুন AI কী করতে পারে" },
  pt: {
    says: "Este site e a sua busca estão apenas em inglês.",
    leads: "Ver em imagens o que a IA pode fazer",
    common: `o uma uns umas da das e ou que quê como por porque para sem meu minha meus seu sua é são está estão há se ele ela
      quando onde quem qual pode posso fazer faz tem muito mais mas esta este isso isto não foto fotos imagem imagens voz rosto texto
      desfocada borrada traduzir tradução reconhecimento inteligência filme música telefone`,
  },
  ru: { says: "Этот сайт и поиск по нему только на английском языке.", leads: "Посмотреть в картинках, что умеет ИИ" },
  ur: { says: "یہ سائٹ اور اس کی تلاش صرف انگریزی میں ہے۔", leads: "تصویروں میں دیکھیں کہ AI کیا کر سکتا ہے" },
  id: {
    says: "Situs ini dan pencariannya hanya dalam bahasa Inggris.",
    leads: "Lihat dalam gambar apa yang bisa dilakukan AI",
    common: `yang dan atau di ke dari ini itu untuk dengan tanpa saya aku kamu dia kami kita mereka tidak bukan apa siapa mengapa kenapa
      bagaimana kapan mana bisa dapat ada adalah sudah akan foto gambar suara wajah teks buram kabur terjemahan menerjemahkan pengenalan
      kecerdasan lagu telepon hitam putih`,
  },
  de: {
    says: "Diese Website und ihre Suche gibt es nur auf Englisch.",
    leads: "In Bildern sehen, was KI kann",
    common: `der das dem des ein eine einen einem einer und oder ist sind wie warum wieso wer wo wann welche welcher mit ohne für von vom zu
      zum zur auf nicht kein keine mein meine meinem meiner dein ich du sie es wir ihr kann können macht wird werden auch aber bild
      bilder foto fotos stimme gesicht gesichter unscharf verschwommen übersetzen übersetzung erkennung gesichtserkennung
      spracherkennung künstliche intelligenz `,
  },
  ja: { says: "このサイトと検索は英語のみです。", leads: "AI にできることを画像で見る" },
  // For all others.
  en: { says: "This site and its search are only in English.", leads: "See in pictures what AI can do" },
};

const FROM_RIGHT = new Set(["ar", "ur"]);
/** Of the scripts that several languages share, the one whose letters tell more comes first. @type {[string, RegExp][]} */
const SCRIPTS = [
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}黒変検顔訳読図気楽対発実絵込駅]/u],
  ["zh", /\p{Script=Han}/u],
  ["hi", /\p{Script=Devanagari}/u],
  ["bn", /\p{Script=Bengali}/u],
  ["ur", /[ٹڈڑںےہھ]/u],
  ["ar", /\p{Script=Arabic}/u],
  ["ru", /\p{Script=Cyrillic}/u],
];
const IN_NO_LATIN = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}\p{Script=Greek}]|[\p{Script=Greek}]{2}/u;
/** Letters of Persian and of Ukrainian and its neighbours, which share a script with one of the twelve. */
const OTHERS = /[پچژگکی]|[іїєґўћђјљњџ]/iu;
/** What of the languages here only one writes. @type {[string, RegExp][]} */
const LETTERS = [
  ["es", /[ñ¿¡]/iu],
  ["pt", /[ãõ][oe]/iu],
  ["de", /ß/iu],
];
const ENGLISH = new Set(
  `the a an of to in on is are was were do does did i my me you your it its he she we they and or but not no can could what who why how
  when where which with without for from by at as this that these those have has be been will would should there if so out up`.split(/\s+/),
);
const COMMON = Object.entries(LANGUAGES).flatMap(([language, { common }]) =>
  common ? [/** @type {const} */ ([language, new Set(common.split(/\s+/).map(bare))])] : [],
);
/** So many common words of a language, and more than of English, tell it whatever else is typed. */
const ENOUGH = 2;

function bare(word) {
  return words(word)[0] ?? "";
}

/**
 * Tell in which of these languages to answer a query; undefined where the English search has something to say to it. A script that
 * none of the twelve is written in is answered in English.
 * @param {string} query
 * @param {{has: (term: string) => boolean}} vocabulary the terms that the search knows
 * @returns {string | undefined}
 */
export function languageOf(query, vocabulary) {
  const typed = words(query);
  const unknown = typed.filter((word) => !vocabulary.has(stem(word)));
  const script = SCRIPTS.find(([, letters]) => unknown.some((word) => letters.test(word)));
  if (script) return OTHERS.test(query) && script[0] !== "ur" ? "en" : script[0];
  if (unknown.some((word) => IN_NO_LATIN.test(word))) return "en";
  const [language, count] = mostCommon(typed);
  const english = typed.filter((word) => ENGLISH.has(word)).length;
  const isMostlyUnknown = unknown.length * 2 >= typed.length && unknown.length > 0;
  if (count > english && (count >= ENOUGH || isMostlyUnknown)) return language;
  return isMostlyUnknown && !english ? LETTERS.find(([, letters]) => letters.test(query))?.[0] : undefined;
}

/** The language most of whose common words are there, the most spoken of several, and how many they are. */
function mostCommon(typed) {
  const counts = COMMON.map(([language, common]) => /** @type {[string, number]} */ ([language, new Set(typed.filter((word) => common.has(word))).size]));
  return counts.reduce((best, other) => (other[1] > best[1] ? other : best));
}

/** Which way a language is written. */
export const directionOf = (language) => (FROM_RIGHT.has(language) ? "rtl" : "ltr");
