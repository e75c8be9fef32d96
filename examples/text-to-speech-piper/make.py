"""Read a notice aloud with the Piper voice Joe."""

from site_media import save_sound, save_thumbnail, spectrogram
from voices import JOE_RATE, joe

WORDS = "The library opens at nine on weekdays. On Saturday, it stays open until half past four. Shall we go together?"


def main() -> None:
    """Write the spoken sentences."""
    spoken = joe(WORDS)
    save_sound(spoken, JOE_RATE, "spoken.mp3")
    save_thumbnail(spectrogram(spoken, JOE_RATE, (480, 360)))


if __name__ == "__main__":
    main()
