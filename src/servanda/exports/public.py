"""What everybody may have of a project, with what every export says of itself: the day, the record's version, the licence.

Takes a project; gives the disclosed account, with findings or, where a format has no place for them, without looking for any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

from servanda.exports.disclosed import Disclosed, disclosed
from servanda.exports.report import Account, account_of
from servanda.statement import Reading

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["Public", "public_account", "public_register"]


@dataclass(frozen=True, slots=True)
class Public:
    """An account that may be shown, and the version of the record that it was made of.

    `readings` gives what was read in the current documents, one after the other, whether it may be shown or not.

    >>> from servanda.agreement import Agreement
    >>> accord = Agreement("accord", {"en": "Accord"}, licence="CC-BY-4.0")
    >>> of_a_day = disclosed(Account(accord, date(2031, 5, 1)), (), date(2031, 5, 1))
    >>> Public(of_a_day, 41).head
    {'agreement': 'accord', 'day': '2031-05-01', 'version': '41', 'licence': 'CC-BY-4.0'}
    """

    disclosed: Disclosed
    version: int
    readings: Callable[[], Iterable[Reading]] = field(default=tuple, compare=False)

    @property
    def account(self) -> Account:
        """The account without what may not be shown."""
        return self.disclosed.account

    @property
    def head(self) -> Mapping[str, str]:
        """What every export says of itself; an empty licence where the register gives none."""
        agreement = self.account.agreement
        day = self.account.as_of.isoformat()
        return {"agreement": agreement.id, "day": day, "version": str(self.version), "licence": agreement.licence}


def public_account(project: Project) -> Public:
    """The whole account of today."""
    return _public(project, account_of(project, _today()))


def public_register(project: Project) -> Public:
    """The register and the statistics of today, with the documents and claims by which is told what of them may be shown."""
    account = Account(
        project.register()[1],
        _today(),
        documents=tuple(project.documents()),
        claims=tuple(project.claims()),
        unlinked=tuple(project.unlinked()),
        earlier=tuple(project.earlier_claims()),
        series=tuple(project.series()),
    )
    return _public(project, account)


def _today() -> date:
    return datetime.now(UTC).date()


def _public(project: Project, account: Account) -> Public:
    from servanda.record.counted import counted_readings
    from servanda.record.version import version_of
    from servanda.record.view import View

    view = View(project.alias)
    found = disclosed(account, account.agreement.sources, account.as_of)
    return Public(found, version_of(view), partial(counted_readings, view))
