"""Draws 4,000 little cartoon faces, trains a small diffusion model on them, and lets it invent new ones."""

import numpy as np
from PIL import Image, ImageDraw
from sklearn.decomposition import PCA
from sklearn.neural_network import MLPRegressor
from threadpoolctl import threadpool_limits

from site_media import save_picture, save_thumbnail

SIDE, STEPS, COUNT = 32, 50, 4000
chance = np.random.default_rng(3)


def draw_face() -> np.ndarray:
    """Draw one face from a handful of random measures, and give its brightness from -1 to 1."""
    big = Image.new("L", (128, 128), 245)
    pen = ImageDraw.Draw(big)
    wide, high, skin, hair = (
        chance.uniform(32, 46),
        chance.uniform(42, 52),
        int(chance.integers(150, 225)),
        int(chance.integers(15, 110)),
    )
    pen.ellipse((64 - wide - 6, 66 - high - 10, 64 + wide + 6, 66 + chance.choice([0, 25, 45])), fill=hair)
    pen.ellipse((64 - wide, 68 - high, 64 + wide, 68 + high), fill=skin)
    pen.chord(
        (64 - wide, 66 - high, 64 + wide, 66 + high * 0.2),
        180 + chance.uniform(10, 35),
        360 - chance.uniform(10, 35),
        fill=hair,
    )
    apart, eye, level = chance.uniform(13, 20), chance.uniform(3, 6.5), chance.uniform(60, 68)
    for side in (-1, 1):
        x = 64 + side * apart
        pen.ellipse((x - eye, level - eye, x + eye, level + eye), fill=20)
    pen.line((64, level + 8, 64 + chance.choice([-4, 4]), level + 17, 64, level + 18), fill=skin - 60, width=3)
    mouth, bend = chance.uniform(10, 20), chance.uniform(-9, 11)
    pen.line([(64 + mouth * t, 94 + bend * (1 - t * t) - bend / 2) for t in np.linspace(-1, 1, 15)], fill=60, width=4)
    return np.asarray(big.resize((SIDE, SIDE), Image.Resampling.LANCZOS), dtype=np.float64).ravel() / 127.5 - 1


def sheet(faces: np.ndarray, scale: int = 3) -> Image.Image:
    """Lay 24 faces out in six columns and four rows."""
    tiles = np.clip((faces[:24].reshape(4, 6, SIDE, SIDE) + 1) * 127.5, 0, 255).astype(np.uint8)
    rows = (
        np.pad(tiles, ((0, 0), (0, 0), (1, 1), (1, 1)), constant_values=255)
        .transpose(0, 2, 1, 3)
        .reshape(4 * (SIDE + 2), -1)
    )
    return Image.fromarray(rows).resize((rows.shape[1] * scale, rows.shape[0] * scale), Image.Resampling.BICUBIC)


def train(codes: np.ndarray, keep: np.ndarray) -> MLPRegressor:
    """Teach a network which part of a noisy face is noise, for every strength of noise."""
    network = MLPRegressor(
        hidden_layer_sizes=(256, 256),
        batch_size=256,
        learning_rate_init=1e-3,
        max_iter=1,
        warm_start=True,
        random_state=0,
    )
    for epoch in range(160):
        network.learning_rate_init = 1e-3 if epoch < 110 else 2e-4
        when = chance.integers(0, STEPS, len(codes))
        noise = chance.standard_normal(codes.shape)
        seen = np.sqrt(keep[when])[:, None] * codes + np.sqrt(1 - keep[when])[:, None] * noise
        network.partial_fit(with_time(seen, when), noise.astype(np.float32))
    return network


def with_time(codes: np.ndarray, when: np.ndarray) -> np.ndarray:
    """Put the strength of the noise beside each code, as a few waves."""
    turns = np.outer(when / STEPS * np.pi, [0.5, 1, 2, 4])
    return np.hstack([codes, np.sin(turns), np.cos(turns)]).astype(np.float32)


def invent(network: MLPRegressor, keep: np.ndarray, width: int, count: int = 24) -> np.ndarray:
    """Begin with pure noise and take away, step by step, what the network calls noise."""
    codes = chance.standard_normal((count, width))
    for step in range(STEPS - 1, -1, -1):
        noise = network.predict(with_time(codes, np.full(count, step)))
        clean = (codes - np.sqrt(1 - keep[step]) * noise) / np.sqrt(keep[step])
        clean = np.clip(clean, -4, 4)
        before = keep[step - 1] if step else 1.0
        fresh = np.sqrt((1 - before) / (1 - keep[step]) * (1 - keep[step] / before))
        codes = (
            np.sqrt(before) * clean
            + np.sqrt(max(0, 1 - before - fresh**2)) * noise
            + fresh * chance.standard_normal(codes.shape)
        )
    return codes


with threadpool_limits(1):
    drawn = np.array([draw_face() for _ in range(COUNT)])
    axes = PCA(48, whiten=True, svd_solver="full").fit(drawn)
    keep = np.cos(np.linspace(0.02, 1.53, STEPS)) ** 2
    model = train(axes.transform(drawn), keep)
    invented = axes.inverse_transform(invent(model, keep, 48))
save_picture(sheet(drawn), "drawn.webp")
save_picture(sheet(invented), "invented.webp")
save_thumbnail(sheet(drawn), sheet(invented))
