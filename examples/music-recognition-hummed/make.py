"""Hum a fiddle tune, and look for it among recordings by the bright points: nothing is found."""

import csv
from pathlib import Path

from fiddle_tunes import RATE, hum, jigs, perform, play
from fingerprints import Index
from site_media import save_sound, save_thumbnail, spectrogram
from voices import loud

TUNE = "Garry Owen"


def main() -> None:
    """Take the fingerprints of all jigs, and look a hummed one up."""
    index, tunes = Index(), jigs()
    for player, (name, tune) in enumerate(tunes.items()):
        index.add(name, perform(tune, player), RATE)
    lower = [(key - 15, length) for key, length in tunes[TUNE][:26]]
    heard = loud(play(lower, eighth=0.23, instrument=hum, ring=0.0))
    save_sound(heard, RATE, "hummed.mp3")
    with Path("found.csv").open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(["Recording", "Codes that agree"])
        table.writerows(found[:2] for found in index.look_up(heard, RATE)[:4])
    save_thumbnail(spectrogram(heard, RATE, (480, 360), 4000))


if __name__ == "__main__":
    main()
