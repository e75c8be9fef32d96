"""Say "Alexa" in a quiet kitchen and beside a cooker hood, and listen for it with openWakeWord: the second is missed."""

import numpy as np

from site_media import line_chart, save_sound, save_thumbnail, spectrogram
from voices import JOE_RATE, fan, joe, loud, resample, silence, wake_word

WORDS = "Alexa, set a timer for ten minutes."


def main() -> None:
    """Write the noisy speech and both scores over time."""
    quiet = np.concatenate([silence(0.5, JOE_RATE), joe(WORDS), silence(0.5, JOE_RATE)])
    noisy = loud(quiet + 0.15 * fan(len(quiet), JOE_RATE))
    save_sound(noisy, JOE_RATE, "noisy.mp3")
    scores = {
        name: wake_word(resample(sound, JOE_RATE, 16_000), "alexa")
        for name, sound in (("Quiet kitchen", quiet), ("Beside the cooker hood", noisy))
    }
    scores["Limit for waking"] = [(0.0, 0.5), (scores["Quiet kitchen"][-1][0], 0.5)]
    line_chart("score.svg", scores, "seconds", "score")
    save_thumbnail(spectrogram(noisy, JOE_RATE, (480, 360)))


if __name__ == "__main__":
    main()
