"""Prints docs/licences.md: each pinned dependency with its version and licence, from its own metadata."""

import re
from importlib.metadata import distribution
from pathlib import Path

PINS = Path(__file__).parents[1] / "requirements.txt"
STATED = {
    "dawg-python": "MIT",
    "docopt": "MIT",
    "ipymarkup": "MIT",
    "lxml-html-clean": "BSD-3-Clause",
    "navec": "MIT",
    "pymorphy3-dicts-ru": "MIT (code); OpenCorpora dictionary CC BY-SA 3.0",
    "pymorphy2-dicts-ru": "MIT (code); OpenCorpora dictionary CC BY-SA 3.0",
    "razdel": "MIT",
    "slovnet": "MIT",
    "yargy": "MIT",
}
"""Licences that a package states in its repository but not, or not fully, in its metadata."""


def licence(name: str) -> str:
    """The SPDX expression of a distribution, else its licence classifiers, else its licence field."""
    if name in STATED:
        return STATED[name]
    metadata = distribution(name).metadata
    if metadata["License-Expression"]:
        return str(metadata["License-Expression"])
    classifiers = [c.split(" :: ")[-1] for c in metadata.get_all("Classifier", []) if c.startswith("License ::")]
    named = [c for c in classifiers if c != "OSI Approved"]
    return ", ".join(named) or (metadata["License"] or "not stated").splitlines()[0]


def main() -> None:
    """Print the table."""
    print("# Licences of what Servanda stands on\n")
    print("Servanda itself is under Apache-2.0. Made by `make licences` from the packages' own metadata.\n")
    print("| package | version | licence |\n|---|---|---|")
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", PINS.read_text(encoding="utf-8"), re.MULTILINE):
        print(f"| {name} | {version} | {licence(name)} |")


if __name__ == "__main__":
    main()
