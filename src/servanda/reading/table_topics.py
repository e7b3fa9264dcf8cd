"""What a row of a claims table is about: its topic, the words of its measure that tell one thing from another, its scope.

Takes the words of a measure and of a scope; gives names in the shared vocabulary where it has them. Two rows are compared
only where their topics are the same, so words that merely repeat the scope or say how a thing is measured are left out, and
all others are kept: "schools built" and "roads built" are two things, "intra-regional trade" of "intra-regional trade" is trade.
"""

from __future__ import annotations

import re
from functools import cache

from servanda.claim import DONE_STATES
from servanda.reading.phrases import Lookup, merged
from servanda.reading.table_units import singular

__all__ = [
    "folded_words",
    "measure_lists",
    "named_topic",
    "qualifiers_of",
    "repeats",
    "rest_of",
    "split_scope",
    "topic_of",
]


@cache
def measure_lists() -> dict[str, Lookup]:
    """The lists of the lexicon that tell measures apart."""
    words, own = merged("claims"), merged("table")
    states = {state: [*phrases, *words["state_nouns"].get(state, [])] for state, phrases in words["states"].items()}
    finished = [phrase for state, phrases in states.items() if state in DONE_STATES for phrase in phrases]
    denied = [f"{no} {said}" for no in own["negations"] for said in finished if _is_cyrillic(no) == _is_cyrillic(said)]
    states["not done"] = [*states.get("not done", []), *denied]
    lists = {"states": Lookup(states), "topics": Lookup(words["topics"]), "growth": Lookup(words["growth"])}
    lists["things"], lists["qualifiers"] = Lookup(words["planned_things"]), Lookup(words["qualifiers"])
    for name in (
        "forecasts",
        "participles",
        "planned",
        "running",
        "stative",
        "volumes",
        "levels",
        "how_measured",
        "commitments",
        "shares",
    ):
        lists[name] = Lookup({name: words[name]})
    for name in ("fillers", "together", "degrees", "intended", "containers", "relative", "each"):
        lists[name] = Lookup({name: own[name]})
    return lists


def _is_cyrillic(words: str) -> bool:
    return "а" <= words[:1].lower() <= "я"


def folded_words(words: str) -> str:
    """Words as they are compared: in small letters, with single spaces.

    >>> folded_words(" Houses  rebuilt")
    'houses rebuilt'
    """
    return " ".join(words.lower().split())


def rest_of(words: str, scope: str = "") -> str:
    """The words of a measure that are left when its state, the planned things, how it is measured and the scope are taken out.

    >>> rest_of("clinics built", "Health plan"), rest_of("clinics built", "Clinics in the north"), rest_of("milestones met")
    ('clinic', '', '')
    """
    lists = measure_lists()
    rest = words
    for name in ("states", "things", "planned", "how_measured", "containers"):
        rest = lists[name].pattern.sub(" ", rest)
    known = {singular(word) for word in re.findall(r"[^\W_]+", scope)}
    left = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", lists["fillers"].pattern.sub(" ", rest))
    return " ".join(one for one in map(singular, left) if one not in known)


def repeats(words: str, measure: str) -> bool:
    """Whether words name nothing but what the measure names, or planned things: "% of tariff lines" of "tariff lines bound".

    >>> repeats("of tariff lines", "tariff lines bound"), repeats("of GDP", "deficit")
    (True, False)
    """
    lists = measure_lists()
    bare = lists["things"].pattern.sub(" ", lists["planned"].pattern.sub(" ", lists["fillers"].pattern.sub(" ", words)))
    named = {singular(word) for word in re.findall(r"[^\W_]+", measure)}
    return all(singular(word) in named for word in re.findall(r"[^\W_]+", bare))


def named_topic(words: str, scope: str) -> str:
    """The topic of a measure, under its name in the shared vocabulary where the scope says the rest.

    >>> named_topic("Asia-Africa trade", "Asia-Africa trade"), named_topic("trade with Chad", "Niger-Chad trade")
    ('trade', 'trade')
    >>> named_topic("exports to Chad", "Niger-Chad trade")
    'exports to chad'
    """
    lists = measure_lists()
    known = {word.lower() for word in re.findall(r"[^\W_]+", scope)}
    parties = re.search(rf"\s{lists['together'].source}\s+(?P<names>.+)$", words, re.IGNORECASE)
    if parties:
        names = re.findall(r"[^\W_]+", lists["fillers"].pattern.sub(" ", parties["names"]))
        if names and all(name.lower() in known for name in names):
            words = words[: parties.start()]
    topic = topic_of(words)
    if folded_words(topic) and folded_words(topic) in folded_words(scope):
        names = [name for _, _, name in lists["topics"].finds(topic)]
        return names[-1] if names else topic
    return topic


def topic_of(words: str) -> str:
    """The thing measured without the words for how, in the shared vocabulary where it is there; "" if nothing is left.

    >>> topic_of("trade turnover"), topic_of("trade growth"), topic_of("gas deliveries"), topic_of("growth")
    ('trade', 'trade', 'gas deliveries', '')
    """
    lists = measure_lists()
    topic = lists["topics"].name_of(words.strip())
    if topic:
        return topic
    rest = lists["qualifiers"].pattern.sub(" ", words)
    rest = lists["growth"].pattern.sub(" ", rest)
    named = lists["topics"].pattern.sub(lambda found: lists["topics"].name_of(found[0]) or found[0], rest)
    left = " ".join(lists["how_measured"].pattern.sub(" ", named).lower().split()).strip(" ,;:-")
    left = re.sub(r"^(?:of|in|the|de|des|du)\s+|\s+(?:of|in|the|de|des|du)$", "", left)
    return lists["topics"].name_of(left) or (left if any(lists["topics"].finds(left)) else singular(left))


def qualifiers_of(measure: str) -> frozenset[str]:
    """The scopes that a measure names: "trade in goods" is not all trade.

    >>> qualifiers_of("trade in goods"), qualifiers_of("trade turnover")
    (frozenset({'goods'}), frozenset())
    """
    return frozenset(name for _, _, name in measure_lists()["qualifiers"].finds(measure))


def split_scope(scope: str) -> tuple[str, frozenset[str]]:
    """The subject and its qualifiers: what stands after a comma, or a known qualifier in brackets.

    >>> split_scope("Belarus-Russia trade, goods and services") == ("Belarus-Russia trade", frozenset({"goods and services"}))
    True
    """
    qualifiers = set()
    for aside in re.findall(r"\(([^()]*)\)", scope):
        if name := measure_lists()["qualifiers"].name_of(aside.strip()):
            qualifiers.add(name)
            scope = " ".join(scope.replace(f"({aside})", " ").split())
    head, *rest = (part.strip() for part in re.split(r"[,;]", scope))
    qualifiers |= {part for part in rest if part}
    return (head, frozenset(qualifiers)) if head else (scope.strip(), frozenset())
