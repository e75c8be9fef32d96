"""Runs the MAXIM models that the packages @upscalerjs/maxim-* hold, with NumPy alone: TensorFlow.js runs out of memory above tiny pictures.

Each package is a TensorFlow graph in ``models/model.json`` and its weights beside it. The graph is walked node by node.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray

TYPES = {"DT_FLOAT": np.float32, "DT_INT32": np.int32, "DT_BOOL": np.bool_, "DT_INT64": np.int64}


def restore(picture: Image.Image, package: str) -> Image.Image:
    """Run a picture through a MAXIM model.

    Args:
        picture: RGB; its sides should be multiples of 64.
        package: the package's name without its scope, such as ``maxim-deblurring``; it is sought in ``NODE_PATH``.
    """
    pixels = np.asarray(picture.convert("RGB"), dtype=np.float32)[None] / 255
    folder = Path(os.environ.get("NODE_PATH", "../node_modules")) / "@upscalerjs" / package / "models"
    result = run(folder, pixels)[0]
    return Image.fromarray((result.clip(0, 1) * 255).round().astype(np.uint8))


def run(folder: Path, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Compute the graph's output; a value is forgotten as soon as no later node needs it."""
    graph = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    values: dict[str, Any] = _weights(folder, graph["weightsManifest"])
    nodes = {node["name"]: node for node in graph["modelTopology"]["node"]}
    goal = next(iter(graph["signature"]["outputs"].values()))["name"].split(":")[0]
    uses = Counter(_source(name) for node in nodes.values() for name in node.get("input", []))
    for name in _ordered(nodes, goal):
        node = nodes[name]
        sources = [_source(source) for source in node.get("input", []) if not source.startswith("^")]
        if node["op"] == "Placeholder":
            values[name] = pixels
        elif node["op"] != "Const":
            values[name] = OPERATIONS[node["op"]](node.get("attr", {}), *(values[source] for source in sources))
        for source in sources:
            uses[source] -= 1
            if not uses[source]:
                del values[source]
    return values[goal]


def _source(name: str) -> str:
    return name.lstrip("^").split(":")[0]


def _ordered(nodes: dict[str, Any], goal: str) -> list[str]:
    """Put the nodes that the goal needs into an order in which each comes after what it is made of."""
    order: dict[str, None] = {}
    waiting = [goal]
    while waiting:
        name = waiting[-1]
        missing = [s for s in map(_source, nodes[name].get("input", [])) if s not in order]
        if missing:
            waiting += missing
        else:
            order[waiting.pop()] = None
    return list(order)


