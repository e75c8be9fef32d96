"""Convert the round together with the strings that accompany it: voice and strings get in each other's way."""

import numpy as np

from fiddle_tunes import play
from singing import EIGHTH, convert, sing
from site_media import save_sound, save_thumbnail, spectrogram
from voices import JOE_RATE, loud


def main() -> None:
    """Write the mixture and what becomes of it."""
    sung = sing()
    chords = [play([(key + up, 6.0) for key in (48, 48, 43, 48)], EIGHTH) for up in (0, 4, 7)]
    strings = np.sum([np.resize(chord, len(sung)) for chord in chords], axis=0)
    mixed = loud(sung + 0.5 * loud(strings))
    other = convert(mixed)
    save_sound(mixed, JOE_RATE, "mixed.mp3")
    save_sound(other, JOE_RATE, "other.mp3")
    save_thumbnail(spectrogram(mixed, JOE_RATE, (480, 360), 5000), spectrogram(other, JOE_RATE, (480, 360), 5000))


if __name__ == "__main__":
    main()
