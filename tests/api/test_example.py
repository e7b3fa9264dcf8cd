"""The example of docs/api.md runs, and prints every claim once."""

import io
import re
from pathlib import Path
from urllib import request
from urllib.parse import urlsplit

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
