"""What Prometheus asks: how many requests each kind of page had, how they ended, how long they took; what waits to be taken in.

Counted by the name of the view, of which there are few, never by address. Where several processes answer, gunicorn's settings
name the folder in which they count together.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterable

from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from servanda.desk.models import Upload
from servanda.desk.routing import has_desk
from servanda.production.logs import method_of
from servanda.site.agreements import every

__all__ = ["Counted", "metrics"]

_OWN = CollectorRegistry()
REQUESTS = Counter("servanda_requests", "Requests answered", ("method", "view", "status"), registry=_OWN)
SECONDS = Histogram(
    "servanda_request_seconds",
    "Seconds until the answer",
    ("view",),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=_OWN,
)


class Counted:
    """Counts each request."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer as it is."""
        began = time.monotonic()
        response = self.answer(request)
        match = getattr(request, "resolver_match", None)
        view = "nowhere" if match is None else match.view_name or "unnamed"
        REQUESTS.labels(method_of(request), view, str(response.status_code)).inc()
        SECONDS.labels(view).observe(time.monotonic() - began)
        return response


def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, for who sends the token; for all others there is no such page."""
    token, sent = settings.SERVANDA_METRICS_TOKEN, request.headers.get("Authorization", "")
    if not token or not secrets.compare_digest(sent.encode(), f"Bearer {token}".encode()):
        raise Http404
    registry = _OWN
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    now = CollectorRegistry()
    now.register(_Waiting())
    answer = HttpResponse(generate_latest(registry) + generate_latest(now), content_type=CONTENT_TYPE_LATEST)
    answer.headers["Cache-Control"] = "no-store"
    return answer


class _Waiting(Collector):
    """What was uploaded, looked up when it is asked for, so that no process has to keep count."""

    def collect(self) -> Iterable[Metric]:
        """How many uploads are in each state, over all projects that have any."""
        family = GaugeMetricFamily("servanda_uploads", "Uploads in each state", labels=("state",))
        found: dict[str, int] = {}
        for folder in every():
            if has_desk(folder):
                for state, number in Upload.objects.values_list("state").annotate(Count("pk")).order_by("state"):
                    found[state] = found.get(state, 0) + number
        for state, number in found.items():
            family.add_metric((state,), number)
        yield family
