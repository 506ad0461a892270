"""更正申请: this record about me is wrong, and what is right."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from gongyue.apps.registry.delegating import Act
from gongyue.apps.registry.selectors.corrections import (
    correctable_fields,
    correction_of_myself,
    corrections_of_myself,
)
from gongyue.apps.registry.services.access import open_as_delegate
from gongyue.apps.registry.services.corrections import (
    Wrong,
    object_to_refusal,
    own_hand,
    request_correction,
    withdraw_correction,
)
from gongyue.portals.shared.acting import acting_of, may_act
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.drafts import once_only
from gongyue.portals.shared.records import title_of

WORDS = {"class": "form-control", "rows": 3}


class CorrectionForm(forms.Form):
    field = forms.ChoiceField(label="哪一项不对", required=False, widget=forms.RadioSelect)
    right = forms.CharField(
        label="应该是什么",
        required=False,
        max_length=80,
        help_text="选了哪一项，就写那一项对的数字、日期或者文字",
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    words = forms.CharField(
        label="怎么回事",
        required=False,
        max_length=1_000,
        help_text="比如：我是 5 月 1 日上班的，有当天的打卡照片。",
        error_messages={"max_length": "最多写 1000 字"},
        widget=forms.Textarea(attrs=WORDS),
    )

    def __init__(self, *args: Any, fields: list[tuple[str, str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        said = [(name, f"{label}：{text}") for name, label, text in fields]
        self.fields["field"].choices = [*said, ("", "别的，写在下面")]


class ObjectForm(forms.Form):
    words = forms.CharField(
        label="为什么单位说得不对",
        max_length=1_000,
        error_messages={"required": "请写明为什么", "max_length": "最多写 1000 字"},
        widget=forms.Textarea(attrs=WORDS),
    )


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """What I asked for and how far it is."""
    rows = [(row, title_of(row.record)) for row in corrections_of_myself(request.user)]
    return render(request, "worker/corrections/list.html", {"rows": rows})


@may_act(Act.REQUEST_CORRECTION)
@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def correction_new(request: HttpRequest, event_id: int) -> HttpResponse:
    """Which field, what is right, in words; for oneself or for a grantor."""
    grantor = _grantor(request)
    fields = correctable_fields(grantor or request.user, event_id)
    form = CorrectionForm(request.POST or None, fields=fields)
    if request.method == "POST" and form.is_valid():
        hand = own_hand(by=request.user, on_behalf_of=grantor, at=now())
        facts = {"hand": hand, "event_id": event_id, "at": now()}
        done, row = attempt(form, request_correction, wrong=Wrong(**form.cleaned_data), **facts)
        if done:
            messages.success(request, "申请交给单位了，期限内要答复您。")
            return redirect("worker:acting") if grantor else redirect("worker:correction", row.pk)
    return render(request, "worker/corrections/new.html", {"form": form, "event_id": event_id})


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def correction(request: HttpRequest, correction_id: UUID) -> HttpResponse:
    """One request: what I said, what they said, what I may do now."""
    row = correction_of_myself(request.user, correction_id)
    form = ObjectForm(request.POST or None)
    if request.method == "POST" and _acted(request, form, correction_id):
        return redirect("worker:correction", correction_id)
    context = {"row": row, "title": title_of(row.record), "form": form}
    return render(request, "worker/corrections/page.html", context)


def _grantor(request: HttpRequest) -> Any:
    running = acting_of(request)
    if running is None:
        return None
    open_as_delegate(by=request.user, grantor=running.grantor, at=now())
    return running.grantor


def _acted(request: HttpRequest, form: ObjectForm, correction_id: UUID) -> bool:
    hand = own_hand(by=request.user, on_behalf_of=None, at=now())
    facts = {"hand": hand, "correction_id": correction_id, "at": now()}
    if request.POST.get("how") == "withdraw":
        return attempt_and_say(request, "撤回了。", withdraw_correction, **facts)[0]
    if not form.is_valid():
        return False
    done = attempt(form, object_to_refusal, **facts, **form.cleaned_data)[0]
    if done:
        messages.success(request, "已经交给监管部门核查。")
    return done
