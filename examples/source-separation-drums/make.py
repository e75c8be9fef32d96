"""Compose a few bars of drums and organ, mix them, and separate them again by the shapes in the spectrogram."""

import numpy as np
from scipy.ndimage import median_filter
from scipy.signal import istft, stft

from site_media import save_sound, save_thumbnail, spectrogram
from voices import loud

RATE = 22_050
BEAT = 0.3
CHORDS = ((57, 60, 64), (53, 57, 60), (48, 52, 55), (55, 59, 62))


def organ() -> np.ndarray:
    """Play four chords, twice, with soft beginnings and ends."""
    played = []
    for chord in CHORDS * 2:
        time = np.arange(int(4 * BEAT * RATE)) / RATE
        tone = sum(
            np.sin(2 * np.pi * 440 * 2 ** ((note - 69) / 12) * part * time) / part**1.3
            for note in chord
            for part in range(1, 9)
        )
        played.append(tone * np.clip(np.minimum(time, time[::-1]) / 0.05, 0, 1))
    return np.concatenate(played)


def drums(length: int) -> np.ndarray:
    """Beat a bass drum, a snare and a cymbal."""
    chance, played = np.random.default_rng(0), np.zeros(length)
    time = np.arange(int(0.25 * RATE)) / RATE
    kick = np.sin(2 * np.pi * (45 * time + 9 * (1 - np.exp(-time * 30)))) * np.exp(-time * 22) * 1.4
    for number in range(int(length / RATE / (BEAT / 2))):
        hiss = chance.normal(size=len(time))
        blow = np.diff(hiss, prepend=0) * np.exp(-time * 90) * 0.35
        if number % 8 in (0, 3):
            blow = blow + kick
        if number % 8 == 4:
            blow = blow + hiss * np.exp(-time * 28) * 0.7
        start = int(number * BEAT / 2 * RATE)
        end = min(length, start + len(time))
        played[start:end] += blow[: end - start]
    return played


def main() -> None:
    """Write the mix and the two parts."""
    chords = organ()
    mix = loud(0.25 * chords / chords.std() + 0.35 * drums(len(chords)) / 0.35)
    _, _, chart = stft(mix, RATE, nperseg=2048, noverlap=1536)
    level = np.abs(chart)
    lasting, sudden = median_filter(level, (1, 41)), median_filter(level, (41, 1))
    share = lasting**2 / (lasting**2 + sudden**2 + 1e-12)
    parts = [istft(chart * mask, RATE, nperseg=2048, noverlap=1536)[1][: len(mix)] for mask in (share, 1 - share)]
    for name, sound in (("mix", mix), ("chords", parts[0]), ("drums", parts[1])):
        save_sound(sound, RATE, f"{name}.mp3")
    save_thumbnail(spectrogram(mix, RATE, (480, 360)), spectrogram(parts[0], RATE, (480, 360)))


if __name__ == "__main__":
    main()
