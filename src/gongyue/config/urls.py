"""The site map: one line a portal, one for the API."""

from django.conf import settings
from django.urls import URLResolver, include, path

PORTALS = [
    path("worker/", include("gongyue.portals.worker.urls")),
    path("enterprise/", include("gongyue.portals.enterprise.urls")),
    path("regulator/", include("gongyue.portals.regulator.urls")),
    path("mediator/", include("gongyue.portals.mediator.urls")),
    path("provider/", include("gongyue.portals.provider.urls")),
    path("operator/", include("gongyue.portals.operator.urls")),
    path("", include("gongyue.portals.messages.urls")),
    path("workspace/", include("gongyue.portals.shared.workspace.urls")),
    path("api/v1/", include("gongyue.api.urls")),
    path("files/", include("gongyue.portals.shared.files.urls")),
    path("", include("gongyue.portals.public.urls")),
]


def routes() -> list[URLResolver]:
    """The portals; in the demo the gallery of components besides."""
    gallery = [path("design/", include("gongyue.portals.shared.urls"))] if settings.DEMO else []
    return [*PORTALS, *gallery]


urlpatterns = routes()
