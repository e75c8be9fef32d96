"""Write down a spoken message with Whisper base."""

from pathlib import Path

from site_media import save_sound, save_thumbnail, spectrogram
from voices import JOE_RATE, joe, whisper

WORDS = (
    "Hello, this is the garage. Your car is ready, and the repair costs four hundred and twenty dollars. "
    "You can pick it up on Thursday, after three o'clock."
)


def main() -> None:
    """Write the message as sound, and what was heard."""
    message = joe(WORDS)
    save_sound(message, JOE_RATE, "message.mp3")
    Path("heard.txt").write_text(whisper(message, JOE_RATE) + "\n", encoding="utf-8")
    save_thumbnail(spectrogram(message, JOE_RATE, (480, 360)))


if __name__ == "__main__":
    main()
