"""docs/security.md answers every requirement of ASVS 5.0 levels 1 and 2 once, and each test that it names is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
REQUIRED = {
    "V1": (2, 9, 11, 3, 2),
    "V2": (3, 3, 4, 1),
    "V3": (0, 2, 4, 6, 5, 0, 2),
    "V4": (3, 1, 2, 4),
    "V5": (1, 3, 2, 3),
    "V6": (3, 12, 4, 4, 5, 3, 0, 4),
    "V7": (3, 4, 2, 5, 2, 2),
    "V8": (2, 3, 1, 1),
    "V9": (3, 4),
    "V10": (2, 2, 4, 11, 5, 2, 3),
    "V11": (2, 3, 3, 4, 1, 1),
    "V12": (3, 2, 4),
    "V13": (1, 5, 2, 5),
    "V14": (2, 4, 3),
    "V15": (3, 3, 7),
    "V16": (1, 5, 4, 3, 3),
    "V17": (1, 4, 2),
}
"""How many requirements of levels 1 and 2 each section has; the standard puts those of level 3 last."""
ROWS = re.findall(
    r"^\| (V[\d.]+) \| ([^|]+) \| ([^|]+) \| (?:`([^`]+)`)? ?\|$",
    (ROOT / "docs" / "security.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


def test_every_requirement_is_answered_once():
    wanted = [
        f"{chapter}.{section}.{number}"
        for chapter, counts in REQUIRED.items()
        for section, count in enumerate(counts, 1)
        for number in range(1, count + 1)
    ]
    for one in wanted:
        answers = [told for told, *_ in ROWS if f"{one}.".startswith(f"{told}.")]
        assert len(answers) == 1, (one, answers)
    for told, *_ in ROWS:
        assert any(f"{one}.".startswith(f"{told}.") for one in wanted), f"{told} is no requirement of these levels"


def test_the_answers_are_of_four_kinds_and_their_tests_are_there():
    for told, answer, _, test in ROWS:
        assert answer in ("met", "partly", "not met", "does not apply"), told
        file, _, name = test.partition("::")
        if test:
            assert (ROOT / file).is_file(), (told, test)
            assert not name or f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), (told, test)
