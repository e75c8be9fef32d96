"""Lets SmolLM2 answer a question about a short text."""

from pathlib import Path

from language_models import carry_on, given

text, questions = given()
answers = [
    carry_on(f"{text}\n\nQuestion: {question}\nAnswer:", 25, ["\n"]).strip() for question in questions.splitlines()
]
Path("answers.txt").write_text("\n".join(answers) + "\n", encoding="utf-8")
