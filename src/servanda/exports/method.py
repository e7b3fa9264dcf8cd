"""How an account was made, in a few sentences: what the report says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.exports.wording import Wording

__all__ = ["method_sentences"]


def method_sentences(words: Wording) -> Iterator[str]:
    """How the account was made, for a reader who wants to check it."""
    yield words.say(
        "A claim is what somebody said, in comparable form; it is not what is so. Servanda takes no side between "
        "speakers, and its findings are about sayings."
    )
    yield words.say(
        "Every number is read as an interval: what must be so for the words to be true. “74%” is at least 73.5 and less "
        "than 74.5, by the rounding that its digits show; “more than 46%” is anything above 46; “about 40” is 35 to 45; "
        "“almost 80” is more than 75 and less than 80."
    )
    yield words.say(
        "A contradiction uses these readings alone, and names a smallest set of claims that cannot all be true. A tension "
        "needs more: what people mean by such words, or a rate of change far from the one before. The arithmetic of each "
        "finding can be redone by hand."
    )
    yield words.say(
        "What is not stated is shown as unknown. Things declared but not named are counted as declared only, and a claim "
        "that lacks its day or its subject is not compared."
    )
