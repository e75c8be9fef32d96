"""Have a computed man sing a round, and turn him into a higher, smaller voice: same tune, same words."""

from singing import convert, sing
from site_media import save_sound, save_thumbnail, spectrogram
from voices import JOE_RATE


def main() -> None:
    """Write both voices."""
    sung = sing()
    other = convert(sung)
    save_sound(sung, JOE_RATE, "man.mp3")
    save_sound(other, JOE_RATE, "other.mp3")
    save_thumbnail(spectrogram(sung, JOE_RATE, (480, 360), 5000), spectrogram(other, JOE_RATE, (480, 360), 5000))


if __name__ == "__main__":
    main()
