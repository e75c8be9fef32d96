"""Listen for the wake words "hey Jarvis" in speech with openWakeWord."""

import numpy as np

from site_media import line_chart, save_sound, save_thumbnail, spectrogram
from voices import JOE_RATE, joe, resample, silence, wake_word

SENTENCES = ("I am making tea. Would you like a cup?", "Hey Jarvis, turn on the light in the kitchen.")


def main() -> None:
    """Write the speech and the score over time."""
    speech = np.concatenate([part for words in SENTENCES for part in (silence(0.6, JOE_RATE), joe(words))])
    scores = wake_word(resample(speech, JOE_RATE, 16_000), "hey_jarvis")
    save_sound(speech, JOE_RATE, "speech.mp3")
    line_chart(
        "score.svg",
        {"Score for “hey Jarvis”": scores, "Limit for an alarm": [(0, 0.5), (scores[-1][0], 0.5)]},
        "seconds",
        "score",
    )
    save_thumbnail(spectrogram(speech, JOE_RATE, (480, 360)))


if __name__ == "__main__":
    main()
