"""The register edited at the desk: its history with differences, no overwriting, people merged and parted, by editors alone."""

import pytest

from servanda.desk.registry import mark_of, text_of
from servanda.record import models

pytestmark = pytest.mark.usefixtures("register_kept")


@pytest.fixture
def form(desk):
    """The form of an entry as its page has it, with changes."""

    def made(kind, key, **changes):
        fields = text_of(desk).fields(kind, key)
        return fields | {"seen": mark_of(fields), "why": "Decree 4.", "act": "keep"} | changes

    return made


def item(desk, key):
    return next((one for one in desk.agreement.walk() if one.id == key), None)


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_an_entry_is_edited_and_its_history_shown(desk, signed_in, body, form, lang):
    edith, way = signed_in("Edith"), f"/{lang}/desk/register/items/entry/bridge/"
    page = body(edith.get(way))
    assert mark_of(text_of(desk).fields("items", "bridge")) in page and 'value="2030-12-31"' in page
    assert edith.post(way, form("items", "bridge", due="2031-06", name_fr="Pont <b>")).status_code == 302
    assert str(item(desk, "bridge").due.end) == "2031-06-30"
    page = body(edith.get(way))
    assert (
        "<del>2030-12-31</del>" in page and "<ins>2031-06</ins>" in page and "Decree 4." in page and "<b>" not in page
    )
    assert "<ins>2031-06</ins>" in body(signed_in("Rita").get(f"/{lang}/desk/register/history/"))


def test_two_editors_at_once_get_a_conflict(desk, signed_in, body, form):
    edith, ada, way = signed_in("Edith"), signed_in("Edith"), "/en/desk/register/items/entry/bridge/"
    first, second = form("items", "bridge", due="2031"), form("items", "bridge", due="2032", name="Long bridge")
    assert edith.post(way, first).status_code == 302
    page = body(ada.post(way, second), 409)
    assert "Somebody has changed this entry" in page and "2032" in page and "Long bridge" in page
    assert str(item(desk, "bridge").due.end) == "2031-12-31" and item(desk, "bridge").names["en"] == "Bridge"
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert (
        ada.post(way, second | {"seen": seen}).status_code == 302 and item(desk, "bridge").names["en"] == "Long bridge"
    )


def test_what_makes_no_register_is_told_with_what_was_typed(desk, signed_in, body, form):
    edith, way = signed_in("Edith"), "/en/desk/register/items/entry/bridge/"
    page = body(edith.post(way, form("items", "bridge", due="soonish", name="Typed")), 400)
    assert "soonish" in page and 'value="Typed"' in page and str(desk.folder) not in page
    body(edith.post(way, form("items", "bridge", due="2031", why=" ")), 400)
    assert str(item(desk, "bridge").due.end) == "2030-12-31"


def test_entries_are_added_split_merged_and_taken_out(desk, signed_in, body, form):
    edith, start = signed_in("Edith"), "/en/desk/register/items"
    new = {"id": "lane", "parent": "plan", "level": "measure", "name": "Lane", "split_from": "bridge", "why": "Split."}
    assert 'value="bridge"' in body(edith.get(f"{start}/new/?split_from=bridge"))
    assert edith.post(f"{start}/new/", new).status_code == 302 and item(desk, "lane").split_from == "bridge"
    body(edith.post(f"{start}/new/", new), 400)
    merged = {"other": "court", "day": "2030-01-01", "why": "One work."}
    assert edith.post(f"{start}/entry/bridge/merge/", merged).status_code == 302
    assert item(desk, "bridge").replaced_by == ("court",) and item(desk, "bridge").dropped
    [step] = models.RegisterEdit.objects.using(desk.alias).filter(entry="court").values_list("batch_id", flat=True)
    assert edith.post(f"/en/desk/register/history/{step}/back/").status_code == 302
    assert item(desk, "bridge").replaced_by == () and item(desk, "bridge").dropped is None
    assert edith.post(f"{start}/entry/lane/", form("items", "lane", act="remove")).status_code == 302
    assert item(desk, "lane") is None and "taken out" in body(edith.get(f"{start}/entry/lane/"))


