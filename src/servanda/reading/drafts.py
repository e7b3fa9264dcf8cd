"""Statements of one sentence before their speakers are known: by verbs, nouns, predicates and prepositions of saying.

Takes a `Sentence`, gives `Draft`s in positions of its tokens. Each construction is one function; the order in which they
are tried is the order of how sure they are.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from servanda.reading.clauses import Sentence
from servanda.reading.coordination import Draft, part_coordinated
from servanda.reading.cues import Cue
from servanda.reading.prepositions import by_prepositions

__all__ = ["Draft", "drafts"]

_ORDERED = ("commitment", "order", "demand")
"""What nobody in particular can have decided: "il a été décidé de", "решено"."""


def drafts(sentence: Sentence) -> list[Draft]:
    """All that the sentence attributes, in the order of its words; quotations are not yet given to anyone.

    >>> from servanda.reading.cues import cues_of
    >>> from servanda.reading.sentences import units
    >>> from servanda.reading.syntax import parse
    >>> words, page = cues_of("en"), "The minister said that work goes on."
    >>> unit = units(page, [(0, len(page))], words.pattern, words.abbreviations)[0]
    >>> found = drafts(Sentence(unit, parse([unit.skeleton], "en")[0], words))
    >>> [(draft.pattern, draft.content) for draft in found]
    [('clause', [3, 4, 5, 6])]
    """
    found: list[Draft] = []
    found.extend(by_prepositions(sentence))
    taken = {word for draft in found for word in [*draft.cue, *draft.source_words]}
    for position in range(len(sentence.tokens)):
        if position in taken:
            continue
        draft = (
            _drawn(sentence, position)
            or _by_verb(sentence, position)
            or _by_predicate(sentence, position)
            or _by_noun(sentence, position)
        )
        if draft:
            found.append(draft)
    _lend_speakers(sentence, found)
    part_coordinated(sentence, found)
    if not sentence.unit.quotations:
        found = [draft for draft in found if draft.content or draft.before]
    return [draft for draft in found if not any(set(draft.cue) < set(other.cue) for other in found)]


def _lend_speakers(sentence: Sentence, found: list[Draft]) -> None:
    """ "..., a-t-il dit, ajoutant que ...": the participle has the speaker of the inserted clause before it."""
    for earlier, later in pairwise(found):
        between = range(max(earlier.cue) + 1, min(later.cue)) if earlier.cue and later.cue else range(0)
        verbs = any(sentence.tokens[word].pos in ("VERB", "AUX") for word in between)
        lends = earlier.pattern in ("incise", "quote") and earlier.source is not None and not verbs
        if lends and sentence.is_participle(later.head) and sentence.is_punct(max(0, min(later.cue) - 1)):
            later.source = earlier.source


def _by_verb(sentence: Sentence, verb: int) -> Draft | None:
    entry = sentence.cues.verb(sentence.tokens[verb], sentence.is_reflexive(verb))
    if sentence.cues.lemma(sentence.tokens[verb]) in sentence.cues.light and (light := _by_light_verb(sentence, verb)):
        return light
    if entry is None or (sentence.tokens[verb].pos not in ("VERB", "AUX") and not sentence.tree.child(verb, "aux")):
        return None
    if sentence.tree.is_(verb, "amod", "aux", "cop", "case", "mark", "fixed") or _is_light(sentence, verb):
        return None
    source = sentence.subject(verb)
    cue = _with_governor(sentence, verb)
    draft = Draft(verb, cue, source, [], "clause", entry, negated=sentence.is_negated(verb))
    near = [*cue, *sentence.tree.children(verb), *(sentence.tree.children(source) if source is not None else ())]
    draft.second_hand = any(sentence.word(part) in sentence.cues.words["reportive"] for part in near)
    return _say(sentence, draft)


def _is_light(sentence: Sentence, verb: int) -> bool:
    """Whether a verb only tells what a light one governs: "fait savoir", "laisse entendre"."""
    governor = sentence.cues.lemma(sentence.tokens[sentence.tokens[verb].head])
    return sentence.tree.is_(verb, "xcomp") and sentence.cues.lemma(sentence.tokens[verb]) in sentence.cues.light.get(
        governor, {}
    )


def _with_governor(sentence: Sentence, verb: int) -> list[int]:
    """The cue's words: "went on to say", "a dit espérer" count whole, where the outer verb is one of speech or none."""
    cue = sentence.group(verb)
    head = sentence.tokens[verb].head
    if sentence.tree.is_(verb, "xcomp") and head < verb and verb - head <= 3:
        cue = sorted({*cue, *sentence.group(head), *range(head, verb)})
    return cue


