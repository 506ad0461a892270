"""The site map: one line a portal."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLResolver, include, path

PORTALS = (
    ("worker/", "gongyue.portals.worker.urls"),
    ("enterprise/", "gongyue.portals.enterprise.urls"),
    ("regulator/", "gongyue.portals.regulator.urls"),
    ("mediator/", "gongyue.portals.mediator.urls"),
    ("provider/", "gongyue.portals.provider.urls"),
    ("", "gongyue.portals.public.urls"),
)
GALLERY = ("design/", "gongyue.portals.shared.urls")


def routes() -> list[URLResolver]:
    """Every portal that has screens; the gallery of components in the demo only."""
    wanted = (*PORTALS, GALLERY) if settings.DEMO else PORTALS
    return [path(prefix, include(module)) for prefix, module in wanted if find_spec(module)]


urlpatterns = routes()
