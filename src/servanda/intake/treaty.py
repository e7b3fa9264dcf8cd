"""Treaties to their articles: XML in the form of the Texts of Trade Agreements (Alschner, Seiermann and Skougarevskiy 2018),
plain text, and whatever else intake reads.

Takes a file, gives a `Treaty`. In XML the metadata name the days of signature and of entry into force; elsewhere they are
sought in the closing words. A text is cut where a line begins with "Article 5", "Art. 5", "Статья 5".
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from xml.parsers import expat

from servanda.document import Document
from servanda.errors import InputError
from servanda.intake import document_from_bytes, received
from servanda.intake.dateline import date_in
from servanda.intake.encoding import decode
from servanda.intake.language import language_of
from servanda.intake.lexicon import lexicons
from servanda.treaty import Article, Treaty

__all__ = ["read_treaty", "treaty_of"]

_DEEPEST = 100
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_FIRST = {"premier", "première", "1er", "i"}
_CLOSING = 300
"""So many characters behind "Done at" are searched for the day of signature."""
_AT_ONCE = 30
"""So many behind "shall enter into force on": a day that stands further off is another's."""


def read_treaty(path: Path) -> Treaty:
    """The treaty in a file; raises InputError where it cannot be read, or holds no article.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "accord.txt"
    ...     text = "Article 1\\nThe Parties shall meet.\\n\\nArticle 2\\nTo 3 copies.\\n\\nDone at Oslo on 3 May 2029."
    ...     _ = file.write_text(text)
    ...     treaty = read_treaty(file)
    >>> [article.number for article in treaty.articles], treaty.signed
    (['1', '2'], datetime.date(2029, 5, 3))
    """
    data = received(path)
    name = str(path)
    if data.lstrip()[:5] == b"<?xml" or data.lstrip()[:7] == b"<treaty":
        return _from_xml(decode(data, name).text, path.stem, name)
    return treaty_of(document_from_bytes(data, name), name)


def treaty_of(document: Document, name: str) -> Treaty:
    """The treaty that a document holds, from a file of that name; raises InputError where no line begins an article."""
    text = document.text
    heads = list(_heading().finditer(text))
    if not heads:
        raise InputError("no-article", file=name, remedy="begin-articles")
    stops = [*(head.start() for head in heads[1:]), len(text)]
    articles = [
        Article(_number(head["number"]), text[head.end() : stop], head["title"].strip(), head.end())
        for head, stop in zip(heads, stops, strict=True)
    ]
    preamble = [Article("", text[: heads[0].start()])] if text[: heads[0].start()].strip() else []
    signed = _day_behind("signed_on", text)
    in_force = _day_behind("in_force_on", text) or _day_behind("enters_on", text, within=_AT_ONCE)
    return Treaty(document.doc, document.lang, (*preamble, *articles), document.title or "", signed, in_force)


@cache
def _heading() -> re.Pattern[str]:
    """A line that opens an article, with its number and what else stands on the line where it is a title."""
    named = "|".join(form for lexicon in lexicons().values() for form in lexicon["treaty"]["article"])
    number = r"(?P<number>\d+(?:\.\d+)*|[IVXLC]+|premier|première)(?:er|-?bis)?"
    return re.compile(
        rf"^[ \t#*]*(?:{named})[ \t]+{number}(?!\w)[ \t]*[.:–—-]?(?P<title>[^\n]{{0,100}})$",
        re.IGNORECASE | re.MULTILINE,
    )


def _number(written: str) -> str:
    """The number of an article as digits: "ARTICLE 5.7" is "5.7", "premier" 1; Roman ones stay."""
    found = _NUMBER.search(written)
    if found:
        return found[0]
    word = written.split()[-1] if written.split() else ""
    return "1" if word.lower() in _FIRST else word


def _day_behind(key: str, text: str, within: int = _CLOSING) -> date | None:
    """The last day that the text names so many characters behind words such as "Done at"; None where it names none."""
    forms = "|".join(form for lexicon in lexicons().values() for form in lexicon["treaty"][key])
    days = [
        period.start
        for found in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", text, re.IGNORECASE)
        if (period := date_in(text[found.end() : found.end() + within])) and period.is_day
    ]
    return days[-1] if days else None


class _Reader:
    """What the parser of XML calls: metadata by name, and articles with the place of each of their characters."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.root = ""
        self.meta: dict[str, str] = {}
        self.articles: list[Article] = []
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.EntityDeclHandler = self._entity
        self._open: list[str] = []
        self._given: dict[str, str] | None = None
        self._said: list[str] = []
        self._places: list[int] = []
        self._bytes, self._here, self._place = text.encode("utf-8"), 0, 0

    def read(self) -> None:
        """Go through the text; raises InputError where it is not well formed, declares entities or nests too deep."""
        try:
            self._parser.Parse(self._bytes, True)
        except expat.ExpatError as fault:
            raise InputError(
                "no-xml",
                file=self.name,
                line=fault.lineno,
                remedy="save-xml-again",
                reason=expat.ErrorString(fault.code),
            ) from fault

    def _start(self, name: str, given: dict[str, str]) -> None:
        self.root = self.root or name
        self._open.append(name)
        if len(self._open) > _DEEPEST:
            raise InputError(
                "xml-too-deep",
                file=self.name,
                line=self._parser.CurrentLineNumber,
                remedy="save-xml-again",
                limit=_DEEPEST,
            )
        if name == "article":
            self._given, self._said, self._places = given, [], []
        elif "article" not in self._open:
            self._said = []

    def _end(self, name: str) -> None:
        self._open.pop()
        if name == "article" and self._given is not None:
            title, number = self._given.get("name", ""), _number(self._given.get("number", ""))
            self.articles.append(Article(number, "".join(self._said), title, places=tuple(self._places)))
            self._given = None
        elif self._open[-1:] == ["meta"]:
            self.meta.setdefault(name, "".join(self._said).strip())

    def _data(self, data: str) -> None:
        self._said.append(data)
        if self._given is not None:
            at = self._parser.CurrentByteIndex
            self._place += len(self._bytes[self._here : at].decode("utf-8"))
            self._here = at
            self._places.extend(range(self._place, self._place + len(data)))

    def _entity(self, *_: object) -> None:
        raise InputError("xml-entities", file=self.name, line=self._parser.CurrentLineNumber, remedy="save-xml-again")


def _from_xml(text: str, doc: str, name: str) -> Treaty:
    reader = _Reader(text, name)
    reader.read()
    if reader.root != "treaty" or not any(article.number for article in reader.articles):
        raise InputError("no-article", file=name, remedy="begin-articles")
    whole = " ".join(article.text for article in reader.articles)
    lang = reader.meta.get("language") or language_of(whole)
    days = (_meta_day(reader.meta.get(key, "")) for key in ("date_signed", "date_into_force"))
    return Treaty(doc, lang, tuple(reader.articles), reader.meta.get("name", ""), *days)


def _meta_day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
