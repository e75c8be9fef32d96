"""What pages call kinds, roles and the like, and how they write dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.content.schema import (
    Certainty,
    CommercialUse,
    Made,
    ModelKind,
    OriginKind,
    Processing,
    Role,
    Situation,
    Status,
    System,
    WarningKind,
)

if TYPE_CHECKING:
    import datetime as dt

KIND_NAMES = {
    ModelKind.MODEL: "Model",
    ModelKind.DATASET: "Data set",
    ModelKind.BENCHMARK: "Benchmark",
    ModelKind.SURVEY: "Survey",
    ModelKind.STUDY: "Study",
    ModelKind.TOOLKIT: "Toolkit",
    ModelKind.PROGRAM: "Program",
}
ROLE_HEADINGS = {
    Role.ANSWERS: "Models that do this",
    Role.ALTERNATIVE: "Other ways to do it",
    Role.COMPONENT: "Parts that it is built from",
    Role.BACKGROUND: "Background",
    Role.CITED: "Often named here, but no good fit",
}
CERTAINTY_WORDS = {
    Certainty.KNOWN: "Its maker has said which model {product} runs for this; see the text.",
    Certainty.LIKELY: "Which model {product} runs for this has not been said, but there are good hints; see the text.",
    Certainty.UNKNOWN: "Which model {product} runs for this is not public. The models below do the same job.",
}
"""Said of a question that is about a product; of others nothing is said."""
ORIGIN_WORDS = {
    OriginKind.PERSON: "Asked by",
    OriginKind.DOCUMENT: "The question comes from",
    OriginKind.EDITORS: "A case that the editors thought up",
    OriginKind.EXAMPLE: "An example, written by the editors in the place of",
}
MADE_WORDS = {
    Made.MODEL: "Made by a model",
    Made.METHOD: "Made by a known method",
    Made.DRAWN: "Drawn or written by hand, not made by a model",
}
COMMERCIAL_WORDS = {
    CommercialUse.YES: "commercial use allowed",
    CommercialUse.CONDITIONS: "commercial use allowed",
    CommercialUse.NO: "no commercial use",
}
SITUATION_WORDS = {
    Situation.LAPTOP: "On a laptop without a graphics card",
    Situation.PHONE: "On a phone",
    Situation.BEST: "The best to be had",
    Situation.BUSINESS: "For a business",
}
STANDING_WORDS = {
    Status.CURRENT: "Current",
    Status.SUPERSEDED: "Superseded",
    Status.HISTORIC: "Historic",
    Status.WITHDRAWN: "Withdrawn by its makers",
    Status.UNAVAILABLE: "No longer to be had",
}
WARNING_WORDS = {
    WarningKind.PLACES: "Not everywhere",
    WarningKind.COMMERCIAL: "Business use",
    WarningKind.RELIABILITY: "Reliability",
    WarningKind.SAFETY: "Safety",
    WarningKind.PRIVACY: "Privacy",
}
SYSTEM_NAMES = {
    System.WINDOWS: "Windows",
    System.MACOS: "macOS",
    System.LINUX: "Linux",
    System.ANDROID: "Android",
    System.IOS: "iPhone and iPad",
    System.WEB: "in a browser",
    System.SERVER: "on a server",
}
PROCESSING_WORDS = {
    Processing.DEVICE: "offline: nothing leaves your device",
    Processing.CLOUD: "sends your data to a service",
    Processing.CHOICE: "offline or by a service, as you choose",
}
PROGRAMMING_WORDS = {False: "no programming", True: "needs programming or commands"}


def begun(text: str) -> str:
    """Begin a line with a capital letter, unless it begins with a name such as “iCloud”."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


def in_words(day: dt.date) -> str:
    """Write a date: ``31 March 2026``."""
    return f"{day.day} {day:%B %Y}"
