"""The addresses at the root of a site about several agreements, and those that are asked by machines which watch it."""

from servanda.production.urls import watched
from servanda.site.urls_of_several import handler400, handler404, handler500
from servanda.site.urls_of_several import urlpatterns as sites

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*watched, *sites]
