"""Take the first proposal of a language model again and again, without any wish of one's own: it goes round in circles."""

from pathlib import Path

from language_models import carry_on, given


def main() -> None:
    """Write what comes out."""
    begin = given()[0]
    Path("taken.txt").write_text(begin + carry_on(begin, 45) + " …\n", encoding="utf-8")


if __name__ == "__main__":
    main()
