"""Releases: dated files of what may be shown, each under an address that lasts and always answers the same."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse

from servanda.record.releases import FOLDER, MANIFEST, Release, releases_in
from servanda.site.agreements import project_folder

__all__ = ["file", "released"]


def file(request: HttpRequest, release: str, name: str) -> FileResponse:
    """One file of a release, by its name in the release's own list."""
    folder = project_folder()
    found = next((one for one in releases_in(folder) if one.name == release), None)
    known = {one.name: f'"{one.sha256}"' for one in found.files} if found else {}
    if found is None or name not in {*known, MANIFEST}:
        raise Http404
    try:
        response = FileResponse((folder / FOLDER / release / name).open("rb"), as_attachment=True, filename=name)
    except OSError as error:
        raise Http404 from error
    if name in known:
        response.headers["ETag"] = known[name]
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def released(lang: str) -> list[tuple[Release, str, list[tuple[str, int, str]]]]:
    """The releases, newest first: each with its citation in a language and its files with their size and path."""
    found = []
    for one in reversed(releases_in(project_folder())):
        files = [(each.name, each.size, _path(one, each.name)) for each in one.files]
        files.append((MANIFEST, 0, _path(one, MANIFEST)))
        citation = one.citation.get(lang) or next(iter(one.citation.values()), one.name)
        found.append((one, citation, files))
    return found


def _path(release: Release, name: str) -> str:
    return reverse("release-file", args=(release.name, name))
