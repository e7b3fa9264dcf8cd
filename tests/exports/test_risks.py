"""The report lists what is overdue or at risk, with the rule and its sum, in each language and format."""

import agreements
import pytest

from servanda.agreement import Agreement
from servanda.exports import html, markdown, text
from servanda.exports.json import account_as_json
from servanda.item import Item
from servanda.period import Period

TASKS = (
    Item("road", "task", {"en": "Road", "fr": "Route", "ru": "Дорога"}, due=Period.parse("2033-12-10")),
    Item(
        "bridge", "task", {"en": "Bridge", "fr": "Pont", "ru": "Мост"}, depends_on=("road",), due=Period.parse("2040")
    ),
)


@pytest.fixture
def late():
    """The account, on the last day of 2033, of a task that is 21 days overdue and one that waits for it."""
    plan = Item("plan", "plan", {"en": "Plan"}, items=TASKS)
    return agreements.account(Agreement("accord", {"en": "Accord"}, items=(plan,)))


@pytest.mark.parametrize(
    ("lang", "overdue", "waits"),
    [
        ("en", "Its day passed 21 days ago", "It waits for “Road”, which is 21 days late"),
        ("fr", "Son échéance est passée depuis 21 jours", "Il attend « Route », qui a 21 jours de retard"),
        ("ru", "Срок истёк 21 день назад", "Ждёт записи «Дорога», которая опаздывает на 21 день"),
    ],
)
def test_each_format_tells_what_is_late_and_what_waits(late, lang, overdue, waits):
    pages = (html.render(late, lang), markdown.render(late, lang), text.render(late, lang, color=False, width=100))
    for page in pages:
        plain = " ".join(page.replace("\u00a0", " ").split())
        assert overdue in plain and waits in plain and "2033-12-31 − 2033-12-10 = 21" in plain


def test_for_a_program_too(late):
    assert [(one["item"], one["rule"], one["days"]) for one in account_as_json(late)["risks"]] == [
        ("road", "overdue", 21),
        ("road", "silence", 21),
        ("bridge", "late dependency", 21),
    ]
