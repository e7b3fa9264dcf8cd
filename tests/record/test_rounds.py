"""Reporting rounds: forms handed out, taken in, approved or sent back; what counts of them, and what is never overwritten."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from servanda.assessment import Reason, Status
from servanda.errors import InputError, UnknownName, UsageError
from servanda.exports.form import write_form
from servanda.progress.reported import Gap, totals_of_round
from servanda.record.project import (
    Project,
    approve,
    close_round,
    open_round,
    send_back,
    send_forms,
    take_form,
)
from servanda.reporting import State

REGISTER = """\
agreement: {id: accord, name: {en: Accord, fr: Accord, ru: Соглашение}}
bodies:
  - {id: energy, name: {en: Ministry of Energy}}
  - {id: justice, name: {en: Ministry of Justice, fr: Ministère de la justice}, lang: fr}
  - {id: roads, name: {en: Road Agency, ru: Дорожное агентство}, lang: ru}
  - {id: customs, name: {en: Customs}}
scales:
  - {id: matrix, name: {en: Matrix}, grades: [{id: none, share: 0}, {id: full, name: {en: full, fr: complet}, share: 100}]}
assessors:
  - {id: justice-itself, name: {en: Justice on itself}, scale: matrix, body: justice}
  - {id: roads, name: {en: Road Agency}, scale: per cent, body: roads}
items:
  - id: plan
    level: plan
    name: {en: Plan}
    items:
      - {id: e1, level: measure, name: {en: Network code}, due: 2030-06-30, bodies: [energy]}
      - {id: e2, level: measure, name: {en: "=Grid"}, due: 2030-09, bodies: [energy]}
      - {id: e3, level: measure, name: {en: Meters}, due: 2031, bodies: [energy, customs]}
      - {id: l1, level: measure, name: {en: Prisoners}, bodies: [justice]}
      - {id: r1, level: measure, name: {en: Bridge, ru: Мост}, bodies: [roads], cooperating: [customs]}
assessments:
  - {item: e1, status: done, as_of: 2030-03-31, assessor: energy}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "agreement.yaml").write_text(REGISTER, encoding="utf-8")
    opened = Project.open(tmp_path / "p")
    open_round(opened, "2030-Q2", "Anna Weber")
    return opened


def forms(project, *bodies, folder="forms"):
    """The files of the forms handed out, by body."""
    found = {}

    def write(form, lang):
        found[form.body.id] = write_form(project.folder / folder, form, lang)
        return found[form.body.id]

    send_forms(project, bodies, "en", write)
    return found


def fill(file, rows, *paragraphs):
    """Type a status, a reason and evidence into the rows of entries."""
    book = load_workbook(file)
    sheet, text = book.worksheets[:2]
    for cells in sheet.iter_rows():
        if cells[0].value in rows:
            for cell, value in zip(cells[5:8], rows[cells[0].value], strict=False):
                cell.value = value or None
    for number, paragraph in enumerate(paragraphs):
        text.cell(4 + number, 1).value = paragraph
    book.save(file)
    return file


def statuses(project):
    return {
        (one.item, one.assessor): one.value for one in project.agreement.assessments if str(one.as_of) == "2030-06-30"
    }


def part(project, body):
    return next(one for one in project.round().bodies if one.body.id == body)


def test_a_form_has_the_own_entries_alone_in_the_language_and_on_the_scale_of_the_body(project):
    sent = forms(project)
    assert sorted(sent) == ["customs", "energy", "justice", "roads"]
    ids = {
        body: [row[0] for row in load_workbook(file).worksheets[0].iter_rows(min_row=7, values_only=True)]
        for body, file in sent.items()
    }
    assert ids == {"energy": ["e1", "e2", "e3"], "customs": ["e3"], "justice": ["l1"], "roads": ["r1"]}
    justice, roads = load_workbook(sent["justice"]), load_workbook(sent["roads"])
    assert [cell.value for cell in justice.worksheets[0][6]] == [
        "id", "Entrée", "Fait partie de", "Échéance", "Dernier état", "État", "Pourquoi il n’y en a pas", "Pièces",
    ]  # fmt: skip
    assert [cell.value for cell in justice["servanda"]["B"] if cell.value] == ["none", "complet"]
    assert [cell.value for cell in justice["servanda"]["C"] if cell.value] == [
        "sans objet", "pas encore communiqué", "refusé",
    ]  # fmt: skip
    assert roads.worksheets[0]["B7"].value == "Мост" and roads.worksheets[0]["F6"].value == "Выполнено, %"
    assert [str(rule.sqref) for rule in roads.worksheets[0].data_validations.dataValidation] == ["G7"]


