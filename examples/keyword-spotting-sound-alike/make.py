"""Say names that sound like "hey Jarvis" and see to which of them openWakeWord responds."""

import csv
from pathlib import Path

import numpy as np

from site_media import bar_chart, save_sound, save_thumbnail, spectrogram
from voices import JOE_RATE, joe, resample, silence, wake_word

WORDS = ("Hey Jarvis!", "Hey Travis!", "Hey Marvin!", "Hey, jar of this?", "They harvest.")


def main() -> None:
    """Write the sounds and the highest score of each."""
    spoken = [np.concatenate([silence(0.5, JOE_RATE), joe(words), silence(0.5, JOE_RATE)]) for words in WORDS]
    scores = [
        (words, max(score for _, score in wake_word(resample(sound, JOE_RATE, 16_000), "hey_jarvis")))
        for words, sound in zip(WORDS, spoken, strict=True)
    ]
    save_sound(np.concatenate(spoken), JOE_RATE, "names.mp3")
    bar_chart("scores.svg", scores, highest=1.0)
    with Path("scores.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("Said", "Score"), *((words, f"{score:.2f}") for words, score in scores)])
    save_thumbnail(spectrogram(np.concatenate(spoken), JOE_RATE, (480, 360)))


if __name__ == "__main__":
    main()
