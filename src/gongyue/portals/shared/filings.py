"""来件: what was handed in at this desk, one of it with its time-line, and the acts."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.registry.roles import Can
from gongyue.apps.tasks.attaching import with_files
from gongyue.apps.tasks.filings import handling, replying
from gongyue.apps.tasks.filings.kinds import sent_by
from gongyue.apps.tasks.filings.promises import promise_make
from gongyue.apps.tasks.filings.rating import filing_rate
from gongyue.apps.tasks.filings.selectors import (
    FilingPage,
    filing_page,
    filings_of_office,
    filings_sent,
    offices_to_pass_to,
    promises_of,
    sums_of_office,
)
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.drafts import once_only
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.files.uploads import FileFields
from gongyue.portals.shared.filing_forms import (
    AnswerForm,
    AskForm,
    CloseForm,
    PassForm,
    PromiseForm,
    RateForm,
    ReplyForm,
    WithdrawForm,
)
from gongyue.portals.shared.paging import page_of
from gongyue.portals.shared.slips import slip

SHOWN = (
    ("", "还在办"),
    ("received", "等我们办"),
    ("late", "过了承诺日"),
    ("asked", "等本人补充"),
    ("answered", "已答复"),
    ("closed", "已办结"),
    ("withdrawn", "已撤回"),
    ("sent", "我们发出的"),
)
COLUMNS = (
    Column("流水号", lambda row: row.number),
    Column("种类", lambda row: row.label),
    Column("状态", lambda row: row.state_label),
    Column("提交日期", lambda row: row.made_at),
    Column("承诺办结日", lambda row: row.promised_on),
    Column("结果", lambda row: row.outcome),
    Column("评价", lambda row: row.rating),
    Column("附件", lambda row: row.files),
)
# act → (its form, the service, what is said when it is done)
ACTS: dict[str, tuple[type[forms.Form], Any, str]] = {
    "answer": (AnswerForm, handling.filing_answer, "已答复，本人看得到。"),
    "ask": (AskForm, handling.filing_ask, "已请本人补充，承诺的日子先不走。"),
    "pass-on": (PassForm, handling.filing_pass_on, "已转办。"),
    "close": (CloseForm, handling.filing_close, "已办结，本人可以评价。"),
    "reply": (ReplyForm, replying.filing_reply, "已送出，办的人看得到。"),
    "accept": (forms.Form, replying.filing_accept, "办结了。请评价一下。"),
    "withdraw": (WithdrawForm, replying.filing_withdraw, "已撤回。"),
    "rate": (RateForm, filing_rate, "谢谢您的评价。"),
}


@require_safe
def filings(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What the office has, soonest first; and its sums."""
    asked, text = request.GET.get("state", ""), request.GET.get("q", "")[:40]
    state = asked if asked in dict(SHOWN) else ""
    if state == "sent":
        rows = filings_sent(request.user, desk.pk)
    else:
        rows = filings_of_office(request.user, desk.pk, state=state, text=text)
    if file := exported(request, "来件", COLUMNS, lambda: rows):
        return file
    context = {
        "desk": desk,
        "page": page_of(request, rows, 30),
        "state": state,
        "states": SHOWN,
        "text": text,
        "sums": sums_of_office(request.user, desk.pk, on=localdate()),
        "filing_route": f"{desk.portal}:filing",
        "promises_url": desk.address("promises"),
        "send_url": desk.address("filing_send") if sent_by(desk.here.kind) else "",
        "counter_url": desk.address("filing_counter") if Can.LINK_AT_COUNTER in desk.here.rights
        else "",
    }  # fmt: skip
    return render(request, "desk/filings.html", context)


@require_safe
def filing(request: HttpRequest, desk: Desk, filing_id: UUID) -> HttpResponse:
    """One filing of this desk."""
    return _page(request, desk, filing_page(request.user, filing_id, office_id=desk.pk))


@require_POST
@once_only
def filing_act(request: HttpRequest, desk: Desk, filing_id: UUID, act: str) -> HttpResponse:
    """One of ACTS; a refusal stays in its form."""
    found = filing_page(request.user, filing_id, office_id=desk.pk)
    form = form_of(request, act, found)
    if done(request, form, act, filing_id):
        stays = act in {"answer", "ask", "close", "reply", "accept", "withdraw", "rate"}
        return redirect(desk.address("filing", filing_id) if stays else desk.address("filings"))
    return _page(request, desk, found, {act: form})


@require_safe
def paper(request: HttpRequest, desk: Desk, filing_id: UUID) -> HttpResponse:
    """The receipt to print."""
    found = filing_page(request.user, filing_id, office_id=desk.pk)
    return slip(request, found, back=desk.address("filing", filing_id))


@require_http_methods(["GET", "HEAD", "POST"])
def promises(request: HttpRequest, desk: Desk) -> HttpResponse:
    """By when this office answers; its owner says so."""
    form = PromiseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = {"by": request.user, "office_id": desk.pk, **form.cleaned_data}
        if attempt(form, promise_make, **call)[0]:
            messages.success(request, "承诺已改。以后的来件按新的日子算。")
            return redirect(desk.address("promises"))
    sent = form.data.get("kind") if form.is_bound else ""
    rows = [
        (label, form if kind == sent else PromiseForm(initial={"kind": kind, "days": days}), days)
        for kind, label, days in promises_of(request.user, desk.pk)
    ]
    context = {"desk": desk, "rows": rows, "owns": Can.MANAGE_MEMBERS in desk.here.rights}
    return render(request, "desk/promises.html", context)


def form_of(request: HttpRequest, act: str, found: FilingPage, data: Any = None) -> forms.Form:
    """The form of an act, filled with what was sent. Raises Http404 for any other word."""
    if act not in ACTS:
        raise Http404
    sent = request.POST if data is None else data
    if act == "pass-on":
        offices = offices_to_pass_to(request.user, found.filing.filing_id)
        return PassForm(sent or None, offices=offices, prefix=act)
    files = request.FILES if data is None else {}
    return ACTS[act][0](sent or None, files or None, prefix=act)


def done(request: HttpRequest, form: forms.Form, act: str, filing_id: UUID) -> bool:
    """Carry the act out; what is refused goes into the form."""
    if not form.is_bound:  # an act without fields
        form = type(form)({})
    if not form.is_valid():
        return False
    handed = form.take_files() if isinstance(form, FileFields) else []
    facts = {"by": request.user, "filing_id": filing_id, "at": now(), **form.cleaned_data}
    ok, _ = attempt(form, with_files, does=ACTS[act][1], handed=handed, **facts)
    if ok:
        messages.success(request, ACTS[act][2])
    return ok


def empty_forms(
    request: HttpRequest, found: FilingPage, given: dict[str, forms.Form]
) -> dict[str, forms.Form]:
    """A form for each act that is possible now, by name with underscores for templates."""
    shown = {name.replace("_", "-") for name in found.may} | set(given)
    return {
        act.replace("-", "_"): given.get(act) or form_of(request, act, found, data={})
        for act in shown
    }


def _page(
    request: HttpRequest, desk: Desk, found: FilingPage, given: dict[str, forms.Form] | None = None
) -> HttpResponse:
    context = {
        "desk": desk,
        "found": found,
        "filing": found.filing,
        "forms": empty_forms(request, found, given or {}),
        "failed": next(iter(given), "").replace("-", "_") if given else "",
        "act_url": desk.address("filing", found.filing.filing_id),
        "paper_url": desk.address("filing_paper", found.filing.filing_id),
        "task_url": desk.address("task", found.task_id) if found.task_id else "",
    }
    return render(request, "desk/filing.html", context)