def test_an_edit_is_taken_back_from_the_list_of_steps(desk, signed_in, body, form):
    edith = signed_in("Edith")
    edith.post("/en/desk/register/items/entry/bridge/", form("items", "bridge", due="2031"))
    step = models.RegisterEdit.objects.using(desk.alias).latest("pk").batch_id
    edith.post("/en/desk/register/items/entry/bridge/", form("items", "bridge", name="Long bridge"))
    assert "register edited" in body(edith.get("/en/desk/steps/"))
    edith.post(f"/en/desk/steps/{step}/undo/")
    assert str(item(desk, "bridge").due.end) == "2030-12-31" and item(desk, "bridge").names["en"] == "Long bridge"


def test_people_offices_and_tenures_are_edited(desk, signed_in, body, form):
    edith = signed_in("Edith")
    edith.post("/en/desk/register/offices/new/", {"id": "minister", "name": "minister", "why": "New."})
    tenure = {
        "person": "anna",
        "office": "minister",
        "from": "2029-01-01",
        "source": "https://n.example/a",
        "accessed": "2030-01-01",
    }
    assert edith.post("/en/desk/register/tenures/new/", tenure | {"why": "Elected."}).status_code == 302
    assert [(one.person, one.office) for one in desk.agreement.tenures] == [("anna", "minister")]
    way = "/en/desk/register/tenures/entry/anna~minister~2029-01-01/"
    edith.post(way, form("tenures", "anna~minister~2029-01-01", to="2030-05-05", accessed="2030-06-01"))
    assert str(desk.agreement.tenures[0].until.end) == "2030-05-05"
    assert "anna" in body(edith.get("/en/desk/register/tenures/"))
    edith.post("/en/desk/register/people/entry/anna/", form("people", "anna", aliases="A. Berg; Berg"))
    assert desk.agreement.people[0].aliases == ("A. Berg", "Berg")


def test_two_entries_of_one_person_are_made_one_and_two_again(desk, signed_in, body):
    edith, way = signed_in("Edith"), "/en/desk/register/who-speaks/"
    body(edith.post(f"{way}merge/", {"one": "anna", "other": "boris", "why": ""}), 400)
    assert edith.post(f"{way}merge/", {"one": "anna", "other": "boris", "why": "One."}).status_code == 302
    assert [one.merged for one in desk.people() if one.key == "boris"] == [["anna"]]
    assert "anna → boris" in body(edith.get(way))
    batch = models.Merge.objects.using(desk.alias).latest("pk").batch_id
    edith.post(f"/en/desk/steps/{batch}/undo/", {"persons": "1"})
    assert {"anna", "boris"} <= {one.key for one in desk.people()}


def test_an_import_is_told_by_its_differences(desk, signed_in, body, form):
    signed_in("Edith").post("/en/desk/register/items/entry/bridge/", form("items", "bridge", due="2031"))
    version = models.RegisterVersion.objects.using(desk.alias).latest("pk").pk
    page = body(signed_in("Vera").get(f"/en/desk/register/history/{version}/"))
    assert "deadline moved" in page and "bridge" in page
    body(signed_in("Vera").get("/en/desk/register/history/999999/"), 404)


def test_only_editors_edit(desk, signed_in, browser, form):
    ways = ["items/entry/bridge/", "items/new/", "items/entry/bridge/merge/", "who-speaks/merge/", "history/1/back/"]
    for name in ("Rita", "Vera"):
        client = signed_in(name)
        assert client.get("/en/desk/register/items/entry/bridge/").status_code == 200
        assert {
            client.post(f"/en/desk/register/{way}", form("items", "bridge", due="2031")).status_code for way in ways
        } == {403}
    assert signed_in("Rolf").get("/en/desk/register/").status_code == 403
    assert browser().get("/en/desk/register/").status_code == 302
    strict = signed_in("Edith", strict=True)
    assert strict.post("/en/desk/register/items/entry/bridge/", form("items", "bridge", due="2031")).status_code == 403
    edith = signed_in("Edith")
    for way in ("nothing/", "items/entry/nobody/", "nothing/entry/x/", "nothing/new/"):
        assert edith.get(f"/en/desk/register/{way}").status_code == 404
    assert str(item(desk, "bridge").due.end) == "2030-12-31"
