"""The language of a text and of its title, each judged alone.

The text is judged by its first few thousand letters with a small model; the title, where a handful of names can mislead, with
the full model, and it is taken to be in the text's language unless it clearly is not. Both models are loaded once, when they
are first asked. Languages are those in which agreements of Europe and its neighbours are reported, so that Ukrainian and
Belarusian are not taken for Russian.
"""

from __future__ import annotations

from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from servanda.message import Message

__all__ = ["language_of", "language_of_title", "mismatch_note"]

_LANGUAGES = (
    Language.ENGLISH, Language.FRENCH, Language.RUSSIAN, Language.UKRAINIAN, Language.BELARUSIAN, Language.GERMAN,
    Language.SPANISH, Language.ITALIAN, Language.POLISH, Language.PORTUGUESE,
)  # fmt: skip
_FEWEST_LETTERS = 20
_JUDGED = 4000
_UNSURE = 0.45
"""A title counts as being in the text's language when that language has at least this share of the best one's confidence."""


@cache
def _detector(quick: bool) -> LanguageDetector:
    builder = LanguageDetectorBuilder.from_languages(*_LANGUAGES)
    return (builder.with_low_accuracy_mode() if quick else builder).build()


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, None where there are too few letters to tell.

    >>> language_of("Прэзідэнт сустрэўся з міністрамі ў Мінску"), language_of("1 + 1 = 2")
    ('be', None)
    """
    judged = text[:_JUDGED]
    if _letters(judged) < _FEWEST_LETTERS:
        return None
    found = _detector(_letters(judged) >= 200).detect_language_of(judged)
    return found.iso_code_639_1.name.lower() if found else None


def language_of_title(title: str, text_language: str | None) -> str | None:
    """The code of a title's language; the text's, where the title could be in it; None for a title too short to tell.

    >>> language_of_title("Presidents discuss closer cooperation on energy", "fr")
    'en'
    >>> language_of_title("Les présidents parlent d'énergie à Minsk", "fr")
    'fr'
    """
    if _letters(title) < _FEWEST_LETTERS:
        return text_language if text_language and _script_fits(title, text_language) else None
    ranked = {
        found.language.iso_code_639_1.name.lower(): found.value
        for found in _detector(False).compute_language_confidence_values(title)
    }
    best = max(ranked, key=lambda code: ranked[code])
    if ranked[best] == 0:
        return None
    return text_language if text_language and ranked.get(text_language, 0.0) >= _UNSURE * ranked[best] else best


def _script_fits(title: str, language: str) -> bool:
    """Whether a short title is at least written in the letters of the language."""
    cyrillic = any("Ѐ" <= character <= "ӿ" for character in title)
    return cyrillic == (language in {"ru", "uk", "be"})


def mismatch_note(language: str | None, title_language: str | None) -> Message | None:
    """The remark for people on a title in another language than its text, None where there is nothing to remark.

    >>> str(mismatch_note("fr", "en"))
    'The title is in English, the text in French.'
    """
    if not language or not title_language or language == title_language:
        return None
    title, text = (Message(f"language-{code}") for code in (title_language, language))
    return Message.of("title-in-another-language", title=title, text=text)
