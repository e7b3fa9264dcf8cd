"""IATI's ruleset, applied to a file: the rules are those of the standard's own JSON, what each kind of rule means is here.

After the specification of IATI rulesets: each rule holds for every element that its context selects.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from itertools import pairwise

from lxml import etree

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def broken(tree, ruleset, now):
    """The ids of the rules that the file breaks, with their severity and the element."""
    for context, rules in json.loads(ruleset.read_text()).items():
        for element in tree.xpath(context):
            yield from _broken(element, rules, now)


def _broken(element, rules, now):
    for name, rule in rules.items():
        for case in rule["cases"]:
            if name == "loop":
                for value in dict.fromkeys(_texts(element, case["foreach"])):
                    yield from _broken(element, _filled(case["do"], value), now)
            elif _is_met(element, case.get("condition", "true()")) and not RULES[name](element, case, now):
                info = case["ruleInfo"]
                yield info["severity"], info["id"], etree.tostring(element, encoding="unicode")[:300]


def _is_met(element, condition):
    return element.xpath(f"boolean({condition})")


def _filled(rules, value):
    return json.loads(json.dumps(rules).replace("$1", value.replace("\\", "\\\\").replace('"', '\\"')))


def _found(element, paths):
    return [found for path in paths for found in element.xpath(path)]


def _texts(element, path):
    return [found if isinstance(found, str) else "".join(found.itertext()) for found in element.xpath(path)]


def _all_texts(element, case):
    return [text for path in case["paths"] for text in _texts(element, path)]


def _day(element, path, now):
    if path == "NOW":
        return now
    found = _texts(element, path)
    return date.fromisoformat(found[0][:10]) if found else None


def _in_order(element, case, now):
    less, more = _day(element, case["less"], now), _day(element, case["more"], now)
    return less is None or more is None or less <= more


def _one_or_all(element, case, now):
    if element.xpath(case["one"]):
        return True
    if case["all"] == "lang":
        return all(one.get(XML_LANG) for one in element.iter("narrative"))
    if case["all"] == "currency":
        return all(one.get("currency") for one in element.iter("value", "forecast"))
    return not element.xpath("transaction[not(sector)]")


def _starts(element, case, now):
    known = [
        path for path in case["prefix"] if path != "ORG-ID-PREFIX"
    ]  # a list of agencies that the standard keeps elsewhere
    prefixes = [text + case.get("separator", "") for path in known for text in _texts(element, path)]
    return not prefixes or all(text.startswith(tuple(prefixes)) for text in _all_texts(element, case))


def _sums(element, case, now):
    numbers = [float(text) for text in _all_texts(element, case)]
    return not numbers or abs(sum(numbers) - case["sum"]) < 0.01


def _within_a_year(element, case, now):
    start, end = _day(element, case["start"], now), _day(element, case["end"], now)
    return start is None or end is None or end - start <= timedelta(days=366)


def _different(element, case, now):
    return all(a != b for a, b in pairwise(sorted(_all_texts(element, case))))


RULES = {
    "unique": _different,
    "startswith": _starts,
    "atleast_one": lambda element, case, now: bool(_found(element, case["paths"])),
    "one_or_all": _one_or_all,
    "date_now": lambda element, case, now: all(
        datetime.fromisoformat(t).date() <= now for t in _texts(element, case["date"])
    ),
    "date_order": _in_order,
    "regex_matches": lambda element, case, now: all(
        re.search(case["regex"], text) for text in _all_texts(element, case)
    ),
    "no_spaces": lambda element, case, now: all(text == text.strip() for text in _all_texts(element, case)),
    "no_more_than_one": lambda element, case, now: len(_found(element, case["paths"])) <= 1,
    "strict_sum": _sums,
    "range": lambda element, case, now: all(
        case["min"] <= float(text) <= case["max"] for text in _all_texts(element, case)
    ),
    "if_then": lambda element, case, now: not _is_met(element, case["if"]) or _is_met(element, case["then"]),
    "time_limit": _within_a_year,
    "between_dates": lambda element, case, now: True,  # of organisations' files alone
}