def _weights(folder: Path, manifest: list[dict[str, Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for group in manifest:
        data, start = b"".join((folder / path).read_bytes() for path in group["paths"]), 0
        for weight in group["weights"]:
            kind = np.dtype({"float32": np.float32, "int32": np.int32, "bool": np.bool_}[weight["dtype"]])
            count = int(np.prod(weight["shape"]))
            values[weight["name"]] = np.frombuffer(data, kind, count, start).reshape(weight["shape"])
            start += count * kind.itemsize
    return values


def _numbers(attributes: dict[str, Any], name: str) -> list[int]:
    return [int(number) for number in attributes[name]["list"]["i"]]


def _int(attributes: dict[str, Any], name: str) -> int:
    return int(attributes.get(name, {}).get("i", 0))


def _margins(size: int, kernel: int, stride: int, same: bool) -> tuple[int, int]:
    total = max(0, (-(-size // stride) - 1) * stride + kernel - size) if same else 0
    return total // 2, total - total // 2


def _is_same(attributes: dict[str, Any]) -> bool:
    return _text(attributes, "padding") == "SAME"


def _text(attributes: dict[str, Any], name: str) -> str:
    import base64

    return base64.b64decode(attributes[name]["s"]).decode()


def _convolve(attributes: dict[str, Any], x: NDArray[Any], kernel: NDArray[Any]) -> NDArray[Any]:
    rows, columns = kernel.shape[:2]
    stride = _numbers(attributes, "strides")[1]
    same = _is_same(attributes)
    padded = np.pad(
        x, ((0, 0), _margins(x.shape[1], rows, stride, same), _margins(x.shape[2], columns, stride, same), (0, 0))
    )
    height, width = (padded.shape[1] - rows) // stride + 1, (padded.shape[2] - columns) // stride + 1
    total = np.zeros((x.shape[0], height, width, kernel.shape[3]), np.float32)
    for row in range(rows):
        for column in range(columns):
            part = padded[:, row : row + height * stride : stride, column : column + width * stride : stride]
            total += part[:, :height, :width] @ kernel[row, column]
    return total


def _unconvolve(attributes: dict[str, Any], shape: NDArray[Any], kernel: NDArray[Any], x: NDArray[Any]) -> NDArray[Any]:
    rows, columns = kernel.shape[:2]
    stride = _numbers(attributes, "strides")[1]
    height, width = int(shape[1]), int(shape[2])
    same = _is_same(attributes)
    top, left = _margins(height, rows, stride, same)[0], _margins(width, columns, stride, same)[0]
    total = np.zeros(
        (x.shape[0], (x.shape[1] - 1) * stride + rows, (x.shape[2] - 1) * stride + columns, kernel.shape[2]), np.float32
    )
    for row in range(rows):
        for column in range(columns):
            total[:, row : row + x.shape[1] * stride : stride, column : column + x.shape[2] * stride : stride] += (
                x @ kernel[row, column].T
            )
    return np.pad(total, ((0, 0), (0, height), (0, width), (0, 0)))[:, top : top + height, left : left + width]


def _slice(
    attributes: dict[str, Any], x: NDArray[Any], begin: NDArray[Any], end: NDArray[Any], step: NDArray[Any]
) -> NDArray[Any]:
    masks = {name: _int(attributes, f"{name}_mask") for name in ("begin", "end", "ellipsis", "new_axis", "shrink_axis")}
    parts: list[Any] = []
    for axis in range(len(begin)):
        bit = 1 << axis
        if masks["ellipsis"] & bit:
            parts.append(...)
        elif masks["new_axis"] & bit:
            parts.append(None)
        elif masks["shrink_axis"] & bit:
            parts.append(int(begin[axis]))
        else:
            first = None if masks["begin"] & bit else int(begin[axis])
            last = None if masks["end"] & bit else int(end[axis])
            parts.append(slice(first, last, int(step[axis])))
    return np.asarray(x)[tuple(parts)]


def _sum(attributes: dict[str, Any], x: NDArray[Any], axes: NDArray[Any]) -> NDArray[Any]:
    return x.sum(tuple(np.atleast_1d(axes).tolist()), keepdims=bool(attributes.get("keep_dims", {}).get("b")))


def _squeeze(attributes: dict[str, Any], x: NDArray[Any]) -> NDArray[Any]:
    return x.squeeze(tuple(_numbers(attributes, "squeeze_dims")))


OPERATIONS: dict[str, Any] = {
    "Abs": lambda _, x: abs(x),
    "AddV2": lambda _, x, y: x + y,
    "BroadcastTo": lambda _, x, shape: np.broadcast_to(x, shape),
    "Cast": lambda a, x: np.asarray(x).astype(TYPES[a["DstT"]["type"]]),
    "ConcatV2": lambda _, *xs: np.concatenate(xs[:-1], int(xs[-1])),
    "Conv2D": _convolve,
    "Conv2DBackpropInput": _unconvolve,
    "Einsum": lambda a, x, y: np.einsum(_text(a, "equation"), x, y, optimize=True),
    "Exp": lambda _, x: np.exp(x),
    "ExpandDims": lambda _, x, axis: np.expand_dims(x, int(axis)),
    "Floor": lambda _, x: np.floor(x),
    "FloorDiv": lambda _, x, y: x // y,
    "FloorMod": lambda _, x, y: x % y,
    "GatherV2": lambda _, x, places, axis: np.take(x, places, int(axis)),
    "Greater": lambda _, x, y: x > y,
    "GreaterEqual": lambda _, x, y: x >= y,
    "Identity": lambda _, x: x,
    "Less": lambda _, x, y: x < y,
    "LessEqual": lambda _, x, y: x <= y,
    "LogicalAnd": lambda _, x, y: x & y,
    "Maximum": lambda _, x, y: np.maximum(x, y),
    "Minimum": lambda _, x, y: np.minimum(x, y),
    "Mul": lambda _, x, y: x * y,
    "Neg": lambda _, x: -x,
    "NotEqual": lambda _, x, y: x != y,
    "Pack": lambda a, *xs: np.stack(xs, _int(a, "axis")),
    "Range": lambda _, start, stop, step: np.arange(start, stop, step),
    "RealDiv": lambda _, x, y: x / y,
    "Reciprocal": lambda _, x: 1 / x,
    "Reshape": lambda _, x, shape: np.reshape(x, np.asarray(shape).tolist()),
    "Rsqrt": lambda _, x: 1 / np.sqrt(x),
    "SelectV2": lambda _, test, x, y: np.where(test, x, y),
    "Shape": lambda _, x: np.array(np.shape(x), np.int32),
    "Sign": lambda _, x: np.sign(x),
    "Square": lambda _, x: x * x,
    "Squeeze": _squeeze,
    "StridedSlice": _slice,
    "Sub": lambda _, x, y: x - y,
    "Sum": _sum,
    "Tanh": lambda _, x: np.tanh(x),
    "Transpose": lambda _, x, axes: np.transpose(x, np.asarray(axes).tolist()),
}
"""What each kind of node computes from its attributes and its inputs."""
