"""Cards shown at a desk, and reading by consent: the same pages on every desk."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.registry.consenting import kinds
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can
from gongyue.apps.registry.roles import PURPOSES_BY_CONSENT, Can, Purpose
from gongyue.apps.registry.selectors.consents import (
    ConsentView,
    consented_records,
    consents_of_organisation,
)
from gongyue.apps.registry.services.cards import verify_card
from gongyue.apps.registry.services.consents import (
    Asked,
    cancel_request,
    open_by_consent,
    request_consent,
)
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.asked import DAYS
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.paging import page_of
from gongyue.portals.shared.records import short_of, title_of

COLUMNS = (
    Column("谁", lambda row: row.who),
    Column("为什么", lambda row: row.purpose),
    Column("看哪些", lambda row: "、".join(label for _, label in row.kinds)),
    Column("状态", lambda row: row.state_label),
    Column("到哪天", lambda row: row.last_on),
    Column("请求的时间", lambda row: row.requested_at),
    Column("答复的时间", lambda row: row.answered_at),
)


class CodeForm(forms.Form):
    code = forms.CharField(
        label="卡片上的码",
        max_length=80,
        help_text="用扫码枪扫，或者照着念的打。60 秒内有效。",
        error_messages={"required": "请扫码或者输入卡片上的码"},
        widget=forms.TextInput(
            attrs={"class": "form-control", "autocomplete": "off", "autofocus": True}
        ),
    )


class RequestForm(forms.Form):
    purpose = forms.ChoiceField(
        label="为什么要看",
        error_messages={"required": "请选一个用途"},
        widget=forms.RadioSelect,
    )
    kinds = forms.MultipleChoiceField(
        label="要看哪些",
        help_text="只选用得着的",
        error_messages={"required": "请至少选一种"},
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(
        label="看多久", choices=DAYS, coerce=int, initial="7", widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="对本人说的话",
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )

    def __init__(self, *args: Any, kind: str, **more: Any) -> None:
        super().__init__(*args, **more)
        mine = PURPOSES_BY_CONSENT.get(kind, frozenset())
        self.fields["purpose"].choices = [pair for pair in Purpose.choices if pair[0] in mine]
        self.fields["kinds"].choices = kinds()


def verify_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who stands here; the person sees that the card was read."""
    require_can(request.user, Can.DO_TASKS, desk.pk)
    form, shown = CodeForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        facts = {"by": request.user, "organisation_id": desk.pk, "at": now()}
        _, shown = attempt(form, verify_card, **facts, **form.cleaned_data)
    context = {"desk": desk, "form": form, "shown": shown}
    context["may_ask"] = Can.READ_WITH_CONSENT in desk.here.rights
    context["ask_route"] = f"{desk.portal}:consent_new"
    return render(request, "desk/verify.html", context)


def consents_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Asked for, given, ended."""
    rows = consents_of_organisation(request.user, desk.pk, on=localdate())
    if file := exported(request, "本人同意", COLUMNS, lambda: rows):
        return file
    context = {"desk": desk, "page": page_of(request, rows, 30)}
    context |= {"route": f"{desk.portal}:consent", "verify_route": f"{desk.portal}:verify"}
    return render(request, "desk/consents.html", context)


def request_page(request: HttpRequest, desk: Desk, person_id: UUID) -> HttpResponse:
    """Ask the person; nothing is shown of them here."""
    require_can(request.user, Can.READ_WITH_CONSENT, desk.pk)
    form = RequestForm(request.POST or None, kind=desk.here.kind)
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "kinds": tuple(form.cleaned_data["kinds"])}
        facts = {"by": request.user, "organisation_id": desk.pk, "person_id": person_id}
        if attempt(form, request_consent, asked=Asked(**said), at=now(), **facts)[0]:
            messages.success(request, "请求发出了。本人同意之后，这里就能打开。")
            return redirect(f"{desk.portal}:consents")
    return render(request, "desk/consent_new.html", {"desk": desk, "form": form})


def consent_page(request: HttpRequest, desk: Desk, consent_id: UUID) -> HttpResponse:
    """What it covers, once the read is on record; or the request, to be taken back."""
    row = _of_desk(request, desk, consent_id)
    if request.method == "POST":
        facts = {"by": request.user, "consent_id": consent_id, "at": now()}
        attempt_and_say(request, "请求已取消。", cancel_request, **facts)
        return redirect(f"{desk.portal}:consents")
    context: dict[str, Any] = {"desk": desk, "row": row, "route": f"{desk.portal}:consents"}
    if row.state == "given":
        context |= _read(request, consent_id)
    return render(request, "desk/consent.html", context)


def _read(request: HttpRequest, consent_id: UUID) -> dict[str, Any]:
    try:
        open_by_consent(by=request.user, consent_id=consent_id, at=now())
    except Refused as refused:
        return {"refused": refused.message_zh}
    found = consented_records(request.user, consent_id, on=localdate())
    page = page_of(request, found.records, 30)
    rows = [(each, title_of(each), short_of(each)) for each in page]
    return {"found": found, "page": page, "rows": rows}


def _of_desk(request: HttpRequest, desk: Desk, consent_id: UUID) -> ConsentView:
    for row in consents_of_organisation(request.user, desk.pk, on=localdate()):
        if row.consent_id == consent_id:
            return row
    raise NotFound(NOT_FOR_YOU)
