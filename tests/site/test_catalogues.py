"""No sentence of the site or the desk lacks its French or its Russian, and the compiled catalogues are those of the texts."""

import io
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import servanda.desk
import servanda.site
from servanda.message import LANGUAGES

SITE, DESK = (Path(room.__file__).parent for room in (servanda.site, servanda.desk))
_CALLS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACE = re.compile(r"%\((\w+)\)s")


@pytest.fixture(params=[SITE, DESK], ids=["site", "desk"])
def room(request):
    return request.param


def sentences(room):
    """Each as its context (None for most) and its words, singular and plural where it has both."""
    found = {}
    sources = [templatize(file.read_text(encoding="utf-8")) for file in sorted(room.rglob("*.html"))]
    sources += [file.read_text(encoding="utf-8") for file in sorted(room.rglob("*.py"))]
    for source in sources:
        for _, words, _, context in extract("python", io.BytesIO(source.encode()), _CALLS):
            found[context, words] = None
    return list(found)


def catalogue(room, lang):
    with (room / "locale" / lang / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=lang)


def test_sentences_are_found():
    known = sentences(SITE)
    assert len(known) > 250
    assert (None, "Skip to the page") in known and ("kind", "progress") in known


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_catalogue_has_each_sentence_and_no_other(room, lang):
    told = {(message.context, message.id) for message in catalogue(room, lang) if message.id}
    assert told == set(sentences(room))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_sentence_has_all_its_forms_and_places(room, lang):
    known = catalogue(room, lang)
    for message in known:
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = 1 if isinstance(message.id, str) else known.num_plurals
        if message.id:
            assert len(forms) == wanted and all(forms) and not message.fuzzy, message.id
            first = message.id if isinstance(message.id, str) else message.id[1]
            assert all(set(PLACE.findall(form)) == set(PLACE.findall(first)) for form in forms), message.id


@pytest.mark.parametrize("lang", ["fr", "ru"])
def test_print_sets_it_so(room, lang):
    wrong = {"fr": r"\w'\w| [:;?!»%]|« |\w[;?!»]", "ru": r"« | »|\w'\w| — |[a-z]{4,}"}[lang]
    for message in catalogue(room, lang):
        for form in message.string if isinstance(message.string, tuple) else (message.string,):
            plain = re.sub(r"%\(\w+\)s|servanda (check|account)|\w+\.(yaml|csv)|Akismet|Automattic", "", form)
            assert not message.id or not re.search(wrong, plain), form


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_compiled_catalogue_is_up_to_date(room, lang):
    fresh = BytesIO()
    write_mo(fresh, catalogue(room, lang))
    compiled = room / "locale" / lang / "LC_MESSAGES" / "django.mo"
    assert compiled.read_bytes() == fresh.getvalue(), (
        f"run: pybabel compile -D django -d src/servanda/{room.name}/locale"
    )
