"""Prints Lighthouse's four scores for the main page types of the built site. Needs Node, and `make site` before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from tests import chromium  # noqa: E402
from tests.server import serving  # noqa: E402

PAGES = {
    "home": "",
    "question": "questions/why-do-some-colourised-photos-look-random/",
    "model": "models/swinir/",
    "task": "tasks/image-denoising/",
    "taxonomy": "tasks/",
    "models table": "models/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
WANTED = 95


def scores(url: str) -> dict[str, int]:
    """Give a page's scores, 0 to 100, by category."""
    command = [
        *("npx", "--no", "lighthouse", url, "--quiet", "--output=json"),
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags=--headless=new {' '.join(chromium.FLAGS)}",
    ]
    environment = os.environ | {"CHROME_PATH": chromium.find() or ""}
    result = subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True, check=True)
    categories = json.loads(result.stdout)["categories"]
    return {name: round(100 * categories[name]["score"]) for name in CATEGORIES}


def main() -> None:
    """Measure all pages, print a table, and fail where a score is too low."""
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=HERE, check=True)
    worst = 100
    print(f"{'page':14}", *(f"{name:>15}" for name in CATEGORIES))
    with serving(ROOT / "site") as address:
        for name, path in PAGES.items():
            found = scores(address + path)
            worst = min(worst, *found.values())
            print(f"{name:14}", *(f"{found[category]:>15}" for category in CATEGORIES))
    sys.exit(worst < WANTED and f"A score is below {WANTED}.")


if __name__ == "__main__":
    main()
