"""A DataFrame of claims gives what the same table gives, and findings leave as a DataFrame of its library."""

from datetime import date

import pytest

import servanda
from servanda.errors import UsageError

COLUMNS = {
    "id": ["k1", "k2", "k3"],
    "said_on": [date(2029, 4, 6), date(2029, 6, 1), None],
    "speaker": ["Anna Weber", "Boris Lang", None],
    "measure": ["completion", "completion", "completion"],
    "value": ["74", "60", "many"],
    "unit": ["per cent"] * 3,
    "as_of": ["2029-04-06", "2029-06-01", "2029"],
    "scope": ["well programme"] * 3,
}


@pytest.fixture(params=["polars", "pandas"])
def library(request):
    """A library of DataFrames; polars is among the test requirements."""
    return pytest.importorskip(request.param)


def test_rows_become_claims_and_a_row_that_cannot_be_taken_is_warned_of(library):
    with pytest.warns(UserWarning, match=r"DataFrame:3: .*'many'"):
        found = servanda.reconcile(library.DataFrame(COLUMNS), date(2030, 1, 1))
    assert [(str(one.verdict), one.claims) for one in found] == [("contradiction", ("k1", "k2"))]


def test_numbers_and_days_in_their_own_types_are_read_as_their_digits(library):
    frame = library.DataFrame(
        {
            "ID": ["a", "b"],
            "Measure": ["completion", "completion"],
            "Value": [40.0, 74.5],
            "Unit": ["per cent", "per cent"],
            "as_of": [date(2029, 1, 1), date(2029, 6, 1)],
            "scope": ["well programme", "well programme"],
        }
    )
    [found] = servanda.bounds(frame, "completion", "2029-03-01")
    # 40 % is [39.5, 40.5); 74.5 % has a digit after the point and is [74.45, 74.55)
    assert str(found.interval) == "[39.5, 74.55)"
    assert (found.low_claims, found.high_claims) == (("a",), ("b",))


def test_findings_and_bounds_leave_as_a_frame_of_the_same_library(library):
    frame = library.DataFrame({name: cells[:2] for name, cells in COLUMNS.items()})
    findings = servanda.findings_frame(servanda.reconcile(frame, date(2030, 1, 1)), like=frame)
    assert type(findings) is type(frame)
    assert list(findings["verdict"]) == ["contradiction"]
    assert list(findings["claims"]) == ["k1 k2"]
    # 73.5 at least in April; less than 60.5 in June
    assert list(findings["gap"]) == ["13"]
    assert "Anna Weber" in findings["explanation_fr"][0]
    told = servanda.bounds_frame(servanda.bounds(frame, "completion", "2029-05-01", without="k2"), like=frame)
    assert (list(told["low"]), list(told["high"]), list(told["low_claims"])) == (["73.5"], ["100"], ["k1"])
    assert len(servanda.findings_frame([], like=frame)) == 0


def test_a_frame_that_is_no_claims_table_says_what_it_lacks(library):
    with pytest.raises(UsageError, match="lacks columns of a claims table: measure, scope"):
        servanda.reconcile(library.DataFrame({"id": ["a"], "value": ["1"]}))


@pytest.mark.parametrize("thing", [5, "claims.tsv", [1, 2]])
def test_what_is_neither_claims_nor_a_frame_is_refused(thing):
    with pytest.raises(UsageError, match="neither claims nor a DataFrame"):
        servanda.reconcile(thing)


def test_without_a_frame_no_library_of_frames_is_loaded():
    import subprocess
    import sys

    code = "import servanda, sys; servanda.reconcile([]); print([m for m in ('polars', 'pandas', 'spacy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
