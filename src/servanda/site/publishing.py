"""The site as files: every page asked for as a reader would ask, and written where its address leads.

Takes a project and a folder; gives how many files were written. They are written beside the folder first and take its place
whole, so that a site that is being read is never half new. Feeds, calendar and map need whole addresses, so they are written
where the site's address is known.
"""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from servanda.errors import UsageError
from servanda.message import LANGUAGES, reason
from servanda.site.serving import prepare

__all__ = ["publish"]

MARK = ".servanda-site"
"""The file by which a folder that publish wrote is known, so that no other is replaced."""
_HERE = "http://site.invalid"
_NEED_ADDRESS = (".atom", ".ics", "sitemap.xml", "robots.txt")


class _Links(HTMLParser):
    """The addresses that a page leads to or is made with."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the address of a link, but for one that names the page itself."""
        given = dict(attrs)
        if tag in ("a", "link") and given.get("rel") not in ("canonical",) and given.get("href"):
            self.found.append(given["href"] or "")
        if tag == "script" and given.get("src"):
            self.found.append(given["src"] or "")


def publish(projects: Sequence[Path], folder: Path, address: str = "") -> int:
    """Write every page in each language, and what it is made with; raises UsageError where the folder is somebody else's."""
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARK).is_file())):
        raise UsageError("folder-not-empty", value=str(folder), remedy="choose-empty-folder")
    prepare(*projects, address=address)
    new = folder.with_name(f".{folder.name}.new")
    try:
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        (new / MARK).write_text("Written by servanda publish, which replaces this whole folder.\n", encoding="utf-8")
        written = _write_all(new, has_address=bool(address))
        shutil.rmtree(folder, ignore_errors=True)
        new.replace(folder)
    except OSError as error:
        raise UsageError("site-not-written", value=str(folder), remedy="choose-file", reason=reason(error)) from error
    return written


def _write_all(folder: Path, *, has_address: bool) -> int:
    """Begin at the first pages and follow every way on the site, each once."""
    from django.core.handlers.base import BaseHandler

    handler = BaseHandler()
    handler.load_middleware()
    starts = ["/", *(f"/{lang}/" for lang in LANGUAGES), *(_needing_address() if has_address else [])]
    waiting, known, written = deque(starts), set(starts), 0
    while waiting:
        path = waiting.popleft()
        body, is_page = _asked(handler, path)
        file = _file(folder, path)
        if body is None or file is None:
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
        written += 1
        for found in _ways(path, body) if is_page else ():
            if found not in known and (has_address or not found.endswith(_NEED_ADDRESS)):
                known.add(found)
                waiting.append(found)
    not_found, _ = _asked(handler, "/404.html")
    (folder / "404.html").write_bytes(not_found or b"")
    return written


def _needing_address() -> list[str]:
    """What no page leads to by a way within the site: the map, and the pictures that other sites show."""
    from django.conf import settings

    from servanda.site.preview import KINDS

    pictures = [f"/{lang}/preview/{kind}.png" for lang in LANGUAGES for kind in KINDS]
    below = [f"/{name}" for name in settings.SERVANDA_AGREEMENTS] or [""]
    return ["/sitemap.xml", "/robots.txt", *(name + path for name in below for path in ("/sitemap.xml", *pictures))]


def _asked(handler: object, path: str) -> tuple[bytes | None, bool]:
    """What the site answers to a path; None where it leads to another."""
    from django.conf import settings
    from django.http import HttpRequest

    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = unquote(path)
    host = urlsplit(settings.SERVANDA_ADDRESS).netloc or "localhost"
    request.META = {"HTTP_HOST": host, "SERVER_NAME": host, "SERVER_PORT": "80", "servanda.static": True}
    response = handler.get_response(request)  # type: ignore[attr-defined]
    if response.status_code in (301, 302) or (response.status_code != 200 and path != "/404.html"):
        return None, False
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body, response["Content-Type"].startswith("text/html")


def _ways(path: str, body: bytes) -> list[str]:
    """The paths of the site that a page leads to."""
    links = _Links()
    links.feed(body.decode("utf-8"))
    whole = (urlsplit(urljoin(_HERE + path, link)) for link in links.found)
    return [one.path for one in whole if f"{one.scheme}://{one.netloc}" == _HERE]


def _file(folder: Path, path: str) -> Path | None:
    """Where a path's file lies; None for one that would lie outside."""
    name = unquote(path).lstrip("/") + ("index.html" if path.endswith("/") else "")
    file = (folder / name).resolve()
    return file if file.is_relative_to(folder.resolve()) else None
