"""A typed letter on a desk, photographed askew: for the examples of scanning documents."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

WORDS = """Allotment Garden Society
Minutes of the spring meeting

1. The well pump was mended in March. It cost 184.50
   and was paid from the reserve.
2. Plot 17 is free again. Three families are waiting,
   and the board will draw lots on Saturday.
3. Compost: please no cooked food. It brings rats.
4. The summer feast is on 12 July, from three o'clock.
   Cakes are welcome, and so is anyone who can play
   the accordion.

Signed for the board,"""
CORNERS = np.array([[150, 52], [505, 90], [560, 590], [70, 545]], dtype=np.float32)
"""Where the page's corners lie in the photo: from the upper left onwards, clockwise."""


def page() -> Image.Image:
    """Type the letter."""
    sheet = Image.new("RGB", (560, 760), "#fbfaf5")
    draw = ImageDraw.Draw(sheet)
    draw.text((48, 50), WORDS.split("\n")[0], fill="#1d3557", font=ImageFont.load_default(30))
    draw.multiline_text(
        (48, 100), "\n".join(WORDS.split("\n")[1:]), fill="#262626", font=ImageFont.load_default(19), spacing=14
    )
    draw.line(
        [(52, 640), (74, 600), (92, 650), (112, 612), (126, 646), (168, 618), (190, 640), (250, 622)],
        fill="#27408b",
        width=3,
        joint="curve",
    )
    draw.ellipse((400, 590, 500, 690), outline="#b3362b", width=5)
    draw.text((450, 640), "PAID", fill="#b3362b", font=ImageFont.load_default(24), anchor="mm")
    return sheet


def photographed(desk: np.ndarray) -> Image.Image:
    """Lay the letter on a desk, 640 by 640, and let a shadow fall over both.

    Args:
        desk: the desk's colours, 640 by 640 by 3, from 0 to 255.
    """
    sheet = np.asarray(page())
    height, width = sheet.shape[:2]
    frame = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(frame, CORNERS)
    lying = cv2.warpPerspective(sheet, turn, (640, 640), flags=cv2.INTER_AREA)
    inside = cv2.warpPerspective(np.full((height, width), 255, np.uint8), turn, (640, 640))[..., None] / 255
    scene = desk * (1 - inside) + lying * inside
    rows, columns = np.mgrid[:640, :640]
    shadow = 1 / (1 + np.exp((columns + 0.6 * rows - 560) / 60))
    lit = scene * (1 - 0.45 * shadow[..., None]) * (1.0, 0.95, 0.84)
    grain = np.random.default_rng(3).normal(0, 2.5, lit.shape)
    return Image.fromarray((lit + grain).clip(0, 255).round().astype(np.uint8))
