"""Full names for those who speak: "Poutine", "il" and "le chef de l'État" are who the text called by full name.

Takes a document and its language's words for people, and hears its sentences in order; gives for the words of a source the full
names as they first stand in the document, in the nominative in Russian. What nobody is named for stays empty. A pronoun is
whoever spoke, or was the subject, last, and agrees with it in gender and number. The words are enough: no parser is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from servanda.document import Document, FurnitureKind, Span
from servanda.reading.bodies import Bodies
from servanda.reading.names import alike, find_people
from servanda.reading.noun_phrases import Member, Word, each_word, members, words_of
from servanda.reading.offices import Person
from servanda.reading.people_words import PeopleWords, people_words
from servanda.reading.russian_names import agree, is_given
from servanda.spelling import same_name

__all__ = ["Speakers"]

_NAMING = {FurnitureKind.CAPTION, FurnitureKind.TITLE}
_CAPITAL = re.compile(r"(?<![\w'’-])[A-ZÀ-ÖØ-ÞŒЁА-Я][\w-]+")
_LEAD = 180
_LEAD_WORDS = 9


class _Mention(NamedTuple):
    """Who was spoken of: the names, the gender that is known of one, and whether it is a "person" or a "body", if known."""

    names: tuple[str, ...]
    gender: str = ""
    kind: str = ""
    spoke: bool = True


class _Named(NamedTuple):
    """Where in the text someone known by full name stands in a phrase, and who it is."""

    start: int
    end: int
    person: Person
    in_full: bool


class Speakers:
    """The names of a document, and who was spoken of last.

    >>> page = Document("a", "Ann Lee arrived. Her spokesman said no; she said yes.", "en")
    >>> speakers = Speakers(page)
    >>> speakers.hear((0, 16))
    >>> speakers.names([(17, 30)], (17, 54)), speakers.names([(40, 43)], (17, 54))
    ((), ('Ann Lee',))
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words: PeopleWords = people_words(document.lang or "en")
        text = document.text
        for piece in document.furniture:
            if piece.kind not in _NAMING:
                text = text[: piece.start] + " " * (piece.end - piece.start) + text[piece.end :]
        self.text = text
        self.people = find_people(text, self.words)
        self.bodies = Bodies(text, self.words)
        self._mentions: list[_Mention] = []

    # What is heard

    def hear(self, sentence: Span) -> None:
        """Remember the subject of a sentence that attributes nothing, if it is someone with a name: who stands first in it."""
        phrase = self._opening(sentence)
        if not any(word.is_capital and word.low not in self.words.openers for word in phrase) and not any(
            word.form in self.words.office_heads for word in phrase
        ):
            return
        named = self._named(phrase)
        people = [self._person(member, named) or self._by_office(member) for member in self._members(phrase, named)]
        known = [person for person in people if person]
        if known and len(known) == len(people):
            self._mention(known, spoke=False)

    def names(self, source: Sequence[Span], sentence: Span) -> tuple[str, ...]:
        """The full names of a source, by the spans of its words; none for those whom the text does not name."""
        text = self.document.text
        if len(source) == 1 and (pronoun := self.words.pronouns.get(text[slice(*source[0])].lower())):
            return self._by_pronoun(pronoun, sentence, source[0][0])
        phrase = [word for start, end in source for word in words_of(text, start, end, self.words)]
        own = [word for word in phrase if not word.is_mark]
        if not own or (len(own) == 1 and own[0].low in self.words.first_person):
            return ()
        if pronoun := self._pronoun(own):
            return self._by_pronoun(pronoun, sentence, own[0].start)
        named = self._named(phrase)
        names: list[str] = []
        gender, kind = "", "person"
        for member in self._members(phrase, named):
            if both := self._both(member):
                names.extend(person.name for person in both)
            elif person := self._person(member, named) or self._by_office(member):
                names.append(person.name)
                gender = person.gender
            elif name := self._titled(member):
                names.append(name)
            elif name := self.bodies.name(member):
                names.append(name)
                gender, kind = self.bodies.gender(member), self.bodies.kind(member)
        found = tuple(dict.fromkeys(names))
        if found:
            self._mentions.append(_Mention(found, gender if len(found) == 1 else "", kind))
        return found

    def _mention(self, people: Sequence[Person], spoke: bool = True) -> None:
        gender = people[0].gender if len(people) == 1 else ""
        sure = spoke or any(person.gender or person.roles for person in people)
        self._mentions.append(_Mention(tuple(person.name for person in people), gender, "person", sure))

    def _members(self, phrase: Sequence[Word], named: Sequence[_Named]) -> list[Member]:
        inside = [any(each.start <= word.start < each.end for each in named) for word in phrase]
        return [member for member in members(phrase, inside, self.words) if member.core]

    def _opening(self, sentence: Span) -> list[Word]:
        """The words that can be the subject at the beginning of a sentence, behind "On Monday,"."""
        words = self.words
        found: list[Word] = []
        for word in _behind_lead(
            each_word(self.text, sentence[0], min(sentence[1], sentence[0] + _LEAD), words), words
        ):
            keeps = word.is_capital or word.low in words.particles or word.low in words.determiners
            keeps = keeps or word.form in words.office_heads or word.low in words.conjunctions or word.text in ".,"
            if not keeps and not (found and word.low in words.genitives):
                break
            found.append(word)
        return [] if found and found[0].low in words.pronouns else found

    # Whom a phrase names

    def _named(self, phrase: Sequence[Word]) -> list[_Named]:
        """Those of the document's people whom the phrase names, by full name or surname, and where."""
        found: list[_Named] = []
        for place, word in enumerate(phrase):
            if word.is_capital and (each := self._named_at(phrase, place)):
                found.append(each)
        own = [n for n, word in enumerate(phrase) if not word.is_mark and word.low not in self.words.titles]
        if not found and len(own) == 1 and phrase[own[0]].is_capital and self._is_given(phrase[own[0]].text):
            called = self.people.by_first_name(phrase[own[0]].low)
            if len(called) == 1:
                word = phrase[own[0]]
                found.append(_Named(word.start, word.end, called[0], in_full=False))
        return found

    def _is_given(self, word: str) -> bool:
        return is_given(word) if self.words.lang == "ru" else bool(self.words.given_gender(word))

    def _named_at(self, phrase: Sequence[Word], place: int) -> _Named | None:
        """The one whose surname stands at a place."""
        holders = self.people.by_surname(phrase[place].low)
        if not holders:
            return None
        words = self.words
        start = place
        while start > 0 and not phrase[start - 1].owns and self._is_name_part(phrase[start - 1]):
            start -= 1
        for here in range(start, place):
            for person in holders:
                if self._is_first_name(phrase[here].low, person):
                    return _Named(phrase[here].start, phrase[place].end, person, in_full=True)
        before = phrase[place - 1]
        other = before.is_capital and before.low not in words.not_names and before.low not in words.particles
        if start < place and other:
            return None
        titles = {word.low.rstrip(".") for word in phrase[max(0, place - 2) : place]}
        sex = "f" if titles & words.female_titles else "m" if titles & words.male_titles else ""
        fitting = [person for person in holders if not sex or person.gender in ("", sex)]
        if not fitting:
            return None
        word = phrase[place]
        offices = words.offices_in([before.form]) if place else frozenset()
        held = [person for person in fitting if person.roles & offices]
        return _Named(word.start, word.end, self._latest(held or fitting), in_full=False)

    def _is_name_part(self, word: Word) -> bool:
        words = self.words
        small = word.low in words.particles
        office = word.form in words.office_words or word.low.rstrip(".") in words.titles
        return (word.is_capital and not office and word.form not in words.institutions) or small

    def _is_first_name(self, word: str, person: Person) -> bool:
        first = person.words[0]
        initial = word.rstrip(".")
        if alike(word, first, self.words.lang) or (1 in (len(initial), len(first)) and initial[0] == first[0]):
            return True
        return same_name(f"{word} {person.words[-1]}", person.name)

    def _latest(self, people: Sequence[Person]) -> Person:
        """Of people with one surname the one who was spoken of last, else who is called by it alone, else the first."""
        for mention in reversed(self._mentions):
            for person in people:
                if person.name in mention.names:
                    return person
        return min(people, key=lambda person: len(person.words) > 1)

    def _person(self, member: Member, named: Sequence[_Named]) -> Person | None:
        """Who the member itself is, by name: not its owner, nor the one whom its complement is about."""
        head = member.core[member.head]
        within = _among(named, member.core)
        if within and self._is_head(within[-1], member):
            return within[-1].person
        if self.bodies.is_plural(head) and not head.is_capital:
            return None
        closing = _among(named, member.complement)
        if closing and self._closes(closing[-1], member):
            return closing[-1].person
        inner = any(word.form in self.words.office_heads for word in member.complement)
        if inner and head.form in self.words.relational_words:
            return None
        for segment in member.apposed:
            found = _among(named, segment)
            if found and all(self._introduces(word) for word in segment if word.end <= found[0].start):
                return found[0].person
        return None

    def _introduces(self, word: Word) -> bool:
        """Whether a word can stand between a comma and the name behind it: "the envoy, Norland's Ann Lee"."""
        return word.is_capital or word.form in self.words.office_words or word.low in self.words.determiners

    def _is_head(self, each: _Named, member: Member) -> bool:
        """Whether a name in the core is whom the phrase is about: "the envoy Ann Lee", and not "the Ann Lee campaign"."""
        head = member.core[member.head]
        if self.words.heads_last:
            return each.end == member.core[-1].end
        if each.start <= head.start < each.end:
            return True
        if head.form in self.words.institutions or (self.bodies.is_plural(head) and not head.is_capital):
            return False
        if self.words.lang == "ru":
            return self._agrees(each, member)
        return each.in_full or head.form in self.words.office_heads

    def _agrees(self, each: _Named, member: Member) -> bool:
        """Whether a Russian name stands in the case of the head; "пресс-секретаря Зотова" alone is not Зотов."""
        head = member.core[member.head]
        shared = agree(head.low, self.text[each.start : each.end], each.person.gender)
        return bool(shared) and (each.in_full or head.form not in self.words.relational_words or "nomn" in shared)

    def _closes(self, each: _Named, member: Member) -> bool:
        """Whether a name at the end of the complement is the head's: "the president of Norland Ann Lee"."""
        words = self.words
        before = [word for word in member.complement if word.end <= each.start]
        head = member.core[member.head]
        if each.end != member.complement[-1].end or len(before) < 2 or before[-1].low in words.prepositions:
            return False
        last = max(n for n, word in enumerate(before) if word.low in words.prepositions)
        inner = any(word.form in words.office_heads or word.low in words.titles for word in before[last:])
        held = head.form in words.office_heads or head.form in words.relational_words
        return held and not inner and (words.lang != "ru" or self._agrees(each, member))

    # Whom an office names

    def _by_office(self, member: Member) -> Person | None:
        """ "the head of state": who holds that office, with the most of the words said of it; last spoken of first."""
        words, head = self.words, member.core[member.head]
        small = {word.low for word in member.core}
        if small & words.owners or small & words.indefinite or self.bodies.is_plural(head):
            return None
        if head.is_capital and small & (words.female_titles | words.male_titles):
            return None
        groups = self._groups(member)
        if not groups:
            return None
        holders = [person for person in self.people if person.roles & groups]
        if not holders:
            return None if head.form in words.relational_words else self._protagonist(groups)
        own = [word for word in member.words if word.form not in words.office_words]
        own = [word for word in own if len(word.low) > 3 or word.is_capital]
        own = [word for word in own if word.low not in words.determiners]
        detail = {words.form(word.low) for word in own}
        last = {name: place for place, mention in enumerate(self._mentions) for name in mention.names}
        best = max(holders, key=lambda person: (len(detail & person.about), last.get(person.name, -1)))
        alone = len(holders) == 1 and words.last_group not in groups
        return best if not detail or detail & best.about or alone else None

    def _groups(self, member: Member) -> frozenset[int]:
        """The office that the head of a member is; none where it is none."""
        if member.core[member.head].form not in self.words.office_heads:
            return frozenset()
        forms = [self.words.form(word.form) for word in (*member.core, *member.complement)]
        return self.words.offices_at(forms, member.head)

    def _protagonist(self, groups: frozenset[int]) -> Person | None:
        """Who is called by a bare name throughout, for an office that the text gives to nobody else."""
        if self.words.last_group in groups:
            return None
        bare = {person.name: person for person in self.people if not person.roles}
        for mention in reversed(self._mentions):
            if len(mention.names) == 1 and mention.names[0] in bare:
                return bare[mention.names[0]]
        return None

    def _both(self, member: Member) -> list[Person]:
        """ "both presidents", "the presidents of France and Norland": those two of the text who hold the office."""
        words, head = self.words, member.core[member.head]
        told = {word.low for word in member.words}
        many = self.bodies.is_plural(head) or (words.lang == "ru" and told & words.both)
        if not many or not told & (words.both | words.conjunctions):
            return []
        groups = self._groups(member)
        holders = [person for person in self.people if person.roles & groups]
        if len(holders) == 2:
            return holders
        if not told & words.both or not (groups or head.form in words.anonymous or head.low in words.anonymous):
            return []
        known = {person.name: person for person in self.people}
        for mention in reversed(self._mentions):
            if len(mention.names) == 2:
                return [known[name] for name in mention.names if name in known]
        return []

    def _titled(self, member: Member) -> str:
        """The surname behind a title, of someone whom the text never names in full: "Mr Hale"."""
        core = [word for word in member.core if not word.is_mark]
        if (
            len(core) == 2
            and core[0].low.rstrip(".") in self.words.titles
            and core[1].is_capital
            and not member.complement
        ):
            return core[1].text
        return ""

    # Whom a pronoun names

    def _pronoun(self, own: Sequence[Word]) -> dict[str, object] | None:
        """The pronoun that a phrase is, with or without its article: "les deux", "ce dernier"."""
        pronouns = self.words.pronouns
        bare = [word.low for word in own if word.low not in self.words.determiners]
        lines = [" ".join(word.low for word in own), " ".join(bare), own[0].form if len(own) == 1 else ""]
        return next((pronouns[line] for line in lines if line in pronouns), None)

    def _by_pronoun(self, pronoun: dict[str, object], sentence: Span, place: int) -> tuple[str, ...]:
        if pronoun.get("relative"):
            return self._antecedent((sentence[0], place))
        many, gender = pronoun.get("number") == "p", str(pronoun.get("gender", ""))
        english = self.words.lang == "en" and not many
        weak: _Mention | None = None
        for mention in reversed(self._mentions):
            if not self._fits(mention, many, gender, english):
                continue
            if mention.spoke:
                self._mentions.append(mention)
                return mention.names
            weak = weak or mention
        if weak:
            self._mentions.append(weak._replace(spoke=True))
            return weak.names
        if many or gender not in ("f", "m"):
            return ()
        return tuple(person.name for person in self._spoken_of((0, place), gender)[-1:])

    def _fits(self, mention: _Mention, many: bool, gender: str, english: bool) -> bool:
        """Whether a pronoun can stand for those spoken of; English "it" is for bodies only."""
        agrees = not mention.gender or not gender or mention.gender == gender
        if english and mention.kind:
            agrees = (mention.kind == "body") == (gender == "n") and (gender == "n" or agrees)
        return agrees and (len(mention.names) > 1) == many

    def _antecedent(self, before: Span) -> tuple[str, ...]:
        """For "who" the one whose name ends right before it, or before what commas set apart."""
        for place, word in reversed(self._capitals):
            if before[0] <= place < before[1]:
                between = self.text[place + len(word) : before[1]].strip()
                holders = self.people.by_surname(word)
                if (
                    not holders
                    or not self._is_sure(holders[0])
                    or (between and not (between[0] in ",(" and between[-1] in ",)"))
                ):
                    return ()
                self._mention(holders[:1])
                return (holders[0].name,)
        return ()

    def _is_sure(self, person: Person) -> bool:
        """Whether a name is a person's and not a place's: by its gender, its office, or what it said."""
        spoke = any(mention.spoke and person.name in mention.names for mention in self._mentions)
        return bool(person.gender or person.roles) or spoke

    def _spoken_of(self, within: Span, gender: str = "") -> list[Person]:
        """Those whom a stretch of text names, in order, or only those who are known to be of a gender."""
        found = []
        for place, word in self._capitals:
            if within[0] <= place < within[1]:
                holders = [p for p in self.people.by_surname(word) if not gender or p.gender == gender]
                found.extend(holders[:1])
        return found

    @cached_property
    def _capitals(self) -> list[tuple[int, str]]:
        """Where words with a capital stand, in small letters."""
        return [(match.start(), match.group().lower()) for match in _CAPITAL.finditer(self.text)]


def _behind_lead(phrase: Iterator[Word], words: PeopleWords) -> Iterator[Word]:
    """The words of a sentence without "On Monday," at its beginning; none where such a beginning has no comma."""
    first = next(phrase, None)
    if first is None:
        return
    if first.low not in words.not_names or first.low in words.determiners:
        yield first
    elif not any(word.text == "," for word in islice(phrase, _LEAD_WORDS)):
        return
    yield from phrase


def _among(named: Iterable[_Named], words: Sequence[Word]) -> list[_Named]:
    """Those who are named among words that follow each other."""
    return [each for each in named if words and words[0].start <= each.start and each.end <= words[-1].end]