def test_only_the_cells_to_fill_in_are_open_and_words_are_no_formulas(project):
    book = load_workbook(forms(project)["energy"])
    sheet = book.worksheets[0]
    assert sheet.protection.sheet and book.worksheets[1].protection.sheet and book.security.lockStructure
    assert [cell.protection.locked for cell in sheet[8]] == [True] * 5 + [False] * 3
    assert (sheet["B8"].value, sheet["B8"].data_type) == ("=Grid", "s")
    assert sheet["E7"].value == "done, 31\u00a0Mar 2030"
    assert book["servanda"].sheet_state == "veryHidden"


def test_nothing_counts_before_it_is_approved_and_undo_takes_it_back(project):
    rows = {"e2": ("in progress", "", "Act 12\nhttps://a.example/1"), "e3": ("", "refused")}
    file = fill(forms(project)["energy"], rows, "Done.")
    before = project.agreement
    outcome = take_form(project, file)
    assert (outcome.taken, outcome.changed, outcome.unchanged, outcome.refused, outcome.narrative) == (
        2,
        0,
        0,
        [],
        True,
    )
    assert part(project, "energy").state is State.RECEIVED and project.agreement == before
    kept = approve(project, "ministry of energy", "Anna Weber")
    told = {one.item: one for one in project.agreement.assessments if one not in before.assessments}
    assert (told["e2"].status, told["e2"].assessor, told["e2"].as_of, told["e2"].evidence, told["e2"].source) == (
        Status.IN_PROGRESS, "energy", date(2030, 6, 30), ("Act 12", "https://a.example/1"), "2030-Q2-energy.xlsx:8",
    )  # fmt: skip
    assert (told["e3"].status, told["e3"].reason) == (Status.NOT_ASSESSED, Reason.REFUSED)
    assert part(project, "energy").approved_narrative == "Done."
    project.undo(kept.batch_id)
    assert project.agreement == before and part(project, "energy").state is State.RECEIVED
    project.redo(kept.batch_id)
    assert statuses(project)["e2", "energy"] == "in progress"
    assert not project.check()


def test_an_undone_approval_leaves_those_of_others(project):
    sent = forms(project)
    take_form(project, fill(sent["energy"], {"e2": ("done",)}))
    take_form(project, fill(sent["justice"], {"l1": ("Complet",)}))
    first = approve(project, "energy", "A")
    approve(project, "justice", "A")
    project.undo(first.batch_id)
    assert statuses(project) == {("l1", "justice-itself"): "full"}


def test_shares_are_typed_as_numbers_or_percentages(project):
    file = forms(project)["roads"]
    book = load_workbook(file)
    cell = book.worksheets[0]["F7"]
    cell.value, cell.number_format = 0.745, "0.0%"
    book.save(file)
    take_form(project, file)
    assert part(project, "roads").said["r1"].share.low == Fraction(149, 2)
    outcome = take_form(project, fill(file, {"r1": ("74,5 %",)}))
    assert (outcome.taken, outcome.changed, outcome.unchanged) == (0, 0, 1)
    (refused,) = take_form(project, fill(file, {"r1": ("140",)})).refused
    assert refused.told("fr", place=False) == (
        "Ce n’est pas une part de 0 à 100 pour cent. Valeur trouvée\u00a0: «\u00a0140\u00a0». Écrivez 40 ou 40\u00a0%."
    )


