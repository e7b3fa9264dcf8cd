"""Charts of progress: what stands where, what is unknown, empty and crowded registers, the same in every format and language."""

import json
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import agreements
import pytest

from servanda.agreement import Agreement
from servanda.assessment import Assessment, Status
from servanda.exports import html, markdown, text
from servanda.exports.json import account_as_json
from servanda.exports.standing import standing_table
from servanda.exports.telling import page_of
from servanda.exports.wording import LANGUAGES, wording
from servanda.item import Item
from servanda.progress import Move, MovedDeadline


@pytest.fixture(scope="module")
def association():
    return agreements.account(agreements.association(), agreements.SAID)


@pytest.fixture(scope="module")
def peace():
    return agreements.account(agreements.peace())


def single():
    """One day on which anything was assessed, and it is the day of the account."""
    bridges = tuple(Item(name, "bridge", {"en": name}) for name in "abc")
    plan = Item("p", "plan", {"en": "Plan"}, declared={"bridge": 4}, items=bridges)
    told = Assessment("a", Status.DONE, date(2033, 12, 31), "office")
    return agreements.account(Agreement("one", {"en": "One"}, items=(plan,), assessments=(told,)))


def texts_in(page):
    return [svg for svg in re.findall(r"<svg class=\"chart\".*?</svg>", page, re.S) if "unknown-" in svg]


def test_each_charted_entry_has_a_course_and_its_counts(association):
    told = page_of(association, "en").charts
    # The whole, the chapter of which something is claimed (30 activities), and the largest: of 41, and of 39 three times.
    entries = ["Association Agreement", "Technical barriers to trade", "Energy, including nuclear matters", "Transport",
               "Environment", "Consumer protection"]  # fmt: skip
    assert [one.title for one in told[:-1]] == [
        title for name in entries for title in (f"Completion over time: {name}", f"Done against planned: {name}")
    ]
    assert told[-1].title == "Deadlines that moved"
    assert page_of(association, "en").uncharted == (
        "5 further entries are not charted here; the JSON report has their courses.",
    )


def test_claims_stand_beside_the_assessments_by_number(association):
    table = page_of(association, "en").charts[0].table
    rows = [[cell.text for cell in row] for row in table.rows]
    claimed = [row for row in rows if row[1]]
    assert claimed == [
        ["20\u00a0Dec 2031", "1", "Vice Prime Minister", "claim c1", "25–30%"],
        ["Jun 2032", "2", "Vice Prime Minister", "claim c2", "39.5–40.5%"],
        ["2\u00a0Jul 2032", "3", "Association Council", "claim c3", "31–33%"],
        ["15\u00a0Feb 2033 or earlier", "4", "Vice Prime Minister", "claim c4", "≥\u00a050%"],
    ]
    assert len(rows) - len(claimed) == 12, "one a quarter"


