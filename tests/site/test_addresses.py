"""Addresses last: merged ones redirect, what is gone is told in the reader's language, any day can be looked at again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError

from servanda.errors import RecordLocked
from servanda.record.project import Project
from servanda.site import middleware


def test_a_merged_person_leads_to_the_one_merged_into(site):
    answer = site.get("/fr/people/clara/")
    assert (answer.status_code, answer["Location"]) == (301, "../boris/")
    assert site.get("/fr/people/boris/").status_code == 200


def test_a_body_has_one_address(site):
    answer = site.get("/en/people/council/")
    assert (answer.status_code, answer["Location"]) == (301, "../../bodies/council/")


def test_the_beginning_of_a_findings_id_leads_to_it(site, folder):
    finding = Project.open(folder).findings()[0].id
    answer = site.get(f"/en/findings/{finding[:-3]}/")
    assert (answer.status_code, answer["Location"]) == (301, f"../{finding}/")


def test_a_statement_is_found_again_when_its_words_are_cut_otherwise(site, statement_in):
    said = statement_in("one")
    answer = site.get(f"/en/statements/one/{said.start + 1}-{said.end}/")
    assert (answer.status_code, answer["Location"]) == (302, f"../{said.start}-{said.end}/")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/en/findings/tension-0/", "Not in the account"),
        ("/fr/claims/none/", "Absent du compte rendu"),
        ("/ru/programmes/none/", "В отчёте этого нет"),
        ("/ru/nowhere/", "Такой страницы нет"),
        ("/nowhere/", "There is no such page"),
        ("/fr/statements/none/1-2/", "Absent du compte rendu"),
        ("/fr/findings/page/9/", "Cette page n’existe pas"),
        ("/assets/none.css", "There is no such page"),
    ],
)
def test_what_is_not_there_is_told_in_the_language(text, path, words):
    assert words in text(path, 404)


def test_a_host_that_is_not_the_sites_is_refused(site):
    assert site.get("/en/", headers={"host": "evil.example"}).status_code == 400


def test_a_day_before_the_record_is_no_day(text):
    assert "No such day" in text("/en/?known_on=1999-01-01", 400)
    assert "Jour inconnu" in text("/fr/?known_on=soon", 400)


def test_ways_keep_the_day_that_is_looked_at(site, folder, text, monkeypatch):
    day = (datetime.now(UTC) + timedelta(days=3)).replace(tzinfo=UTC)

    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return day

    monkeypatch.setattr(middleware, "datetime", Later)
    asked = datetime.now(UTC).date().isoformat()
    page = text(f"/en/?known_on={asked}")
    assert "You see the account as it was known on" in page
    assert f'href="findings/?known_on={asked}"' in page and 'name="robots" content="noindex"' in page


def test_two_days_are_compared(text):
    today = datetime.now(UTC).date()
    page = text(f"/en/changes/?from={(today - timedelta(days=1)).isoformat()}&to={today.isoformat()}")
    assert "Anna" in page and "Documents that are new" in page and "/documents/whole/" in page
    assert "The first day has to lie before" in text("/en/changes/?from=2031-01-02&to=2031-01-01")


def test_a_locked_record_is_told_and_asked_for_again(site, text, monkeypatch):
    def locked(project, known_on=None):
        raise RecordLocked("record-in-use", file="/secret/path", remedy="wait-and-call-again")

    monkeypatch.setattr(middleware, "facts_of", locked)
    answer = site.get("/fr/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    page = answer.content.decode()
    assert "Le compte rendu ne peut être montré maintenant" in page and "/secret/path" not in page


@pytest.mark.parametrize("place", ["servanda.site.facts.mark_of", "servanda.site.views.history.corrections_in"])
def test_a_record_that_is_locked_while_a_page_is_made_is_told(site, monkeypatch, place):
    def locked(*_):
        raise OperationalError("database is locked")

    monkeypatch.setattr(place, locked)
    answer = site.get("/ru/corrections/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "В него сейчас вносят записи" in answer.content.decode()


def test_a_fault_of_the_program_is_told_without_what_it_was(site, monkeypatch):
    def broken(*_):
        raise ValueError("secret words")

    monkeypatch.setattr("servanda.site.views.history.corrections_in", broken)
    site.raise_request_exception = False
    answer = site.get("/fr/corrections/")
    page = answer.content.decode()
    assert answer.status_code == 500 and "Cette page a échoué" in page and "secret words" not in page


def test_a_register_with_a_fault_is_told(site, tmp_path, settings_folder):
    project = Project.create(tmp_path / "new")
    settings_folder(project.folder)
    assert site.get("/en/").status_code == 200
    (project.folder / "agreement.yaml").write_text("agreement: {id: x}\n")
    answer = site.get("/ru/")
    assert answer.status_code == 503 and "Отчёт сейчас нельзя показать" in answer.content.decode()


@pytest.mark.sqlite
def test_a_damaged_record_is_told(site, tmp_path, settings_folder):
    project = Project.create(tmp_path / "damaged")
    (project.folder / "servanda.db").write_bytes(b"no database at all, but long enough to be read as one" * 50)
    for log in project.folder.glob("servanda.db-*"):
        log.unlink()
    settings_folder(project.folder)
    assert site.get("/en/").status_code == 503


@pytest.fixture
def edited(folder, tmp_path, settings_folder, copy_project):
    """The project after an edit of its register: one entry in the place of another, one taken out."""
    copy = copy_project(folder, tmp_path / "edited")
    register = (copy / "agreement.yaml").read_text(encoding="utf-8")
    register = register.replace("{id: roads, level", "{id: lanes, replaces: [roads], level")
    lines = [line for line in register.splitlines() if "id: water" not in line and "item: water" not in line]
    (copy / "agreement.yaml").write_text("\n".join(lines).replace("depends_on: [water], ", ""), encoding="utf-8")
    settings_folder(copy)


def test_an_entry_that_was_replaced_leads_to_the_one_in_its_place(site, edited):
    answer = site.get("/en/programmes/roads/")
    assert (answer.status_code, answer["Location"]) == (301, "../lanes/")
    assert "takes the place of: roads" in site.get("/en/programmes/lanes/").content.decode()


def test_an_entry_that_was_taken_out_keeps_its_page(site, edited):
    answer = site.get("/fr/programmes/water/")
    page = answer.content.decode()
    assert answer.status_code == 200 and "Eau propre" in page
    assert "Le registre n’inscrit plus cette entrée." in page and "plus inscrite" in page


@pytest.fixture
def settings_folder(monkeypatch):
    """Let the site show another folder."""
    from django.conf import settings

    return lambda folder: monkeypatch.setattr(settings, "SERVANDA_FOLDER", folder)
