"""Invented sentences in the plain constructions of communiqués, with their attributions, beside a corpus of newspaper articles.

Newspapers seldom write "It was reported by the ministry that 12 of the 40 measures had been completed"; offices do. Names,
figures and verbs are drawn by chance; the spans follow from the construction. Nothing is taken from any text.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_WORDS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("invented.yaml").read_text(encoding="utf-8"))


def _pick(some: list[str]) -> str:
    return random.choice(some)


def _number() -> str:
    return _pick(
        [str(random.randint(2, 98)), f"{random.randint(1, 60)}.{random.randint(1, 9)}", str(random.randint(100, 9000))]
    )


def _money() -> str:
    return f"{_pick(['$', '€', ''])}{random.randint(1, 90)} {_pick(['billion', 'million'])}"


def clause() -> str:
    """What may be said: a clause with a subject and a verb, small first letter."""
    thing, many, flow = _pick(_WORDS["things"]), _pick(_WORDS["many"]), _pick(_WORDS["flows"])
    share = f"{_pick(_WORDS['about'])}{_number()}{_pick(_WORDS['per_cent'])}"
    when = _pick(_WORDS["later"]), _pick(_WORDS["earlier"])
    return _pick(
        [
            f"{share} of the {many} {_pick(_WORDS['have_been'])} {_pick(_WORDS['completed'])}",
            f"{random.randint(2, 30)} of the {random.randint(31, 90)} {many} were {_pick(_WORDS['standing'])}",
            f"{flow} {_pick(_WORDS['rose'])} by {share} {when[1]}",
            f"{flow} {_pick(_WORDS['reached'])} {_money()} {_pick(list(when))}",
            f"{thing} {_pick(_WORDS['will_be'])} {_pick(_WORDS['signed'])} {when[0]}",
            f"{thing} {_pick(_WORDS['goes_on'])}",
            f"the two sides {_pick(_WORDS['agreed'])} {thing}",
            f"{_pick(_WORDS['bodies'])} {_pick(_WORDS['financed'])} {_money()} for {thing}",
        ]
    )


def source() -> str:
    """Who speaks, small first letter where it is no name."""
    name = f"{_pick(_WORDS['first'])} {_pick(_WORDS['last'])}"
    office = _pick(_WORDS["offices"])
    place = _pick(_WORDS["places"])
    body, crowd, pronoun = _pick(_WORDS["bodies"]), _pick(_WORDS["crowds"]), _pick(_WORDS["pronouns"])
    return _pick(
        [
            *(
                name,
                name,
                _pick(_WORDS["last"]),
                f"{place}'s {office}",
                f"the {office}",
                f"{place}’s {office}, {name},",
            ),
            *(
                f"the {office}, {name},",
                f"{name}, the {office},",
                f"{office.capitalize()} {name}",
                body,
                body,
                crowd,
                pronoun,
            ),
            f"a {office} who asked not to be named",
        ]
    )


class Line:
    """A sentence put together from its parts, some of them with a role in an attribution."""

    def __init__(self) -> None:
        self.text = ""
        self.roles: list[tuple[int, str, int, int]] = []

    def add(self, words: str, role: str = "", number: int = 0) -> Line:
        """Words behind what there is; `role` and `number` say of which attribution they are what."""
        bare = words.strip(" ,")
        start = len(self.text) + words.index(bare)
        if role:
            self.roles.append((number, role, start, start + len(bare)))
        self.text += words
        return self

    def told(self, offset: int) -> list[dict[str, Any]]:
        """The attributions as character spans."""
        made = []
        for number in sorted({number for number, *_ in self.roles}):
            spans = {
                role: [[a + offset, b + offset] for n, r, a, b in self.roles if (n, r) == (number, role)]
                for role in ("source", "cue", "content")
            }
            made.append(spans)
        return made


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


class Parts(NamedTuple):
    """What a sentence is made of: who speaks, a verb, what is said, when (with a space before it), a pair of quotation marks."""

    who: str
    verb: str
    what: str
    when: str
    marks: str

    @property
    def plain(self) -> str:
        """The speaker without the comma of an apposition."""
        return self.who.rstrip(",")


def with_that(parts: Parts) -> Line:
    """ "The minister said on Monday that work goes on." """
    line = Line().add(_capital(parts.who), "source").add(" ").add(parts.verb, "cue").add(f"{parts.when} ")
    return line.add(f"that {parts.what}", "content").add(".")


def without_that(parts: Parts) -> Line:
    """ "The minister said work goes on." """
    line = Line().add(_capital(parts.who), "source").add(" ").add(parts.verb, "cue").add(" ")
    return line.add(parts.what, "content").add(".")


def closing(parts: Parts) -> Line:
    """ "Work goes on, the minister said." """
    line = Line().add(_capital(parts.what), "content").add(", ").add(parts.who, "source").add(" ")
    return line.add(parts.verb, "cue").add(f"{parts.when}.")


def inverted(parts: Parts) -> Line:
    """ "Work goes on, said the minister." """
    line = Line().add(_capital(parts.what), "content").add(", ").add(_pick(_WORDS["said"]), "cue").add(" ")
    return line.add(parts.plain, "source").add(f"{parts.when}.")


def according(parts: Parts) -> Line:
    """ "According to the minister, work goes on." """
    line = Line().add("According to", "cue").add(" ").add(parts.plain, "source").add(", ")
    return line.add(parts.what, "content").add(".")


def according_behind(parts: Parts) -> Line:
    """ "Work goes on, according to the minister." """
    line = Line().add(_capital(parts.what), "content").add(", ").add("according to", "cue").add(" ")
    return line.add(parts.plain, "source").add(".")


def quoted(parts: Parts) -> Line:
    """ "“Work goes on,” said the minister." """
    line = Line().add(parts.marks[0]).add(_capital(parts.what), "content").add(f",{parts.marks[1]} ")
    return line.add(_pick(_WORDS["said"]), "cue").add(" ").add(parts.plain, "source").add(f"{parts.when}.")


def quoted_twice(parts: Parts) -> Line:
    """ "“Work goes on,” the minister said. “It is nearly done.” " """
    opened, closed = parts.marks
    line = (
        Line().add(opened).add(_capital(parts.what), "content").add(f",{closed} ").add(parts.plain, "source").add(" ")
    )
    line.add(parts.verb, "cue").add(f". {opened}")
    return line.add(_capital(clause()), "content").add(f".{closed}")


def quoted_behind(parts: Parts) -> Line:
    """ "The minister said: “Work goes on.” " """
    line = (
        Line()
        .add(_capital(parts.who), "source")
        .add(" ")
        .add(parts.verb, "cue")
        .add(_pick([": ", ", "]))
        .add(parts.marks[0])
    )
    return line.add(_capital(parts.what), "content").add(f".{parts.marks[1]}")


def interrupted(parts: Parts) -> Line:
    """ "The bridge, the minister said, is ready." """
    words = parts.what.split()
    if words[0] not in ("the", "mutual", "gas") or len(words) < 4 or words[2] in ("of", "on", "in", "to"):
        return without_that(parts)
    line = Line().add(_capital(" ".join(words[:2])), "content").add(", ").add(parts.plain, "source").add(" ")
    return line.add(parts.verb, "cue").add(", ").add(" ".join(words[2:]), "content").add(".")


def passive(parts: Parts) -> Line:
    """ "It was reported by the ministry that work goes on." """
    line = Line().add("It ").add(f"{_pick(['was', 'is', 'has been'])} {_pick(_WORDS['reported'])}", "cue").add(" ")
    if random.random() < 0.5:
        line.add("by ").add(parts.plain, "source").add(" ")
    return line.add(f"that {parts.what}", "content").add(".")


def promise(parts: Parts) -> Line:
    """ "The minister promised to finish the bridge in May." """
    act = f"to {_pick(_WORDS['acts'])} {_pick(_WORDS['things'])} {_pick(_WORDS['later'])}"
    line = Line().add(_capital(parts.who), "source").add(" ").add(_pick(_WORDS["promised"]), "cue").add(" ")
    return line.add(act, "content").add(".")


def denial(parts: Parts) -> Line:
    """ "The minister did not say that work goes on." """
    denied = _pick(["did not say", "has not said", "did not confirm", "never said"])
    line = Line().add(_capital(parts.who), "source").add(" ").add(denied, "cue").add(" ")
    return line.add(f"that {parts.what}", "content").add(".")


def with_addition(parts: Parts) -> Line:
    """ "The minister said that work goes on, adding that it is nearly done." """
    line = Line().add(_capital(parts.plain), "source").add(" ").add(parts.verb, "cue").add(" ")
    line.add(f"that {parts.what}", "content").add(", ")
    line.roles.append((1, "source", 0, len(parts.plain)))
    return (
        line.add(_pick(["adding", "stressing", "noting"]), "cue", 1)
        .add(" ")
        .add(f"that {clause()}", "content", 1)
        .add(".")
    )


def dated(parts: Parts) -> Line:
    """ "On Monday, the minister said work goes on." """
    line = (
        Line()
        .add(f"{_capital(_pick(_WORDS['when']))}, ")
        .add(parts.who, "source")
        .add(" ")
        .add(parts.verb, "cue")
        .add(" ")
    )
    return line.add(f"{_pick(['that ', ''])}{parts.what}", "content").add(".")


def judgement(parts: Parts) -> Line:
    """ "The minister criticised the reform." """
    thing = _pick(_WORDS["things"])
    if random.random() < 0.5:
        line = Line().add(_capital(parts.who), "source").add(" ").add(_pick(_WORDS["judged"]), "cue").add(" ")
        return line.add(thing, "content").add(f"{parts.when}.")
    line = Line().add(_capital(thing), "content").add(" ").add(f"was {_pick(_WORDS['judged'])}", "cue").add(" by ")
    return line.add(parts.plain, "source").add(f"{parts.when}.")


def plain_fact(parts: Parts) -> Line:
    """ "Work goes on.": nobody says it."""
    return Line().add(f"{_capital(parts.what)}.")


CONSTRUCTIONS: tuple[Callable[[Parts], Line], ...] = (
    with_that, with_that, without_that, without_that, closing, inverted, according, according_behind, quoted, quoted_twice,
    quoted_behind, interrupted, passive, promise, denial, with_addition, dated, judgement, plain_fact, plain_fact,
)  # fmt: skip
"""Drawn from with equal chance."""


def sentence() -> Line:
    """One sentence in one of the constructions."""
    who, verb, what = source(), _pick([*_WORDS["said"], *_WORDS["said"], *_WORDS["says"]]), clause()
    when = f" {_pick(_WORDS['when'])}" if random.random() < 0.4 else ""
    marks = _pick(["“”", '""', "“”"])
    return random.choice(CONSTRUCTIONS)(Parts(who, verb, what, when, marks))


def article(sentences: int) -> dict[str, Any]:
    """So many sentences as one line of a corpus, in paragraphs of one to three."""
    text, attributions = "", []
    for number in range(sentences):
        line = sentence()
        attributions += line.told(len(text))
        text += line.text + ("" if number == sentences - 1 else _pick([" ", " ", "\n"]))
    return {"doc": "", "text": text, "attributions": attributions}
