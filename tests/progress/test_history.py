"""The life of an entry across versions of its register."""

from dataclasses import replace
from datetime import date

from servanda.agreement import Agreement
from servanda.assessment import Assessment, Reason, Status
from servanda.intake.register_replaced import with_replaced
from servanda.item import Act, Item
from servanda.period import Period
from servanda.progress import EpisodeKind, Version, deadline_moves, history_of, roll_up

ADOPT = Item("energy-1", "measure", {"en": "Adopt the code", "fr": "Adopter le code"}, due=Period.parse("2027-06-30"),
             bodies=("ministry",), source="Annex I")  # fmt: skip


def versions(*registers):
    """One version a month; each register is its items below the chapter of energy, or a whole Agreement."""
    for number, given in enumerate(registers, start=1):
        chapter = Item("energy", "chapter", {"en": "Energy"})
        whole = given if isinstance(given, Agreement) else Agreement("a", {}, items=(replace(chapter, items=given),))
        yield Version(date(2026, number, 5), whole, number, f"{number}.xlsx")


def told(entry, *registers):
    return [(one.kind, one.before, one.after, one.batch) for one in history_of(entry, versions(*registers)).episodes]


def test_nothing_is_told_of_an_entry_that_never_was():
    assert history_of("energy-9", versions((ADOPT,))) is None
    assert history_of("energy-9", ()) is None


def test_each_kind_of_change_is_told_with_its_import():
    acts = (Act("Law on electricity", "412"),)
    changed = replace(ADOPT, names={"en": "Adopt the code", "fr": "Adopter le code de réseau"},
                      due=Period.parse("2027-12-31"), bodies=("agency",), acts=acts)  # fmt: skip
    trade = Item("trade", "chapter", {"en": "Trade"}, items=(replace(changed, dropped=Period.parse("2026-03-01")),))
    moved = Agreement("a", {}, items=(Item("energy", "chapter", {"en": "Energy"}), trade))
    assert told("energy-1", (ADOPT,), (ADOPT,), (changed,), moved, ()) == [
        (EpisodeKind.NAMED, "", "Adopt the code / Adopter le code", 1),
        (EpisodeKind.DUE, "", "2027-06-30", 1),
        (EpisodeKind.DEADLINE, "2027-06-30", "2027-12-31", 3),
        (EpisodeKind.RENAMED, "Adopter le code", "Adopter le code de réseau", 3),
        (EpisodeKind.CHANGED, "ministry", "agency", 3),
        (EpisodeKind.CHANGED, "", "412 Law on electricity", 3),
        (EpisodeKind.MOVED, "energy", "trade", 4),
        (EpisodeKind.DROPPED, "", "2026-03-01", 4),
        (EpisodeKind.REMOVED, "", "", 5),
    ]
    history = history_of("energy-1", versions((ADOPT,), (changed,)))
    assert history.names["fr"] == "Adopter le code de réseau"
    assert (history.moved.times, history.moved.days) == (1, 184)
    assert {one.source for one in history.episodes} == {"Annex I"}


def test_an_entry_can_come_back_and_be_taken_up_again():
    dropped = replace(ADOPT, dropped=Period.parse("2026-02-01"))
    kinds = [kind for kind, *_ in told("energy-1", (ADOPT,), (dropped,), (), (ADOPT,))]
    assert kinds[2:] == [EpisodeKind.DROPPED, EpisodeKind.REMOVED, EpisodeKind.RETURNED, EpisodeKind.TAKEN_UP]


def test_a_split_is_told_on_both_sides_and_the_deadline_goes_with_it():
    code = Item("energy-1a", "measure", {"en": "Code"}, due=Period.parse("2027-06-30"), replaces=("energy-1",))
    rules = Item("energy-1b", "measure", {"en": "Rules"}, due=Period.parse("2028-06-30"), replaces=("energy-1",))
    registers = ((ADOPT,), (code, rules))
    assert told("energy-1", *registers)[2:] == [(EpisodeKind.SPLIT, "", "", 2)]
    last = history_of("energy-1", versions(*registers)).episodes[-1]
    assert last.others == ("energy-1a", "energy-1b")
    assert told("energy-1a", *registers) == [
        (EpisodeKind.NAMED, "", "Code", 2),
        (EpisodeKind.FROM, "", "", 2),
        (EpisodeKind.DUE, "", "2027-06-30", 2),
    ]
    assert told("energy-1b", *registers)[2:] == [(EpisodeKind.DEADLINE, "2027-06-30", "2028-06-30", 2)]
    (moved,) = deadline_moves(versions(*registers))
    assert (moved.item, moved.days) == ("energy-1b", 366)


