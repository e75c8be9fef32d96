"""Take the noise of a fan and of typing out of speech with DeepFilterNet 3."""

import numpy as np

from site_media import save_sound, save_thumbnail, spectrogram
from voices import JOE_RATE, deep_filter, fan, joe, resample, silence

RATE = 48_000
WORDS = "Good morning, everybody. I hope that you can hear me well today. Let us begin with the minutes of last week."


def typing(length: int) -> np.ndarray:
    """Make the clicks of a keyboard at uneven moments."""
    chance = np.random.default_rng(1)
    clicks = np.zeros(length)
    click = chance.normal(size=1200) * np.exp(-np.arange(1200) / 160)
    for start in np.cumsum(chance.uniform(0.1, 0.45, 60) * RATE).astype(int):
        if start + len(click) < length:
            clicks[start : start + len(click)] += click * chance.uniform(0.4, 1)
    return clicks


def main() -> None:
    """Write the noisy and the cleaned speech."""
    speech = np.concatenate([silence(0.8, RATE), 0.5 * resample(joe(WORDS), JOE_RATE, RATE), silence(0.6, RATE)])
    noisy = np.clip(speech + 0.055 * fan(len(speech), RATE) + 0.12 * typing(len(speech)), -1, 1)
    cleaned = deep_filter(noisy)
    save_sound(noisy, RATE, "noisy.mp3")
    save_sound(cleaned, RATE, "cleaned.mp3")
    save_thumbnail(spectrogram(noisy, RATE, (480, 360)), spectrogram(cleaned, RATE, (480, 360)))


if __name__ == "__main__":
    main()