def test_what_is_unknown_is_hatched_and_every_id_is_its_own(association):
    drawn = texts_in(html.render(association, "en"))
    assert len(drawn) == 2 * (len(page_of(association, "en").charts) - 1), "deadlines have nothing unknown"
    patterns = [re.findall(r'<pattern id="([^"]+)"', svg) for svg in drawn]
    assert all(len(found) == 1 for found in patterns)
    assert len({found[0] for found in patterns}) == len(drawn)
    for svg, [name] in zip(drawn, patterns, strict=True):
        assert f'fill="url(#{name})"' in svg
    colours = {colour for svg in drawn for colour in re.findall(r'(?:fill|stroke)="([^"]+)"', svg)}
    assert {one for one in colours if not one.startswith(("var(--", "url(#"))} <= {"none", "transparent", "black"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_assessed_says_so_and_draws_no_course(peace, lang):
    page = page_of(peace, lang)
    assert page.charts == ()
    assert len(page.uncharted) == 2, "no course, and no deadline that moved"
    # Fifty-one provisions declared, three named, none assessed.
    whole = [cell.text for cell in page.matrices[0].table.rows[0][2:]]
    assert whole == ["51", "3", "48"]
    shown = html.render(peace, lang)
    assert page.uncharted[0] in shown
    assert texts_in(shown) == []


@pytest.mark.parametrize(("lang", "due"), [("en", "Q2 2032"), ("fr", "T2 2032"), ("ru", "2-й кв. 2032 г.")])
def test_what_is_due_stands_by_quarter(peace, lang, due):
    found = page_of(peace, lang).matrices[-1]
    rows = [[" ".join(cell.text.split()) for cell in row] for row in found.table.rows]
    # Three provisions are due in the second quarter; the three accords that they are part of have no due date.
    assert [(row[0], row[2]) for row in rows] == [(due, "3"), (rows[1][0], "3")]


def test_an_empty_register_has_no_progress():
    page = page_of(agreements.account(Agreement("none", {"en": "None"})), "en")
    assert (page.matrices, page.charts, page.uncharted) == ((), (), ())
    assert 'id="progress"' not in html.render(agreements.account(Agreement("none", {"en": "None"})), "en")


def test_a_single_day_is_seen_though_it_is_the_day_of_the_account():
    [course, _] = texts_in(html.render(single(), "en"))[:2]
    ticks = re.findall(r"<text[^>]*>(\d+ \w+ \d{4})</text>", course)
    assert len(ticks) == len(set(ticks)) >= 2, "short spans have days at their ticks, none twice"
    [told, *_] = page_of(single(), "en").charts
    assert [[cell.text for cell in row] for row in told.table.rows] == [
        ["31\u00a0Dec 2033", "1 of 4 done, 3 unknown", "25–100%"]
    ]


def test_a_matrix_leaves_deep_levels_out_and_says_how_many():
    chapters = tuple(
        Item(f"c{n}", "chapter", {"en": f"C{n}"}, items=tuple(
            Item(f"t{n}-{m}", "task", {"en": "T"}, items=(Item(f"a{n}-{m}", "activity", {"en": "A"}),)) for m in range(3)
        ))
        for n in range(20)
    )  # fmt: skip
    matrix = page_of(agreements.account(Agreement("big", {"en": "Big"}, items=chapters)), "en").matrices[0]
    # The whole has three levels and each chapter two; sixty tasks of one activity each are left out.
    assert len(matrix.table.rows) == 3 + 20 * 2
    assert matrix.note.endswith("60 rows are left out here; “servanda progress” shows them.")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_format_says_the_same(association, lang):
    page = page_of(association, lang)
    shown = markdown.render(association, lang)
    said = text.render(association, lang, color=False, width=100)
    for course in page.charts:
        assert f"### {' '.join(course.title.split())}" in shown.replace("\\", "")
        assert course.title.split(":")[0].strip() in said
    for matrix in page.matrices:
        assert matrix.title in shown
        assert matrix.title in said


def test_a_long_course_is_told_by_month_quarter_or_year():
    days = [date(2031 + n // 40, 1 + n % 12, 1 + n % 28) for n in range(120)]
    items = tuple(Item(f"a{n}", "activity", {"en": "A"}) for n in range(120))
    told = tuple(Assessment(f"a{n}", Status.DONE, day, "office") for n, day in enumerate(days))
    plan = Item("p", "plan", {"en": "Plan"}, items=items)
    found = page_of(agreements.account(Agreement("x", {"en": "X"}, items=(plan,), assessments=told)), "en").charts[0]
    assert found.table.caption == "The chart as a table: the last change of each quarter"
    assert len(found.table.rows) == 12


def test_json_has_every_day_and_exact_bounds(association):
    shown = json.loads(json.dumps(account_as_json(association)))
    [whole] = [one for one in shown["courses"] if one["item"] == "association"]
    assert len(whole["moments"]) == 12
    assert whole["moments"][0]["completion"]["low"] == "0"
    assert [one["claim"] for one in whole["claimed"]] == ["c1", "c2", "c3", "c4"]
    assert [(one["claim"], one["measure"], one["number"]["low"]) for one in whole["claimed_counts"]] == [
        ("c7", "count done", "120"),
        ("c7", "count planned", "340"),
    ]
    assert len(shown["courses"]) == 11, "the whole and ten chapters"
    assert [one["by"] for one in shown["matrices"]] == ["programme", "body", "quarter"]


def test_a_forecast_has_a_broken_outline_and_the_day_of_the_account_is_drawn(association):
    later = agreements.account(agreements.association(), agreements.SAID, date(2034, 7, 31))
    told = page_of(later, "en").charts[0]
    assert [sign.drawn for sign in told.legend] == ["done", "open", "claim", "broken", "today"]
    assert "forecast: claim c5" in [row[3].text for row in told.table.rows]
    assert [sign.drawn for sign in page_of(association, "en").charts[0].legend] == ["done", "open", "claim", "today"]
    assert replace(later, courses=()).courses == ()


def moved(item, *days):
    """A deadline that was moved from each day to the next, None for none; recorded a month apart."""
    moves = [Move(date(2031, month, 1), before, after) for month, (before, after) in enumerate(pairwise(days), start=1)]
    return MovedDeadline(item, {"en": f"The {item}", "ru": f"{item} по-русски"}, tuple(moves))


SPRING, SUMMER, AUTUMN = date(2032, 3, 31), date(2032, 6, 30), date(2032, 9, 30)


def test_deadlines_that_moved_most_often_come_first_with_how_far(peace):
    found = replace(peace, moved=(moved("port", SUMMER, SPRING), moved("rail", SPRING, SUMMER, AUTUMN),
                                  moved("law", SPRING, None)))  # fmt: skip
    told = page_of(found, "en").charts[-1]
    assert [[cell.text for cell in row][1:] for row in told.table.rows] == [
        ["The rail", "31\u00a0Mar 2032", "30\u00a0Sept 2032", "2", "183"],
        ["The port", "30\u00a0Jun 2032", "31\u00a0Mar 2032", "1", "\u221291"],
        ["The law", "31\u00a0Mar 2032", "none", "1", "not known"],
    ]
    page = html.render(found, "ru")
    assert "rail по-русски" in page
    svg = re.findall(r'<svg class="chart".*?</svg>', page, re.S)[0]
    assert re.findall(r">(\d×)<", svg) == ["2×", "1×", "1×"]
    assert "No deadline has moved" not in " ".join(page_of(found, "en").uncharted)
    assert [one["times"] for one in account_as_json(found)["moved_deadlines"]] == [1, 2, 1]


def test_deadlines_that_never_moved_say_so(peace):
    assert "No deadline has moved" in page_of(peace, "en").uncharted[1]


def test_many_moved_deadlines_leave_some_out_and_say_so(peace):
    found = replace(peace, moved=tuple(moved(f"p{number}", SPRING, SUMMER) for number in range(21)))
    told = page_of(found, "en").charts[-1]
    assert len(told.table.rows) == 20
    assert told.note.endswith("1 deadline that moved less often is left out.")


def test_a_register_whose_entries_all_stand_at_the_top_is_counted_as_a_whole():
    """As a peace accord's provisions do."""
    provisions = tuple(Item(name, "provision", {"en": name}) for name in ("prisoners", "land", "truth"))
    told = Assessment("land", Status.DONE, date(2033, 6, 30), "institute")
    accord = Agreement("accord", {"en": "Peace accord"}, items=provisions, assessments=(told,))
    page = page_of(agreements.account(accord), "en")
    assert [[cell.text for cell in row] for row in page.standing_table.rows] == [
        ["Peace accord", "provisions", "not known", "3", "1", "2", "33–100%"]
    ]
    assert page.standing == ("Peace accord: 3\u00a0provisions named in the register; assessed: 1.",)


def test_a_leaf_alone_has_no_standing(association):
    """A page about one activity counts nothing below it, and not the register instead."""
    progress = replace(association.progress, items=())
    assert standing_table(progress, wording("en"), str) is None


def test_a_narrow_terminal_has_a_list_instead_of_cut_columns(association):
    said = text.render(association, "en", color=False, width=60)
    assert "…" not in said
    assert "– 20\u00a0Dec 2031. No.: 1; By whom: Vice Prime Minister;" in said
    assert max(map(len, said.split("\n"))) <= 60
