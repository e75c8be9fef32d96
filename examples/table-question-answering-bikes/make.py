"""Lets SmolLM2 answer a question about a small table, of which it makes nothing but a text."""

from pathlib import Path

from language_models import carry_on, given

rows = [row.split(",") for row in Path("shops.csv").read_text(encoding="utf-8").splitlines()]
table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
answer = carry_on(f"{table}\n\nQuestion: {given()[0]}\nAnswer:", 20, ["\n"])
Path("answer.txt").write_text(answer.strip() + "\n", encoding="utf-8")
