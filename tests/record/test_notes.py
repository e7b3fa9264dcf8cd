"""A signature holds while its finding's claims are as they were; notes and translations stay, and are told in the log."""

import pytest

from servanda.errors import UnknownName, UsageError
from servanda.record.actions.dismiss import dismiss
from servanda.record.actions.put_note import put_note
from servanda.record.actions.sign import sign
from servanda.record.actions.translate import translate
from servanda.record.actions.undo import undo
from servanda.record.corrections import corrections_in
from servanda.record.notes import notes_in, signed_in, translations_in
from servanda.record.view import View

TWO = "Anna says: 74% of it is done. Later Boris says: 60% of it is done."


@pytest.fixture
def disputed(world):
    world.write("a.txt", TWO)
    world.project.ingest()
    return world


def signed(world):
    claims = {one.id: one for one in world.project.claims()}
    return signed_in(View(world.project.alias), world.project.findings(), claims)


def test_a_signature_holds_until_a_claim_of_the_finding_is_another(disputed):
    (finding,) = disputed.project.findings()
    sign(disputed.project, finding.id[:-3], " Anna  Weber ")
    assert [(id, one.who) for id, ones in signed(disputed).items() for one in ones] == [(finding.id, "Anna Weber")]
    with pytest.raises(UsageError):
        sign(disputed.project, finding.id, "Anna Weber")
    disputed.write("a.txt", TWO.replace("60", "61"))
    disputed.project.ingest()
    assert len(disputed.project.findings()) == 1 and signed(disputed) == {}


def test_what_is_set_aside_is_not_signed_and_nobody_signs_without_a_name(disputed):
    (finding,) = disputed.project.findings()
    with pytest.raises(UsageError):
        sign(disputed.project, finding.id, "  ")
    dismiss(disputed.project, finding.id, "Clara", "no")
    with pytest.raises(UsageError):
        sign(disputed.project, finding.id, "Anna")


def test_a_translation_is_of_words_that_are_there_and_the_newest_counts(disputed):
    for text in ("60 % est fait", "60 % en est fait"):
        translate(disputed.project, "a", "60% of it\n is done", "fr", text, "Eva")
    (made,) = translations_in(View(disputed.project.alias)).values()
    assert made["fr"].text == "60 % en est fait" and made["fr"].words == "60% of it is done"
    assert translate(disputed.project, "a", "Anna says ... is done", "fr", "x", "Eva").text == "x"
    for place in (("b", "60%", "fr"), ("a", "61%", "fr"), ("a", "60%", "de"), ("a", " ", "fr")):
        with pytest.raises(UnknownName):
            translate(disputed.project, *place, "text", "Eva")


def test_notes_and_all_the_rest_are_in_the_log_until_they_are_taken_back(disputed):
    (finding,) = disputed.project.findings()
    put_note(disputed.project, "programme", "roads", "mended", "Clara", "The day was wrong.")
    sign(disputed.project, finding.id, "Anna")
    translate(disputed.project, "a", "60%", "fr", "60 %", "Eva")
    view = View(disputed.project.alias)
    assert [(one.kind.value, one.who, one.family, one.key) for one in corrections_in(view)] == [
        ("translated", "Eva", "", ""),
        ("signed", "Anna", "", ""),
        ("mended", "Clara", "programme", "roads"),
    ]
    assert [one.text for one in notes_in(view)["programme", "roads"]] == ["The day was wrong."]
    undo(disputed.project, disputed.project.batches()[-3].id)
    assert notes_in(View(disputed.project.alias)) == {}
    with pytest.raises(UnknownName):
        put_note(disputed.project, "programme", "roads", "else", "Clara", "x")
