"""The noun phrase of one who speaks: which words belong to it, and which the parser only hung on it or left off.

Takes a unit with its tree and the language's words; gives the words round a head in positions of tokens: with its appositions
and the office before a name, without its relative clauses and the place where it spoke.
"""

from __future__ import annotations

from collections.abc import Iterable

from servanda.reading.cues import Cues
from servanda.reading.positions import Positions
from servanda.reading.sentences import Unit
from servanda.reading.syntax import Tree, russian_morphology

__all__ = ["SourcePhrases"]

_CLOSED = ("acl:relcl", "parataxis", "ccomp", "advcl", "punct", "cc", "mark", "discourse", "aux", "cop", "expl")


class SourcePhrases(Positions):
    """A unit's tree with the questions about the noun phrases in it."""

    def __init__(self, unit: Unit, tree: Tree, cues: Cues) -> None:
        super().__init__(unit, tree)
        self.cues = cues
        words = cues.words
        self._time = frozenset(words["time_words"])
        self._contractions: dict[str, str] = words["contractions"]
        self._complementisers = frozenset(words["complementisers"])
        self._pronouns: dict[str, dict[str, object]] = words["pronouns"]

    def phrase_head(self, last: int) -> int:
        """The head of the noun phrase that a word ends."""
        here = last
        while self.tokens[here].head < here and self.tokens[self.tokens[here].head].pos in ("NOUN", "PROPN"):
            here = self.tokens[here].head
        return here

    def _is_told(self, noun: int) -> bool:
        """Whether a Russian noun is no subject by its case, but whom something is told: "сообщил журналистам"."""
        if self.cues.lang != "ru" or self.tokens[noun].pos not in ("NOUN", "PROPN"):
            return False
        return not any(
            "nomn" in reading.tag or "gent" in reading.tag for reading in russian_morphology().parse(self.word(noun))
        )

    def phrase(self, head: int, without: Iterable[int] = ()) -> list[int]:
        """The words of the noun phrase of a head: with its appositions, without its relative clauses."""
        left_out = set(without)
        waiting, found = [head], []
        while waiting:
            here = waiting.pop()
            found.append(here)
            for child in self.tree.children(here):
                closed = self._is_circumstance(child, here)
                closed = closed or (self.tree.is_(child, *_CLOSED) and not self._inside(child, here, head))
                if child not in left_out and not closed and not (here == head and self._is_case(child)):
                    waiting.append(child)
        return self._with_office(self._whole(sorted(found), head))

    def _with_office(self, found: list[int]) -> list[int]:
        """The phrase with what stands before it and belongs to it, wherever the parser hung that: the office of a name that
        opens the sentence ("La ministre des Finances Anne Roux"), a Russian possessive ("её лидер").
        """
        first, words = found[0], self.cues.words
        if first == 0:
            return found
        before = self.tokens[first - 1]
        if before.pos == "PRON" and self.cues.lang == "ru" and self.tokens[first].pos != "PROPN":
            return [first - 1, *found] if before.text.lower() in words["owners"] and before.head >= first else found
        if self.tokens[first].pos != "PROPN" or before.pos not in ("NOUN", "PROPN", "ADJ"):
            return found
        office = self.phrase_head(first - 1)
        if not any(self.tokens[office].lemma in alike for alike in words["roles"]):
            return found
        left = min(self.tree.subtree(office))
        opens = left == 0 or self.is_punct(left - 1)
        plain = all(self.tokens[word].pos in ("DET", "ADJ", "NOUN", "PROPN", "ADP") for word in range(left, first))
        return [*range(left, first), *found] if opens and plain else found

    def _is_circumstance(self, child: int, here: int) -> bool:
        """Whether what hangs on a name tells where or when it spoke: "Ann Lee devant la presse"."""
        if self.tokens[here].pos != "PROPN" or child < here or not self.tree.is_(child, "nmod", "obl"):
            return False
        cases = {self._contractions.get(self.word(c), self.word(c)) for c in self.tree.children(child, "case")}
        return bool(cases) and not cases & set(self.cues.words["genitive_prepositions"])

    def _inside(self, child: int, here: int, head: int) -> bool:
        """Whether a conjunction or comma stands before a member of the phrase: "A, B et C"."""
        if not self.tree.is_(child, "cc", "punct"):
            return False
        return here != head or any(member > child for member in self.tree.children(here, "conj", "appos"))

    def _is_case(self, child: int) -> bool:
        return self.tree.is_(child, "case", "mark")

    def _whole(self, found: list[int], head: int) -> list[int]:
        """The run of words round the head: what a stray branch put elsewhere is dropped, gaps of marks are closed."""
        kept = [head]
        for direction in (-1, 1):
            edge, members = head, set(found)
            while True:
                step = edge + direction
                bridge = 0 <= step < len(self.tokens) and step not in members and self.is_punct(step)
                step += direction if bridge else 0
                if step in members and (not bridge or self._joins(step, edge, members)):
                    kept.extend(range(min(edge, step), max(edge, step) + 1))
                    edge = step
                else:
                    break
        return sorted(set(kept))

    def _joins(self, step: int, edge: int, members: set[int]) -> bool:
        """Whether what stands beyond a comma is coordinated or in apposition, and not swept in by a stray arc."""
        if self.word(min(step, edge) + 1) != ",":
            return True
        if any(quotation.inner[0] == self.place(step) for quotation in self.unit.embedded):
            return False
        here = step
        while (
            here in members and self.tokens[here].head in members and (self.tokens[here].head > edge) == (here > edge)
        ):
            if self.tokens[here].head == here:
                break
            here = self.tokens[here].head
        return self.tree.is_(here, "conj", "appos", "flat", "parataxis", "amod", "acl", "root") or step < edge

    def apposition(self, words: list[int]) -> list[int]:
        """The phrase with what is put behind it between commas: "said Ann Lee, the envoy"."""
        here = words[-1] + 1 if words else len(self.tokens)
        if here + 1 >= len(self.tokens) or self.word(here) != "," or self.tokens[words[-1]].pos == "PRON":
            return words
        stop = here + 1
        while stop < len(self.tokens) and not self.is_punct(stop):
            stop += 1
        inner = range(here + 1, stop)
        first = self.tokens[here + 1]
        verbal = any(self.tokens[w].pos in ("VERB", "AUX") and not self.tree.is_(w, "amod", "acl") for w in inner)
        ends = stop >= len(self.tokens) - 1 or self.word(stop) in (".", ",")
        opens = first.pos in ("DET", "NOUN") or first.text.lower() in ("l'", "l’", "ex")
        office = any(self.tokens[word].lemma in alike for word in words for alike in self.cues.words["roles"])
        if office and all(self.tokens[word].pos == "PROPN" for word in inner):
            opens = all(self.tokens[word].pos != "PROPN" for word in words)
        if verbal or not ends or not opens or self.is_time(here + 1) or len(inner) > 14:
            return words
        return [*words, *range(here, stop)]

    def is_time(self, position: int) -> bool:
        """Whether a word tells when: a weekday, "year", "yesterday"."""
        return self.tokens[position].lemma in self._time or self.word(position) in self._time

    def is_relative(self, word: int) -> bool:
        """Whether a word is a relative pronoun: "who", "qui", "который"."""
        known = self._pronouns.get(self.word(word), self._pronouns.get(self.tokens[word].lemma, {}))
        return bool(known.get("relative"))