def test_a_merger_begins_with_the_latest_of_the_deadlines():
    other = Item("energy-2", "measure", {"en": "Rules"}, due=Period.parse("2028"))
    both = Item("energy-3", "measure", {"en": "Both"}, due=Period.parse("2028"), replaces=("energy-1", "energy-2"))
    registers = ((ADOPT, other), (both,))
    assert told("energy-2", *registers)[-1][0] is EpisodeKind.MERGED
    assert told("energy-1", (ADOPT,), (replace(both, replaces=("energy-1",)),))[-1][0] is EpisodeKind.REPLACED
    assert deadline_moves(versions(*registers)) == ()


def test_a_part_that_is_split_off_leaves_the_rest_going_on():
    part = Item("energy-1p", "measure", {"en": "Part"}, split_from="energy-1")
    registers = ((ADOPT,), (ADOPT, part), (ADOPT, part))
    assert [kind for kind, *_ in told("energy-1", *registers)[2:]] == [EpisodeKind.SPLIT_OFF]
    assert told("energy-1p", *registers) == [
        (EpisodeKind.NAMED, "", "Part", 2),
        (EpisodeKind.PART_OF, "", "", 2),
        (EpisodeKind.DEADLINE, "2027-06-30", "", 2),
    ]


def test_assessments_are_told_in_order_with_what_became_of_them():
    def assessed(*given):
        found = tuple(
            Assessment("energy-1", status, date(2026, month, 1), who, source="Report") for status, month, who in given
        )
        return Agreement("a", {}, items=(ADOPT,), assessments=found)

    begun, early = (Status.IN_PROGRESS, 3, "government"), (Status.NOT_STARTED, 1, "institute")
    done = (Status.DONE, 3, "government")
    history = history_of("energy-1", versions(assessed(begun, early), assessed(done, early), assessed(done)))
    episodes = [
        (one.kind, one.before, one.after, one.assessor, str(one.as_of), one.batch) for one in history.episodes[2:]
    ]
    assert episodes == [
        (EpisodeKind.ASSESSED, "", "not started", "institute", "2026-01-01", 1),
        (EpisodeKind.ASSESSED, "", "in progress", "government", "2026-03-01", 1),
        (EpisodeKind.CORRECTED, "in progress", "done", "government", "2026-03-01", 2),
        (EpisodeKind.WITHDRAWN, "not started", "", "institute", "2026-01-01", 3),
    ]
    assert history.episodes[2].source == "Report"


def test_why_a_status_is_not_known_is_told_with_it():
    def assessed(reason):
        told = Assessment("energy-1", Status.NOT_ASSESSED, date(2026, 1, 1), "agency", reason=reason)
        return Agreement("a", {}, items=(ADOPT,), assessments=(told,))

    last = history_of("energy-1", versions(assessed(Reason.NOT_YET_REPORTED), assessed(Reason.REFUSED))).episodes[-1]
    assert (last.before, last.after) == ("not assessed (not yet reported)", "not assessed (refused)")


def test_an_entry_that_others_took_the_place_of_is_counted_in_them():
    code = Item("energy-1a", "measure", {"en": "Code"}, replaces=("energy-1",))
    rules = Item("energy-1b", "measure", {"en": "Rules"}, replaces=("energy-1",))
    (version,) = versions((ADOPT, code, rules))
    day = date(2030, 1, 1)
    both = tuple(Assessment(one, Status.DONE, day, "government") for one in ("energy-1", "energy-1a"))
    register = with_replaced(replace(version.agreement, assessments=both))
    row = roll_up(register, as_of=day, method=["declared", "shares", "certain"]).items[0]
    assert (row.counts[0].listed, row.counts[0].assessed) == (2, 1)
    assert [str(shares[0]) for shares in (row.shares, *(shares for _, shares in row.others))] == ["[50, 100]"] * 3
