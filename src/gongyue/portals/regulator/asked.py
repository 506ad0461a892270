"""What people ask this organisation about their own data."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from gongyue.portals.regulator.desk import my_desk
from gongyue.portals.shared import asked, consented, correcting


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, question_id: int) -> HttpResponse:
    """Why was my file opened: the answer."""
    return asked.question_page(request, my_desk(request), question_id)


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Read the code of a card that somebody shows."""
    return consented.verify_page(request, my_desk(request))


@require_safe
def consents(request: HttpRequest) -> HttpResponse:
    """What people let this organisation read."""
    return consented.consents_page(request, my_desk(request))


@require_http_methods(["GET", "HEAD", "POST"])
def consent_new(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask somebody who showed the card, or works here."""
    return consented.request_page(request, my_desk(request), person_id)


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Read what a consent covers, or take the request back."""
    return consented.consent_page(request, my_desk(request), consent_id)


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, correction_id: UUID) -> HttpResponse:
    """Somebody says that a record is wrong: the answer, or the decision."""
    return correcting.correction_page(request, my_desk(request), correction_id)
