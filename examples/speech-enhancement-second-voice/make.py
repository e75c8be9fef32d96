"""Let RNNoise clean a recording in which a second person talks in the background."""

import numpy as np

from site_media import save_sound, save_thumbnail, spectrogram
from voices import JOE_RATE, KOKORO_RATE, fan, joe, kokoro, phonemes, resample, rnnoise, silence

RATE = 48_000
FRONT = "I would like to return this lamp. It never worked."
BACK = "Mother, where are my socks? I have looked everywhere! Nobody in this family ever helps me to find anything."


def main() -> None:
    """Write the recording with two voices and a fan, and what RNNoise makes of it."""
    front = np.concatenate([silence(2.2, RATE), 0.5 * resample(joe(FRONT), JOE_RATE, RATE)])
    back = 0.2 * resample(kokoro(phonemes(BACK), "jf_alpha"), KOKORO_RATE, RATE)
    length = max(len(front), len(back)) + RATE // 2
    mixed = np.pad(front, (0, length - len(front))) + np.pad(back, (0, length - len(back))) + 0.012 * fan(length, RATE)
    cleaned = rnnoise(mixed)
    save_sound(mixed, RATE, "noisy.mp3")
    save_sound(cleaned, RATE, "cleaned.mp3")
    save_thumbnail(spectrogram(mixed, RATE, (480, 360)), spectrogram(cleaned, RATE, (480, 360)))


if __name__ == "__main__":
    main()
