"""Pictures of contributors, encoded anew: no larger than pages show them, and without what cameras and programs wrote into them."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from PIL import Image
from PIL.ExifTags import Base

from kb.views.question_pictures import published_size

if TYPE_CHECKING:
    from kb.content.media import Media

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What turns a picture upright, by what its camera says. Pillow's own function also writes that anew, and fails where it is broken."""
SEARCH_SIZE = (96, 72)
"""Pixels of the pictures beside results of the search, which are shown at two thirds of that."""
SEARCH_QUALITY = 60
QUALITY = 82
"""WebP's own scale to 100."""


def beside_result(thumbnail: Media) -> bytes:
    """Give an example's small picture, smaller still: some kilobyte, since several come with every answer of the search."""
    with Image.open(io.BytesIO(thumbnail.content)) as picture:
        small = picture.convert("RGB").resize(SEARCH_SIZE, Image.Resampling.LANCZOS)
    target = io.BytesIO()
    small.save(target, "WEBP", quality=SEARCH_QUALITY, method=4)
    return target.getvalue()


def encoded(media: Media) -> bytes:
    """Give a picture as WebP: upright, in the size in which it is published, without any metadata."""
    with warnings.catch_warnings():
        # What cameras wrote into it, whole or not, is not kept.
        warnings.simplefilter("ignore")
        upright = _upright(media.content)
        plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    resized = bare.resize(published_size(media), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    resized.save(target, "WEBP", quality=QUALITY, method=4)
    return target.getvalue()


def _upright(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        turn = _TURNS.get(picture.getexif().get(Base.Orientation, 1))
        return picture.transpose(turn) if turn is not None else picture.copy()
