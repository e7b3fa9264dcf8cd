"""The addresses of a site about several agreements that are of none of them: its first page, one search, what robots ask.

Each agreement has all addresses of `urls` below its name; `ChosenAgreement` leads there.
"""

from django.urls import path, re_path

from servanda.site.urls import handler400, handler404, handler500
from servanda.site.views import agreement, agreements, assets

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("", agreement.languages, name="languages"),
    path("<language:lang>/", agreements.agreements, name="agreements"),
    path("<language:lang>/search/", agreements.search, name="search"),
    path("sitemap.xml", agreements.sitemap, name="sitemap"),
    path("robots.txt", agreements.robots, name="robots"),
    re_path(r"^assets/(?P<name>[a-z.-]+)$", assets.asset, name="asset"),
]
