"""Roll-ups by named methods; each number counted by hand."""

from datetime import date

from servanda.agreement import Agreement
from servanda.assessment import Assessment, Status
from servanda.claim import Claim, Figure, Measure
from servanda.item import Item
from servanda.period import Period
from servanda.progress import counts, roll_up, roll_ups
from servanda.progress.counts import latest
from servanda.progress.methods import COUNTINGS
from servanda.quantity import PER_CENT, Quantity


def register(*assessments, declared=28, listed=20):
    programmes = tuple(Item(f"p{n}", "programme", {"en": f"Programme {n}"}) for n in range(listed))
    plan = Item("plan", "plan", {"en": "Plan", "fr": "Le Plan"}, declared={"programme": declared}, items=programmes)
    return Agreement("accord", {"en": "Accord"}, items=(plan,), assessments=assessments)


def assessed(number, status, day="2029-06-30"):
    return Assessment(f"p{number}", status, date.fromisoformat(day), "office", "https://office.example/q2")


def claim(when="2029-06-30", subject="Plan", state="done"):
    figure = Figure(Measure.SHARE, Period.parse(when), Quantity.exact(40, PER_CENT), state=state)
    return Claim("c1", "completion", subject, (figure,))


def shares(found, day="2029-06-30"):
    day = date.fromisoformat(day)
    return {one.method: str(one.interval) for one in found if one.measure is Measure.SHARE and one.day == day}


EIGHT_OF_TEN = [assessed(n, Status.DONE) for n in range(8)] + [assessed(n, Status.IN_PROGRESS) for n in (8, 9)]


def test_each_method_counts_in_its_own_way():
    found = roll_ups(register(*EIGHT_OF_TEN), [claim()])
    # 8/28 to 26/28, 8/20, 8/10; as of that very day two are known not to be done
    assert shares(found) == {
        "declared": "[200/7, 650/7]", "listed": "[40, 40]", "assessed": "[80, 80]", "certain": "[200/7, 650/7]"
    }  # fmt: skip
    counts = {one.method: str(one.interval) for one in found if one.measure is Measure.DONE}
    assert counts == {"declared": "[8, 26]", "listed": "[8, 8]", "certain": "[8, 26]"}
    assert {one.unit for one in found} == {PER_CENT, "programme"} and {one.level for one in found} == {"programme"}
    assert {one.source for one in found} == {"https://office.example/q2"}
    assert {one.method for one in found} == set(COUNTINGS)


def test_an_old_status_that_may_have_changed_is_not_certain():
    found = shares(roll_ups(register(*EIGHT_OF_TEN, declared=10, listed=10), [claim("2029-09-30")]), "2029-09-30")
    # eight stay done; the two in progress in June may have been finished by September
    assert (found["declared"], found["certain"]) == ("[80, 80]", "[80, 100]")


def test_what_is_not_done_later_was_not_done_before():
    later = [assessed(n, Status.IN_PROGRESS, "2029-12-31") for n in (8, 9)]
    found = shares(
        roll_ups(register(*EIGHT_OF_TEN, *later, declared=10, listed=10), [claim("2029-09-30")]), "2029-09-30"
    )
    assert found["certain"] == "[80, 80]"


def test_dropped_is_not_done_and_stays_so():
    dropped = [assessed(0, Status.DONE), assessed(1, Status.DROPPED)]
    found = shares(roll_ups(register(*dropped, declared=2, listed=2), [claim("2029-09-30")]), "2029-09-30")
    assert found == {"declared": "[50, 50]", "listed": "[50, 50]", "assessed": "[50, 50]", "certain": "[50, 50]"}


def test_nothing_is_rolled_up_where_nothing_is_assessed_or_claimed():
    assert roll_ups(register(), [claim()]) == ()
    assert roll_ups(register(*EIGHT_OF_TEN), [claim("2029-06-29")]) == ()
    assert roll_ups(register(*EIGHT_OF_TEN), [claim(subject="Other")]) == ()
    assert roll_ups(register(*EIGHT_OF_TEN), [claim(state="behind schedule")]) == ()
    assert roll_ups(register(*EIGHT_OF_TEN), [claim("2029")]) == ()
    assert roll_ups(register(assessed(0, Status.NOT_ASSESSED)), [claim()]) == ()


def test_a_month_has_the_roll_ups_of_its_first_and_last_day_and_names_in_other_languages_count():
    found = roll_ups(register(*EIGHT_OF_TEN), [claim("2029-06", "le plan"), claim("2029-07", "Plan")])
    assert sorted({(one.subject, str(one.day)) for one in found}) == [
        ("Plan", "2029-07-01"), ("Plan", "2029-07-31"), ("le plan", "2029-06-30")
    ]  # fmt: skip


def test_however_many_entries_ask_the_newest_assessments_are_worked_out_as_often(monkeypatch):
    def asked(programmes):
        calls = []
        monkeypatch.setattr(counts, "latest", lambda *given: calls.append(1) or latest(*given))
        items = tuple(Item(f"g{n}", "plan", {}, items=(Item(f"p{n}", "task", {}),)) for n in range(programmes))
        told = tuple(assessed(n, Status.DONE) for n in range(programmes))
        roll_up(Agreement("accord", {}, items=items, assessments=told), method=("weighted", "budget"))
        return len(calls)

    assert asked(1) == asked(9) > 0
