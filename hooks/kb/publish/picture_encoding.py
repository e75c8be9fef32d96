"""Pictures of contributors, encoded anew: no larger than pages show them, and without what cameras and programs wrote into them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from kb.views.question_pictures import published_size

if TYPE_CHECKING:
    from kb.content.media import Media

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
    with Image.open(io.BytesIO(media.content)) as picture:
        upright = ImageOps.exif_transpose(picture)
        plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    resized = bare.resize(published_size(media), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    resized.save(target, "WEBP", quality=QUALITY, method=4)
    return target.getvalue()
