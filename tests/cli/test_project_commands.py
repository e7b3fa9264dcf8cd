"""Commands over a project: what they print, where, and their exit status."""

import json
import os

import pytest


def test_without_a_command_help_is_shown(servanda):
    done = servanda()
    assert done.returncode == 2
    assert "Commands:" in done.stdout + done.stderr


def test_init_makes_a_project_and_says_what_is_next(servanda, tmp_path):
    done = servanda("init", "p")
    assert (done.returncode, done.stdout) == (0, "")
    assert "servanda ingest --project p" in done.stderr
    assert sorted(path.name for path in (tmp_path / "p").iterdir() if path.suffix != ".db-wal") == [
        "agreement.yaml",
        "claims",
        "documents",
        "series",
        *(["servanda.db"] if "TEST_POSTGRESQL" not in os.environ else []),
    ]
    again = servanda("init", "p")
    assert again.returncode == 2
    assert "already" in again.stderr


def test_an_example_that_is_not_known(servanda):
    done = servanda("init", "p", "--example", "nowhere")
    assert done.returncode == 2
    assert "union-state" in done.stderr


@pytest.mark.parametrize("args", [("progress",), ("reconcile",), ("report",), ("ingest",), ("check",), ("undo", "1")])
def test_no_project_here(servanda, args):
    done = servanda(*args)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("servanda: This folder holds no Servanda project.")


@pytest.mark.parametrize(
    "args",
    [("frobnicate",), ("undo", "three"), ("reconcile", "--as-of", "soon"), ("reconcile", "--format", "xml"), ("read",)],
)
def test_a_wrong_call(servanda, args):
    done = servanda(*args)
    assert done.returncode == 2
    assert "Error" in done.stderr


def test_the_project_is_named_by_option_environment_or_folder(servanda, project):
    for call in (
        servanda("batches", "--project", project),
        servanda("batches", env={"SERVANDA_PROJECT": str(project)}),
        servanda("batches", cwd=project),
    ):
        assert (call.returncode, call.stdout) == (0, "There are no batches yet.\n")


def test_import_reconcile_undo(servanda, project):
    done = servanda("import", "claims", project / "claims" / "t.tsv", "--project", project)
    assert done.returncode == 1
    assert done.stdout == "2 claims taken, 0 changed, 0 unchanged, 1 refused.\n"
    assert "t.tsv:4:" in done.stderr and "'many'" in done.stderr

    found = json.loads(servanda("reconcile", "-p", project, "--format", "json", "--as-of", "2024-12-31").stdout)
    assert [(one["verdict"], one["claims"]) for one in found] == [("contradiction", ["k1", "k2"])]
    assert set(found[0]) >= {"id", "relation", "measure", "subject", "arithmetic"}
    assert set(found[0]["explanation"]) == {"en", "fr", "ru"}
    shown = servanda("reconcile", "-p", project, "--lang", "fr")
    assert shown.stdout.startswith("Contradiction\u00a0: well programme, ")
    assert (
        " per cent" not in shown.stdout
        and "import d’affirmations" in servanda("batches", "-p", project, "--lang", "fr").stdout
    )

    [batch] = json.loads(servanda("batches", "-p", project, "--format", "json").stdout)
    assert (batch["kind"], batch["claims"], batch["undone"]) == ("import claims", 2, False)
    assert servanda("undo", batch["id"], "-p", project).returncode == 0
    assert json.loads(servanda("reconcile", "-p", project, "--format", "json").stdout) == []
    assert servanda("undo", batch["id"], "-p", project).returncode == 2
    assert servanda("redo", batch["id"], "-p", project).returncode == 0
    assert len(json.loads(servanda("reconcile", "-p", project, "--format", "json").stdout)) == 1


def test_statistics_are_imported_listed_and_undone(servanda, project, tmp_path):
    table = tmp_path / "wells.csv"
    row = "w,wells dug,well programme,well,2023-05-31,"
    table.write_text(f"series,measure,subject,unit,period,value\n{row}12\n{row.replace('05-31', '06-30')}many\n")
    done = servanda("import", "series", table, "-p", project)
    assert (done.returncode, done.stdout) == (1, "1 values taken, 0 changed, 0 unchanged, 1 refused.\n")
    assert "wells.csv:3: The column 'value' holds no number. Found 'many'." in done.stderr
    [batch] = json.loads(servanda("batches", "-p", project, "--format", "json").stdout)
    assert (batch["kind"], batch["observations"], batch["undone"]) == ("import series", 1, False)
    assert servanda("undo", batch["id"], "-p", project).returncode == 0


