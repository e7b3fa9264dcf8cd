"""`servanda release`: what may be shown, dated, to be cited."""

from __future__ import annotations

from pathlib import Path

from servanda.cli import output
from servanda.cli.messages import say
from servanda.cli.options import LangOption, ProjectOption, spoken


def run(project: ProjectOption = Path(), lang: LangOption = None) -> None:
    """Release what may be shown to everybody: in each public format, with digests and how to cite it, in `releases/`.

    A release has the day and the record's version in its name, stays downloadable on the site, and is never written to again;
    `servanda check` tells when one was changed. From the second on it has the changes since the one before as a file.

    Example: servanda release --project accord
    """
    from servanda.exports.release import make_release
    from servanda.record.project import Project

    release = make_release(Project.open(project))
    output.line(say("released", spoken(lang), release=release.name, files=len(release.files)))
    for file in release.files:
        output.line(f"{file.sha256}  {file.name}")
