"""One finding at length, what would change, and what reviewers and named bodies say, from the command line."""

import json

import pytest

TABLE = """\
id\tsaid_on\tspeaker\toffice\tlanguage\tmeasure\tvalue\tunit\tas_of\tscope\tsource\tas_reported
k1\t2024-03-01\tAnna Weber\tminister\ten\tcompletion\t60\tper cent\t2024-03-01\twell programme\thttps://a.example/1\t60% done
k2\t2024-06-01\tBoris Lang\tminister\ten\tcompletion\t40\tper cent\t2024-06-01\twell programme\thttps://b.example/2\t40% done
k3\t2024-06-01\tClara Roth\tminister\ten\toutput\t40\t\t2024\twell programme\thttps://c.example/3\toutput of 40
"""


@pytest.fixture
def disputed(servanda, tmp_path):
    """A project with one contradiction, and one figure that cannot be compared."""
    servanda("init", "p")
    (tmp_path / "p" / "claims" / "t.tsv").write_text(TABLE)
    assert servanda("import", "claims", "p/claims/t.tsv", "-p", "p").returncode == 0
    (finding,) = json.loads(servanda("reconcile", "-p", "p", "--format", "json").stdout)
    return finding["id"]


def test_what_is_left_out_is_noted_beside_the_findings(disputed, servanda):
    done = servanda("reconcile", "-p", "p")
    assert f"[{disputed}]" in done.stdout
    assert "Not compared: k3: it has no unit" in done.stderr
    assert "Not compared" not in done.stdout
    assert "Non comparé\u00a0: k3" in servanda("reconcile", "-p", "p", "--lang", "fr").stderr


def test_one_finding_is_told_at_length_by_the_beginning_of_its_id(disputed, servanda):
    done = servanda("reconcile", "-p", "p", "--explain", disputed[: len("contradiction-") + 4])
    assert done.returncode == 0
    for words in (
        "Anna Weber",
        "1 March 2024",
        "60% done",
        "[59.5, 60.5)",
        "The rule: ",
        "https://a.example/1",
        "apart",
    ):
        assert words in done.stdout, words
    shown = json.loads(servanda("reconcile", "-p", "p", "--explain", disputed, "--format", "json").stdout)[0]
    assert (shown["id"], [claim["id"] for claim in shown["said"]]) == (disputed, ["k1", "k2"])
    unknown = servanda("reconcile", "-p", "p", "--explain", "zzz")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "There is no such finding. Found 'zzz'." in unknown.stderr


def test_what_if_tells_what_goes_and_comes(disputed, servanda):
    done = servanda("what-if", "-p", "p", "--without", "b.example")
    assert done.returncode == 0
    assert "Findings that would go: 1" in done.stdout
    assert (
        "completion of well programme on 1 March 2024: between 0 and 100%; it would be between 59.5 and 60.5%"
        in done.stdout
    )
    args = ("--without", "k2", "--assume", "completion of well programme at 2024-04-01 = 50 %", "--format", "json")
    (shown,) = json.loads(servanda("what-if", "-p", "p", *args).stdout)
    assert [one["claims"] for one in shown["came"]] == [["assumed-1", "k1"]]
    assert (shown["left_out"], [one["id"] for one in shown["gone"]]) == (["k2"], [disputed])
    assert json.loads(servanda("reconcile", "-p", "p", "--format", "json").stdout)[0]["id"] == disputed, (
        "nothing is kept"
    )


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), "Nothing is supposed."),
        (("--without", "nobody"), "No claim has this id, source or speaker."),
        (("--assume", "completion"), "Write it as: completion of"),
    ],
)
def test_what_cannot_be_supposed_is_one_clear_error(disputed, servanda, args, words):
    done = servanda("what-if", "-p", "p", *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_a_finding_is_dismissed_answered_restored_and_each_is_a_batch(disputed, servanda):
    done = servanda("dismiss", disputed, "-p", "p", "--who", "Dora", "--why", "Two plans.")
    assert done.stdout == f"{disputed} is dismissed.\n"
    assert "servanda undo 2" in done.stderr
    assert servanda("answer", disputed, "-p", "p", "--who", "The ministry", "--text", "We count tasks.").returncode == 0
    listed = servanda("reconcile", "-p", "p", "--format", "json")
    assert json.loads(listed.stdout) == []
    assert f"Dismissed: {disputed}, by Dora: Two plans." in listed.stderr
    told = servanda("reconcile", "-p", "p", "--explain", disputed).stdout
    assert "Two plans." in told and "We count tasks." in told
    report = servanda("report", "-p", "p").stdout
    assert "Dismissed findings" in report and "We count tasks." in report
    kinds = [one["kind"] for one in json.loads(servanda("batches", "-p", "p", "--format", "json").stdout)]
    assert kinds[-2:] == ["dismissal", "answer"]
    assert servanda("undo", "2", "-p", "p").returncode == 0
    assert len(json.loads(servanda("reconcile", "-p", "p", "--format", "json").stdout)) == 1
    assert servanda("redo", "2", "-p", "p").returncode == 0
    again = servanda("dismiss", disputed, "-p", "p", "--restore", "--who", "Dora", "--why", "One plan.")
    assert "is open again" in again.stdout
    assert servanda("check", "-p", "p").returncode == 0