def test_every_fault_of_a_register_is_told(servanda, project, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("agreement:\n  id: a\n  name: {en: A}\n  signed: soon\nitems:\n  - id: x\n")
    done = servanda("import", "register", bad, "-p", project)
    assert done.returncode == 1
    assert "bad.yaml:4:" in done.stderr and "bad.yaml:6:" in done.stderr
    (project / "agreement.yaml").write_text(bad.read_text())
    assert servanda("progress", "-p", project).returncode == 1


def test_a_report_in_each_format(servanda, project, tmp_path):
    servanda("import", "claims", project / "claims" / "t.tsv", "-p", project)
    printed = servanda("report", "-p", project, "--as-of", "2024-12-31")
    assert printed.returncode == 0
    assert "\x1b" not in printed.stdout and "Anna Weber" in printed.stdout
    for name, sign in (("r.html", "<!doctype html>"), ("r.md", "# "), ("r.json", "{"), ("r.txt", "")):
        done = servanda("report", "-p", project, "--output", tmp_path / name, "--lang", "ru")
        assert (done.returncode, done.stdout) == (0, "")
        text = (tmp_path / name).read_text()
        assert text.lower().startswith(sign) and "Anna Weber" in text
    assert servanda("report", "-p", project, "--output", "r.doc").returncode == 2
    assert servanda("report", "-p", project, "--output", tmp_path / "no" / "r.html").returncode == 2


@pytest.mark.sqlite
def test_a_locked_record(servanda, project):
    import sqlite3

    other = sqlite3.connect(project / "servanda.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    done = servanda(
        "import", "claims", project / "claims" / "t.tsv", "-p", project, env={"SERVANDA_BUSY_SECONDS": "0.2"}
    )
    other.close()
    assert done.returncode == 3
    assert "Another process is writing" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.sqlite
def test_a_damaged_record(servanda, project):
    assert servanda("check", "-p", project).stdout == "The record is sound.\n"
    for file in project.glob("servanda.db*"):
        file.unlink()
    (project / "servanda.db").write_text("This is a letter. " * 1000)
    for command in ("check", "ingest", "report", "batches"):
        done = servanda(command, "-p", project)
        assert done.returncode == 3
        assert "backup" in done.stderr and "Traceback" not in done.stderr


def test_check_ends_with_the_status_of_a_damaged_record(servanda, project, change_record):
    servanda("import", "claims", project / "claims" / "t.tsv", "-p", project)
    change_record(project, "UPDATE record_registerversion SET digest = 'sha256:0'")
    done = servanda("check", "-p", project, "--format", "jsonl")
    assert done.returncode == 3
    assert "digest" in done.stdout


def test_refused_documents_leave_the_rest_recorded(servanda, project, lines):
    folder = project / "documents"
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "good.txt").write_text("Anna Weber said on Monday that 12 wells were dug.\n")
    done = servanda("ingest", "-p", project)
    assert done.returncode == 1
    assert "1 documents taken" in done.stderr and "2 refused" in done.stderr
    assert "empty.txt" in done.stderr and "binary.txt" in done.stderr and "Traceback" not in done.stderr
    assert servanda("ingest", "-p", project, folder / "good.txt").returncode == 0
    assert servanda("check", "-p", project).returncode == 0
    assert servanda("ingest", "-p", project, "nothing.txt").returncode == 1
    of_web = servanda("ingest", "-p", project, "https://a.example/b")
    assert of_web.returncode == 2 and "servanda fetch" in of_web.stderr
    assert servanda("ingest", "-p", project, "memory://nothing.txt").returncode == 1


def test_progress_counts_the_register(servanda, lines):
    servanda("init", "p", "--example", "union-state")
    rows = lines(servanda("progress", "-p", "p", "--format", "jsonl").stdout)
    assert rows and all(row["method"] for row in rows)
    assert any(count["unknown"] for row in rows for count in row["counts"])
    assert servanda("progress", "-p", "p", "--lang", "ru").stdout.startswith("Запись\t")


def test_progress_by_party_and_by_method(servanda, lines):
    servanda("init", "p", "--example", "union-state")
    rows = lines(servanda("progress", "-p", "p", "--by", "party", "--method", "assessed", "--format", "jsonl").stdout)
    assert [(row["item"], row["level"], row["method"]) for row in rows] == [
        ("belarus", "party", "assessed"),
        ("russia", "party", "assessed"),
    ]
    shown = servanda("progress", "-p", "p", "--by", "body", "--lang", "fr")
    assert shown.returncode == 0 and "Méthode" in shown.stdout
    wrong = servanda("progress", "-p", "p", "--method", "mean", "--lang", "fr")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == (
        "servanda: Cette méthode de décompte n’existe pas. Valeur trouvée\u00a0: «\u00a0mean\u00a0». "
        "Méthodes connues\u00a0: declared, listed, assessed, certain, shares, weighted, budget.\n"
    )
