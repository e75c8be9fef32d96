"""Prints how well search answers, beside lunr and Pagefind, and its cost. Needs Node, and `make site` before."""

from __future__ import annotations

import argparse
import datetime as dt
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.search_cost import print_cost  # noqa: E402
from tests.bench.search_quality import PEERS, print_bars, print_quality, read_queries  # noqa: E402

from kb.knowledge.link import link  # noqa: E402
from kb.rules.check import check  # noqa: E402

QUERIES_TO_COST = 12


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site")
    parser.add_argument("--sizes", type=int, nargs="*", default=[200, 1000, 10_000], help="numbers of records to cost")
    parser.add_argument("--no-quality", action="store_true", help="leave out the comparison with other searches")
    arguments = parser.parse_args()
    records = check(ROOT, dt.date.today()).records
    queries = read_queries()
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=PEERS, check=True)
    if not arguments.no_quality:
        print_quality(link(records), queries, arguments.site)
        print_bars(link(records))
    if arguments.sizes:
        # Spread over all tasks, by which the queries are sorted.
        half = [query.text for query in queries if query.half == "open"]
        print_cost(records, half[:: len(half) // QUERIES_TO_COST][:QUERIES_TO_COST], arguments.site, arguments.sizes)


if __name__ == "__main__":
    main()