def _say(sentence: Sentence, draft: Draft) -> Draft | None:
    """Find what the verb of a draft says; a draft that may still take a quotation is kept without content."""
    verb, entry = draft.head, draft.entry
    denied = draft.negated or sentence.is_negated(sentence.tokens[verb].head)
    if denied and entry.lemma in sentence.cues.words["comment"]:
        return None
    if entry.lemma in sentence.cues.words["relaying"] and sentence.unit.quotations:
        draft.pattern = "quote"
        return draft
    named = sentence.tokens[draft.source].lemma if draft.source is not None else ""
    if entry.sort == "finding" and named in sentence.cues.words["not_witnesses"]:
        return None
    inserted = "quote" in entry.frames and _incise(sentence, draft)
    if inserted:
        return draft
    if not sentence.has_complementiser(verb) and (_comparison(sentence, draft) or _anaphor(sentence, draft)):
        return draft
    if sentence.is_passive(verb) and draft.source is None and not sentence.is_impersonal(verb):
        return None
    draft.content, draft.pattern = sentence.framed(verb, entry.frames)
    if draft.content and draft.content[0] < verb < draft.content[-1]:
        own = set(draft.cue) | set(sentence.phrase(draft.source) if draft.source is not None else [])
        draft.content = [word for word in draft.content if word not in own]
    if draft.pattern == "object" and draft.source is not None and draft.source in draft.content:
        draft.content = []
    ordered = draft.pattern == "infinitive" and entry.sort in _ORDERED and sentence.is_passive(verb)
    if draft.pattern in ("infinitive", "object", "preposition") and draft.source is None and not ordered:
        return None
    if not draft.content and "quote" in entry.frames and draft.source is not None:
        draft.content, draft.pattern = sentence.behind_colon(verb), "clause"
    if draft.content:
        return draft
    if sentence.is_passive(verb) and "object" in entry.frames:
        return _passive(sentence, draft)
    draft.pattern = "quote"
    return draft if "quote" in entry.frames or entry.sort in ("speech", "demand", "evaluation") else None


def _drawn(sentence: Sentence, verb: int) -> Draft | None:
    """ "Il ressort du rapport que ...", "из доклада следует, что ...": where it shows is the source."""
    preposition = sentence.cues.words["drawn_from"].get(sentence.cues.lemma(sentence.tokens[verb]))
    if preposition is None or sentence.tokens[verb].pos != "VERB":
        return None
    contractions = sentence.cues.words["contractions"]
    for child in sentence.tree.children(verb, "obl", "nmod", "obj"):
        near = sentence.tree.children(child, "case", "det")
        if preposition in {contractions.get(sentence.word(c), sentence.word(c)) for c in near}:
            entry = Cue("", "finding", frozenset())
            whole, spoken = sentence.tree.subtree(child), sentence.phrase(child, without=near)
            said = [word for word in sentence.clause(verb) if word not in whole] or sentence.clause(child)
            draft = Draft(verb, sentence.group(verb), child, said, "clause", entry)
            if not said and not _incise(sentence, draft):
                return None
            draft.content = [word for word in draft.content if said or word not in whole]
            draft.source_words = _up_to(sentence, [word for word in spoken if word not in said], verb)
            return draft
    return None


def _up_to(sentence: Sentence, spoken: list[int], verb: int) -> list[int]:
    """A phrase with the bare nouns between it and the verb, which the parser hung on the verb: "из данных агентства следует"."""
    between = range(spoken[-1] + 1, verb)
    nouns = all(sentence.tokens[word].pos in ("NOUN", "PROPN", "ADJ") for word in between)
    return [*spoken, *between] if nouns and not any(sentence.is_time(word) for word in between) else spoken


