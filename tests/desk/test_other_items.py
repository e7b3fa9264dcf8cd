"""What waits beside statements: a treaty's duty, a table's claim, and a judgement whose words are gone."""

import pytest
from django.conf import settings

from servanda.record import models
from servanda.record.actions.judge import Reviewer
from servanda.record.actions.reject import reject

DUTY = {"id": "accord-1-1", "name": "Open the road", "due": "2031-05-01", "parent": "plan", "level": "measure"} | {
    "source": "accord.txt, 1: They open the road.",
    "origin": "accord.txt:12",
}
TABLE = (
    "id\tsaid_on\tspeaker\toffice\tlanguage\tmeasure\tvalue\tunit\tas_of\tscope\tsource\tas_reported\n"
    "k1\t2024-03-01\tAnna\tminister\ten\tcompletion\t{value}\tper cent\t2024-03-01\tBridge\thttps://a.example\t{value}% done\n"
)


@pytest.fixture
def own(tmp_path, build, monkeypatch, quick_passwords):
    """A project of its own, since its register is written to."""
    project = build(tmp_path / "valley", {"one": "It rained. Anna says: 60% is done."})
    monkeypatch.setenv("SERVANDA_PROJECT", str(project.folder))
    monkeypatch.setattr(settings, "SERVANDA_FOLDER", project.folder)
    monkeypatch.setattr(settings, "SERVANDA_ADDRESS", "")
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["localhost"])
    quick_passwords(monkeypatch)
    return project


@pytest.fixture
def vera(own, browser):
    client = browser()
    client.post("/en/desk/sign-in/", {"name": "Vera", "password": "seven tall herons wade"})
    return client


def duty(project):
    batch = models.Batch.objects.using(project.alias).create(kind="obligations")
    words = {"file": "accord.txt", "article": "1", "text": "They open <b>the road</b>."}
    rows = models.Obligation.objects.using(project.alias)
    return rows.create(batch=batch, entry=DUTY["id"], row=DUTY, fingerprint="x", **words)


def entries(project):
    return {item.id: str(item.due.end) for item in project.agreement.walk() if item.due}


def test_a_duty_is_corrected_into_the_register_and_taken_back(own, vera, body):
    key = f"o{duty(own).pk}"
    page = body(vera.get(f"/en/desk/items/{key}/"))
    assert "They open &lt;b&gt;the road&lt;/b&gt;." in page and 'name="row-due"' in page
    assert "They open" in body(vera.get("/en/desk/queue/"))
    body(vera.post(f"/en/desk/items/{key}/decide/", {"seen": "0", "act": "correct", "row-due": "soon"}), 400)
    assert "accord-1-1" not in entries(own)
    vera.post(
        f"/en/desk/items/{key}/decide/", {"seen": "0", "act": "correct", "row-due": "2032-06-30", "row-id": "bridge"}
    )
    assert entries(own)["accord-1-1"] == "2032-06-30"
    vera.post(f"/en/desk/items/{key}/decide/", {"seen": "0", "act": "reject"})
    assert models.ObligationJudgement.objects.using(own.alias).count() == 1
    vera.post("/en/desk/steps/undo/")
    assert "accord-1-1" not in entries(own) and "They open" in body(vera.get("/en/desk/queue/"))


def test_a_changed_row_of_a_table_waits_and_is_settled(own, vera, body):
    file = own.folder / "claims" / "t.tsv"
    file.write_text(TABLE.format(value=60))
    own.import_claims(file)
    reject(own.alias, models.Claim.objects.using(own.alias).get(claim_id="k1"), Reviewer("Edith"))
    file.write_text(TABLE.format(value=40))
    own.import_claims(file)
    newest = models.Claim.objects.using(own.alias).filter(claim_id="k1").last()
    assert "row of the table has changed" in body(vera.get("/en/desk/queue/"))
    assert "Bridge" in body(vera.get(f"/en/desk/items/c{newest.pk}/"))
    vera.post(f"/en/desk/items/c{newest.pk}/decide/", {"seen": "0", "act": "accept"})
    assert "row of the table has changed" not in body(vera.get("/en/desk/queue/"))
    assert "k1" in {claim.id for claim in own.claims()}


def test_a_judgement_whose_words_are_gone_is_shown_and_remarked_on(own, vera, body, monkeypatch):
    row = models.Statement.objects.using(own.alias).get()
    judged = reject(own.alias, row, Reviewer("Edith", "Not hers."))
    document = row.reading.document
    batch = models.Batch.objects.using(own.alias).create(kind="ingest")
    newer = models.Document.objects.using(own.alias).create(
        batch=batch, digest="sha256:new", doc="one", lang="en", text="It snowed.", text_digest="x", noun=document.noun
    )
    path = document.receipts.first().path
    models.Receipt.objects.using(own.alias).create(batch=batch, document=newer, path=path)
    models.Reading.objects.using(own.alias).create(batch=batch, document=newer, reader="small 1")
    key = f"j{judged.pk}"
    assert key in body(vera.get("/en/desk/queue/"))
    page = body(vera.get(f"/en/desk/items/{key}/"))
    assert "Not hers." in page and 'value="accept"' not in page and 'value="comment"' in page
    body(vera.post(f"/en/desk/items/{key}/decide/", {"seen": "0", "act": "accept"}), 400)
    vera.post(f"/en/desk/items/{key}/decide/", {"act": "comment", "why": "The page was replaced."})
    assert "The page was replaced." in body(vera.get(f"/en/desk/items/{key}/"))
