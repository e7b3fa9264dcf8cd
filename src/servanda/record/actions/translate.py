"""Put a person's translation beside quoted words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.errors import UnknownName, UsageError
from servanda.message import LANGUAGES
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults
from servanda.record.notes import GAP, one_line
from servanda.record.settings import DATABASE_NAME
from servanda.review import Translated

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["translate"]

LONGEST = 10_000
"""Characters of a translation."""


def translate(project: Project, document: str, words: str, lang: str, text: str, who: str) -> Translated:
    """Keep what somebody made of words that a document says, ` ... ` where others stand between.

    A newer translation into the language takes its place.

    Raises UnknownName for a document, words or a language that there are not, UsageError without a text or a name.
    """
    if lang not in LANGUAGES:
        raise UnknownName("no-such-site-language", value=lang, remedy="choose-one-of", known=", ".join(LANGUAGES))
    if not who.strip() or not text.strip() or len(text) > LONGEST:
        raise UsageError("translation-needs", remedy="give-who-and-text")
    source = next((one for one in project.documents() if one.doc == document), None)
    if source is None:
        raise UnknownName("no-such-document", value=document, remedy="see-search")
    quoted = one_line(words)
    text_of_it = one_line(source.text)
    if not quoted or any(part not in text_of_it for part in quoted.split(GAP)):
        raise UnknownName("words-not-in-document", value=words[:200], remedy="copy-words")
    with named_faults(project.folder / DATABASE_NAME):
        batch = OpenBatch(project.alias, models.BatchKind.TRANSLATION, [document])
        with batch.unit() as row:
            kept = models.Translation.objects.using(project.alias).create(
                batch=row, document=document, words=quoted, lang=lang, text=text.strip(), who=who.strip()
            )
        batch.finish()
    return Translated(document, quoted, lang, kept.text, kept.who, kept.recorded.date())
