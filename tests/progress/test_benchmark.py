"""The registers that benchmarks/progress.py makes, and what it asks of them, so that it goes on working."""

from progress import declared, make_register, programmes
from progress_system import servanda


def test_a_made_register_has_as_many_entries_as_asked_for_and_each_is_counted_once(tmp_path):
    make_register(tmp_path, 1_200, 2)
    assert (programmes(1_200), declared(1_200)) == (2, 720)  # a programme for each 500; 600 in each, and a fifth more
    ask = servanda(tmp_path)
    assert {owner: told["listed"] for owner, told in ask("programme").items()} == {"g0": 600, "g1": 600}
    assert sum(told["listed"] for told in ask("body").values()) == 1_200
    assert len((tmp_path / "assessments.csv").read_text().splitlines()) == 1 + 2 * 1_200
