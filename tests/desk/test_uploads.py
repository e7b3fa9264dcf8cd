"""Files sent at the desk: taken in by the checks of the command line, taken up again, never shown as a page."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from servanda.desk.models import Upload, UploadedFile, UploadState
from servanda.desk.taking_in import SILENT, TRIES, work_off
from servanda.record import models
from servanda.record.view import View

TREATY = "Article 7\nThe Parties shall adopt the rules on tolls by 1 July 2033.\n"
TABLE = "id,parent,level,name,due\nferry,plan,measure,Ferry,2031-01-31\nquay,nowhere,measure,Quay,2031-02-28\n"
CLAIMS = (
    "id\tmeasure\tsubject\tvalue\tunit\tsaid_on\tspeaker\tsource\n"
    "c1\tcompletion share\tprogrammes\t60\t%\t2030-01-02\tAnna\thttps://n.example/1\n"
)


@pytest.fixture
def begun(monkeypatch):
    """How often a process was begun, which these tests do not let happen."""
    folders = []
    monkeypatch.setattr("servanda.desk.views.uploads.begin_work", folders.append)
    return folders


@pytest.fixture
def send(desk, begun, signed_in):
    """Send files as an editor; gives the upload."""
    edith = signed_in("Edith")

    def sent(kind, *files, lang="en", **options):
        given = [SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data) for name, data in files]
        answer = edith.post(f"/{lang}/desk/uploads/new/{kind}/", {"files": given} | options)
        assert answer.status_code == 302, answer.content.decode()[:3000]
        return Upload.objects.latest("pk")

    return sent


def shown(client, upload, lang="en"):
    answer = client.get(f"/{lang}/desk/uploads/{upload.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_page_is_taken_in_and_taken_back(desk, send, begun, signed_in, read_small):
    upload = send("documents", ("visit.txt", "Anna says: 63% is done."), ("two.txt", "Boris says: 12% is done."))
    assert begun == [desk.folder] and upload.state == UploadState.WAITING
    assert "waits" in shown(signed_in("Edith"), upload)
    assert work_off(desk) == 1
    upload.refresh_from_db()
    assert (upload.state, upload.done, upload.total) == (UploadState.DONE, 2, 2)
    assert {"visit", "two"} <= {one.doc for one in desk.documents()}
    edith = signed_in("Edith")
    page = shown(edith, upload)
    assert "2 new" in page and "Take step" in page
    batch = models.Batch.objects.using(desk.alias).latest("pk").pk
    assert (
        edith.post(f"/en/desk/steps/{batch}/undo/", {"upload": str(upload.pk)})["Location"]
        == f"../../../uploads/{upload.pk}/"
    )
    assert "visit" not in {one.doc for one in desk.documents()} and "again" in shown(edith, upload)


def test_the_same_again_is_harmless_and_another_page_of_the_name_stays_another(desk, send, read_small):
    send("documents", ("visit.txt", "Anna says: 63% is done."))
    send("documents", ("visit.txt", "Anna says: 63% is done."))
    send("documents", ("visit.txt", "Boris says: 12% is done."))
    work_off(desk)
    first, same, other = Upload.objects.order_by("-pk")[:3][::-1]
    assert (first.counts["taken"], same.counts["taken"], same.counts["unchanged"]) == (1, 0, 1)
    assert other.counts["taken"] == 1 and first.files.get().name == same.files.get().name != other.files.get().name
    texts = {one.text.strip() for one in desk.documents()}
    assert {"Anna says: 63% is done.", "Boris says: 12% is done."} <= texts
    newer = send("documents", ("visit.txt", "Clara says: 13% is done."), replaces="1")
    work_off(desk)
    newer.refresh_from_db()
    assert newer.counts["changed"] == 1 and "Anna says: 63% is done." not in {one.text for one in desk.documents()}


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_a_table_of_the_register_is_looked_at_first(desk, send, signed_in, lang, register_kept):
    upload = send("register", ("plan.csv", TABLE), trial="1", lang=lang)
    work_off(desk)
    upload.refresh_from_db()
    page = shown(signed_in("Edith"), upload, lang)
    assert "ferry" in page and "nowhere" in page and "plan.csv" in page
    assert "ferry" not in {one.id for one in desk.agreement.walk()} and upload.counts["refused"] == 1
    assert signed_in("Edith").post(f"/{lang}/desk/uploads/{upload.pk}/again/").status_code == 302
    work_off(desk)
    assert {"ferry"} == {one.id for one in desk.agreement.walk()} & {"ferry", "quay"}


def test_a_faulty_register_changes_nothing_and_tells_all_its_faults(desk, send, signed_in):
    before = (desk.folder / "agreement.yaml").read_text()
    upload = send("register", ("agreement.yaml", "agreement: {id: x, name: {en: X}, signed: soon}\nitmes: []\n"))
    work_off(desk)
    page = shown(signed_in("Edith"), upload)
    assert page.count("<strong>agreement.yaml, line") == 2 and "Take step" not in page
    assert (desk.folder / "agreement.yaml").read_text() == before and str(desk.folder) not in page


def test_a_treatys_duties_wait_in_the_queue(desk, send, signed_in, body):
    upload = send("treaty", ("pact.txt", TREATY), parent="plan", level="measure", articles="7")
    work_off(desk)
    upload.refresh_from_db()
    [duty] = View(desk.alias).rows(models.Obligation)
    assert upload.counts["taken"] == 1 and duty.row["parent"] == "plan" and duty.file == f"uploads/{upload.pk}/pact.txt"
    assert "tolls" in body(signed_in("Edith").get(f"/en/desk/items/o{duty.pk}/"))


def test_claims_are_the_command_lines(desk, send, signed_in):
    upload = send(
        "claims", ("said.tsv", CLAIMS + "c2\tnonsense\tprogrammes\t60\t%\tnever\tAnna\thttps://n.example/1\n")
    )
    work_off(desk)
    upload.refresh_from_db()
    expected = desk.folder / "said.tsv"
    assert upload.state == UploadState.DONE and not expected.exists()
    assert upload.counts["taken"] + upload.counts["refused"] >= 2 and upload.faults[0]["file"] == "said.tsv"


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("claims", [("a.csv", "id\n1\n"), ("b.csv", "id\n2\n")]),
        ("documents", []),
        ("documents", [("a/x.txt", "1"), ("b/x.txt", "2")]),
        ("register", [("agreement.yaml", "a"), ("other.csv", "b")]),
    ],
)
def test_what_cannot_be_sent_is_told_and_nothing_waits(desk, begun, signed_in, body, kind, files):
    before = Upload.objects.count()
    given = [SimpleUploadedFile(name.split("/")[-1], data.encode()) for name, data in files]
    body(signed_in("Edith").post(f"/en/desk/uploads/new/{kind}/", {"files": given}), 400)
    assert Upload.objects.count() == before and not begun


def test_work_that_was_cut_short_is_taken_up_once_its_worker_is_silent(desk, send, signed_in, begun, read_small):
    upload = send("documents", ("late.txt", "Anna says: 63% is done."))
    rows = Upload.objects.filter(pk=upload.pk)
    rows.update(state=UploadState.WORKING, worker="gone", beat=timezone.now(), tries=1, after=0)
    assert work_off(desk) == 0
    rows.update(beat=timezone.now() - SILENT - timedelta(seconds=1))
    begun.clear()
    assert "cut short" in shown(signed_in("Edith"), upload) and begun
    assert work_off(desk) == 1
    upload.refresh_from_db()
    assert upload.state == UploadState.DONE and upload.counts["taken"] == 1


def test_what_ends_its_worker_each_time_is_given_up_plainly(desk, send, signed_in):
    upload = send("documents", ("bad.txt", "Anna says: 63% is done."))
    silent = timezone.now() - SILENT - timedelta(seconds=1)
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.WORKING, worker="gone", beat=silent, tries=TRIES)
    work_off(desk)
    page = shown(signed_in("Edith"), upload)
    assert "could not be taken in" in page and "3 times" in page and "Try once more" in page


def test_a_fault_of_the_program_is_told_and_the_next_upload_goes_on(desk, send, signed_in, monkeypatch):
    def broken(self, file):
        raise ZeroDivisionError("<script>alert(1)</script>")

    send("claims", ("a.tsv", CLAIMS))
    other = send("treaty", ("pact.txt", TREATY))
    monkeypatch.setattr("servanda.record.project.Project.import_claims", broken)
    assert work_off(desk) == 2
    page = shown(signed_in("Edith"), Upload.objects.order_by("-pk")[1])
    assert "ZeroDivisionError" in page and "<script>alert" not in page
    other.refresh_from_db()
    assert other.state == UploadState.DONE


def test_what_was_sent_is_given_out_as_a_file_and_never_as_a_page(desk, send, signed_in):
    evil = b"<script>alert(document.cookie)</script>"
    upload = send("documents", ("x.html", evil))
    answer = signed_in("Edith").get(f"/en/desk/uploads/files/{upload.files.get().pk}/")
    assert b"".join(answer.streaming_content) == evil
    assert answer["Content-Type"] == "application/octet-stream" and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment") and "sandbox" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "..\\..\\evil.txt", "/etc/passwd", ".htaccess", "a\r\nb.txt", "-rf.txt", "é" * 300]
)
def test_a_name_leads_nowhere_else(desk, send, name):
    upload = send("documents", (name, "text"))
    one = upload.files.get()
    assert "/" not in one.name and "\\" not in one.name and not one.name.startswith(".") and len(one.name) < 140
    assert [file.name for file in (desk.folder / "uploads" / str(upload.pk)).iterdir()] == [one.name]


def test_only_editors_send_and_see(desk, send, begun, signed_in, browser):
    upload = send("documents", ("a.txt", "text"))
    begun.clear()
    number, file = upload.pk, upload.files.get().pk
    ways = ["", "new/documents/", f"{number}/", f"files/{file}/"]
    for name in ("Rita", "Vera", "Rolf"):
        client = signed_in(name)
        assert {client.get(f"/en/desk/uploads/{way}").status_code for way in ways} == {403}
        given = {"files": [SimpleUploadedFile("x.txt", b"x")]}
        assert client.post("/en/desk/uploads/new/documents/", given).status_code == 403
        assert client.post(f"/en/desk/uploads/{number}/again/").status_code == 403
    assert {browser().get(f"/en/desk/uploads/{way}").status_code for way in ways} == {302}
    strict = signed_in("Edith", strict=True)
    assert (
        strict.post("/en/desk/uploads/new/documents/", {"files": [SimpleUploadedFile("x.txt", b"x")]}).status_code
        == 403
    )
    edith = signed_in("Edith")
    assert edith.get("/en/desk/uploads/new/other/").status_code == 404
    assert (
        edith.get("/en/desk/uploads/999999/").status_code
        == edith.get("/en/desk/uploads/files/999999/").status_code
        == 404
    )
    assert Upload.objects.count() == Upload.objects.filter(pk__lte=number).count() and not begun


def test_a_large_body_is_refused_before_it_is_read(desk, begun, signed_in, browser):
    def large():
        return {"files": [SimpleUploadedFile("x.txt", b"x" * 300_000)]}

    assert browser().post("/en/desk/uploads/new/documents/", large()).status_code == 413
    assert signed_in("Vera").post("/en/desk/uploads/new/documents/", large()).status_code == 413
    edith = signed_in("Edith")
    assert edith.post("/en/desk/sign-out/", large()).status_code == 413
    assert edith.post("/en/desk/uploads/new/documents/", large(), CONTENT_LENGTH="200000000").status_code == 413
    assert edith.post("/en/desk/uploads/new/documents/", large()).status_code == 302


def test_too_much_is_told_and_leaves_nothing(desk, begun, signed_in, body, monkeypatch):
    monkeypatch.setattr("servanda.desk.uploads.LARGEST", 10)
    before = UploadedFile.objects.count()
    given = {"files": [SimpleUploadedFile("x.txt", b"12345678901")]}
    assert "limit of 10" in body(signed_in("Edith").post("/en/desk/uploads/new/documents/", given), 400)
    assert UploadedFile.objects.count() == before
