"""The language of a text and of its title, each judged alone.

Letters come first (`letters.py`): they leave few languages, for Ukrainian and Belarusian often one. Among those a small model
judges, and where it is in doubt, as with a handful of words, full models of the few that it leaves; a title is taken to be in the
text's language unless it clearly is not. Models are loaded when they are first asked. A text whose letters are of no language
known here has none, so that it is kept and not misread.
"""

from __future__ import annotations

from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from servanda.intake.letters import by_letters, fully_modelled, known_languages, plain_words
from servanda.message import Message, language_name

__all__ = ["language_of", "language_of_title", "mismatch_note"]

_FEWEST_LETTERS = 20
_JUDGED = 4000
_MODELLED = 600
"""The letters of this many characters are looked at, and this many are given to the model, which takes its time."""
_SURE = 0.9
"""The small model's answer stands from this confidence on; below it, the full models of those that it leaves are asked."""
_POSSIBLE = 0.02
"""It leaves those in which it has at least this confidence,"""
_POSSIBLE_OF_TITLE = 0.01
"""or this, for a title, where names mislead it;"""
_LIKELY = 0.2
"""if all together have at least this: few words of a language without a full model are not given to another that has one."""
_UNSURE = 0.45
"""A title counts as being in the text's language when that language has at least this share of the best one's confidence."""
_SHORT_TITLE = 40
"""The small model alone does not tell a title of fewer letters from the text's language."""


@cache
def _detector(codes: tuple[str, ...], quick: bool) -> LanguageDetector:
    languages = [language for language in Language.all() if language.iso_code_639_1.name.lower() in codes]
    builder = LanguageDetectorBuilder.from_languages(*languages)
    return (builder.with_low_accuracy_mode() if quick else builder).build()


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)


def language_of(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of a text's language, None where there are too few letters to tell or the language is not known.

    What the page declares goes before only where it is a language that no model here knows; else it helps where nothing is told.

    >>> language_of("Прэзідэнт сустрэўся з міністрамі ў Мінску", "ru"), language_of("1 + 1 = 2")
    ('be', None)
    >>> language_of("Президент сөйләде, хөкүмәт эшне тәмамларга җыена", "tt")
    'tt'
    """
    if declared and declared not in known_languages():
        return declared
    judged = text[:_JUDGED]
    if _letters(judged) < _FEWEST_LETTERS:
        return declared
    return _best(_ranked(judged)) or declared


def _ranked(text: str) -> dict[str, float]:
    """The languages that a text may be in with the confidence in each, the best first; empty where none is known."""
    words, script = plain_words(text)
    codes = by_letters(words, script)
    if len(codes) < 2:
        return dict.fromkeys(codes, 1.0)
    plain = " ".join(words)[:_MODELLED]
    ranked = _confidences(plain, codes, quick=True)
    left = tuple(sorted(code for code in fully_modelled() & ranked.keys() if ranked[code] >= _POSSIBLE))
    in_doubt = max(ranked.values(), default=0.0) < _SURE
    if in_doubt and len(left) > 1 and sum(ranked[code] for code in left) >= _LIKELY:
        return _confidences(plain, left, quick=False)
    return ranked


def _confidences(text: str, codes: tuple[str, ...], *, quick: bool) -> dict[str, float]:
    found = _detector(codes, quick).compute_language_confidence_values(text)
    return {one.language.iso_code_639_1.name.lower(): one.value for one in found if one.value > 0}


def language_of_title(title: str, text_language: str | None) -> str | None:
    """The code of a title's language; the text's, where the title could be in it; None for a title too short to tell.

    >>> language_of_title("Presidents discuss closer cooperation on energy", "fr")
    'en'
    >>> language_of_title("Les présidents parlent d'énergie à Minsk", "fr")
    'fr'
    """
    if _letters(title) < _FEWEST_LETTERS:
        return text_language if text_language and _script_fits(title, text_language) else None
    words, script = plain_words(title)
    codes = by_letters(words, script)
    if not codes or text_language not in codes:
        return _best(_ranked(title))
    plain = " ".join(words)
    ranked = _confidences(plain, codes, quick=True)
    best = _best(ranked)
    rivals = {code for code in fully_modelled() & ranked.keys() if ranked[code] >= _POSSIBLE_OF_TITLE}
    if best in rivals and text_language in fully_modelled() and rivals - {text_language}:
        ranked = _confidences(plain, tuple(sorted(rivals | {text_language})), quick=False)
        best = _best(ranked)
        return text_language if best and ranked.get(text_language, 0.0) >= _UNSURE * ranked[best] else best
    is_clear = best is not None and ranked[best] >= _SURE and _letters(title) >= _SHORT_TITLE
    return best if is_clear else text_language


def _best(ranked: dict[str, float]) -> str | None:
    return max(ranked, key=lambda code: ranked[code], default=None)


def _script_fits(title: str, language: str) -> bool:
    """Whether a short title is at least written in the letters of the language."""
    return language in by_letters(*plain_words(title))


def mismatch_note(language: str | None, title_language: str | None) -> Message | None:
    """The remark for people on a title in another language than its text, None where there is nothing to remark.

    >>> str(mismatch_note("fr", "en"))
    'The title is in English, the text in French.'
    """
    if not language or not title_language or language == title_language:
        return None
    return Message.of("title-in-another-language", title=language_name(title_language), text=language_name(language))
