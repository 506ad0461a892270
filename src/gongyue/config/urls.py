"""The site map: one line a portal."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("worker/", include("gongyue.portals.worker.urls")),
    path("enterprise/", include("gongyue.portals.enterprise.urls")),
    path("regulator/", include("gongyue.portals.regulator.urls")),
    path("mediator/", include("gongyue.portals.mediator.urls")),
    path("provider/", include("gongyue.portals.provider.urls")),
    path("", include("gongyue.portals.public.urls")),
]
if settings.DEMO:  # the gallery of components
    urlpatterns.append(path("design/", include("gongyue.portals.shared.urls")))
