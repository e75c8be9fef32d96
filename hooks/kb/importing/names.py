"""Short forms: the name of a work, and the ids of files."""

from __future__ import annotations

import re

from kb.authoring.naming import cut
from kb.content.places import MAX_ID_LENGTH, Kind, id_problem
from kb.importing.boilerplate import fold
from kb.text.slugs import slug

MOST_NAME_WORDS = 5
NO_WORDS = "section"
"""What ``slug`` gives for a text without ASCII letters."""

_CNAPS_TASKS = (
    *(
        "SISR",
        "Txt2Img",
        "Segmentation",
        "Inpainting",
        "Deblur",
        "Classification",
        "Harmonization",
        "Restoration",
        "NST",
    ),
    *(
        "Denoise",
        "ObjDet",
        "WeatherRemoval",
        "HDR",
        "Colorization",
        "Txt2Txt",
        "Txt2Voice",
        "Txt2Snd",
        "ImgTxt2Img",
        "Img2Txt",
    ),
    *("ImgTxt2Txt", "Img2Img", "ImgMsk2Img", "Img2ImgTxt", "Voice2Txt", "Snd2Txt", "FaceReplacement", "Enhancement"),
    *("PoseEstimation", "Depth", "DeepSeek"),
)
_CNAPS_NAME = re.compile(rf"(?:{'|'.join(_CNAPS_TASKS)})-\S+")


def is_cnaps_name(name: str) -> bool:
    """Tell whether a name is one of the CNAPS catalogue's own: task, model and variant, joined by hyphens."""
    return _CNAPS_NAME.fullmatch(name) is not None


def work_name(title: str) -> str:
    """Give what people call a work: what stands before the colon of its title, or the title, cut to fit."""
    before, colon, after = title.partition(":")
    is_name = colon and after.strip() and not after.startswith("//") and 0 < len(before.split()) <= MOST_NAME_WORDS
    return cut(before.strip() if is_name and fold(before) else title)


def free_id(*texts: str, kind: Kind, taken: set[str]) -> str:
    """Make an id for a new file out of the first text that has letters for one, and take it.

    Args:
        texts: what the id may be made of, best first.
        kind: what the file will hold.
        taken: ids that can't be had, in lower case; the new one is added.
    """
    made = (slug(re.sub(r"[‐‑‒–—―/]", " ", text)) for text in texts)
    base = next((one for one in made if one != NO_WORDS), NO_WORDS)
    number, candidate = 1, _shortened(base, MAX_ID_LENGTH)
    while candidate in taken or id_problem(kind, candidate):
        number += 1
        candidate = f"{_shortened(base, MAX_ID_LENGTH - 6)}-{number}"
    taken.add(candidate)
    return candidate


def _shortened(text: str, length: int) -> str:
    """Cut an id between words, where that leaves something."""
    if len(text) <= length:
        return text
    head = text[: length + 1]
    return (head.rpartition("-")[0] or head[:length]).strip("-")[:length]