def _incise(sentence: Sentence, draft: Draft) -> bool:
    """ "..., a déclaré Poutine", "..., сказал он, ...": the content is the sentence round the inserted clause."""
    verb = draft.head
    spoken = sentence.phrase(draft.source) if draft.source is not None else []
    near = [word for word in spoken if abs(word - verb) <= len(spoken) + 4]
    region = sorted({*draft.cue, *near})
    left, right = region[0], region[-1]
    while left > 0 and sentence.tokens[left - 1].pos in ("ADV", "PART") and not sentence.is_punct(left - 1):
        left -= 1
    if left < 2 or sentence.word(left - 1) not in (",", "—", "–", "-"):
        return False
    after = next((word for word in range(right + 1, len(sentence.tokens)) if not sentence.is_punct(word)), None)
    if after is not None and sentence.word(after) in sentence.cues.words["complementisers"]:
        return False
    if any(child > right for child in sentence.tree.children(verb, "ccomp")) or not spoken:
        return False
    if sentence.is_relative(left) or any(sentence.is_relative(c) for c in sentence.tree.children(verb, "nsubj")):
        return False
    if sentence.tree.is_(verb, "conj", "acl", "acl:relcl", "xcomp") and (draft.source or 0) < min(draft.cue):
        return False
    if draft.source is not None and draft.source < min(draft.cue) and not _goes_round(sentence, verb, right):
        return False
    before = [word for word in range(left - 1) if not (word == 0 and sentence.is_punct(0))]
    behind = _behind(sentence, verb, left - 1, right) or _resumed(sentence, draft, left - 1)
    if behind:
        before = [word for word in before if word not in behind]
    if not any(sentence.tokens[w].pos in ("VERB", "AUX", "ADJ") for w in [*before, *behind]) and left < 6:
        return False
    draft.content, draft.pattern = before + behind, "incise"
    return True


def _goes_round(sentence: Sentence, verb: int, right: int) -> bool:
    """For "..., Ann Lee said": whether the sentence hangs on the verb, or it on the sentence, and nothing said follows."""
    fronted = any(child < verb for child in sentence.tree.children(verb, "ccomp"))
    hangs = sentence.tree.is_(verb, "parataxis", "dep") or (sentence.tree.is_(verb, "advcl", "ccomp") and verb == right)
    follows = any(child > right for child in sentence.tree.children(verb, "obj", "xcomp"))
    clitic = sentence.tokens[min(right, verb) - 1].pos == "PRON" and sentence.cues.lang == "fr"
    return (fronted or hangs or clitic) and not (follows and not fronted)


def _behind(sentence: Sentence, verb: int, left: int, right: int) -> list[int]:
    """The words after an inserted clause that go on with the sentence it was inserted in."""
    last = len(sentence.tokens)
    comma = next((w for w in range(right + 1, min(right + 9, last)) if sentence.word(w) in (",", "—", "–")), None)
    if comma is None or any(sentence.is_relative(w) for w in range(comma + 1, min(comma + 4, last))):
        return []
    outer = sentence.tokens[verb].head > comma and sentence.tree.is_(verb, "parataxis", "advcl", "ccomp", "dep")
    if not outer and not any(comma < sentence.tokens[word].head for word in range(left) if not sentence.is_punct(word)):
        return []
    if outer is False:
        return list(range(comma + 1, last))
    own = set(sentence.tree.subtree(verb))
    return [word for word in range(comma + 1, len(sentence.tokens)) if word not in own]


def _resumed(sentence: Sentence, draft: Draft, left: int) -> list[int]:
    """The predicate behind a clause put in right after its subject: "Les trains, a précisé la ministre, circuleront"; the
    parser took the subject for the cue's own, and hung the predicate in the clause.
    """
    verb, last = draft.head, len(sentence.tokens)
    taken = [child for child in sentence.tree.children(verb, "nsubj") if child < left]
    comma = next((w for w in range(max(draft.cue) + 1, last) if sentence.word(w) == ","), last)
    if not taken or draft.source is None or not max(draft.cue) < draft.source < comma:
        return []
    if any(sentence.tokens[word].pos in ("VERB", "AUX") for word in range(left)):
        return []
    behind = list(range(comma + 1, last - sentence.is_punct(last - 1)))
    opens = bool(behind) and sentence.tokens[behind[0]].pos in ("VERB", "AUX", "ADV", "PRON", "PART")
    told = any(sentence.tokens[word].pos in ("VERB", "AUX") for word in behind)
    if not opens or not told or sentence.is_relative(behind[0]):
        return []
    draft.source_words = [word for word in sentence.phrase(draft.source) if word < comma]
    return behind


