"""Find a fiddle tune again from five seconds, while someone talks: by the bright points of its chart."""

import csv
from pathlib import Path

import numpy as np

from fiddle_tunes import RATE, jigs, perform
from fingerprints import HIGHEST, HOP, Index, bright_points
from site_media import save_sound, save_svg, save_thumbnail, spectrogram
from voices import fan, joe, loud

TUNE, BEGIN, SECONDS = "Garry Owen", 7.3, 5
TALK = "Two more for us, please. Did you see the match last night?"


def bar(sound: np.ndarray) -> np.ndarray:
    """Lay talk and rushing over five seconds of a tune."""
    heard = loud(sound[int(BEGIN * RATE) : int((BEGIN + SECONDS) * RATE)], 0.5)
    talk = np.resize(np.pad(joe(TALK), (0, RATE // 2)), len(heard))
    return loud(heard + 0.5 * talk + 0.03 * fan(len(heard), RATE))


def main() -> None:
    """Take the fingerprints of all jigs, and look one up."""
    index = Index()
    for player, (name, tune) in enumerate(jigs().items()):
        recording = perform(tune, player)
        index.add(name, recording, RATE)
        if name == TUNE:
            heard = bar(recording)
    save_sound(heard, RATE, "bar.mp3")
    circles = [
        f'<circle cx="{640 * time * HOP / (SECONDS * RATE):.1f}" cy="{200 - 200 * row * RATE / 1024 / 8000:.1f}" r="4" fill="none" stroke="#fff" stroke-width="2"/>'
        for time, row in bright_points(heard, RATE)
    ]
    save_svg("points.svg", 640, 200, circles)
    with Path("found.csv").open("w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(["Recording", "Codes that agree", "Second of the recording"])
        table.writerows([name, count, f"{second:.1f}"] for name, count, second in index.look_up(heard, RATE)[:4])
    save_thumbnail(spectrogram(heard, RATE, (480, 360), HIGHEST))


if __name__ == "__main__":
    main()
