"""成员与角色: who works at this desk, and how much each one sees."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gongyue.portals.provider.desk import my_desk
from gongyue.portals.shared import members as shared


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("phone", "name")
def members(request: HttpRequest) -> HttpResponse:
    """Everybody's role and what it allows; owners let others in."""
    return shared.members_page(request, my_desk(request))


@require_POST
def end_membership(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Take a role back; the last owner stays."""
    return shared.end_member(request, my_desk(request), membership_id)


@require_http_methods(["GET", "HEAD", "POST"])
def scope(request: HttpRequest, membership_id: int) -> HttpResponse:
    """How much a member of the provider sees."""
    return shared.scope_page(request, my_desk(request), membership_id)
