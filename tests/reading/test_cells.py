"""A cell of an office's table names days or money as a whole, in any of the languages, or it is left to people."""

from fractions import Fraction

import pytest

from servanda.reading.cells import amount_named, days_named


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("T2 2026", "2026-04-01/2026-06-30"),
        ("T4/2026", "2026-10-01/2026-12-31"),
        ("1er semestre 2026", "2026-01-01/2026-06-30"),
        ("courant 2025", "2025-01-01/2025-12-31"),
        ("au plus tard le 30 juin 2026", "../2026-06-30"),
        ("II кв. 2026", "2026-04-01/2026-06-30"),
        ("3 квартал 2026 г.", "2026-07-01/2026-09-30"),
        ("до конца 2027 года", "../2027-12-31"),
        ("в течение 2025 года", "2025-01-01/2025-12-31"),
        ("Q2/2026", "2026-04-01/2026-06-30"),
        ("by end-2027", "../2027-12-31"),
        ("no later than 1 July 2026", "../2026-07-01"),
    ],
)
def test_days_as_offices_type_them(cell, days):
    assert str(days_named(cell)) == days


@pytest.mark.parametrize(
    "cell", ["à définir", "постоянно", "TBD", "after 2026", "I-II кв. 2026", "Q2 2026 or Q3 2026", "phase 2", "6" * 500]
)
def test_what_names_no_last_day_is_left_to_people(cell):
    assert days_named(cell) is None


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("12,5 M€", 12_500_000, "EUR"),
        ("1 250 k€", 1_250_000, "EUR"),
        ("410 millions d’euros", 410_000_000, "EUR"),
        ("250 тыс. BYN", 250_000, "BYN"),
        ("12,5 млн руб.", 12_500_000, "RUB"),
        ("€ 12.5m", 12_500_000, "EUR"),
        ("US$ 3bn", 3_000_000_000, "USD"),
        ("1,250.50 USD", Fraction(2501, 2), "USD"),
    ],
)
def test_money_as_offices_type_it(cell, amount, currency):
    assert amount_named(cell) == (amount, currency)


@pytest.mark.parametrize("cell", ["1.250 €", "3,400 EUR", "12 ponts", "€5m – €6m", "about what it takes", ""])
def test_money_that_two_languages_read_differently_is_left_to_people(cell):
    assert amount_named(cell) is None
