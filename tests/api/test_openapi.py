"""The OpenAPI document and the answers say the same, in every language; Schemathesis tries what nobody thought of."""

from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode

from servanda.api.deciding import ANSWER, RULING
from servanda.api.openapi import document
from servanda.api.resources import RESOURCES
from servanda.message import LANGUAGES
from servanda.site.limits import LIMITS, OPEN, Left
from servanda.site.wsgi import application

DOCUMENT = document("en", "http://localhost/api/v1/")


REFUSALS = schemathesis.Config.from_dict(
    {"checks": {"negative_data_rejection": {"expected-statuses": [400, 401, 404, 414]}}}
)


def shape(schema):
    return Draft202012Validator({**schema, "components": DOCUMENT["components"]})


def answers(path):
    return DOCUMENT["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]


@pytest.mark.parametrize("path", ["/", "/agreement", "/changes", *(f"/{one.name}" for one in RESOURCES)])
def test_answers_have_their_shape(get, path):
    shape(answers(path)).validate(get(path[1:]))


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda one: one.name)
def test_each_thing_alone_has_its_shape_and_no_key_is_untold(get, resource):
    schemas = DOCUMENT["components"]["schemas"]
    told = set(schemas[resource.schema]["properties"])
    more = set(schemas[f"{resource.schema}Alone"]["properties"]) if resource.more else set()
    for one in get(resource.name)["items"]:
        assert set(one) <= told
        alone = get(f"{resource.name}/{quote(one['id'], safe='')}")
        shape(answers(f"/{resource.name}/{{id}}")).validate(alone)
        assert set(alone) <= told | more | {"record"}


def test_problems_have_their_shape(get):
    problem = shape({"$ref": "#/components/schemas/Problem"})
    for path, status in (("claims?limit=0&x=1", 400), ("claims/x", 404), ("x", 404)):
        problem.validate(get(path, status))


def test_the_document_is_the_same_but_for_its_sentences(get):
    for lang in LANGUAGES:
        told = get("openapi.json", **{"accept-language": lang})
        assert _bare(told) == _bare(DOCUMENT)
        Draft202012Validator.check_schema(told["components"]["schemas"])
    assert get("openapi.json", **{"accept-language": "ru"})["info"]["title"] == "Servanda для программ"


def _bare(told):
    """The document without what people read."""
    if isinstance(told, dict):
        return {key: _bare(one) for key, one in told.items() if key not in ("description", "summary", "title")}
    return [_bare(one) for one in told] if isinstance(told, list) else told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_tells_every_list_and_parameter_without_script(program, lang):
    page = program.get(f"/{lang}/api/").content.decode()
    for resource in RESOURCES:
        assert f'id="r-{resource.name}"' in page
        assert all(f"<code>{one.name}</code>" in page for one in resource.filters)
    assert all(f"<code>{field.name}</code>" in page for field in (*ANSWER, *RULING))
    assert "<script" not in page and "../../api/v1/openapi.json" in page
    assert 'href="../api/"' in program.get(f"/{lang}/data/").content.decode()


@pytest.mark.parametrize("mode", GenerationMode)
def test_schemathesis(program, monkeypatch, mode):
    monkeypatch.setattr(LIMITS, "take", lambda *_: Left(OPEN, OPEN.calls, 0))
    contract = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=REFUSALS)
    tried = set()
    for operation in contract.get_all_operations():
        try_out(operation.ok(), mode, tried)
    assert tried <= set(DOCUMENT["paths"]) and len(tried) >= len(RESOURCES)


def try_out(operation, mode, tried):
    """Many requests to one address, the same on every run, each answer held against the document."""

    @settings(max_examples=6, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy(generation_mode=mode))
    def run(case):
        tried.add(operation.path)
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    run()
