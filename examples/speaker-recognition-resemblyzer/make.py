"""Compare three voices with the voice profiles of Resemblyzer: who of them says the last sentence?"""

import csv
from pathlib import Path

import numpy as np

from site_media import bar_chart, save_sound, save_thumbnail, spectrogram
from voices import JOE_RATE, KOKORO_RATE, joe, kokoro, phonemes, resample, silence, voice_profile

RATE = 24_000
KNOWN = "The weather will be fine tomorrow, with a little wind from the west in the afternoon."
ASKED = "Could you tell me, please, when the next boat to the island leaves?"


def say(name: str, words: str) -> np.ndarray:
    """Let one of the three say something."""
    if name == "A":
        return resample(joe(words), JOE_RATE, RATE)
    return kokoro(phonemes(words), {"B": "jm_kumo", "C": "jf_alpha"}[name])


def main() -> None:
    """Write the sounds and the likeness of each voice."""
    assert RATE == KOKORO_RATE
    known = {name: say(name, KNOWN) for name in "ABC"}
    asked = say("B", ASKED)
    profile = voice_profile(asked, RATE)
    likeness = [(f"Voice {name}", float(profile @ voice_profile(known[name], RATE))) for name in "ABC"]
    pause = silence(0.4, RATE)
    save_sound(
        np.concatenate([part[: int(3.4 * RATE)] for voice in known.values() for part in (voice, pause)]),
        RATE,
        "known.mp3",
    )
    save_sound(asked, RATE, "asked.mp3")
    bar_chart("likeness.svg", likeness, highest=1.0)
    with Path("likeness.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("Voice", "Likeness"), *((name, f"{value:.2f}") for name, value in likeness)])
    save_thumbnail(spectrogram(asked, RATE, (480, 360)))


if __name__ == "__main__":
    main()