def test_a_form_touches_its_own_entries_alone_and_each_row_is_refused_by_itself(project):
    file = forms(project)["energy"]
    book = load_workbook(file)
    sheet = book.worksheets[0]
    for row, cells in enumerate(
        (("l1", "done"), ("e2", "done"), ("e2", "done"), ("e3", "done", "refused"), ("", "done")), 10
    ):
        for column, value in zip((1, 6, 7), cells, strict=False):
            sheet.cell(row, column).value = value
    for row, cells in ((7, ("perhaps",)), (8, ("", "because")), (9, ("", "", "Act 1"))):
        for column, value in zip((6, 7, 8), cells, strict=False):
            sheet.cell(row, column).value = value or None
    book.save(file)
    outcome = take_form(project, file)
    assert [(one.line, one.fault.key) for one in outcome.refused] == [
        (7, "not-on-scale"), (8, "no-such-reason"), (9, "evidence-of-nothing"), (10, "not-own-entry"), (11, "entry-twice"),
        (12, "entry-twice"), (13, "entry-twice"), (14, "not-own-entry"),
    ]  # fmt: skip
    assert all(one.file == str(file) and one.remedy for one in outcome.refused)
    assert outcome.taken == 0 and len(part(project, "energy").refused) == 8
    assert part(project, "energy").state is State.FORM_OUT
    again = take_form(project, file)
    assert again.batch is None and len(again.refused) == 8


def test_a_row_filled_in_by_somebody_else_meanwhile_is_told_and_kept(project):
    first = forms(project)["energy"]
    second = Path(shutil.copy(first, project.folder / "copy.xlsx"))
    take_form(project, fill(first, {"e2": ("done", "", "Act 1"), "e3": ("in progress",)}))
    outcome = take_form(project, fill(second, {"e1": ("done",), "e2": ("dropped",), "e3": ("in progress",)}))
    (refused,) = outcome.refused
    assert (refused.fault.key, refused.line, refused.value) == ("said-otherwise-meanwhile", 8, "done")
    assert (outcome.taken, outcome.unchanged) == (1, 1)
    assert {item: told.value for item, told in part(project, "energy").said.items()} == {
        "e1": "done", "e2": "done", "e3": "in progress",
    }  # fmt: skip


def test_rows_left_as_they_were_handed_out_put_nothing_back(project):
    take_form(project, fill(forms(project)["energy"], {"e2": ("in progress",)}, "One."))
    old = forms(project, "energy", folder="second")["energy"]
    new = forms(project, "energy", folder="third")["energy"]
    take_form(project, fill(new, {"e2": ("done",)}, "Two."))
    outcome = take_form(project, fill(old, {"e3": ("done",)}))
    assert (outcome.taken, outcome.changed, outcome.refused, outcome.narrative) == (1, 0, [], False)
    now = part(project, "energy")
    assert (now.said["e2"].value, now.said["e3"].value, now.narrative) == ("done", "done", "Two.")
    taken_back = take_form(project, fill(forms(project, "energy", folder="fourth")["energy"], {"e2": ("",)}))
    assert (taken_back.changed, sorted(part(project, "energy").said)) == (1, ["e3"])


def test_what_changed_in_the_register_since_the_form_was_handed_out_is_told(project):
    file = forms(project)["energy"]
    text = REGISTER.replace("{en: Meters}, due: 2031", "{en: Smart meters}, due: 2032")
    text += "  - {item: e3, status: in progress, as_of: 2030-05-31, assessor: energy}\n"
    (project.folder / "agreement.yaml").write_text(text, encoding="utf-8")
    outcome = take_form(project, fill(file, {"e2": ("done",), "e3": ("done",)}))
    assert [one.key for one in outcome.told] == ["renamed-meanwhile", "due-moved-meanwhile", "status-changed-meanwhile"]
    assert "2031-12-31 → 2032-12-31" in outcome.told[1].told("fr")
    assert outcome.taken == 2


def test_a_form_that_was_sent_back_says_why_and_what_it_said(project):
    take_form(project, fill(forms(project)["justice"], {"l1": ("full", "", "Rapport 7")}, "Un.", "Deux."))
    with pytest.raises(UsageError, match="needs a note"):
        send_back(project, "justice", "Anna Weber", " ")
    send_back(project, "justice", "Anna Weber", "Quel rapport ?")
    assert (part(project, "justice").state, statuses(project)) == (State.SENT_BACK, {})
    file = forms(project, "justice", folder="again")["justice"]
    sheet, text = load_workbook(file).worksheets[:2]
    assert sheet["A5"].value == "Renvoyé avec cette note\u00a0: Quel rapport ?"
    assert [sheet.cell(8, column).value for column in (6, 7, 8)] == ["complet", None, "Rapport 7"]
    assert [text.cell(row, 1).value for row in (4, 5)] == ["Un.", "Deux."]
    outcome = take_form(project, fill(file, {"l1": ("complet", "", "Rapport 7, page 3")}))
    assert (outcome.changed, outcome.narrative, part(project, "justice").state) == (1, False, State.RECEIVED)
    approve(project, "justice", "Boris Lang", "Merci")
    now = part(project, "justice")
    assert (now.state, now.who, now.note) == (State.APPROVED, "Boris Lang", "Merci")
    with pytest.raises(UsageError, match="decided already, by Boris Lang"):
        approve(project, "justice", "Anna Weber")