def _comparison(sentence: Sentence, draft: Draft) -> bool:
    """ "as the minister said", "comme l'a précisé X", "как сообщил X": the content is the clause round it."""
    verb = draft.head
    marks = [
        child
        for child in sentence.tree.children(verb)
        if sentence.word(child) in sentence.cues.words["comparisons"] and child < verb
    ]
    head = sentence.tokens[verb].head
    if not marks or head == verb or draft.entry.sort not in ("speech", "finding"):
        return False
    draft.content = sentence.rest(sentence.tree.subtree(verb), head)
    draft.pattern = "incise"
    return bool(draft.content)


def _anaphor(sentence: Sentence, draft: Draft) -> bool:
    """ "Об этом сообщил X", "This was announced by X", "C'est ce qu'a dit X": the content is the sentence before."""
    if draft.entry.sort != "speech" or draft.source is None:
        return False
    head = sentence.tokens[draft.head].head
    cleft = sentence.tree.is_(draft.head, "acl:relcl") and sentence.tree.child(head, "cop") is not None
    if cleft and sentence.tokens[head].lemma in sentence.cues.words["anaphors"] and not draft.negated:
        teller = sentence.inverted(draft.head) if draft.source == head else draft.source
        draft.source, draft.before, draft.pattern = teller, teller is not None, "anaphor"
        return draft.before
    for child in sentence.tree.children(draft.head, "obl", "obj", "advmod", "nsubj:pass"):
        whole = sentence.tree.subtree(child)
        known = sentence.tokens[child].lemma in sentence.cues.words["anaphors"] and not draft.negated
        if known and child < draft.head and len(whole) < 3:
            draft.before, draft.pattern = True, "anaphor"
            return True
    return False


def _passive(sentence: Sentence, draft: Draft) -> Draft | None:
    """ "The plan was criticised by X": the content is the subject."""
    subject = sentence.tree.child(draft.head, "nsubj:pass")
    if subject is None or draft.source is None:
        return None
    draft.content, draft.pattern = sentence.phrase(subject), "passive"
    return draft


def _by_light_verb(sentence: Sentence, verb: int) -> Draft | None:
    """ "made it clear that", "a mis l'accent sur", "высказал мнение, что": verb and noun report together."""
    nouns = sentence.cues.light[sentence.cues.lemma(sentence.tokens[verb])]
    head = sentence.tokens[verb].head
    for child in [*sentence.tree.children(verb), *([head] if 0 < head - verb < 3 else [])]:
        frames = nouns.get(sentence.tokens[child].lemma, nouns.get(sentence.word(child)))
        if frames is None or abs(child - verb) > 6:
            continue
        cue = sorted({*sentence.group(verb), child, *sentence.tree.children(child, "det", "case")})
        entry = Cue(sentence.tokens[child].lemma, "speech", frames | {"quote"})
        content, _ = sentence.framed(child, frames)
        if not content:
            content, _ = sentence.framed(verb, frames - {"object"})
        content = [word for word in content if word > max(cue)]
        source = sentence.subject(verb)
        relayed = sentence.cues.words["relayed_nouns"]
        if sentence.tokens[child].lemma in relayed:
            continue
        if source is None and not content:
            source = sentence.inverted(max(cue))
        negated = sentence.is_negated(verb)
        draft = Draft(verb, cue, source, content, "preposition" if content else "quote", entry, negated=negated)
        if not content and "clause" in frames:
            _incise(sentence, draft)
        return draft
    return None


