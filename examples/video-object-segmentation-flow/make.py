"""Cut a rocket out of every frame of a clip: a box in the first frame, then optical flow and colours carry the mask on."""

import itertools

import cv2
import numpy as np
from PIL import Image

from clips import view
from site_media import COLOURS, box, photo, save_svg, save_thumbnail
from voices import save_video

SIZE = (480, 288)
LENGTH = 36
BOX = (180, 8, 105, 278)


def scene(number: int) -> np.ndarray:
    """Draw a frame: the camera sways past the rocket, tilts and comes closer."""
    moment = number / (LENGTH - 1)
    return view(
        np.asarray(photo("rocket")),
        SIZE,
        (330 + 60 * np.sin(3 * moment), 222 + 4 * moment),
        10 * np.sin(4 * moment),
        1.2 + 0.12 * moment,
    )


def refine(frame: np.ndarray, guess: np.ndarray, rounds: int) -> np.ndarray:
    """Let the colours decide along the rim of a mask, and leave its inside and the far outside alone."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))
    marks = np.where(guess > 0, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    marks[cv2.erode(guess, kernel, iterations=2) > 0] = cv2.GC_FGD
    marks[cv2.dilate(guess, kernel, iterations=2) == 0] = cv2.GC_BGD
    cv2.grabCut(
        cv2.cvtColor(frame, cv2.COLOR_RGB2BGR),
        marks,
        None,
        np.zeros((1, 65)),
        np.zeros((1, 65)),
        rounds,
        cv2.GC_INIT_WITH_MASK,
    )
    return cv2.medianBlur(np.isin(marks, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8), 7)


def first_cut(frame: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Find the thing in the box: what has other colours than all that lies outside."""
    marks = np.where(inside > 0, cv2.GC_PR_FGD, cv2.GC_BGD).astype(np.uint8)
    cv2.grabCut(
        cv2.cvtColor(frame, cv2.COLOR_RGB2BGR),
        marks,
        None,
        np.zeros((1, 65)),
        np.zeros((1, 65)),
        5,
        cv2.GC_INIT_WITH_MASK,
    )
    return cv2.medianBlur(np.isin(marks, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8), 5)


def carry(mask: np.ndarray, before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Move a mask along with what moved between two frames."""
    flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    greys = [cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY) for frame in (after, before)]
    shift = flow.calc(*greys, None)
    y, x = np.mgrid[: mask.shape[0], : mask.shape[1]].astype(np.float32)
    return cv2.remap(mask, x + shift[..., 0], y + shift[..., 1], cv2.INTER_NEAREST)


def tint(frame: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Darken what isn't masked and draw the outline."""
    shown = np.where(mask[..., None] > 0, frame, frame // 4 + 20)
    outline, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return cv2.drawContours(np.ascontiguousarray(shown), outline, -1, (255, 200, 40), 2)


def main() -> None:
    """Write the clip and the cut-out."""
    frames = [scene(number) for number in range(LENGTH)]
    _x, _y, _width, _height = BOX
    mask = cv2.rectangle(np.zeros(SIZE[::-1], np.uint8), BOX, 1, -1)
    mask = first_cut(frames[0], mask)
    masks = [refine(frames[0], mask, 1)]
    for before, after in itertools.pairwise(frames):
        masks.append(refine(after, carry(masks[-1], before, after), 1))
    shown = [tint(frame, mask) for frame, mask in zip(frames, masks, strict=True)]
    save_video(frames, 12, "clip.mp4", 0)
    save_video(shown, 12, "cut-out.mp4", 27)
    save_svg("hint.svg", *SIZE, [box(*BOX, colour=COLOURS[1])])
    save_thumbnail(Image.fromarray(frames[0]), Image.fromarray(shown[27]))


if __name__ == "__main__":
    main()
