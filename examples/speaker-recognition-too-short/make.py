"""Compare profiles of one voice with Resemblyzer: a long sentence, a short word, a call on a bad line."""

import csv
from pathlib import Path

import numpy as np

from site_media import bar_chart, save_sound, save_thumbnail, spectrogram
from voices import JOE_RATE, KOKORO_RATE, fan, joe, kokoro, phonemes, resample, silence, voice_profile

RATE = 24_000
KNOWN = "The weather will be fine tomorrow, with a little wind from the west in the afternoon."
CALL = "Could you tell me, please, when the next boat to the island leaves?"


def bad_line(samples: np.ndarray) -> np.ndarray:
    """Keep the pitches of a telephone only, and add rushing."""
    from scipy.signal import butter, sosfilt

    noisy = samples + 0.05 * fan(len(samples), RATE)
    return sosfilt(butter(6, (500, 2000), "bandpass", fs=RATE, output="sos"), noisy)


def main() -> None:
    """Write the sounds and their likeness to the known sample."""
    voice = resample(joe(KNOWN), JOE_RATE, RATE)
    known = voice_profile(voice, RATE)
    same = resample(joe(CALL), JOE_RATE, RATE)
    sounds = {
        "Same man, whole sentence": same,
        "Same man, one word": resample(joe("No."), JOE_RATE, RATE),
        "Same man, bad line": bad_line(same),
        "Other man, whole sentence": kokoro(phonemes(CALL), "jm_kumo"),
    }
    assert RATE == KOKORO_RATE
    likeness = [(name, float(known @ voice_profile(sound, RATE))) for name, sound in sounds.items()]
    save_sound(voice, RATE, "known.mp3")
    save_sound(
        np.concatenate([part for sound in list(sounds.values())[1:3] for part in (sound, silence(0.5, RATE))]),
        RATE,
        "asked.mp3",
    )
    bar_chart("likeness.svg", likeness, highest=1.0)
    with Path("likeness.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("Compared", "Likeness"), *((name, f"{value:.2f}") for name, value in likeness)])
    save_thumbnail(spectrogram(voice, RATE, (480, 360)))


if __name__ == "__main__":
    main()