def test_what_comes_after_an_approval_waits_while_the_approved_counts(project):
    file = forms(project)["energy"]
    take_form(project, fill(file, {"e2": ("in progress",)}))
    approve(project, "energy", "A")
    take_form(project, fill(forms(project, "energy", folder="b")["energy"], {"e2": ("done",)}))
    assert (part(project, "energy").state, statuses(project)["e2", "energy"]) == (State.RECEIVED, "in progress")
    send_back(project, "energy", "A", "Which act?")
    assert statuses(project)["e2", "energy"] == "in progress"


def test_a_round_is_closed_once_all_is_decided_and_opened_again_by_undo(project):
    file = forms(project)["energy"]
    take_form(project, fill(file, {"e2": ("done",)}))
    with pytest.raises(UsageError, match="not been decided"):
        close_round(project, None, "A")
    approve(project, "energy", "A")
    closing = close_round(project, None, "A")
    assert project.round().closed
    for refused in (
        lambda: take_form(project, file),
        lambda: forms(project, folder="x"),
        lambda: approve(project, "energy", "A"),
        lambda: close_round(project, None, "A"),
    ):
        with pytest.raises((UsageError, InputError), match=f"servanda undo {closing.batch_id}"):
            refused()
    project.undo(closing.batch_id)
    take_form(project, fill(file, {"e3": ("done",)}))
    assert project.round().closed is None


def test_calls_that_are_wrong_say_what_there_is(project):
    with pytest.raises(UsageError, match="period already"):
        open_round(project, "2030-04/2030-06", "A")
    for period in ("soon", "before 2030", "2030/.."):
        with pytest.raises(UsageError, match="2030-Q2, 2030-06"):
            open_round(project, period, "A")
    with pytest.raises(UnknownName, match="energy, justice, roads, customs"):
        approve(project, "nobody", "A")
    with pytest.raises(UsageError, match="sent that could be decided"):
        approve(project, "energy", "A")
    open_round(project, "2030-Q3", "A")
    with pytest.raises(UsageError, match="2030-Q2, 2030-Q3"):
        project.round()
    assert project.round("2030-04-01/2030-06-30").period.text == "2030-Q2"
    with pytest.raises(UnknownName, match="2030-Q2, 2030-Q3"):
        project.round("2029")


def test_where_one_form_cannot_be_written_none_is(project):
    (project.folder / "forms").mkdir()
    (project.folder / "forms" / "2030-Q2-justice.xlsx").write_text("filled in")
    batches = len(project.batches())
    with pytest.raises(UsageError, match="already"):
        forms(project)
    assert [file.name for file in (project.folder / "forms").iterdir()] == ["2030-Q2-justice.xlsx"]
    assert len(project.batches()) == batches


def test_a_form_of_nobody_a_withdrawn_one_and_a_form_written_over_are_refused(project, tmp_path):
    file = forms(project)["energy"]
    with pytest.raises(UsageError, match="already"):
        forms(project)
    (tmp_path / "q").mkdir()
    (tmp_path / "q" / "agreement.yaml").write_text(REGISTER, encoding="utf-8")
    other = Project.open(tmp_path / "q")
    open_round(other, "2030-Q2", "A")
    with pytest.raises(InputError, match="not handed out by this project"):
        take_form(other, file)
    project.undo(2)
    with pytest.raises(InputError, match="withdrawn"):
        take_form(project, file)


