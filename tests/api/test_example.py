"""docs/api.md leaves out no list, parameter, problem or scope; its example runs, and prints every claim once."""

import io
import re
from pathlib import Path
from urllib import request
from urllib.parse import urlsplit

from servanda.api.deciding import ANSWER, RULING
from servanda.api.problem import PROBLEMS
from servanda.api.resources import RESOURCES
from servanda.api.tokens import Scope

PAGE = Path(__file__).parents[2] / "docs" / "api.md"


def test_the_example_in_the_documentation_runs(program, get, monkeypatch, capsys):
    def answered(address):
        parts = urlsplit(address)
        return io.BytesIO(program.get(f"{parts.path}?{parts.query}").content)

    monkeypatch.setattr(request, "urlopen", answered)
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    exec(code.replace("limit=2", "limit=1"), {})  # noqa: S102 - that is what is tried
    printed = [line.rpartition(" ")[2] for line in capsys.readouterr().out.splitlines()]
    assert sorted(printed) == sorted(one["page"] for one in get("claims?speaker=anna")["items"])
    assert len(printed) == 2


def test_the_documentation_leaves_nothing_out():
    page = PAGE.read_text(encoding="utf-8")
    for resource in RESOURCES:
        rows = [
            line for line in page.splitlines() if line.startswith("| ") and f"`{resource.name}`" in line.split("|")[1]
        ]
        row = rows[0]
        asked = [*(one.name for one in resource.filters), *(name for days in resource.days for name in days.parameters)]
        assert [name for name in asked if f"`{name}`" not in row] == []
    words = [*PROBLEMS, *Scope, *(field.name for field in (*ANSWER, *RULING))]
    assert [word for word in words if f"`{word}`" not in page] == []
