"""Pluck the beginning of an old jig and write its notes down by following the pitch."""

from fiddle_tunes import RATE, jigs, play
from site_media import save_sound, save_thumbnail, spectrogram
from transcribing import roll, transcribe, written
from voices import loud

EIGHTH, SECONDS = 0.2, 6


def main() -> None:
    """Write the sound and the notes."""
    tune = jigs()["Garry Owen"][:32]
    sound = loud(play(tune, EIGHTH, ring=0.02))[: SECONDS * RATE]
    save_sound(sound, RATE, "jig.mp3")
    roll("notes.svg", written(tune, EIGHTH), transcribe(sound), SECONDS)
    save_thumbnail(spectrogram(sound, RATE, (480, 360), 4000))


if __name__ == "__main__":
    main()
