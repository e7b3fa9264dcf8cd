"""Official statistics that claims are held against, every value with its vintage."""

from __future__ import annotations

from servanda.api.places import named_place
from servanda.api.resource import Filter, Resource, Told
from servanda.api.resources.claims import entry_of
from servanda.exports.series import series_as_json
from servanda.series import Series
from servanda.site.facts import Facts

__all__ = ["SERIES"]


def _told(facts: Facts, series: Series) -> Told:
    shown, entry = series_as_json(series), entry_of(facts, series.subject)
    observations = shown.pop("observations")
    return {
        **shown,
        "source": named_place(facts, series.source),
        "entry": entry and entry.id,
        "state": series.state,
        "observations": len(observations),
    }


def _more(facts: Facts, series: Series) -> Told:
    rows = series_as_json(series)["observations"]
    return {"values": [{**row, "source": named_place(facts, row["source"])} for row in rows]}


SERIES = Resource[Series](
    "series",
    "Series",
    rows=lambda facts: facts.account.series,
    key=lambda series: series.id,
    told=_told,
    more=_more,
    page=lambda series: ("data",),
    filters=(
        Filter("measure", lambda _, series: (series.measure,)),
        Filter("subject", lambda _, series: (series.subject,)),
        Filter("unit", lambda _, series: (series.unit,)),
    ),
)
