"""The grammar of one sentence: the words of a cue, the noun phrase that speaks, and the words that are said.

Takes a unit with its tree and the language's words; answers questions about a verb in it: which words belong to its cue,
who its subject is (its own, or that of the verb it is coordinated with or depends on), what hangs on it as content.
Everything is told in positions of tokens.
"""

from __future__ import annotations

from collections.abc import Iterable

from servanda.reading.source_phrases import SourcePhrases
from servanda.reading.syntax import russian_morphology

__all__ = ["Sentence"]


class Sentence(SourcePhrases):
    """A unit's tree with the questions that the grammar asks of it."""

    def group(self, verb: int) -> list[int]:
        """A verb with its auxiliaries, its reflexive and its negation."""
        parts = [verb]
        for child in self.tree.children(verb, "aux", "cop", "compound:prt"):
            apart = any(self.is_punct(word) for word in range(min(child, verb) + 1, max(child, verb)))
            if self.word(child) != "to" and not apart:
                parts.append(child)
        marks = self.cues.words["reflexive"]
        parts.extend(c for c in self.tree.children(verb) if self.word(c) in marks and abs(c - verb) < 4)
        return sorted(parts)

    def is_negated(self, verb: int) -> bool:
        """Whether a negation hangs on the verb or its auxiliary."""
        words = self.cues.words["negations"]
        near = [verb, *self.tree.children(verb, "aux")]
        return any(self.word(child) in words for part in near for child in self.tree.children(part))

    def is_impersonal(self, verb: int) -> bool:
        """Whether a passive has no subject but "it": "it was reported that"."""
        subject = self.tree.child(verb, "nsubj:pass", "nsubj")
        return subject is None or self.word(subject) in self.cues.words["impersonal"]

    def has_complementiser(self, verb: int) -> bool:
        """Whether a clause with "that" hangs on the verb."""
        clauses = self.tree.children(verb, "ccomp", "csubj", "advcl", "acl")
        return any(self._is_complementiser(mark) for clause in clauses for mark in self.tree.children(clause, "mark"))

    def is_reflexive(self, verb: int) -> bool:
        """Whether "se" hangs on the verb."""
        return any(
            self.word(child) in self.cues.words["reflexive"] and child < verb for child in self.tree.children(verb)
        )

    def is_passive(self, verb: int) -> bool:
        """Whether its subject undergoes it."""
        if self.cues.lang == "fr" and (
            self.is_reflexive(verb) or self.cues.lemma(self.tokens[verb]) in self.cues.words["with_be"]
        ):
            return False
        if self.cues.lang == "fr" and self.tree.child(verb, "aux") is not None:
            return self.tree.child(verb, "aux:pass") is not None
        return self.tree.child(verb, "nsubj:pass", "aux:pass", "csubj:pass") is not None

    # The one who speaks

    def subject(self, verb: int, depth: int = 0) -> int | None:
        """The head of the noun phrase that does what the verb says; None where the sentence does not name it."""
        if depth > 5:
            return None
        if self.is_passive(verb):
            agent = self._agent(verb)
            return self._held_in(verb) if agent is None and self.cues.lang == "ru" else agent
        if (clitic := self._clitic_subject(verb)) is not None:
            return clitic
        if (resumed := self._resumed(verb)) is not None:
            return resumed
        undergone = "nsubj:pass" if self.cues.lang == "fr" else "nsubj"
        own = self.tree.children(verb, "nsubj", undergone)
        own = [child for child in own if self.word(child) not in ("t", "ce", "c'", "there")] or own
        own = [child for child in own if self.word(child)[:1].isalpha()]
        own = [child for child in own if self.word(child) not in self.cues.words["comparisons"]]
        own = [child + (self.word(child) == "t" and child + 1 < len(self.tokens)) for child in own]
        colon = next((w for w in range(verb + 1, len(self.tokens)) if self.word(w) == ":"), len(self.tokens))
        own = [child for child in own if child < colon] if verb < colon else own
        if not own:
            own = [child for child in self.tree.children(verb, "expl:subj") if self.word(child) in self._pronouns]
        if own and not self._is_inserted(verb, own[-1]):
            return self._antecedent(verb, own[-1])
        if not own and self._is_asked(verb):
            return None
        if depth == 0 and self._may_invert(verb) and (found := self.inverted(verb)) is not None:
            return found
        held = self._held_in(verb) if self.cues.lang == "ru" and depth == 0 else None
        if held is not None and not self.tree.is_(verb, "conj"):
            return held
        found = self._borrowed(verb, depth)
        return held if found is None else found

    def _clitic_subject(self, verb: int) -> int | None:
        """ "fait-elle savoir", "indique-t-on": the pronoun that a hyphen joins to the verb or its auxiliary."""
        for part in [verb, *self.tree.children(verb, "aux")]:
            for here in range(part + 1, min(part + 3, len(self.tokens))):
                near = 0 < self.gap(here) < 4 and self.unit.skeleton[self.tokens[here].start - 1] in "-‐‑"
                if near and self.word(here) in self.cues.words["clitic_subjects"]:
                    return here
        return None

    def _resumed(self, verb: int) -> int | None:
        """ "Le texte, qui doit être ratifié, prévoit": the noun whose relative clause the parser hung the main verb in."""
        left = self.group(verb)[0]
        if left < 3 or self.word(left - 1) != "," or self.tree.is_(verb, "conj", "xcomp", "acl:relcl", "acl"):
            return None
        if self.tree.child(verb, "nsubj", "nsubj:pass", "mark") is not None or self.is_participle(verb):
            return None
        here = verb
        while self.tokens[here].head != here:
            here = self.tokens[here].head
            if self.tree.is_(here, "acl:relcl") and here < left - 1:
                noun = self.tokens[here].head
                opens = any(self.word(w) == "," for w in range(noun + 1, here))
                return noun if opens and noun < here and self.tokens[noun].pos in ("NOUN", "PROPN") else None
        return None

    def _is_asked(self, verb: int) -> bool:
        """Whether a verb opens the sentence as what was done to its subject: "Asked whether ..."."""
        word = self.word(verb)
        return self.cues.lang == "en" and verb == 0 and word.endswith("ed") and self.tree.is_(verb, "advcl")

    def is_participle(self, verb: int) -> bool:
        """Whether a verb has the form of "adding", "ajoutant", "добавив"."""
        endings = tuple(self.cues.words["participle_endings"])
        return self.word(verb).endswith(endings) and len(self.group(verb)) == 1 and self.tokens[verb].deprel != "root"

    def _is_inserted(self, verb: int, subject: int) -> bool:
        """Whether the parser took the sentence's subject for that of a clause put in: "Le pont, a dit Ann, sera fermé"."""
        left = self.group(verb)[0]
        behind = self.inverted(verb)
        if subject > verb or left == 0 or self.word(left - 1) != "," or behind is None:
            return False
        if any(self.word(word) == "," for word in range(subject + 1, left - 1)):
            return False
        words = self.cues.words
        office = any(self.tokens[behind].lemma in alike for alike in words["roles"])
        named = self.tokens[behind].pos == "PROPN" or self.tokens[behind].lemma in words["institutions"]
        return (office or named) and self.tokens[subject].pos != "PRON"

    def _may_invert(self, verb: int) -> bool:
        """Whether a subject can stand behind the verb: the verb opens its clause, behind a mark or "comme"."""
        left = self.group(verb)[0]
        while left > 0 and self.tokens[left - 1].pos in ("ADV", "PART") and not self.is_punct(left - 1):
            left -= 1
        if self.is_participle(verb):
            return False
        opens = left == 0 or self.is_punct(left - 1) or self.word(left - 1) in self.cues.words["comparisons"]
        return opens or self.tokens[left - 1].lemma in self.cues.words["anaphors"]

    def _held_in(self, verb: int) -> int | None:
        """ "В документе говорится": where something is said stands for who says it."""
        nobody = self.word(verb).endswith(("ли", "ют", "ят", "ут", "ат", "но"))
        if not self.tokens[verb].lemma.endswith("ся") and not nobody:
            return None
        for child in self.tree.children(verb, "obl", "nmod"):
            cases = {self.word(case) for case in self.tree.children(child, "case")}
            lemma = self.tokens[child].lemma
            told = lemma not in self.cues.words["no_places"] and not self.is_time(child)
            if cases & set(self.cues.words["place_prepositions"]) and told:
                return self._antecedent(verb, child)
        return None

    def _agent(self, verb: int) -> int | None:
        for child in self.tree.children(verb, "obl", "nmod"):
            cases = {self.word(case) for case in self.tree.children(child, "case")}
            if self.tree.is_(child, "obl:agent") or cases & {"by", "par"} or (not cases and self._does(child)):
                return child
        return None

    def _does(self, noun: int) -> bool:
        """Whether a Russian noun that no preposition governs is the one by whom something is done: "раскритикован лидером"."""
        token, words = self.tokens[noun], self.cues.words
        if self.cues.lang != "ru" or token.pos not in ("NOUN", "PROPN"):
            return False
        known = token.pos == "PROPN" or token.lemma in words["institutions"]
        known = known or any(token.lemma in alike for alike in words["roles"])
        return known and any("ablt" in reading.tag for reading in russian_morphology().parse(token.text))

    def _antecedent(self, verb: int, subject: int) -> int:
        """For "who" and its like the noun that the relative clause is about."""
        relative = self._pronouns.get(self.word(subject), self._pronouns.get(self.tokens[subject].lemma, {}))
        if relative.get("relative"):
            here = verb
            while self.tokens[here].head != here and not self.tree.is_(here, "acl", "acl:relcl"):
                here = self.tokens[here].head
            if self.tree.is_(here, "acl", "acl:relcl"):
                return self.tokens[here].head
            if subject > 1 and self.word(subject - 1) == "," and self.tokens[subject - 2].pos in ("NOUN", "PROPN"):
                return self.phrase_head(subject - 2)
        return subject

    def _borrowed(self, verb: int, depth: int) -> int | None:
        """The subject of the verb that this one is coordinated with, depends on, or describes the noun of."""
        head = self._outside(verb)
        if head == verb:
            return None
        if self.tree.is_(verb, "conj", "advcl", "xcomp", "parataxis"):
            if self.tokens[head].pos in ("VERB", "AUX", "ADJ"):
                if self.is_passive(head):
                    return self.tree.child(head, "nsubj:pass")
                return self.subject(head, depth + 1)
            if self.tree.is_(verb, "conj") and self.tree.is_(head, "acl", "acl:relcl"):
                return self.tokens[head].head
            return self.tree.child(head, "nsubj")
        if self.tree.is_(verb, "acl") and self.tokens[head].pos in ("NOUN", "PROPN", "PRON"):
            return head
        return None

    def _outside(self, verb: int) -> int:
        """The head of a verb, or the nearest above it that does not stand in a quotation in which the verb does not."""
        head = self.tokens[verb].head
        for quotation in self.unit.embedded:
            while quotation.start < self.place(head) < quotation.end and not (
                quotation.start < self.place(verb) < quotation.end
            ):
                if self.tokens[head].head == head:
                    return verb
                head = self.tokens[head].head
        return head

    def inverted(self, verb: int) -> int | None:
        """The noun or pronoun right behind a verb of speech that closes its clause: "a déclaré Poutine", "сказал он"."""
        here = verb + 1
        while (
            here < len(self.tokens)
            and (self.tokens[here].pos in ("ADV", "PART") or self.is_time(here) or self._is_told(here))
            and here - verb < 3
        ):
            here += 1
        if verb + 1 < len(self.tokens) and self.word(verb + 1) in self.cues.words["there"]:
            return verb + 1
        here = self._past_circumstance(here)
        if here >= len(self.tokens) or self.tokens[here].pos not in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "X"):
            return None
        if self.tokens[here].pos in ("PROPN", "X"):
            return self._top(here)
        while here < len(self.tokens) and self.tokens[here].pos in ("DET", "ADJ", "NUM"):
            here += 1
        if here < len(self.tokens) and self.tokens[here].pos in ("NOUN", "PROPN", "PRON"):
            return self._top(here)
        return None

    def _past_circumstance(self, here: int) -> int:
        """Where the subject begins behind whom or where it is told in French: "a déclaré à l'AFP le ministre"."""
        last, step = len(self.tokens), here + 1
        if self.cues.lang != "fr" or here >= last or self.tokens[here].pos != "ADP":
            return here
        if self._contractions.get(self.word(here), self.word(here)) in self.cues.words["genitive_prepositions"]:
            return here
        while step < last and self.tokens[step].pos in ("DET", "ADJ", "NUM"):
            step += 1
        if step >= last or self.tokens[step].pos not in ("NOUN", "PROPN"):
            return here
        step += 1
        while step < last and self.is_time(step):
            step += 1
        return step if step < last and self.tokens[step].pos in ("DET", "PROPN") else here

    def _top(self, position: int) -> int | None:
        """The head of the noun phrase that a word right behind the verb begins."""
        if self.word(position) in self._complementisers or self.tokens[position].lemma in self._time:
            return None
        here = position
        while (
            self.tokens[here].head >= position
            and self.tokens[here].head != here
            and self.tokens[self.tokens[here].head].pos in ("NOUN", "PROPN", "PRON")
        ):
            here = self.tokens[here].head
        if any(case < here for case in self.tree.children(here, "case")) or not self.word(here)[:1].isalpha():
            return None
        return None if self._is_told(here) else here

    # What is said

    def clause(self, verb: int) -> list[int]:
        """The content clause that hangs on a verb, with its complementiser."""
        found: list[int] = []
        for child in self.tree.children(verb, "ccomp", "csubj"):
            marks = [m for m in self.tree.children(child, "mark") if verb < m < child and self._is_complementiser(m)]
            least = min(marks, default=-1)
            found.extend(w for w in self.tree.subtree(child) if (w > verb) == (child > verb) and w >= least)
        if not found:
            for child in self.tree.children(verb, "xcomp", "advcl", "obj", "obl", "parataxis", "acl"):
                opening = {self.word(mark) for mark in self.tree.children(child, "mark")}
                if opening & self._complementisers and child > verb:
                    found.extend(word for word in self.tree.subtree(child) if word > verb)
        return sorted(found) or self._opened(verb)

    def _opened(self, verb: int) -> list[int]:
        """The clause that a complementiser behind the verb and whom it is told to opens, wherever the parser hung it."""
        for here in range(verb + 1, len(self.tokens)):
            token = self.tokens[here]
            if self._is_complementiser(here) and self.tree.is_(here, "mark") and token.head > here:
                found = [word for word in self.tree.subtree(token.head) if word >= here]
                return found if self.cues.lang != "en" and not self.tree.is_(token.head, "advcl") else []
            if token.pos in ("VERB", "AUX", "CCONJ") or (self.is_punct(here) and self.word(here) != ","):
                break
        return []

    def behind_colon(self, verb: int) -> list[int]:
        """The clause behind a colon that ends the verb's own: "Il prévient : le temps presse", "Он напомнил: сроки вышли"."""
        last = len(self.tokens)
        colon = next((word for word in range(verb + 1, last) if self.word(word) == ":"), last)
        between = range(verb + 1, min(colon, last))
        if colon >= last - 2 or any(self.tokens[w].pos == "VERB" or self.word(w) in (",", ";") for w in between):
            return []
        found = list(range(colon + 1, last))
        told = any(self.tokens[word].pos in ("VERB", "AUX", "ADJ") for word in found)
        return found if told and not self.unit.quotations else []

    def _is_complementiser(self, position: int) -> bool:
        return self.word(position) in self._complementisers

    def infinitive(self, verb: int) -> list[int]:
        """The infinitive that hangs on a verb, with its mark."""
        for child in self.tree.children(verb, "xcomp", "ccomp"):
            if child > verb and self.tokens[child].pos in ("VERB", "AUX", "NOUN", "ADJ"):
                found = {word for word in self.tree.subtree(child) if word > verb}
                for other in self.tree.children(verb, "obj"):
                    found.update(self.tree.subtree(other) if verb < other < child else ())
                return sorted(found)
        return []

    def object(self, verb: int) -> list[int]:
        """The object with what completes it: "praised the council for its patience"."""
        objects = [child for child in self.tree.children(verb, "obj") if not self.is_time(child)]
        first = next((child for child in objects if child > verb), None)
        if first is None and objects and self.cues.lang == "ru" and self.tokens[objects[0]].pos == "NOUN":
            return self.tree.subtree(objects[0])
        if first is None:
            return []
        found = self.tree.subtree(first)
        for child in self.tree.children(verb, "obl", "xcomp", "oprd", "iobj", "advmod", "advcl", "amod"):
            joined = child > first and not self.is_time(child)
            if joined and not any(self.is_punct(word) for word in range(found[-1] + 1, min(self.tree.subtree(child)))):
                found = sorted({*found, *self.tree.subtree(child)})
        found = [word for word in found if word > verb]
        return [] if len(found) == 1 and self._is_clitic(found[0]) else found

    def _is_clitic(self, position: int) -> bool:
        token = self.tokens[position]
        return token.pos == "PRON" and (token.text.lower() in self._pronouns or len(token.text) < 4)

    def prepositional(self, head: int, prepositions: Iterable[str]) -> list[int]:
        """What follows one of the prepositions on a verb or noun, preposition and all."""
        wanted = set(prepositions)
        for child in self.tree.children(head):
            if child < head or self.is_time(child) or self.is_punct(child):
                continue
            cases = {
                self._contractions.get(self.word(c), self.word(c)) for c in self.tree.children(child, "case", "mark")
            }
            if self.tokens[child].pos == "ADP":
                cases.add(self.word(child))
            if cases & wanted and not self.tree.is_(child, "nsubj", "conj"):
                return self._with_following(head, [word for word in self.tree.subtree(child) if word > head])
        return []

    def _with_following(self, head: int, found: list[int]) -> list[int]:
        """What is said with what hangs beside it on the same word and follows at once: "de leurs doutes quant au projet"."""
        for child in self.tree.children(head, "obl", "xcomp", "advcl", "acl"):
            beside = self.tree.subtree(child)
            if beside[0] == found[-1] + 1 and not self.is_time(child) and self.cues.lang != "en":
                found = [*found, *beside]
        return found

    def framed(self, head: int, frames: Iterable[str]) -> tuple[list[int], str]:
        """The content of a word by its frames, surest first, and the name of the frame that held."""
        names = set(frames)
        if "clause" in names and (found := self.clause(head)):
            return found, "clause"
        if "infinitive" in names and (found := self.infinitive(head)):
            return found, "infinitive"
        plain = names - {"clause", "infinitive", "object", "quote"}
        if plain and (found := self.prepositional(head, plain)):
            return found, "preposition"
        if "object" in names and (found := self.object(head)):
            return found, "object"
        return [], ""

    def rest(self, left_out: Iterable[int], head: int) -> list[int]:
        """The clause that a word hangs in, without the words given: what is said according to someone."""
        gone = set(left_out)
        return [word for word in self.tree.subtree(head) if word not in gone]
