"""接口密钥: keys by which other programs ask; an organisation's, or one's own."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.apikeys.issuing import DAYS, NewKey, key_issue, key_of, key_revoke, keys_of
from gongyue.apps.apikeys.using import KEPT_DAYS, uses_of
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.frame import desk_in_front, framed
from gongyue.portals.shared.paging import page_of

TEXT = {"class": "form-control"}
MOST_SHOWN = 50


class KeyForm(forms.Form):
    label = forms.CharField(
        label="名称",
        max_length=40,
        help_text="自己看的，如“工资系统”",
        error_messages={"required": "请起个名字", "max_length": "最多写 40 字"},
        widget=forms.TextInput(attrs=TEXT),
    )
    purpose = forms.CharField(
        label="用途",
        max_length=200,
        help_text="哪个程序用、用来做什么",
        error_messages={"required": "请写明用途", "max_length": "最多写 200 字"},
        widget=forms.TextInput(attrs=TEXT),
    )
    days = forms.TypedChoiceField(
        label="有效期",
        coerce=int,
        choices=[(days, f"{days} 天") for days in DAYS],
        initial=DAYS[1],
        error_messages={"required": "请选有效期", "invalid_choice": "请从列表里选有效期"},
        widget=forms.Select(attrs={"class": "form-select"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """Those there are, and the form for another. The key is shown this once."""
    desk = desk_in_front(request)
    owner = desk.pk if desk else None
    rows = keys_of(request.user, owner, at=now())
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = NewKey(**form.cleaned_data)
        facts = {"by": request.user, "organisation_id": owner, "new": new, "at": now()}
        done, made = attempt(form, key_issue, **facts)
        if done:
            return framed(request, "messages/key_shown.html", {"key": made[0], "text": made[1]})
    return framed(request, "messages/keys.html", {"rows": rows, "form": form, "desk_here": desk})


@require_safe
def key(request: HttpRequest, key_id: int) -> HttpResponse:
    """One key: what it is for, and how often it asked."""
    found = key_of(request.user, key_id, at=now())
    page = page_of(request, uses_of(request.user, key_id, on=localdate()), MOST_SHOWN)
    context = {"key": found, "page": page, "rows": page.object_list, "kept_days": KEPT_DAYS}
    return framed(request, "messages/key.html", context)


@require_POST
def revoke(request: HttpRequest, key_id: int) -> HttpResponse:
    """It answers no more."""
    facts = {"by": request.user, "key_id": key_id, "at": now()}
    attempt_and_say(request, "已作废，用它的程序马上就问不了了。", key_revoke, **facts)
    return redirect("messages:keys")
