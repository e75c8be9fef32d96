"""Give a silent clip of bouncing balls its sounds: find the balls in the frames, and knock where one turns upwards."""

import cv2
import numpy as np
from PIL import Image

from site_media import save_sound, save_thumbnail, spectrogram
from voices import save_video

SIZE, FRAMES, RATE = (480, 270), 30, 24_000
FLOOR = 225
BALLS = (
    ((200, 70, 40), 26, 110, 0.0, 0.78),
    ((40, 110, 200), 14, 330, 0.35, 0.86),
)  # colour, radius, x, start, springiness


def height(moment: float, bounce: float) -> float:
    """Give how high a ball is that was dropped from 170 pixels."""
    speed, time = 0.0, moment
    drop = np.sqrt(2 * 170 / 900)
    if time < drop:
        return 170 - 450 * time**2
    time, speed = time - drop, 900 * drop * bounce
    while time > 2 * speed / 900 and speed > 20:
        time, speed = time - 2 * speed / 900, speed * bounce
    return max(0.0, speed * time - 450 * time**2)


def scene(number: int) -> np.ndarray:
    """Draw a frame."""
    frame = np.full((SIZE[1], SIZE[0], 3), (226, 232, 236), np.uint8)
    frame[FLOOR:] = (176, 150, 120)
    for colour, radius, x, start, bounce in BALLS:
        y = FLOOR - radius - height(max(0.0, number / FRAMES - start), bounce)
        cv2.circle(frame, (int(16 * (x + number * 0.3)), int(16 * y)), 16 * radius, colour, -1, cv2.LINE_AA, 4)
    return frame


def bounces(frames: list[np.ndarray]) -> list[tuple[float, float, float]]:
    """Find moment, speed and size of each bounce from the frames alone."""
    found = []
    for red in (True, False):
        ways, sizes = [], []
        for frame in frames:
            colours = frame.astype(int)
            mask = (colours[..., 0] - colours[..., 2] > 80) if red else (colours[..., 2] - colours[..., 0] > 80)
            ways.append(np.nonzero(mask)[0].mean())
            sizes.append(np.sqrt(mask.sum() / np.pi))
        speed = np.diff(ways)
        for number in range(1, len(speed)):
            if speed[number - 1] > 1.5 and speed[number] < 0.3:
                found.append((number / FRAMES, float(speed[number - 1]), float(np.median(sizes))))
    return found


def knock(speed: float, size: float) -> np.ndarray:
    """Make the sound of a bounce: lower for a large ball, louder for a fast one."""
    time = np.arange(int(0.25 * RATE)) / RATE
    pitch = 4200 / size
    tone = np.sin(2 * np.pi * pitch * time) * np.exp(-time * 26) + 0.4 * np.sin(
        2 * np.pi * 2.7 * pitch * time
    ) * np.exp(-time * 60)
    return tone * min(1.0, speed / 18) ** 1.3


def main() -> None:
    """Write the silent clip and its sound."""
    frames = [scene(number) for number in range(int(4.5 * FRAMES))]
    sound = np.zeros(int(4.8 * RATE))
    for moment, speed, size in bounces(frames):
        start, blow = int(moment * RATE), knock(speed, size)
        sound[start : start + len(blow)] += 0.6 * blow[: len(sound) - start]
    save_video(frames, FRAMES, "silent.mp4", 10)
    save_sound(sound, RATE, "knocks.mp3")
    save_thumbnail(Image.fromarray(frames[10]), spectrogram(sound, RATE, (480, 360)))


if __name__ == "__main__":
    main()