def test_a_later_round_shows_the_last_status_and_what_is_done_stays_done(project):
    take_form(project, fill(forms(project)["energy"], {"e2": ("done",), "e3": ("in progress",)}))
    approve(project, "energy", "A")
    close_round(project, None, "A")
    open_round(project, "2030-Q3", "A")
    sheet = load_workbook(forms(project, "energy")["energy"]).worksheets[0]
    assert [sheet.cell(row, 5).value for row in (7, 8, 9)] == [
        "done, 31\u00a0Mar 2030", "done, 30\u00a0Jun 2030", "in progress, 30\u00a0Jun 2030",
    ]  # fmt: skip
    assert [item.id for item in part(project, "energy").open] == ["e3"]


def test_totals_say_what_they_leave_out(project):
    sent = forms(project)
    take_form(project, fill(sent["energy"], {"e2": ("in progress",), "e3": ("done",)}))
    take_form(project, fill(sent["customs"], {"e3": ("in progress",)}))
    take_form(project, fill(sent["justice"], {"l1": ("", "sans objet")}))
    take_form(project, fill(sent["roads"], {"r1": ("100",)}))
    for body in ("energy", "customs", "justice"):
        approve(project, body, "A")
    found = totals_of_round(project.round())
    # five measures: e1 done before, e2 in progress, e3 said to be done and in progress, l1 not applicable, r1 not approved
    assert (found.entries, found.counted, found.unknown) == (5, 4, 2)
    assert dict(found.statuses) == {Status.DONE: 1, Status.IN_PROGRESS: 1}
    assert dict(found.gaps) == {Gap.NOT_APPLICABLE: 1, Gap.DISPUTED: 1, Gap.NOT_YET_REPORTED: 1}
    assert str(found.done) == "[25, 75]"


def test_the_account_of_a_day_before_knows_nothing_of_the_round(project):
    take_form(project, fill(forms(project)["energy"], {"e2": ("done",)}))
    approve(project, "energy", "A")
    with pytest.raises(UsageError, match="no reporting round yet"):
        project.round(known_on=date(2020, 1, 1))
    assert len(project.register(date(2020, 1, 1))[1].assessments) == 1


def test_an_export_of_assessments_taken_in_again_changes_nothing(project, tmp_path):
    from servanda.exports.register import register_table

    sent = forms(project)
    take_form(
        project,
        fill(sent["energy"], {"e2": ("done", "", "Act 12\nhttps://a.example"), "e3": ("", "refused", "Letter")}),
    )
    take_form(project, fill(sent["justice"], {"l1": ("", "sans objet")}))
    approve(project, "energy", "A")
    approve(project, "justice", "A")
    file = project.folder / "assessments-out.csv"
    file.write_text(register_table(project.agreement, assessments=True)[0], encoding="utf-8")
    outcome = project.import_register_table(file, {}, {}, whole=False, trial=True)
    assert (outcome.taken, outcome.changed, outcome.refused, outcome.changes) == (0, 0, [], ())
    other = Project.create(tmp_path / "other")
    (other.folder / "agreement.yaml").write_text(REGISTER, encoding="utf-8")
    assert other.import_register_table(file, {}, {}, whole=False, trial=False).refused == []
    assert {replace(one, origins={}) for one in other.agreement.assessments} == {
        replace(one, origins={}) for one in project.agreement.assessments
    }


_WORDS = st.sampled_from(["", "done", "in progress", "dropped"])


@given(copies=st.lists(st.tuples(_WORDS, _WORDS), min_size=1, max_size=4))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_of_several_copies_the_first_word_on_an_entry_stays(tmp_path_factory, copies):
    folder = tmp_path_factory.mktemp("law") / "p"
    folder.mkdir()
    (folder / "agreement.yaml").write_text(REGISTER, encoding="utf-8")
    project = Project.open(folder)
    open_round(project, "2030-Q2", "A")
    form = forms(project, "energy")["energy"]
    files = [shutil.copy(form, folder / f"{number}.xlsx") for number in range(len(copies))]
    refused = 0
    for file, (second, third) in zip(files, copies, strict=True):
        refused += len(take_form(project, fill(Path(file), {"e2": (second,), "e3": (third,)})).refused)
    wanted, lost = {}, 0
    for copy in copies:
        for item, word in zip(("e2", "e3"), copy, strict=True):
            if word and item not in wanted:
                wanted[item] = word
            elif word and wanted[item] != word:
                lost += 1
    assert {item: told.value for item, told in part(project, "energy").said.items()} == wanted
    assert refused == lost
