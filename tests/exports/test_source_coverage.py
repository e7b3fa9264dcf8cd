"""What programs read of the sources that are fetched."""

from datetime import date

from servanda.exports.source_coverage import sources_as_json
from servanda.fetching.coverage import Asked, coverage_of


def test_a_warning_is_told_in_each_language():
    asked = [Asked("a.example", date(2031, 5, day), True, day < 20) for day in range(1, 31)]
    told = sources_as_json(coverage_of(asked, date(2031, 6, 1)))
    (warning,) = told[0]["warnings"]
    assert warning["explanation"]["en"] == warning["told"]
    assert warning["explanation"]["fr"].startswith("Rien de nouveau")
    assert sorted(warning["explanation"]) == ["en", "fr", "ru"]
    assert len(set(warning["explanation"].values())) == 3
