"""重复的单位: two registrations side by side, what hangs on each, and what is said of them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now

from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.selectors.firm_pairs import (
    FirmPairView,
    firm_pair,
    firm_pairs,
    firm_sayings,
)
from gongyue.apps.registry.services import merging
from gongyue.apps.registry.services.merging import Two
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.places import place_name
from gongyue.portals.shared.sameness import SayForm

COLUMNS = (
    Column("登记一", lambda pair: pair.left.name),
    Column("登记二", lambda pair: pair.right.name),
    Column("可能性（%）", lambda pair: pair.percent),
    Column("为什么", lambda pair: pair.why),
    Column("状态", lambda pair: pair.saying.state_label if pair.saying else "待核对"),
)
MERGED = "已合并。两家单位的负责人都会收到消息，随时可以撤销。"
PROPOSED = "已提出合并，等系统管理员认定。"
APART = "已记下不是同一家，以后不再提示。"


class FirmSayForm(SayForm):
    """Which of the two stays, and why they are one."""

    stays = forms.ChoiceField(
        label="留下哪一份",
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={
            "required": "请选合并后留下哪一份登记",
            "invalid_choice": "请从两份登记里选一份",
        },
    )

    def __init__(self, pair: FirmPairView, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        # Only a merge needs to know which one stays.
        self.fields["stays"].required = self.data.get("say") != "apart"
        self.fields["reason"].help_text = "凭什么这样认定，例如：营业执照、同一地址和负责人。"
        self.fields["stays"].choices = [
            (str(side.organisation_id), f"{side.name}（{side.credit_code or '没有统一代码'}）")
            for side in (pair.left, pair.right)
        ]


def pairs_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Pairs that wait, and what was said before."""
    found = firm_pairs(request.user, desk.pk)
    if file := exported(request, "可能重复的单位", COLUMNS, lambda: found):
        return file
    context = {"desk": desk, "pairs": found, "decides": decides(desk)}
    context |= {"sayings": firm_sayings(request.user, desk.pk)}
    return render(request, "sameness/firms.html", context)


def pair_page(request: HttpRequest, desk: Desk, pair_id: int) -> HttpResponse:
    """The two side by side; a merge, or a proposal, or that they are two."""
    pair = firm_pair(request.user, desk.pk, pair_id)
    form = FirmSayForm(pair, request.POST or None)
    if request.method == "POST" and form.is_valid() and _said(request, form, pair, desk):
        merged = MERGED if decides(desk) else PROPOSED
        messages.success(request, APART if form.cleaned_data["say"] == "apart" else merged)
        return redirect(f"{desk.portal}:firm_pairs")
    places = {"left": place_name(pair.left.place), "right": place_name(pair.right.place)}
    context = {"desk": desk, "pair": pair, "form": form, "decides": decides(desk)}
    return render(request, "sameness/firm_pair.html", context | {"places": places})


def decides(desk: Desk) -> bool:
    """Whether this desk merges at once; others propose."""
    return Can.MERGE_RECORDS in desk.here.rights


def _said(request: HttpRequest, form: FirmSayForm, pair: FirmPairView, desk: Desk) -> bool:
    told, (left, right) = form.cleaned_data, (pair.left, pair.right)
    chosen = {str(side.organisation_id): side.organisation_id for side in (left, right)}
    two = Two(kind="organisation", one=left.organisation_id, other=right.organisation_id,
              reason=told["reason"], stays=chosen.get(told["stays"]))  # fmt: skip
    act = merging.merge_at_once if decides(desk) else merging.propose_same
    if told["say"] == "apart":
        act = merging.mark_apart
    return attempt(form, act, by=request.user, two=two, at=now())[0]
