"""Puts a box in space round a coffee cup with MediaPipe Objectron."""

import os
from pathlib import Path

import numpy as np
from ai_edge_litert.interpreter import Interpreter

from site_media import COLOURS, line, photo, point, save_picture, save_svg, save_thumbnail

PART = (80, -52, 516, 384)
"""What the network looks at: the square round the cup, marked by hand, and half as large again, as its makers do; black outside the photo."""
SIDE = 224
EDGES = [(1, 2), (3, 4), (5, 6), (7, 8), (1, 3), (2, 4), (5, 7), (6, 8), (1, 5), (2, 6), (3, 7), (4, 8)]

picture = photo("coffee")
stored = Path(os.environ["NODE_PATH"], "@mediapipe/objectron/object_detection_3d_cup.tflite")
network = Interpreter(str(stored), num_threads=1)
network.allocate_tensors()
small = np.asarray(picture.crop(PART).resize((SIDE, SIDE)), dtype=np.float32)[None] / 255
network.set_tensor(network.get_input_details()[0]["index"], small)
network.invoke()
outputs = {d["shape"][-1]: network.get_tensor(d["index"])[0] for d in network.get_output_details()}
corners = outputs[18].reshape(9, 2) * (PART[2] - PART[0]) / SIDE + PART[:2]
save_picture(picture, "table.webp")
lines = [line(*corners[a], *corners[b], COLOURS[i // 4], 1.2) for i, (a, b) in enumerate(EDGES)]
save_svg("box.svg", *picture.size, [*lines, *(point(x, y, "#333") for x, y in corners)])
save_thumbnail(picture)
