"""Listen for the wake word "Alexa" among words that sound alike, with openWakeWord."""

import numpy as np

from site_media import line_chart, save_sound, save_thumbnail, spectrogram
from voices import JOE_RATE, joe, resample, silence, wake_word

SENTENCES = ("I liked Alaska in summer.", "My new Lexus is here.", "Alexa, set a timer for ten minutes.")


def main() -> None:
    """Write the speech and the score over time."""
    speech = np.concatenate([part for words in SENTENCES for part in (silence(0.5, JOE_RATE), joe(words))])
    scores = wake_word(resample(speech, JOE_RATE, 16_000), "alexa")
    save_sound(speech, JOE_RATE, "speech.mp3")
    limit = [(0.0, 0.5), (scores[-1][0], 0.5)]
    line_chart("score.svg", {"Score for “Alexa”": scores, "Limit for waking": limit}, "seconds", "score")
    save_thumbnail(spectrogram(speech, JOE_RATE, (480, 360)))


if __name__ == "__main__":
    main()