def _by_predicate(sentence: Sentence, word: int) -> Draft | None:
    """ "is confident that", "restent sceptiques quant à", "уверен, что"."""
    token = sentence.tokens[word]
    entry = sentence.cues.predicate(token)
    if entry is None or token.pos not in ("ADJ", "VERB", "ADV") or sentence.tree.is_(word, "amod", "advmod"):
        return None
    governor = token.head if sentence.tree.is_(word, "acomp", "xcomp", "attr", "obj") and token.head != word else word
    content, pattern = sentence.framed(word, entry.frames)
    if not content:
        content, pattern = sentence.framed(governor, entry.frames)
    source = sentence.subject(governor)
    if not content and source is not None:
        content, pattern = sentence.behind_colon(word), "clause"
    quoting = source is not None and "clause" in entry.frames and bool(sentence.unit.quotations)
    if (not content and not quoting) or word in content:
        return None
    cue = sorted({*sentence.group(governor), *sentence.group(word)})
    if not content:
        entry, pattern = replace(entry, frames=entry.frames | {"quote"}), "quote"
    return Draft(word, cue, source, content, pattern, entry, negated=sentence.is_negated(governor))


def _by_noun(sentence: Sentence, word: int) -> Draft | None:
    """ "the announcement that", "leur volonté de", "требование вернуть"."""
    token = sentence.tokens[word]
    entry = sentence.cues.nouns.get(token.lemma)
    if entry is None or not (token.pos == "NOUN" or (token.pos == "PROPN" and word == 0)):
        return None
    content: list[int] = []
    for child in sentence.tree.children(word, "acl", "ccomp", "xcomp", "acl:relcl", "csubj", "nmod"):
        marks = {sentence.word(mark) for mark in sentence.tree.children(child, "mark", "aux", "case")}
        clause = "clause" in entry.frames and marks & set(sentence.cues.words["complementisers"])
        bare = sentence.cues.lang == "ru" and sentence.word(child).endswith(("ть", "ти", "ться"))
        infinitive = "infinitive" in entry.frames and (marks & set(sentence.cues.words["infinitive_marks"]) or bare)
        subject = sentence.tree.child(child, "nsubj")
        pronoun = subject is not None and sentence.word(subject) in sentence.cues.words["complementisers"]
        if child > word and (clause or infinitive) and not pronoun:
            content = sentence.tree.subtree(child, without=_main(sentence, word, child))
            break
    after = sentence.tokens[word + 1] if word + 1 < len(sentence.tokens) else None
    if not content and after and after.text.lower() in sentence.cues.words["complementisers"] and after.head > word + 1:
        content = [here for here in sentence.tree.subtree(after.head) if here > word]
    if not content:
        plain = entry.frames - {"clause", "infinitive", "object"}
        content = sentence.prepositional(word, plain) if plain else []
    if not content:
        return None
    return Draft(word, [word], _possessor(sentence, word, content), content, "noun", entry)


def _main(sentence: Sentence, noun: int, clause: int) -> list[int]:
    """What the noun itself does, where the parser hung that on the verb of its clause: "L'annonce que ... a surpris"."""
    if sentence.tokens[noun].head != noun:
        return []
    below = sentence.tree.children(clause, "xcomp", "ccomp", "dep", "parataxis")
    return [c for c in below if sentence.tree.child(c, "aux") and sentence.tree.child(c, "mark") is None]


def _possessor(sentence: Sentence, noun: int, content: list[int]) -> int | None:
    """Who makes the announcement: "the ministry's", "leur", "du ministre", else the subject of the noun's verb."""
    for child in sentence.tree.children(noun, "nmod:poss", "nmod", "det"):
        possessive = sentence.word(child) in sentence.cues.words["pronouns"] or not sentence.tree.is_(child, "det")
        if possessive and child not in content:
            return child
    head = sentence.tokens[noun].head
    if (
        sentence.tree.is_(noun, "nsubj", "nsubj:pass", "obj")
        and sentence.cues.lemma(sentence.tokens[head]) in sentence.cues.words["coming"]
    ):
        return sentence.tree.child(head, "obl", "nmod")
    if sentence.tree.is_(noun, "obj", "obl", "xcomp") and sentence.tokens[head].pos in ("VERB", "AUX"):
        return sentence.subject(head)
    return None
