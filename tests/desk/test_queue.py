"""The queue: what waits, in which order, for whom, and how it keeps up with what happens to the record."""

import pytest

from servanda.desk import queue
from servanda.desk.models import Account, Reservation
from servanda.desk.queue import snapshot_of
from servanda.desk.worklist import Worklist
from servanda.record import models
from servanda.record.actions.judge import Reviewer
from servanda.record.actions.remark import Said, remark
from servanda.record.review_queue import decide, review_queue

pytestmark = pytest.mark.usefixtures("fresh")


def said(desk, key):
    row = models.Statement.objects.using(desk.alias).select_related("reading__document").get(pk=int(key[1:]))
    return row.reading.document.doc, row.speaker[0]


def work(desk, name="Vera", **query):
    return Worklist(desk, Account.objects.get(name=name), query)


def test_what_waits_is_what_the_terminal_lists(desk):
    assert [f"s{one.statement.pk}" for one in review_queue(desk)] == list(snapshot_of(desk).entries)
    assert len(snapshot_of(desk).entries) == 4


def test_a_contradiction_comes_first_and_statements_without_claims_last(desk):
    """Two days apart nobody says 60, 61 and 74 per cent of one thing; that it rains is no claim."""
    order = [said(desk, one.key) for one in work(desk).entries]
    assert {doc for doc, _ in order[:3]} == {"one", "two", "three"}
    assert order[3] == ("three", "Clara")
    assert [work(desk).ranking.findings.get(one.statement, 0) > 0 for one in work(desk).entries] == [True] * 3 + [False]


def test_a_document_that_comes_in_while_the_queue_is_made_is_in_it(desk, read_small, monkeypatch):
    def ingested(project):
        (project.folder / "documents" / "meanwhile.txt").write_text("Zoe says: 12% is done.")
        project.ingest()
        return review_queue(project)

    monkeypatch.setattr(queue, "_known", {})
    monkeypatch.setattr(queue, "review_queue", ingested)
    try:
        assert "meanwhile" in {one.doc for one in snapshot_of(desk).entries.values()}
    finally:
        (desk.folder / "documents" / "meanwhile.txt").unlink()


def test_order_and_filters(desk):
    assert [said(desk, one.key)[0] for one in work(desk, by="document").entries] == ["one", "three", "three", "two"]
    assert [said(desk, one.key) for one in work(desk, speaker="Boris").entries] == [("two", "Boris")]
    assert work(desk, reason="not-judged-yet").numbers("doc") == [("three", 2), ("one", 1), ("two", 1)]
    assert len(work(desk, reason="not-judged-yet").entries) == 1
    assert work(desk, lang="xx").entries == []
    assert work(desk, by="' OR 1=1 --", state="x").by == "use"


def test_a_decision_takes_its_entry_out_without_making_the_queue_anew(desk, monkeypatch):
    first = snapshot_of(desk)
    monkeypatch.setattr(queue, "_made", lambda project: pytest.fail("made anew"))
    waiting = review_queue(desk)[0]
    batch = decide(desk, waiting, models.Decision.ACCEPTED, Reviewer("Vera")).batch_id
    assert f"s{waiting.statement.pk}" not in snapshot_of(desk).entries and len(first.entries) == 3
    monkeypatch.undo()
    desk.undo(batch)
    assert f"s{waiting.statement.pk}" in snapshot_of(desk).entries


def test_postponed_and_given_away_is_passed_over(desk):
    from datetime import date

    first, second, third, _ = review_queue(desk)
    remark(desk, first, Said(models.RemarkKind.POSTPONED, "Vera", until=date(9999, 1, 1)))
    remark(desk, second, Said(models.RemarkKind.ASSIGNED, "Edith", to="Viktor"))
    remark(desk, third, Said(models.RemarkKind.UNSURE, "Vera", "Which bridge?"))
    key = [f"s{one.statement.pk}" for one in (first, second, third)]
    assert {one.key for one in work(desk).entries} & set(key) == {key[2]}
    assert [one.key for one in work(desk, "Viktor", state="mine").entries] == [key[1]]
    assert [one.key for one in work(desk, state="unsure").entries] == [key[2]]
    assert [one.key for one in work(desk, state="postponed").entries] == [key[0]]
    assert len(work(desk, state="all").entries) == 4


def test_what_somebody_opens_is_passed_over_by_others_for_a_while(desk, signed_in):
    vera, viktor = signed_in("Vera"), signed_in("Viktor")
    first, second = (one.key for one in work(desk).entries[:2])
    assert vera.get("/en/desk/queue/begin/")["Location"] == f"../../items/{first}/"
    vera.get(f"/en/desk/items/{first}/")
    assert viktor.get("/en/desk/queue/begin/")["Location"] == f"../../items/{second}/"
    page = viktor.get(f"/en/desk/items/{first}/").content.decode()
    assert "Vera has this open" in page and 'value="accept"' not in page
    Reservation.objects.update(until="2001-01-01T00:00Z")
    assert 'value="accept"' in viktor.get(f"/en/desk/items/{first}/").content.decode()


def test_loading_ahead_reserves_without_giving_up_what_is_open(desk, signed_in):
    vera = signed_in("Vera")
    first, second = (one.key for one in work(desk).entries[:2])
    page = vera.get(f"/en/desk/items/{first}/").content.decode()
    assert f'<link rel="prefetch" href="../{second}/">' in page
    vera.get(f"/en/desk/items/{second}/", headers={"Sec-Purpose": "prefetch"})
    assert set(Reservation.objects.values_list("key", flat=True)) == {first, second}
    vera.get(f"/en/desk/items/{second}/")
    assert set(Reservation.objects.values_list("key", flat=True)) == {second}


def test_a_reader_reserves_nothing(desk, signed_in, body):
    key = work(desk).entries[0].key
    page = body(signed_in("Rita").get(f"/en/desk/items/{key}/"))
    assert 'name="act"' not in page and not Reservation.objects.exists()


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_pages_show_the_words_and_run_nothing_of_them(desk, signed_in, body, lang):
    client = signed_in("Vera")
    page = body(client.get(f"/{lang}/desk/queue/"))
    assert "60% is done" in page and "<script" not in page.replace('<script src="', "")
    [key] = [one.key for one in work(desk, doc="one").entries]
    page = body(client.get(f"/{lang}/desk/items/{key}/"))
    assert "&lt;script&gt;alert(1)" in page and "<script>" not in page
    assert '<mark class="said">60% is done' in page


def test_a_query_cannot_break_out(desk, signed_in, body):
    page = body(signed_in("Vera").get("/en/desk/queue/?doc=%22%3E%3Cscript%3E&page=99999999999&by=x"))
    assert "<script>" not in page


def test_a_long_queue_has_pages(desk, signed_in, body, monkeypatch):
    monkeypatch.setattr("servanda.desk.views.queue._A_PAGE", 3)
    vera = signed_in("Vera")
    page = body(vera.get("/en/desk/queue/?by=age"))
    assert 'href="./?page=2&amp;by=age"' in page and 'rel="prev"' not in page and page.count('name="key"') == 3
    page = body(vera.get("/en/desk/queue/?page=2&by=age"))
    assert 'href="./?page=1&amp;by=age"' in page and page.count('name="key"') == 1
