"""Makes up documents out of odd pieces, and knows which questions, works and links are in them."""

from __future__ import annotations

import random

import ftfy.bad_codecs  # noqa: F401 - registers sloppy-windows-1252

LINKS = (
    ("http://arxiv.org/pdf/{arxiv}v2.pdf", "{arxiv}"),
    ("https://www.arxiv.org/html/{arxiv}v1", "{arxiv}"),
    ("https://export.arxiv.org/abs/{arxiv}", "{arxiv}"),
    ("arXiv:{arxiv}", "{arxiv}"),
    ("http://arxiv.org/abs/cs/{old}v1", "cs/{old}"),
    ("https://doi.org/10.1145/{n}.12", "10.1145/{n}.12"),
    ("https://github.com/o{n}/r.x_y?tab=readme-ov-file", "https://github.com/o{n}/r.x_y"),
    ("http://github.com/o{n}/Repo.git", "https://github.com/o{n}/Repo"),
    ("git@github.com:o{n}/ssh.git", "https://github.com/o{n}/ssh"),
    ("github.com/o{n}/bare/", "https://github.com/o{n}/bare"),
    ("https://github.com/o{n}/r/issues/5", "https://github.com/o{n}/r/issues/5"),
    ("https://hf.co/own{n}/mod-el", "https://huggingface.co/own{n}/mod-el"),
    ("https://huggingface.co/datasets/own{n}/d", "https://huggingface.co/datasets/own{n}/d"),
    ("https://huggingface.co/spaces/own{n}/s", "https://huggingface.co/spaces/own{n}/s"),
    (
        "https://openaccess.thecvf.com/content/X{n}_paper.pdf",
        "https://openaccess.thecvf.com/content/X{n}_paper.pdf",
    ),
    ("https://example{n}.org/a_(b)?x=1&y=2", "https://example{n}.org/a_(b)?x=1&y=2"),
    ("http://example{n}.org/p/", "https://example{n}.org/p/"),
)
"""How a document may spell a link, and what a record holds."""
WORDS = ["quick", "river", "stone", "garden", "model", "paper", "träumt", "naïve", "“so”", "don’t", "—", "×", "photo's"]
MARKERS = (
    *(
        "🧠 **User Question:**  \n",
        "**User Question:**\n",
        "## User Question\n\n",
        "# 🧠 Question:\n",
        "**Question**: ",
        "Q: ",
    ),
    *("User question:\n", "### Question 1\n", "> **User's Question:**\n"),
)
QUOTES = ('"{}"', "“{}”", "«{}»", '*"{}"*', "{}")
WORK_LAYOUTS = (
    ("- **Model:** {}\n", "  - {}\n"),
    ("- **Model**: {}\n", "    * {}\n"),
    ("**Tool:** {}\n", "{}\n"),
    ("1. **Dataset:** {}\n", "   - {}\n"),
    ("* Model: {}\n\n", "  * {}\n"),
    ("#### Model: {}\n", "- {}\n"),
    ("- {}\n", "  - {}\n"),
)
LABELS = ("Paper", "GitHub", "Code", "Hugging Face", "Project", "Demo", "**Paper**", "*GitHub*", "arXiv")
HEADINGS = (
    "### 3. Models and Tools Referenced\n\n",
    "**Referenced Models and Tools**\n",
    "## Models\n",
    "Models and Tools:\n",
)
SECTION = (
    "### 1. What task is the user trying to perform?\nThe user is trying to understand how the provided AI model(s) solve a "
    "specific perception or generation task based on limited input information. This involves interpreting how the model "
    "infers the correct output from subtle or indirect cues.\n\n"
)


class Writer:
    """Writes one document, always the same for a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - no secrets here
        self.number = seed * 1000
        self.questions: list[str] = []
        self.works: list[str] = []
        self.links: list[str] = []
        self.prose: list[str] = []

    def document(self) -> str:
        """Write it, and remember what is in it."""
        parts = []
        for _ in range(self.random.choice([1, 1, 2, 3])):
            parts += [self._question(), self.random.choice(["\n---\n", "\n***\n\n"])]
            parts += (
                [SECTION] * self._is(0.7) + ([self._prose()] if self._is(0.4) else []) + [self.random.choice(HEADINGS)]
            )
            parts += [self._work() for _ in range(self.random.randint(0, 4))]
            parts += ["\n", *([self._prose()] if self._is(0.4) else [])]
        return "".join(parts)

    def encoded(self) -> bytes:
        """Write it with line ends and an encoding that documents come in."""
        text = self.document()
        garbled = text.encode().decode("sloppy-windows-1252")
        twice = garbled.encode().decode("sloppy-windows-1252")
        crlf, bom = text.replace("\n", "\r\n"), b"\xef\xbb\xbf"
        forms = [
            text.encode(),
            crlf.encode(),
            bom + crlf.encode(),
            text.encode("utf-16"),
            garbled.encode(),
            twice.encode(),
        ]
        forms.append(text.replace("🧠 ", "").replace("\n", "\r\n").encode("cp1252"))
        return self.random.choice(forms)

    def _is(self, chance: float) -> bool:
        return self.random.random() < chance

    def _words(self, count: int) -> str:
        return " ".join(self.random.choice(WORDS) for _ in range(count))

    def _next(self) -> int:
        self.number += 1
        return self.number

    def _question(self) -> str:
        break_ = "\n" if self._is(0.3) else " "
        question = f"I tried {self._next()} {self._words(6)}.{break_}How does {self._words(6)} do?"
        self.questions.append(question)
        return f"{self.random.choice(MARKERS)}{self.random.choice(QUOTES).format(question)}\n"

    def _link(self) -> str:
        number = self._next()
        month = f"{self.random.randint(1, 12):02}"
        known = {
            "n": number,
            "arxiv": f"2{number % 5}{month}.{number % 100_000:05}",
            "old": f"0{number % 7}{month}{number % 1000:03}",
        }
        given, held = self.random.choice(LINKS)
        self.links.append(held.format(**known))
        return given.format(**known)

    def _labelled(self) -> str:
        label, link = self.random.choice(LABELS), self._link()
        is_plain = not link.startswith("http")
        form = self.random.choice(["{0}", "<{0}>", "[link]({0})", "{0}.", "[{1}]({0})"])
        return f"{label}: {link if is_plain else form.format(link, label)}"

    def _work(self) -> str:
        number = self._next()
        forms = (
            f"Nam{number}: {self._words(5)}",
            f"Titel {number} {self._words(5)} end",
            f"Deblur-X{number}-Go",
            f"Net{number}",
        )
        name = self.random.choice(forms)
        self.works.append(name)
        first, other = self.random.choice(WORK_LAYOUTS)
        lines = [self._labelled() for _ in range(self.random.randint(0, 3))]
        lines += [
            f"{label}: {self.random.choice(['None', 'N/A', '-', ''])}" for label in ("Paper", "GitHub") if self._is(0.4)
        ]
        self.random.shuffle(lines)
        return (
            first.format(name)
            + "".join(other.format(line) for line in lines or ["GitHub: None"])
            + "\n" * self._is(0.5)
        )

    def _prose(self) -> str:
        link = f" see {self._link()}, and" if self._is(0.5) else ""
        self.prose.append(f"Prose {self._next()}")
        return f"{self.prose[-1]} {self._words(8)}{link} {self._words(3)}.\n\n"
