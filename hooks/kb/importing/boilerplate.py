"""Text that stands in every document of the earlier system, whatever was asked."""

from __future__ import annotations

import re
import unicodedata

HEADINGS = (
    "What task is the user trying to perform?",
    "How does the model work in a CNAPS AI-like workflow?",
    "Models and Tools Referenced",
    "Referenced Models and Tools",
)
"""The headings of the two layouts."""

PARAGRAPHS = (
    # The first layout.
    "The user is trying to understand how a model achieves a particular behavior in a real-world scenario, such as tracking, "
    "generation, or classification. Based on the question, the task likely falls under one of the following categories: "
    "object tracking, image-to-video generation, pose-to-motion conversion, or content moderation.",
    "Input → Model → Output:",
    "The input is typically a static image, text description, sketch, or video sequence.",
    "The model processes the input using its architecture (e.g., diffusion, transformer, CNN), guided by the pretrained "
    "features or control signals like pose, semantics, or spatial constraints.",
    "The output is a video, prediction label, mask, or stylized version of the input that reflects learned distributions from "
    "the training set.",
    "These models are tailored to their specific tasks. For example, video generation models use temporal consistency modules, "
    "while tracking models use attention or re-ID embeddings to focus on consistent targets.",
    "Each model contributes specific capabilities to solve the user's task efficiently within the CNAPS framework.",
    # The second layout.
    "The user is trying to understand how the provided AI model(s) solve a specific perception or generation task based on "
    "limited input information. This involves interpreting how the model infers the correct output from subtle or indirect "
    "cues.",
    "Input: Structured data such as a single image, text prompt, video frame, or scene description.",
    "Model: The listed models process this input using learned feature representations (e.g., convolutional networks, "
    "transformer-based encoders, or diffusion models), sometimes guided by prompts or auxiliary data like depth maps or pose.",
    "Output: The model generates a structured output (e.g., video, segmentation map, depth estimation, classification tag) "
    "aligned with the task objective and training distribution.",
    "Each of the models listed plays a distinct role in handling this task, whether by improving accuracy, speed, semantic "
    "understanding, or handling ambiguous edge cases.",
    "The response is entirely based on the models and papers provided in the prompt.",
)
"""The paragraphs and list items of the two layouts."""


def fold(text: str) -> str:
    """Reduce a text to what counts when two are compared: its letters and digits, without case."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()


_KNOWN = frozenset(map(fold, PARAGRAPHS))
_KNOWN_HEADINGS = frozenset(map(fold, HEADINGS))


def is_boilerplate(text: str) -> bool:
    """Tell whether a paragraph or list item stands in every document of a layout."""
    return fold(text) in _KNOWN


def is_known_heading(text: str) -> bool:
    """Tell whether a heading is one of the layouts'. Its number does not matter."""
    return re.sub(r"^\d+ ", "", fold(text)) in _KNOWN_HEADINGS


def begins_boilerplate(line: str) -> bool:
    """Tell whether a line is the beginning of a known paragraph, which was wrapped."""
    words = fold(line)
    return len(words) >= _LEAST_BEGINNING and any(known.startswith(words) for known in _KNOWN)


_LEAST_BEGINNING = 20
