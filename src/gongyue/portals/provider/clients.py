"""客户单位: the firms that let this user act for them, by a role in the firm itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongyue.apps.registry.roles import EMPLOYERS
from gongyue.apps.registry.selectors.organisations import organisations_of
from gongyue.portals.provider.desk import my_desk
from gongyue.portals.shared.rights import words_of


@require_safe
def clients(request: HttpRequest) -> HttpResponse:
    """A firm appears when its owner has given the user a role, and goes when it is taken back."""
    firms = [place for place in organisations_of(request.user) if place.kind in EMPLOYERS]
    context = {"desk": my_desk(request), "firms": [(firm, words_of(firm.rights)) for firm in firms]}
    return render(request, "provider/clients.html", context)
