"""海报 of this desk."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from gongyue.portals.regulator.desk import my_desk
from gongyue.portals.shared.posters import poster_page


@require_http_methods(["GET", "HEAD", "POST"])
def posters(request: HttpRequest) -> HttpResponse:
    """Print one for the wall."""
    return poster_page(request, my_desk(request))
