"""Drafts: a form that survives a dead line, and is done once however often it is sent.

A form that takes part carries three hidden values and the name of its draft:

    <form method="post" data-draft="{{ draft.key }}"> … {% draft draft %}

A form that only adds something (a filing, a letter, an answer) needs no `stamp` and one line less:

    {% form_draft form "filing-new" title="提意见、求帮助" as draft %} … {% keep_draft draft %}

`once`   a key: the same form sent twice is done once (`@once_only` on the view)
`stamp`  what the record was when the form was shown; when it has changed meanwhile, the view
         answers with both versions to choose from (`conflict_page`), without JavaScript too

In the browser (frontend/offline/drafts.js) what is typed rests on the device until it has arrived.
Where `keep_draft` stands, it also rests with the account (portals/shared/begun.py).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import now

from gongyue.apps.accounts.drafting import drop_draft
from gongyue.apps.accounts.sending import begin_sending, end_sending
from gongyue.apps.accounts.vault import keyed_hash

View = TypeVar("View", bound=Callable[..., HttpResponse])
MINE, THEIRS, PICK = "mine-", "theirs-", "pick-"
CONFLICT = 409
LIMIT = 4_000


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a form carries: its name in the browser, its key, the stamp of what it is about."""

    key: str
    once: str
    stamp: str = ""
    title: str = ""
    page: str = ""  # where the form is shown; empty when it is kept on the device only
    begun_at: datetime | None = None  # when what is filled in again was written


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One field of a conflict: what I wrote and what stands there now, raw and in words."""

    name: str
    label: str
    mine: str
    theirs: str
    mine_text: str
    theirs_text: str
    long: bool

    @property
    def differs(self) -> bool:
        return self.mine != self.theirs


def draft_of(request: HttpRequest, key: str, *facts: object) -> Draft:
    """The draft named `key`; `facts` are what the record says now and a change of which matters."""
    once = request.POST.get("once", "")[:36] or str(uuid4())
    return Draft(key=key, once=once, stamp=keyed_hash("draft", f"{key}|{facts!r}")[:16])


def is_stale(request: HttpRequest, draft: Draft) -> bool:
    """Whether the record has changed since the form was shown."""
    return request.POST.get("stamp", draft.stamp) != draft.stamp


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, the choices of a conflict page already made; None for a form first shown."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    for picked in [name for name in data if name.startswith(PICK)]:
        name = picked.removeprefix(PICK)
        source = THEIRS if data[picked] == "theirs" else MINE
        data[name] = data.get(source + name, "")[:LIMIT]
    return data


@dataclass(frozen=True, kw_only=True)
class Now:
    """What stands there now: `says` the form's own fields, as far as anybody has said them;
    `about` (label, text) of the record."""

    says: Mapping[str, str]
    about: Sequence[tuple[str, str]] = ()
    back: str = ""  # the page of the record, where the form goes to another address


def conflict_page(
    request: HttpRequest, form: forms.Form, draft: Draft, *, layout: str, now_is: Now
) -> HttpResponse:
    """Both versions field by field, to choose from or to write anew. Answers 409."""
    choices = [_choice(form, name, now_is.says.get(name)) for name in form.fields]
    differ = [choice for choice in choices if choice.name in now_is.says and choice.differs]
    context = {
        "layout": f"layout/{layout}.html",
        "draft": draft,
        "about": now_is.about,
        "back": now_is.back or request.path,
        "choices": differ,
        "same": [choice for choice in choices if choice not in differ],
    }
    return render(request, "desk/conflict.html", context, status=CONFLICT)


def _choice(form: forms.Form, name: str, said: str | None) -> Choice:
    field, theirs = form.fields[name], said or ""
    mine = str(form.cleaned_data.get(name, "") or "")
    words = {str(value): str(label) for value, label in getattr(field, "choices", ())}
    return Choice(
        name=name,
        label=str(field.label or name),
        mine=mine,
        theirs=theirs,
        mine_text=words.get(mine, mine),
        theirs_text=words.get(theirs, theirs),
        long=isinstance(field.widget, forms.Textarea),
    )


def once_only(view: View) -> View:
    """A view whose form carries `once`: the same form again leads where the first one led."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("once", "") if request.method == "POST" else ""
        if not key or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        earlier = begin_sending(by=request.user, key=key, at=now())
        if earlier is not None:
            messages.info(request, "这份内容已经送到过了，没有重复办理。")
            return redirect(earlier.location or request.path)
        location = ""
        try:
            answer = view(request, *args, **kwargs)
            location = answer.get("Location", "") if 300 <= answer.status_code < 400 else ""
        finally:
            end_sending(by=request.user, key=key, location=location)
            if location:
                drop_draft(by=request.user, key=request.POST.get("draft", ""))
        return answer

    return guarded  # type: ignore[return-value]
