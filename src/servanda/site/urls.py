"""The addresses of the site: every page under its language, feeds and files beside the page that they are of."""

from django.urls import include, path, re_path, register_converter

from servanda.message import LANGUAGES
from servanda.site.views import (
    agreement,
    assets,
    charts,
    claims,
    data,
    deadlines,
    documents,
    feeds,
    findings,
    following,
    history,
    letters,
    method,
    parties,
    people,
    previews,
    programmes,
    progress,
    releases,
    search,
    statements,
)


class Language:
    """A language of the site."""

    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


class Digits(Language):
    """Digits that a number fits in."""

    regex = "[0-9]{1,9}"


class LetterKind(Language):
    """What a reader can write."""

    regex = "error|answer|comment"


register_converter(Language, "language")
register_converter(Digits, "digits")
register_converter(LetterKind, "letter")


def _list(name: str, view: object, table: object) -> list[object]:
    """A list: its first page, its further pages, and the table as a file."""
    return [
        path(f"<language:lang>/{name}/", view, name=name),
        path(f"<language:lang>/{name}/page/<digits:number>/", view, name=f"{name}-page"),
        path(f"<language:lang>/{name}.csv", table, name=f"{name}-csv"),
    ]


urlpatterns = [
    path("", agreement.languages, name="languages"),
    path("<language:lang>/", agreement.agreement, name="agreement"),
    *_list("findings", findings.findings, findings.table),
    path("<language:lang>/findings.atom", feeds.findings, name="findings-feed"),
    path("<language:lang>/findings/<path:key>/", findings.finding, name="finding"),
    *_list("claims", claims.claims, claims.table),
    path("<language:lang>/claims/<path:key>/", claims.claim, name="claim"),
    *_list("promises", claims.promises, claims.promises_table),
    *_list("statements", statements.statements, statements.table),
    path("<language:lang>/statements/<path:key>/<digits:start>-<digits:end>/", statements.statement, name="statement"),
    *_list("documents", documents.documents, documents.table),
    path("<language:lang>/documents/<path:key>/versions/", documents.versions, name="versions"),
    path("<language:lang>/documents/<path:key>/", documents.document, name="document"),
    *_list("programmes", programmes.programmes, programmes.table),
    path("<language:lang>/programmes/<path:key>/feed.atom", feeds.programme, name="programme-feed"),
    path("<language:lang>/programmes/<path:key>/", programmes.programme, name="programme"),
    *_list("people", people.people, people.table),
    path("<language:lang>/people/<path:key>/", people.person, name="person"),
    *_list("bodies", people.bodies, people.bodies_table),
    path("<language:lang>/bodies/<path:key>/", people.body, name="body"),
    path("<language:lang>/parties/<path:key>/", parties.party, name="party"),
    path("<language:lang>/charts/", charts.charts, name="charts"),
    path("<language:lang>/charts/page/<digits:number>/", charts.charts, name="charts-page"),
    path("<language:lang>/charts/<slug:key>/", charts.chart, name="chart"),
    path("<language:lang>/charts/<slug:key>/card/", charts.card, name="card"),
    path("<language:lang>/charts/<slug:key>.svg", charts.drawing, name="chart-svg"),
    path("<language:lang>/charts/<slug:key>.csv", charts.table, name="chart-csv"),
    path("<language:lang>/progress/", progress.progress, name="progress"),
    *_list("deadlines", deadlines.deadlines, deadlines.table),
    path("<language:lang>/deadlines.ics", deadlines.calendar, name="deadlines-ics"),
    path("<language:lang>/search/", search.search, name="search"),
    path("<language:lang>/changes/", history.changes, name="changes"),
    *_list("corrections", history.corrections, history.corrections_table),
    path("<language:lang>/method/", method.method, name="method"),
    path("<language:lang>/data/", data.data, name="data"),
    path("<language:lang>/write/<letter:kind>/<path:about>", letters.write, name="write"),
    path("<language:lang>/follow/<path:about>", following.follow, name="follow"),
    path("<language:lang>/following/<slug:token>/", following.following, name="following"),
    path("<language:lang>/following/<slug:token>/stop/", following.stopped, name="following-stop"),
    path("<language:lang>/letters/<slug:token>/", letters.letter, name="letter"),
    path("<language:lang>/letters/<slug:token>/delete/", letters.letter_erased, name="letter-erased"),
    path("<language:lang>/preview/<slug:kind>.png", previews.preview, name="preview"),
    path("<language:lang>/desk/", include("servanda.desk.urls")),
    path("<language:lang>/api/", include("servanda.api.pages")),
    path("api/v1/", include("servanda.api.urls")),
    path("releases/<str:release>/<str:name>", releases.file, name="release-file"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
    re_path(r"^assets/(?P<name>[a-z.-]+)$", assets.asset, name="asset"),
]

handler400 = "servanda.site.views.errors.bad_request"
handler404 = "servanda.site.views.errors.not_found"
handler500 = "servanda.site.views.errors.fault"
