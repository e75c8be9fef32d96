"""Pictures encoded where that was not done before: what is kept under `.cache/` may be deleted at any time."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from kb.publish.code_version import installed, texts_of
from kb.publish.kept_files import KeptFiles
from kb.publish.picture_encoding import beside_result, encoded
from kb.views.question_pictures import published_size

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.content.media import Media

CACHE = ".cache/pictures"


class PictureCache:
    """Encoded pictures by what they are made of: the bytes of the file, the size, the code and Pillow."""

    def __init__(self, root: Path) -> None:
        """Name the project's folder."""
        self._kept = KeptFiles(Path(root, CACHE))
        code = texts_of(Path(__file__).parent, names=("picture_encoding.py",))
        self._version = repr((installed(), code))

    def encoded(self, media: Media) -> bytes:
        """Give a picture as it is published with a question."""
        return self._made(media, f"question {published_size(media)}", encoded)

    def beside_result(self, thumbnail: Media) -> bytes:
        """Give an example's small picture as it stands beside a result of the search."""
        return self._made(thumbnail, "result", beside_result)

    def end(self) -> None:
        """Forget what no build has taken for long."""
        self._kept.forget_unused()

    def _made(self, media: Media, what: str, make: Callable[[Media], bytes]) -> bytes:
        name = hashlib.sha256(f"{self._version}\0{what}\0".encode() + media.content).hexdigest()
        content = self._kept.read(name)
        if content is None:
            content = make(media)
            self._kept.keep(name, content)
        return content
