"""没写完的: what was begun and not sent rests with the account, and is filled in again.

It needs no JavaScript: the button 先存着 sends the form here instead, and the page that shows the
form fills it in. With JavaScript it comes here by itself while somebody writes. Nothing is kept
for a clerk at a counter, whose forms are about visitors, nor while acting for somebody else.
"""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from gongyue.apps.accounts.drafting import Values, Written, draft_kept, drop_draft, keep_draft
from gongyue.apps.accounts.sending import was_done
from gongyue.portals.shared.device import is_for_others
from gongyue.portals.shared.drafts import LIMIT, Draft

OURS = {"csrfmiddlewaretoken", "once", "stamp", "draft", "draft-page", "draft-title", "draft-act"}
KEPT = "存好了，还没有送出。三十天内回到这一页，写的内容会填回来。"
NO_FILES = "文件不在里面，接着写的时候要重新选。"
TOO_LONG = "太长了，存不下。请直接送出，或者分几次写。"


def form_draft(request: HttpRequest, form: forms.Form, *, key: str, title: str, page: str) -> Draft:
    """The draft of a form that only adds something; fills `form` with what was begun."""
    once = request.POST.get("once", "")[:36] if form.is_bound else ""
    facts = {"key": key, "once": once or str(uuid4()), "title": title}
    if not request.user.is_authenticated or is_for_others(request):
        return Draft(**facts)
    begun = None if form.is_bound else draft_kept(request.user, key)
    if begun:
        fill_in(form, begun.values)
    return Draft(
        **facts, page=page or request.get_full_path(), begun_at=begun.at if begun else None
    )


def fill_in(form: forms.Form, values: Values) -> None:
    """As if it had been filled in by hand; what the form does not ask for any more is left out."""
    said: dict[str, list[str]] = {}
    for name, value in values:
        said.setdefault(name, []).append(value)
    for name, field in form.fields.items():
        mine = said.get(form.add_prefix(name))
        if mine is not None:
            form.initial[name] = _as_initial(field, mine)


@require_POST
def draft_act(request: HttpRequest) -> HttpResponse:
    """Keep what was sent here, or drop it: a page back, or 204 for a script."""
    key, drops = request.POST.get("draft", ""), request.POST.get("draft-act") == "drop"
    kept = False
    if drops:
        drop_draft(by=request.user, key=key)
    elif not is_for_others(request) and not _sent_meanwhile(request):
        kept = keep_draft(by=request.user, draft=_written(request, key))
    if request.headers.get("X-Requested-With") == "draft":
        return HttpResponse(status=204 if kept or drops else 409)
    if not drops:
        _say(request, kept=kept)
    return redirect(_page(request))


def _say(request: HttpRequest, *, kept: bool) -> None:
    if not kept:
        messages.warning(request, TOO_LONG)
    else:
        messages.info(request, f"{KEPT}{NO_FILES}" if any(request.FILES.values()) else KEPT)


def _sent_meanwhile(request: HttpRequest) -> bool:
    """A script's last word may come after the form itself."""
    return was_done(by=request.user, key=request.POST.get("once", ""))


def _written(request: HttpRequest, key: str) -> Written:
    pairs: Sequence[tuple[str, list[Any]]] = list(request.POST.lists())
    values = tuple(
        (name[:80], str(value)[:LIMIT])
        for name, several in pairs
        if name not in OURS
        for value in several
    )
    title = request.POST.get("draft-title", "")
    return Written(key=key, page=_page(request), title=title, values=values, at=now())


def _page(request: HttpRequest) -> str:
    """Where the form is; only ever a page of ours."""
    page = request.POST.get("draft-page", "")
    fine = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if fine else "/"


def _as_initial(field: forms.Field, mine: list[str]) -> Any:
    return mine if isinstance(field, forms.MultipleChoiceField) else mine[-1]
