"""Full names for those who speak: "Poutine", "il" and "le chef de l'État" are who the text called by full name.

Takes a document and its language's words, and hears its sentences in order; gives for a source the full names as they first
stand in the document, in the nominative in Russian. What nobody is named for stays empty. A pronoun is whoever spoke, or
was the subject, last, and agrees with it in gender and number.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from servanda.document import Document, FurnitureKind
from servanda.reading.clauses import Sentence
from servanda.reading.cues import Cues
from servanda.reading.names import (
    Person,
    alike,
    bare_words,
    find_people,
    lemma,
    nominative,
    phrase_nominative,
    roles_in,
)

__all__ = ["Speakers"]

_NAMING = {FurnitureKind.CAPTION, FurnitureKind.TITLE}


class _Mention(NamedTuple):
    """Who was spoken of: the names, and the gender that is known of one."""

    names: tuple[str, ...]
    gender: str = ""
    is_body: bool = False


class Speakers:
    """The names of a document, and who was spoken of last."""

    def __init__(self, document: Document, cues: Cues) -> None:
        self.document = document
        self.cues = cues
        left_out = [f for f in document.furniture if f.kind not in _NAMING]
        text = document.text
        for piece in left_out:
            text = text[: piece.start] + " " * (piece.end - piece.start) + text[piece.end :]
        self.people = find_people(text, cues)
        self._mentions: list[_Mention] = []
        self._bodies: dict[str, str] = {}
        self._capitals = set(re.findall(r"(?<=[\w,] )[A-ZÀ-ÖØ-ÞŒЁА-Я][\w-]+", text))

    def hear(self, sentence: Sentence) -> None:
        """Remember the subject of a sentence that attributes nothing, if it is someone with a name."""
        for position, token in enumerate(sentence.tokens):
            if token.head != position:
                continue
            subject = sentence.tree.child(position, "nsubj", "nsubj:pass")
            if subject is None or sentence.word(subject) in self.cues.words["pronouns"]:
                return
            people = [self._person(self._text(sentence, part)) for part in self._parts(sentence, subject)]
            if people and all(people):
                self._mention([person for person in people if person])

    def _mention(self, people: list[Person]) -> None:
        gender = people[0].gender if len(people) == 1 else ""
        self._mentions.append(_Mention(tuple(person.name for person in people), gender))

    def names(self, sentence: Sentence, head: int) -> tuple[str, ...]:
        """The full names of a source, by the head of its noun phrase; none for those whom the text does not name."""
        word = sentence.word(head)
        pronoun = self.cues.words["pronouns"].get(word)
        if pronoun and not pronoun.get("relative"):
            return self._by_pronoun(pronoun)
        names: list[str] = []
        gender, is_body = "", True
        for part in self._parts(sentence, head):
            text = self._text(sentence, part)
            person = (
                None
                if self._is_many(sentence, part[0])
                else self._person(text) or self._by_office(text, sentence, part[0])
            )
            if person:
                names.append(person.name)
                gender, is_body = person.gender, False
            elif name := self._titled(text):
                names.append(name)
                is_body = False
            elif name := self._known_body(text, sentence, part[0]):
                names.append(name)
        found = tuple(dict.fromkeys(names))
        if found:
            self._mentions.append(_Mention(found, gender if len(found) == 1 else "", is_body))
        return found

    def _parts(self, sentence: Sentence, head: int) -> list[list[int]]:
        """The members of a coordination, each as its head and its words."""
        phrase = sentence.phrase(head)
        heads = [head, *(word for word in phrase if word > head and self._is_member(sentence, word, head))]
        if len(heads) == 1:
            return [[head, *(word for word in phrase if word != head)]]
        return [[part, *(word for word in sentence.phrase(part, without=heads) if word != part)] for part in heads]

    def _is_member(self, sentence: Sentence, word: int, head: int) -> bool:
        """Whether a word is coordinated with the head itself, and not with something within its phrase."""
        token = sentence.tokens[word]
        if (
            token.deprel != "conj"
            or token.pos not in ("NOUN", "PROPN", "PRON")
            or sentence.tree.child(word, "case") is not None
        ):
            return False
        here = token.head
        while here != head and sentence.tree.is_(here, "conj", "appos", "flat") and sentence.tokens[here].head != here:
            here = sentence.tokens[here].head
        return here == head

    def _text(self, sentence: Sentence, part: list[int]) -> str:
        return " ".join(self.document.text[start:end] for start, end in sentence.spans(part))

    def _by_pronoun(self, pronoun: dict[str, str]) -> tuple[str, ...]:
        many = pronoun.get("number") == "p"
        for mention in reversed(self._mentions):
            fits = not mention.gender or not pronoun.get("gender") or mention.gender == pronoun["gender"]
            if self.cues.lang == "en" and not many:
                fits = fits and mention.is_body == (pronoun.get("gender") == "n")
            if (len(mention.names) > 1) == many and fits:
                return mention.names
        return ()

    def _person(self, text: str) -> Person | None:
        """Whom a phrase names: by full name, else by the surname alone."""
        words = bare_words(text)
        best: Person | None = None
        for person in self.people:
            matched = [w for w in words if alike(w, person.words[-1], self.cues.lang) and self._is_capital(text, w)]
            first = any(alike(w, person.words[0], self.cues.lang) for w in words)
            if matched and first:
                return person
            if matched and best is None and not self._other_first_name(text, matched[0], person):
                best = person
        return best

    def _is_capital(self, text: str, word: str) -> bool:
        place = text.lower().find(word)
        return text[place : place + 1].isupper()

    def _other_first_name(self, text: str, surname: str, person: Person) -> bool:
        """Whether another first name stands before the surname: "Ann Lee" is not "Bruce Lee"."""
        before = re.split(r"[\s\u00a0]", text[: text.lower().find(surname)].strip())[-1]
        initial = before.rstrip(".")
        if not before[:1].isupper() or initial.lower() in self.cues.words["titles"] or roles_in(before, self.cues):
            return False
        return (
            not (len(initial) == 1 and person.name.startswith(initial))
            and len(bare_words(before)) > 0
            and (before.lower() not in self.cues.words["not_names"])
        )

    def _by_office(self, text: str, sentence: Sentence, head: int) -> Person | None:
        """ "the head of state": who holds that office, with the most of the words said of it; last spoken of first."""
        roles = roles_in(text, self.cues)
        words = bare_words(text)
        if not self._is_held(sentence, head) or set(words) & set(self.cues.words["owners"]):
            return None
        if not roles or set(words) & set(self.cues.words["indefinite"]) or self._is_plural(sentence, head, words):
            return None
        said = {lemma(word, self.cues.lang) for word in words if len(word) > 3}
        holders = [person for person in self.people if person.roles & roles]
        if not holders:
            return self._protagonist(roles)
        recent = [name for mention in self._mentions for name in mention.names]
        last = {name: place for place, name in enumerate(recent)}
        offices = {lemma(w, self.cues.lang) for group in self.cues.words["roles"] for r in group for w in bare_words(r)}
        detail = said - offices

        def closeness(person: Person) -> tuple[int, int]:
            return len(detail & person.about), last.get(person.name, -1)

        best = max(holders, key=closeness)
        return best if not detail or detail & best.about or (len(holders) == 1 and not self._is_staff(roles)) else None

    def _is_held(self, sentence: Sentence, head: int) -> bool:
        """Whether the head of a phrase is an office: "the minister's cabinet" is nobody's office."""
        spoken = {sentence.word(head), sentence.tokens[head].lemma}
        offices = {word for group in self.cues.words["roles"] for role in group for word in bare_words(role)}
        return bool(spoken & offices)

    def _protagonist(self, roles: set[int]) -> Person | None:
        """Who is called by a bare name throughout, for an office that the text gives to nobody else."""
        if self._is_staff(roles):
            return None
        bare = {person.name: person for person in self.people if not person.roles}
        for mention in reversed(self._mentions):
            if len(mention.names) == 1 and mention.names[0] in bare:
                return bare[mention.names[0]]
        return None

    def _is_staff(self, roles: set[int]) -> bool:
        """Whether the office is one of many holders: experts, officials, spokespeople."""
        return min(roles) >= len(self.cues.words["roles"]) - 1

    def _is_plural(self, sentence: Sentence, head: int, words: list[str]) -> bool:
        word = sentence.word(head)
        if self.cues.lang == "ru":
            return word.endswith(("и", "ы", "ей", "ов", "ам", "ям")) and lemma(word, "ru")[-1:] != word[-1:]
        return word.endswith("s") and sentence.tokens[head].lemma != word and f"{word}" in words

    def _is_many(self, sentence: Sentence, head: int) -> bool:
        """Whether a phrase is about many people of a kind: "ministers from Ann Lee's party" are not Ann Lee."""
        noun = sentence.tokens[head].pos == "NOUN" and self.cues.lang != "ru"
        return noun and self._is_plural(sentence, head, [sentence.word(head)])

    def _titled(self, text: str) -> str:
        """The surname behind a title, of someone whom the text never names in full: "Mr Hale"."""
        titles = "|".join(re.escape(title) for title in self.cues.words["titles"])
        found = re.match(rf"(?i:{titles})\.?\s+([A-ZÀ-ÞА-ЯЁ][\w’'-]+)(?:,|$)", text)
        return found[1] if found else ""

    def _known_body(self, text: str, sentence: Sentence, head: int) -> str:
        """The name of a body; "the newspaper" alone is the one named before."""
        noun = sentence.tokens[head].lemma
        name = self._body(text, sentence, head)
        own = bare_words(name)
        named = name and (len(own) > 1 or noun not in own)
        words = [word for word in bare_words(text) if word not in self.cues.words["not_names"]]
        if noun in self.cues.words["institutions"] and len(words) == 1 and noun in self._bodies:
            return self._bodies[noun]
        if name and named:
            self._bodies[noun] = name
        return name

    def _body(self, text: str, sentence: Sentence, head: int) -> str:
        """The name of an institution, or of someone known by one word, without its article; "" for the unnamed."""
        words = [w for w in re.split(r"\s+", text) if w]
        while words and (words[0].lower() in self.cues.words["not_names"] or words[0].lower() in ("l'", "l’", "the")):
            words = words[1:]
        line = re.sub(r"^(?:[ld]['’])(?=\w)", "", " ".join(words), flags=re.IGNORECASE)
        indefinite = {w.lower() for w in re.split(r"\s+", text)[:2]} & set(self.cues.words["indefinite"])
        token = sentence.tokens[head]
        institution = token.lemma in self.cues.words["institutions"]
        if not line or indefinite or roles_in(text, self.cues):
            return ""
        if apposed := re.search(r",\s+([A-ZÀ-ÞА-ЯЁ][\w’'-]+)$", line):
            return apposed.group(1)
        quoted = re.search(r"[«“\"„]\s?([^«»“”\"„]+?)\s?[»”\"“]", text)
        if quoted and self.cues.lang == "ru":
            return quoted.group(1)
        trailing = re.fullmatch(
            r"((?:[^\W\d_A-ZÀ-ÞА-ЯЁ][\w-]*\s){1,2})([A-ZÀ-ÞА-ЯЁ][\w-]*(?:\s[A-ZÀ-ÞА-ЯЁ\d][\w-]*)*)", line
        )
        if trailing and not set(trailing[1].split()) & set(self.cues.words["genitive_prepositions"]):
            return trailing[2]
        first = sentence.place(head) <= sentence.unit.start + 1
        proper = (
            token.pos == "PROPN"
            or token.text in self._capitals
            or token.text.isupper()
            or (token.text[:1].isupper() and not first)
        )
        if self._is_plural(sentence, head, bare_words(text)):
            institution = False
        if proper or institution:
            line = line.split(",")[0].strip('«»“”" ')
            if self.cues.lang == "ru":
                line = (
                    nominative([line])
                    if " " not in line and line[:1].isupper()
                    else phrase_nominative(line, token.text)
                )
            return line[:1].upper() + line[1:]
        return ""
