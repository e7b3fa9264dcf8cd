"""What a body that speaks is called: the institution, country or firm that a noun phrase names.

Takes a `Member` of a phrase and the document's text; gives the name without its article, in the nominative in Russian, or ""
for what has no name of its own. "The newspaper" alone is the one that was named before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from servanda.reading.noun_phrases import Member, Word
from servanda.reading.people_words import PeopleWords
from servanda.reading.russian_names import gender_of, is_plural, nominative, phrase_nominative

__all__ = ["Bodies"]

_QUOTED = re.compile(r"[«“\"„]\s?([^«»“”\"„]+?)\s?[»”\"“]")
_MARKS = '«»“”" '


class Bodies:
    """The bodies of a document: how each is called, and which one a bare "the agency" is.

    >>> from servanda.reading.noun_phrases import members, words_of
    >>> from servanda.reading.people_words import people_words
    >>> en, text = people_words("en"), "The Harbour Agency for the North"
    >>> [member] = members(words_of(text, 0, len(text), en), [False] * 9, en)
    >>> Bodies(text, en).name(member)
    'Harbour Agency for the North'
    """

    def __init__(self, text: str, words: PeopleWords) -> None:
        self.text = text
        self.words = words
        self._capitals: dict[str, bool] = {}
        self._last: dict[str, str] = {}

    def name(self, member: Member) -> str:
        """The name of a body; a bare institution is the one of its kind that was named before."""
        noun = member.core[member.head].form
        name = self._name(member)
        own = [word for word in member.words if word.low not in self.words.determiners]
        if noun in self.words.institutions and len(own) == 1 and noun in self._last:
            return self._last[noun]
        if name and (" " in name or name.lower() != noun):
            self._last[noun] = name
        return name

    def kind(self, member: Member) -> str:
        """ "body" for what can be no person; "" for a bare name, which may be either."""
        bare = len(member.words) == 1 and not member.words[0].text.isupper()
        return "" if bare and member.core[member.head].form not in self.words.institutions else "body"

    def gender(self, member: Member) -> str:
        """The grammatical gender that the noun shows, where pronouns agree with it."""
        head = member.core[member.head]
        if self.words.lang == "ru":
            return gender_of(head.low)
        if len(member.words) == 1:
            return self.words.given_gender(head.low)
        return next((self.words.gender_of[w.low] for w in member.core if w.low in self.words.gender_of), "")

    def is_plural(self, word: Word) -> bool:
        """Whether a noun is of several."""
        if self.words.lang == "ru":
            return is_plural(word.low)
        return word.low != word.form

    def _name(self, member: Member) -> str:
        words, head = self.words, member.core[member.head]
        small = {word.low for word in member.core[:-1] if not word.is_capital} | {member.core[0].low}
        if head.low in words.anonymous or head.form in words.anonymous or not words.indefinite.isdisjoint(small):
            return ""
        plural = self.is_plural(head) or (head.low.endswith("s") and words.lang != "ru")
        before = [word for word in member.core[: member.head] if word.low not in words.determiners]
        if member.core[0].text[0].isdigit() or (plural and before and not before[-1].is_capital):
            return ""
        if words.offices_in([word.form for word in member.words]):
            return ""
        if (apposed := self._apposed(member.apposed)) and not self._is_proper(head, member):
            return apposed
        whole = member.words
        quoted = _QUOTED.search(self.text, max(0, whole[0].start - 1), whole[-1].end + 1)
        if quoted and words.lang == "ru":
            return quoted.group(1)
        institution = head.form in words.institutions and not self.is_plural(head)
        if trailing := self._trailing(member):
            return trailing
        if not institution and not self._is_proper(head, member):
            return ""
        return self._line(member)

    def _apposed(self, apposed: Sequence[Sequence[Word]]) -> str:
        """The single name that is put behind a comma: "the banks' federation, Febelfin"."""
        if apposed and len(apposed[0]) == 1 and apposed[0][0].is_capital:
            return apposed[0][0].text
        return ""

    def _trailing(self, member: Member) -> str:
        """The name behind one or two common words: "broadcaster NTV", "сайт Кремля"."""
        own = [word for word in member.core if word.low not in self.words.determiners]
        small = next((n for n, word in enumerate(own) if word.is_capital), len(own))
        rest = own[small:]
        if (
            member.complement
            or not 1 <= small <= 2
            or not rest
            or not all(w.is_capital or w.text[0].isdigit() for w in rest)
        ):
            return ""
        if self.words.lang != "ru" and not any(w.form in self.words.institutions for w in own[:small]):
            return ""
        return " ".join(word.text for word in rest)

    def _is_proper(self, head: Word, member: Member) -> bool:
        """Whether the head is a name: a capital that is not owed to its place alone."""
        if not head.is_capital or self._is_of_a_kind(head.text):
            return False
        if (
            self._has_capital_within(head.text)
            or (head.text.isupper() and len(head.text) > 1)
            or head.text[1:].lower() != head.text[1:]
        ):
            return True
        before = self.text[: head.start].rstrip(' \u00a0«“"„')
        opens = not before or before[-1] in ".!?…:\n—–»”"
        return not opens or (not self.is_plural(head) and head.low not in self.text and not head.low.endswith("s"))

    def _has_capital_within(self, name: str) -> bool:
        """Whether a word has its capital inside sentences too, where nothing but being a name asks for it."""
        if name not in self._capitals:
            inside = re.search(rf"(?<=[\w,] ){re.escape(name)}(?![\w-])", self.text)
            self._capitals[name] = inside is not None
        return self._capitals[name]

    def _is_of_a_kind(self, name: str) -> bool:
        """Whether a name in the plural is of many who each bear it: "Democrats", where the text has a "Democrat" too."""
        return (
            name.endswith("s")
            and self.words.lang != "ru"
            and re.search(rf"\b{re.escape(name[:-1])}\b", self.text) is not None
        )

    def _line(self, member: Member) -> str:
        """The words of the name: core and what "of" adds to it, without the article."""
        words = self.words
        core = [*member.owner, *member.core]
        while len(core) > 1 and (core[0].low in words.determiners or core[0].low in words.not_names):
            core = core[1:]
        behind = list(member.complement)
        if (
            behind
            and behind[0].low not in words.genitives
            and behind[0].form not in words.gender_of
            and words.lang != "fr"
        ):
            behind = []
        last = behind[-1] if behind else core[-1]
        line = re.sub(r"\s+", " ", self.text[core[0].start : last.end]).strip(_MARKS)
        if words.lang == "ru":
            head = member.core[member.head]
            line = nominative([line]) if " " not in line and line[:1].isupper() else phrase_nominative(line, head.text)
        return line[:1].upper() + line[1:]
