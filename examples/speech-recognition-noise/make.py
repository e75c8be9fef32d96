"""Let Whisper base write down a message that is buried in babble: ten sentences said at once."""

from pathlib import Path

import numpy as np

from site_media import save_sound, save_thumbnail, spectrogram
from voices import JOE_RATE, joe, loud, whisper

WORDS = "Please water the tomatoes twice, but leave the cactus alone. The key is under the blue pot."
CROWD = (
    "Did you see the match last night? They should have won it by two goals at least, honestly.",
    "We are moving house in spring, if the bank ever makes up its mind about the money.",
    "The soup was cold, the waiter was rude, and then they forgot the dessert altogether.",
    "My brother has bought a boat, although he cannot swim and lives in the mountains.",
    "I told her that the meeting was on Friday, but of course nobody reads my messages.",
)


def main() -> None:
    """Write the message in the crowd, and what was heard."""
    message = joe(WORDS)
    crowd = sum(
        np.resize(joe(words, speed), len(message)) for words, speed in zip(CROWD, (0.9, 1, 1.1, 1.2, 0.8), strict=True)
    )
    mixed = loud(message + 0.62 * np.asarray(crowd))
    save_sound(mixed, JOE_RATE, "crowd.mp3")
    Path("heard.txt").write_text(whisper(mixed, JOE_RATE) + "\n", encoding="utf-8")
    save_thumbnail(spectrogram(mixed, JOE_RATE, (480, 360)))


if __name__ == "__main__":
    main()
