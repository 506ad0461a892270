"""What people ask this organisation about their own data."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from gongyue.portals.operator.desk import my_desk
from gongyue.portals.shared import correcting


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, correction_id: UUID) -> HttpResponse:
    """Somebody says that a record is wrong: the answer, or the decision."""
    return correcting.correction_page(request, my_desk(request), correction_id)
