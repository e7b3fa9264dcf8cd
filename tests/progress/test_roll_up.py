"""Progress: what is declared, listed, assessed and claimed, and what the unknown leaves open."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from servanda.agreement import Agreement
from servanda.assessment import Assessment, Status
from servanda.claim import Claim, Figure, Measure
from servanda.interval import Interval
from servanda.item import Item
from servanda.period import Period
from servanda.progress import METHOD, Count, roll_up
from servanda.quantity import PER_CENT, Quantity, QuantityKind


def plan(listed: int, declared: int | None = None) -> Item:
    programmes = tuple(Item(f"p{n}", "programme", {"en": f"Programme {n}"}) for n in range(listed))
    counts = {} if declared is None else {"programme": declared}
    return Item("plan", "plan", {"en": "Plan", "fr": "Le Plan"}, ("the plan",), declared=counts, items=programmes)


def register(listed: int, declared: int | None, *assessments: Assessment) -> Agreement:
    return Agreement("accord", {"en": "Accord"}, items=(plan(listed, declared),), assessments=assessments)


def assessed(item: str, status: Status, day: str = "2023-01-01") -> Assessment:
    return Assessment(item, status, date.fromisoformat(day), "the office")


def only(count_of: Agreement, as_of: date | None = None) -> Count:
    [count] = roll_up(count_of, as_of=as_of).items[0].counts
    return count


def share(subject: str, low: int, high: int, when: str, *, state: str = "done", said: str | None = None) -> Claim:
    interval = Interval(Fraction(low), Fraction(high))
    quantity = Quantity(f"{low}-{high}", interval, interval, None, PER_CENT, QuantityKind.PERCENTAGE)
    figure = Figure(Measure.SHARE, Period.parse(when), quantity, state=state)
    return Claim(f"{subject} {when}", "completion", subject, (figure,), Period.parse(said or when), "a minister")


def test_what_is_declared_and_not_named_is_unknown() -> None:
    count = only(register(6, 28))
    assert (count.declared, count.listed, count.assessed, count.unknown) == (28, 6, 0, 28)
    assert str(count.completion) == "[0, 100]"


def test_assessments_narrow_the_interval() -> None:
    count = only(register(6, 28, assessed("p0", Status.DONE), assessed("p1", Status.IN_PROGRESS)))
    assert count.statuses == {Status.DONE: 1, Status.IN_PROGRESS: 1}
    assert count.completion == Interval(Fraction(100, 28), Fraction(2700, 28))


def test_an_entry_said_to_be_not_assessed_stays_unknown() -> None:
    count = only(register(2, 2, assessed("p0", Status.NOT_ASSESSED)))
    assert (count.assessed, count.unknown) == (0, 2)


def test_without_a_declared_count_the_listed_ones_are_all() -> None:
    count = only(register(4, None, assessed("p0", Status.DONE)))
    assert (count.declared, count.total) == (None, 4)
    assert str(count.completion) == "[25, 100]"


def test_more_listed_than_declared_counts_the_listed() -> None:
    assert only(register(5, 3)).total == 5


def test_the_latest_status_not_after_the_day_counts() -> None:
    agreement = register(
        1, 1, assessed("p0", Status.DONE, "2023-06-01"), assessed("p0", Status.IN_PROGRESS, "2023-01-01")
    )
    assert only(agreement, date(2022, 12, 31)).unknown == 1
    assert str(only(agreement, date(2023, 5, 31)).completion) == "[0, 0]"
    assert str(only(agreement, date(2023, 6, 1)).completion) == "[100, 100]"
    assert str(only(agreement).completion) == "[100, 100]"


def test_claims_stand_beside_by_any_name_in_order_of_time() -> None:
    claims = [share("Le plan", 70, 80, "2023-10"), share("Plan", 40, 40, "2022-08-24"), share("Other", 1, 1, "2022")]
    [row] = roll_up(register(0, 28), claims).items
    assert [str(one.share) for one in row.claimed] == ["[40, 40]", "[70, 80]"]
    assert row.claimed[0].speaker == "a minister"


def test_a_claim_not_yet_made_on_the_day_is_left_out() -> None:
    claims = [share("Plan", 30, 30, "2022-06-30", said="2022-12-19")]
    assert roll_up(register(0, 28), claims, date(2022, 12, 18)).items[0].claimed == ()
    assert len(roll_up(register(0, 28), claims, date(2022, 12, 19)).items[0].claimed) == 1


def test_a_share_of_what_is_behind_schedule_is_no_completion() -> None:
    assert roll_up(register(0, 28), [share("Plan", 4, 5, "2023", state="behind schedule")]).items[0].claimed == ()


def test_a_share_is_cut_to_what_shares_can_be() -> None:
    [one] = roll_up(register(0, 28), [share("Plan", 46, 146, "2023")]).items[0].claimed
    assert str(one.share) == "[46, 100]"


def test_levels_are_counted_apart_and_the_method_is_named() -> None:
    task = Item("t", "task", {"en": "T"})
    programme = Item("p", "programme", {"en": "P"}, declared={"task": 3}, items=(task,))
    top = Item("plan", "plan", {"en": "Plan"}, declared={"programme": 2}, items=(programme,))
    progress = roll_up(Agreement("accord", {"en": "A"}, items=(top,)))
    assert progress.method == METHOD
    assert [
        (row.item.id, row.depth, [(c.level, c.declared, c.listed) for c in row.counts]) for row in progress.items
    ] == [
        ("plan", 0, [("programme", 2, 1), ("task", None, 1)]),
        ("p", 1, [("task", 3, 1)]),
    ]


@given(st.integers(0, 20), st.integers(0, 30), st.lists(st.sampled_from(Status), max_size=20))
def test_more_knowledge_never_widens_the_interval(listed: int, declared: int, statuses: list[Status]) -> None:
    assessments = [assessed(f"p{n}", status) for n, status in enumerate(statuses[:listed])]
    if not listed and not declared:
        return
    wide = only(register(listed, declared)).completion
    narrow = only(register(listed, declared, *assessments)).completion
    assert not narrow.is_empty
    assert wide.intersection(narrow) == narrow
