"""代办: let somebody act for me, accept to act for somebody, end it; and what was done for me."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.registry.delegating import ACTS_OF_REASON, NEVER, Act, Reason, Relation
from gongyue.apps.registry.selectors.delegations import (
    delegation_of,
    delegations_of,
    done_for_me,
)
from gongyue.apps.registry.selectors.people import myself
from gongyue.apps.registry.services.delegations import (
    Offer,
    accept_delegation,
    decline_delegation,
    offer_delegation,
    revoke_delegation,
)
from gongyue.portals.shared.acts import attempt, attempt_and_say
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.paging import page_of
from gongyue.portals.shared.qr import qr_of

FIELD = {"class": "form-control", "autocomplete": "off"}
UNTIL = (("7", "七天"), ("30", "三十天"), ("180", "半年"), ("365", "一年"))
OFFERED = frozenset(ACTS_OF_REASON[Reason.FAMILY])
DONE = {
    "accept": "接受了，可以替对方办了。",
    "decline": "没有接受。",
    "revoke": "撤销了，马上生效。",
}
ANSWERS: dict[str, Any] = {
    "accept": accept_delegation,
    "decline": decline_delegation,
    "revoke": revoke_delegation,
}
DONE_COLUMNS = (
    Column("什么时候", lambda row: row.at),
    Column("谁", lambda row: row.who),
    Column("办了什么", lambda row: row.what),
    Column("说明", lambda row: row.words),
)


class OfferForm(forms.Form):
    relation = forms.ChoiceField(
        label="对方是您的什么人",
        choices=[(each.value, each.label) for each in Relation if each != Relation.CLERK],
        error_messages={"required": "请选对方是您的什么人"},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    name = forms.CharField(
        label="对方的姓名",
        max_length=40,
        help_text="和身份证上写的一样，要和对方绑定的身份一致",
        error_messages={"required": "请填对方的姓名"},
        widget=forms.TextInput(attrs=FIELD),
    )
    phone = forms.CharField(
        label="对方的手机号",
        max_length=20,
        error_messages={"required": "请填对方的手机号"},
        widget=forms.TextInput(attrs={**FIELD, "inputmode": "tel"}),
    )
    acts = forms.MultipleChoiceField(
        label="让对方替您办什么",
        choices=[(act.value, act.label) for act in Act if act in OFFERED],
        error_messages={"required": "请至少勾一件"},
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.ChoiceField(
        label="到什么时候",
        choices=UNTIL,
        initial="30",
        help_text="随时可以撤销。同事最多三十天。",
        widget=forms.RadioSelect,
    )


@require_safe
def delegations(request: HttpRequest) -> HttpResponse:
    """Given and held, those that wait first."""
    rows = delegations_of(request.user, on=localdate())
    context = {
        "me": myself(request.user),
        "given": [row for row in rows if row.given],
        "held": [row for row in rows if not row.given],
        "done": done_for_me(request.user, limit=3),
    }
    return render(request, "worker/delegations/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def delegation_new(request: HttpRequest) -> HttpResponse:
    """Whom, what, until when; and what nobody may do for me."""
    if myself(request.user) is None:
        return redirect("worker:link")
    form = OfferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        offer = _offer(form.cleaned_data, localdate())
        done, row = attempt(form, offer_delegation, by=request.user, offer=offer, at=now())
        if done:
            messages.success(request, "已经请对方接受。对方接受之后才生效。")
            return redirect("worker:delegation", row.pk)
    return render(request, "worker/delegations/new.html", {"form": form, "never": NEVER.values()})


@require_safe
def delegation(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """One delegation: what, until when, and the act that is due."""
    row = delegation_of(request.user, delegation_id, on=localdate())
    return render(request, "worker/delegations/page.html", {"row": row})


@require_POST
def delegation_answer(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """Accept, decline or revoke."""
    delegation_of(request.user, delegation_id, on=localdate())
    how = request.POST.get("how", "")
    if how in ANSWERS:
        facts = {"by": request.user, "delegation_id": delegation_id, "at": now()}
        attempt_and_say(request, DONE[how], ANSWERS[how], **facts)
    return redirect("worker:delegation", delegation_id)


@require_safe
def delegation_paper(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """The receipt for both sides, on A4 or as a slip."""
    row = delegation_of(request.user, delegation_id, on=localdate())
    context = {"row": row, "qr": qr_of(f"工约委托 {row.number}"), "printed_at": now()}
    context["mine"] = myself(request.user)
    context["never"] = NEVER.values()
    context["slip"] = request.GET.get("size") == "slip"
    return render(request, "worker/delegations/paper.html", context)


@require_safe
def done_for(request: HttpRequest) -> HttpResponse:
    """谁替我办了什么: every act of a delegate or a counter, newest first."""
    rows = done_for_me(request.user, limit=1_000)
    if file := exported(request, "谁替我办了什么", DONE_COLUMNS, lambda: rows):
        return file
    page = page_of(request, rows, 30)
    return render(request, "worker/delegations/done.html", {"page": page})


def _offer(facts: dict[str, Any], today: date) -> Offer:
    reason = Reason.COLLEAGUE if facts["relation"] == Relation.COLLEAGUE else Reason.FAMILY
    return Offer(
        phone=facts["phone"],
        name=facts["name"],
        reason=reason,
        relation=facts["relation"],
        acts=tuple(facts["acts"]),
        first_on=today,
        last_on=today + timedelta(days=int(facts["days"])),
    )
