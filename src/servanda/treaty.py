"""A treaty as its text gives it: articles, and the days on which it was signed and entered into force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Article", "Treaty"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article; `number` is as the treaty counts it ("5", "5.7"), "" for a preamble, an annex without one, a closing.

    `text` is the article's own, as it was received; `places` has for each of its characters the place in the file's decoded text,
    or is empty where the article stands there in one piece from `start` on.
    """

    number: str
    text: str
    title: str = ""
    start: int = 0
    places: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the article's text stands in the file's, its end exclusive.

        >>> Article("1", "The Parties shall meet.", start=40).span(4, 11)
        (44, 51)
        >>> Article("1", "A & B", places=(9, 10, 11, 16, 17)).span(2, 5)
        (11, 18)
        """
        if not self.places:
            return self.start + start, self.start + end
        return self.places[start], self.places[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Treaty:
    """One treaty; `signed` and `in_force` are None where nothing says when."""

    id: str
    lang: str | None
    articles: tuple[Article, ...]
    name: str = ""
    signed: date | None = None
    in_force: date | None = None
