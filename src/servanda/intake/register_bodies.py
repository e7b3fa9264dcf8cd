"""Bodies that a table names and the register does not know, as lines that can be put into agreement.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable

from servanda.spelling import in_latin

__all__ = ["bodies_as_yaml"]

_CYRILLIC = re.compile("[а-яёіўґє]", re.IGNORECASE)
_LONGEST_ID = 48


def bodies_as_yaml(names: Iterable[str], lang: str) -> str:
    """A list for the field `bodies`, each with an id made from its name, in Russian where the name has Cyrillic letters.

    >>> print(bodies_as_yaml(["Ministère de l’Écologie", "Минтранс"], "fr"))
    bodies:
      - {id: ministere-de-l-ecologie, name: {fr: "Ministère de l’Écologie"}}
      - {id: mintrans, name: {ru: "Минтранс"}}
    """
    lines, used = ["bodies:"], set[str]()
    for name in names:
        words = filter(None, map(in_latin, re.split(r"[\W_]+", name.lower())))
        made = "-".join(words)[:_LONGEST_ID].rstrip("-") or "body"
        identifier = next(each for number in range(1, len(used) + 2) if (each := _numbered(made, number)) not in used)
        used.add(identifier)
        quoted = re.sub(r"[\x00-\x1f\x7f]", " ", name).replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'  - {{id: {identifier}, name: {{{"ru" if _CYRILLIC.search(name) else lang}: "{quoted}"}}}}')
    return "\n".join(lines)


def _numbered(identifier: str, number: int) -> str:
    return identifier if number == 1 else f"{identifier}-{number}"
