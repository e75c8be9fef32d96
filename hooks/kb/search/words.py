"""Texts into terms, the same here and in ``docs/assets/search/words.js``: folded, spelt one way, stemmed."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['’ʼ`´]")
_FOLDED = re.compile(r"[^\x00-\x7f“”–—→×·•]")
"""Any character but those that stay as they are when accents are taken off: ASCII, and the signs that texts here are full of."""
# Kana, Han and Hangul: scripts without spaces, or whose words are not stemmed here, are cut into pairs of characters.
MIN_STEMMED = 4
_CJK_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+")
_LETTERS_OR_DIGITS = re.compile(r"[a-z]+|[0-9]+")

_LATER_ENDING = re.compile(r"(bli|logi)$")
# Porter's condition m > 0: the rest holds a vowel and then a consonant.
_VOWEL_CONSONANT = re.compile(r"^([^aeiou][^aeiouy]*)?[aeiouy][aeiou]*[^aeiou]")

# British to American. What these rules do to other words does no harm, since all texts and questions go through them.
_OUR = re.compile(r"([a-z]{2,})our(s|ed|ing|ful|less|er|ers|ite|ites|ise|ised|ize|ized|isation|ization)?$")
_ISE = re.compile(r"([a-z]{3,})is(e|es|ed|ing|er|ers|ation|ations)$")
SPELLINGS = {
    "grey": "gray",
    "greyscale": "grayscale",
    "centre": "center",
    "metre": "meter",
    "litre": "liter",
    "fibre": "fiber",
    "theatre": "theater",
    "catalogue": "catalog",
    "dialogue": "dialog",
    "jewellery": "jewelry",
    "programme": "program",
    "aluminium": "aluminum",
    "tyre": "tire",
    "licence": "license",
    "defence": "defense",
    "artefact": "artifact",
    "mum": "mom",
    "learnt": "learned",
    "txt": "text",
    "pic": "photo",
    "pics": "photo",
    "vid": "video",
    "vids": "video",
}
_FAMILIES = {
    "blur": "blurry blurriness blurr",
    "noise": "noisy",
    "grain": "grainy",
    "fog": "foggy",
    "haze": "hazy",
    "mist": "misty",
    "rain": "rainy",
    "snow": "snowy",
    "shake": "shaky shook shaken",
    "cloud": "cloudy",
    "wind": "windy",
    "wobble": "wobbly",
    "dark": "darkness",
    "transcribe": "transcript transcripts transcription transcriptions",
    "describe": "description descriptions",
    "recognise": "recognition",
    "identify": "identification",
    "classify": "classification",
    "verify": "verification",
    "modify": "modification",
    "summarise": "summary summaries",
    "sing": "singer singers sang sung",
    "speak": "spoke spoken",
    "write": "writer writers written wrote",
    "draw": "drawn drew",
    "hear": "heard",
    "take": "taken took",
    "make": "maker makers made",
    "find": "finder finders found",
    "understand": "understood",
    "choose": "chose chosen",
    "steal": "stole stolen",
    "fix": "fixer",
    "read": "reader readers",
    "check": "checker checkers",
    "detect": "detector detectors",
    "change": "changer",
    "clean": "cleaner",
    "track": "tracker trackers",
    "swap": "swapper",
    "scan": "scanner scanners",
    "split": "splitter",
    "solve": "solver",
    "pick": "picker",
    "tag": "tagger",
    "sort": "sorter",
    "fill": "filler",
    "count": "counter",
    "cut": "cutter",
    "help": "helper",
    "plan": "planner",
    "chat": "chatting chatted",
    "guess": "guesser",
}
"""Words of one family that endings do not tell: whoever looks for a singer, a song sung or to sing means the same."""
SPELLINGS.update((word, base) for base, family in _FAMILIES.items() for word in family.split())
STEMS = {
    word: term
    for term, family in {
        "animal": "animal animals",
        "general": "general generally",
        "humaniz": "humanise humanised humaniser humanize humanized humanizer",
        "organiz": "organise organised organises organising organiser organize organized organizes organizing organizer organisation organization",
        "paste": "paste pasted pastes pasting",
        "personal": "personal",
        "policy": "policy policies",
        "position": "position positions positioned positioning",
    }.items()
    for word in family.split()
}
"""Words that stay apart from others with the same stem: animal and animate, general and generate, organise and organ, person and personal."""


def terms(text: str) -> list[str]:
    """Give the terms of a text, in order."""
    return [term for word in words(text) for term in terms_of_word(word)]


def shelf_of(name: str) -> str:
    """Give the part of a list by letters that a name stands in: its first letter, or ``0-9`` where that is none of the alphabet."""
    first = "".join(words(name))[:1]
    return first if re.fullmatch(r"[a-z]", first) else "0-9"


def words(text: str) -> list[str]:
    """Give the words of a text: lower-case, without accents and apostrophes, letters and digits apart."""
    joined = _APOSTROPHES.sub("", text)
    found = _WORD.findall((_without_accents(joined) if _FOLDED.search(joined) else joined).lower())
    return [part for word in found for part in _parts(word)]


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(character for character in decomposed if unicodedata.category(character) != "Mn")
    return unicodedata.normalize("NFC", bare)


def terms_of_word(word: str) -> list[str]:
    """Give a word's terms: one as a rule, pairs of characters for Chinese, Japanese and Korean."""
    if not _CJK_RUN.search(word):
        return [stem(word)]
    found: list[str] = []
    position = 0
    for run in _CJK_RUN.finditer(word):
        if run.start() > position:
            found.append(stem(word[position : run.start()]))
        characters = run[0]
        found.extend(characters[i : i + 2] for i in range(max(1, len(characters) - 1)))
        position = run.end()
    if position < len(word):
        found.append(stem(word[position:]))
    return found


def parts(word: str) -> list[str]:
    """Cut a word that mixes letters and digits: ``resnet50`` into ``resnet`` and ``50``.

    A single letter stays with its number: ``3d``, ``4k``, ``v2``.
    """
    return list(_parts(word))


@cache
def _parts(word: str) -> tuple[str, ...]:
    found = _LETTERS_OR_DIGITS.findall(word)
    is_cut = "".join(found) == word and all(len(part) > 1 for part in found if part.isalpha())
    return tuple(found) if is_cut else (word,)


@cache
def stem(word: str) -> str:
    """Spell a word the American way and strip its ending (Porter, 1980). Words with digits stay whole."""
    if not (word.isascii() and word.isalpha()):
        return word
    if word in STEMS:
        return STEMS[word]
    spelt = _ISE.sub(r"\1iz\2", _OUR.sub(r"\1or\2", SPELLINGS.get(word, word)))
    if len(spelt) < MIN_STEMMED:
        return spelt
    stemmed = str(_porter().stemWord(spelt))
    # The browser's stemmer follows Porter's own later changes to the endings -bly and -logy.
    ending = _LATER_ENDING.search(stemmed)
    return stemmed[:-1] if ending and _VOWEL_CONSONANT.search(stemmed[: ending.start()]) else stemmed


@cache
def _porter() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("porter")


def pairs(sequence: list[str], window: int = 2) -> list[str]:
    """Give the pairs of terms that stand next to each other or nearly so, the order within a pair not counting."""
    return [
        pair_key(one, two)
        for position, one in enumerate(sequence)
        for two in sequence[position + 1 : position + 1 + window]
        if one != two
    ]


def pair_key(one: str, two: str) -> str:
    """Name a pair: its terms in the order of their code points, joined by a space."""
    return f"{one} {two}" if one < two else f"{two} {one}"
