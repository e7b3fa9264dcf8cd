"""Status cells: what is said to be done, and everything that only sounds like it."""

import pytest

from servanda.claim import DONE_STATES
from servanda.reading.table_status import status_in

DONE = """published; presented; released; issued; submitted; inaugurated; established; set up; ready; kept; opened; entered into
force; commissioned; created; in operation; adopted on 14 July 2020; final report published; law No. 5 adopted; signed
by 5 of 5; court started work; publié; en vigueur; mis en service; remis; prêt; ratifié le 3 mai 2021; опубликован;
вступило в силу; введён в эксплуатацию; создана; готово"""
NOT_DONE = """not adopted; not in force; to be signed; almost completed; partially done; signing postponed; not yet published; 60%
completed; signed by 3 of 5; will be opened; awaiting ratification; signed but not ratified; being built; on the
agenda; negotiations started; planned; pas encore signé; en cours; en voie d'adoption; presque achevé; n'a pas été
adopté; sera adopté; adoption prévue; частично; не подписан; готовится к подписанию; почти завершён; перенесено;
планируется принять; ещё не принят"""


def cells(text: str) -> list[str]:
    return [" ".join(one.split()) for one in text.split(";")]


@pytest.mark.parametrize("text", cells(DONE))
def test_a_finishing_verb_says_that_it_is_done(text: str) -> None:
    assert status_in(text) in DONE_STATES


@pytest.mark.parametrize("text", cells(NOT_DONE))
def test_a_negation_a_part_or_a_time_to_come_is_not_done(text: str) -> None:
    assert status_in(text) not in DONE_STATES
