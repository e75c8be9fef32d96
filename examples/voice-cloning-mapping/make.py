"""Turn the voice Joe into another one: give each trait of his timbre, and his pitch, the mean and the spread of the other voice."""

import csv
from pathlib import Path

import numpy as np
import pyworld

from site_media import save_sound, save_thumbnail, spectrogram
from voices import JOE_RATE, joe, kokoro, loud, phonemes, resample

RATE = 24_000
TRAITS = 24
SENTENCES = (
    "Please call Stella, and ask her to bring these things from the store.",
    "The quick brown fox jumps over the lazy dog, while five wizards watch.",
    "Usually, the north wind and the sun argued about which of them was stronger.",
    "Joyful children threw yellow leaves at each other in the park near the church.",
)
NEW = "This sentence was never said by the second voice. It was only borrowed."


def analyse(samples: np.ndarray, lowest: float, highest: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Take speech apart: pitch, timbre in a few numbers, and breathiness, every five thousandths of a second."""
    samples = np.ascontiguousarray(samples, dtype=np.float64)
    pitch, times = pyworld.harvest(samples, RATE, f0_floor=lowest, f0_ceil=highest)
    timbre = pyworld.code_spectral_envelope(pyworld.cheaptrick(samples, pitch, times, RATE), RATE, TRAITS)
    return pitch, timbre, pyworld.d4c(samples, pitch, times, RATE)


def habits(voices: list[tuple]) -> tuple[np.ndarray, np.ndarray]:
    """Give mean and spread of the pitch (as logarithm) and of each trait, over all moments with a tone that isn't faint."""
    rows = []
    for pitch, timbre, _ in voices:
        chosen = (pitch > 0) & (timbre[:, 0] > np.median(timbre[:, 0]))
        rows.append(np.column_stack([np.log(pitch[chosen]), timbre[chosen]]))
    heard = np.vstack(rows)
    return heard.mean(axis=0), heard.std(axis=0)


def convert(source: tuple, own: tuple, wanted: tuple) -> np.ndarray:
    """Give the new sentence the habits of the other voice; loudness stays as it was."""
    pitch, timbre, breath = source
    share = np.clip(wanted[1] / own[1], 0.7, 1.3)
    moved = (np.log(np.maximum(pitch, 1)) - own[0][0]) * share[0] + wanted[0][0]
    new = timbre.copy()
    new[:, 1:] = (timbre[:, 1:] - own[0][2:]) * share[2:] + wanted[0][2:]
    envelope = pyworld.decode_spectral_envelope(np.ascontiguousarray(new), RATE, pyworld.get_cheaptrick_fft_size(RATE))
    return loud(pyworld.synthesize(np.where(pitch > 0, np.exp(moved), 0.0), envelope, breath, RATE))


def main() -> None:
    """Write the sounds and how high they are."""
    mine = [analyse(resample(joe(words), JOE_RATE, RATE), 70, 220) for words in SENTENCES]
    other = [kokoro(phonemes(words), "jf_alpha") for words in SENTENCES]
    others = [analyse(sound, 140, 450) for sound in other]
    said = resample(joe(NEW), JOE_RATE, RATE)
    source = analyse(said, 70, 220)
    cloned = convert(source, habits(mine), habits(others))
    for name, sound in (("sample", other[0]), ("said", said), ("cloned", cloned)):
        save_sound(sound, RATE, f"{name}.mp3")
    voices = {
        "Words as said": source,
        "The wanted voice": others[0],
        "Words in the wanted voice": analyse(cloned, 140, 450),
    }
    rows = [(name, f"{np.exp(habits([voice])[0][0]):.0f}") for name, voice in voices.items()]
    with Path("pitch.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("Recording", "Average pitch in hertz"), *rows])
    save_thumbnail(spectrogram(said, RATE, (480, 360)), spectrogram(cloned, RATE, (480, 360)))


if __name__ == "__main__":
    main()
