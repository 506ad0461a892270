"""与我有关的问题: what the firm's check-up found about me, and what I say to it."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from gongyue.apps.checkup.selectors import FindingRow, finding_about_me, findings_about_me
from gongyue.apps.registry.selectors.people import myself
from gongyue.apps.registry.services.stances import take_stance
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.drafts import (
    Now,
    conflict_page,
    draft_of,
    is_stale,
    once_only,
    sent,
)
from gongyue.portals.shared.findings import FindingCard, card_of
from gongyue.portals.shared.stances import sides_of_finding
from gongyue.portals.worker.records import AnswerForm, said


class FindingForm(AnswerForm):
    """Whether it is so, in the worker's own words."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = "是这样吗"
        self.fields["kind"].choices = [("confirmed", "是这样"), ("disputed", "不是这样")]
        self.fields["words"].label = "您要说的"
        self.fields["words"].help_text = "不是这样的，必须写明实际情况。"


@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """Of each employer's latest check-up."""
    rows = [(row, card_of(row.details)) for row in findings_about_me(request.user) if row.details]
    context = {"me": myself(request.user), "rows": rows}
    return render(request, "worker/findings/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def finding(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """One finding with its working, what the firm did about it, and my answer."""
    row = finding_about_me(request.user, finding_id)
    mine = next((stance for stance in reversed(row.stances) if stance.side == "worker"), None)
    draft = draft_of(request, f"finding-{finding_id}", len(row.stances), row.settlement_label)
    form = FindingForm(sent(request))
    if form.is_valid() and is_stale(request, draft):
        about = [("单位", row.settlement_label or "还没有处理")]
        now_is = Now(says=said(mine) if mine else {}, about=about)
        return conflict_page(request, form, draft, layout="worker", now_is=now_is)
    if form.is_valid() and _answer(request, form, row):
        return redirect("worker:finding", finding_id)
    context = {"row": row, "card": _card(row), "form": form, "today": localdate(), "draft": draft}
    context["sides"] = sides_of_finding(row)
    return render(request, "worker/findings/page.html", context)


def _answer(request: HttpRequest, form: FindingForm, row: FindingRow) -> bool:
    facts = {"by": request.user, "event_id": row.event_id, "at": now(), **form.cleaned_data}
    done, _ = attempt(form, take_stance, **facts)
    if done:
        messages.success(request, "记下了，单位能看到您怎么说。")
    return done


def _card(row: FindingRow) -> FindingCard:
    """As the firm sees it, but the worker must not think that the money is theirs to pay."""
    card = card_of(row.details)
    if card.figure is None:
        return card
    return replace(card, figure=replace(card.figure, label="单位最多可能要承担"))
