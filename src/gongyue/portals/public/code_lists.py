"""代码表: the lists everybody shares, for people to read and for programs to fetch."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongyue.apps.workspace.selectors.dictionaries import published_lists


@require_safe
@login_not_required
def code_lists(request: HttpRequest) -> HttpResponse:
    """A page; JSON with `?format=json` or when a program asks for it."""
    lists = published_lists()
    asked = request.GET.get("format") == "json"
    if asked or request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse(lists, json_dumps_params={"ensure_ascii": False, "indent": 1})
    return render(request, "public/code_lists.html", {"lists": lists})
