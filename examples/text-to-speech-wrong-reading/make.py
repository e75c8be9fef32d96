"""Read aloud sentences whose words are spelt alike and said differently, and write down which sounds were said."""

from pathlib import Path

from site_media import save_sound, save_thumbnail, spectrogram
from voices import JOE_RATE, joe, phonemes

WORDS = "The old pipes were made of lead. She shed a tear over the tear in her coat. Do live bands live here?"


def main() -> None:
    """Write the sound and its phonetic spelling."""
    spoken = joe(WORDS)
    save_sound(spoken, JOE_RATE, "spoken.mp3")
    Path("sounds.txt").write_text(phonemes(WORDS) + "\n", encoding="utf-8")
    save_thumbnail(spectrogram(spoken, JOE_RATE, (480, 360)))


if __name__ == "__main__":
    main()
