"""What people ask this organisation about their own data."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from gongyue.portals.regulator.desk import my_desk
from gongyue.portals.shared import asked


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, question_id: int) -> HttpResponse:
    """Why was my file opened: the answer."""
    return asked.question_page(request, my_desk(request), question_id)
