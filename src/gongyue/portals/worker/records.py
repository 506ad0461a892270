"""我的记录: what each firm declared about me, and my answer to each."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.checkup.selectors import findings_about_me
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.selectors.people import myself
from gongyue.apps.registry.selectors.records import (
    RecordView,
    StanceView,
    record_of_myself,
    records_of_myself,
)
from gongyue.apps.registry.services.stances import take_stance
from gongyue.portals.shared.acts import attempt
from gongyue.portals.shared.drafts import (
    Draft,
    Now,
    conflict_page,
    draft_of,
    is_stale,
    once_only,
    sent,
)
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.paging import page_of
from gongyue.portals.shared.records import FINDING, entry_of, sides_of, title_of

ALL = 2_000
AT_ONCE = 60
READINGS = {"declared": "没有答复", "confirmed": "已确认", "disputed": "有异议"}
COLUMNS = (
    Column("单位", lambda row: row.organisation),
    Column("内容", lambda row: title_of(row)),
    Column("日期", lambda row: row.occurred_on),
    Column("写的什么", lambda row: "；".join(f"{label}：{text}" for label, text in row.lines)),
    Column("我的答复", lambda row: READINGS.get(row.reading, "已撤销")),
    Column("我说的话", lambda row: row.worker.words if row.worker else ""),
    Column("单位的答复", lambda row: row.firm.words if row.firm else ""),
)
SHOWN = ("awaiting", "disputed", "all")


class AnswerForm(forms.Form):
    kind = forms.ChoiceField(
        label="您的答复",
        choices=[("confirmed", "核对无误"), ("disputed", "有异议")],
        error_messages={
            "required": "请选一个：核对无误，或者有异议",
            "invalid_choice": "请选一个：核对无误，或者有异议",
        },
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="哪里不对",
        required=False,
        max_length=1_000,
        help_text="有异议的必须写。比如：那个月加了 38 小时班，只算了 24 小时。",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )


def declared_about(user: Any) -> list[RecordView]:
    """What firms declared about the user. What a check-up concluded has pages of its own, where
    it can be said in words: a tick beside a title is no answer to it."""
    everything = records_of_myself(user, limit=ALL)
    return [record for record in everything if record.type != FINDING]


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """Grouped by firm; what awaits an answer first, unless everything is asked for."""
    me = myself(request.user)
    if me is None:
        return redirect("worker:link")
    shown = request.GET.get("show", "")
    everything = declared_about(request.user)
    kept, shown = _kept(everything, shown if shown in SHOWN else "")
    if file := exported(request, "我的记录", COLUMNS, lambda: kept):
        return file
    page = page_of(request, kept, AT_ONCE)
    context = {"me": me, "page": page, "shown": shown, "firms": _by_firm(page)}
    context["counts"] = {name: len(_of(everything, name)) for name in SHOWN}
    context["findings"] = findings_about_me(request.user)
    return render(request, "worker/records/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def record(request: HttpRequest, event_id: int) -> HttpResponse:
    """One record: both sides, line by line, the history, and the form to answer."""
    found, history = record_of_myself(request.user, event_id)
    if finding := _finding_of(request, found):
        return redirect("worker:finding", finding)
    form, draft = AnswerForm(sent(request)), draft_of_record(request, found)
    if form.is_valid() and is_stale(request, draft):
        return conflict_page(request, form, draft, layout="worker", now_is=_now(found))
    if form.is_valid() and _answer(request, form, [found]):
        return redirect("worker:records")
    context = {"record": found, "entry": entry_of(found), "sides": sides_of(found)}
    context |= {"history": history, "form": form, "draft": draft}
    return render(request, "worker/records/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Several records at once: each one ticked by hand, shown again before the answer."""
    sent = request.POST if request.method == "POST" else request.GET
    chosen = _chosen(request, sent.getlist("chosen"))
    if not chosen:
        messages.warning(request, "还没有勾选记录。请先勾选要答复的，再按下面的按钮。")
        return redirect("worker:records")
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answer(request, form, chosen):
        return redirect("worker:records")
    context = {"form": form, "entries": [entry_of(each) for each in chosen]}
    return render(request, "worker/records/answer.html", context)


def draft_of_record(request: HttpRequest, record: RecordView) -> Draft:
    """An answer is about the record as it was shown, and after the answers shown with it."""
    answers = [tuple(said(side).values()) for side in (record.worker, record.firm)]
    return draft_of(request, f"record-{record.event_id}", record.reading, record.lines, *answers)


def _now(record: RecordView) -> Now:
    return Now(says=said(record.worker) if record.worker else {}, about=record.lines)


def said(stance: StanceView | None) -> dict[str, str]:
    """An answer as the form has it; empty before the first."""
    return {"kind": stance.kind if stance else "", "words": stance.words if stance else ""}


def _finding_of(request: HttpRequest, record: RecordView) -> UUID | None:
    """The finding that a record of the latest check-up stands for: its page says more."""
    if record.type != FINDING:
        return None
    rows = findings_about_me(request.user)
    return next((row.finding_id for row in rows if row.event_id == record.event_id), None)


def _answer(request: HttpRequest, form: AnswerForm, chosen: list[RecordView]) -> bool:
    for each in chosen:
        facts = {"by": request.user, "event_id": each.event_id, "at": now(), **form.cleaned_data}
        done, _ = attempt(form, take_stance, **facts)
        if not done:
            return False
    how = "确认" if form.cleaned_data["kind"] == "confirmed" else "提出异议"
    messages.success(request, f"{len(chosen)} 条记录已{how}，单位能看到。")
    return True


def _chosen(request: HttpRequest, numbers: list[str]) -> list[RecordView]:
    """The viewer's own records among the numbers sent. Raises NotFound for any other."""
    wanted = {int(number) for number in numbers if number.isdecimal() and len(number) < 19}
    mine = [record for record in declared_about(request.user) if record.event_id in wanted]
    if len(mine) != len(wanted):
        raise NotFound(NOT_FOR_YOU)
    return mine


def _kept(everything: list[RecordView], shown: str) -> tuple[list[RecordView], str]:
    """What was asked for; by default what awaits an answer, or everything when nothing does."""
    if not shown:
        shown = "awaiting" if _of(everything, "awaiting") else "all"
    return _of(everything, shown), shown


def _of(everything: list[RecordView], shown: str) -> list[RecordView]:
    if shown == "awaiting":
        return [record for record in everything if record.awaits_worker]
    if shown == "disputed":
        return [record for record in everything if record.reading == "disputed"]
    return everything


def _by_firm(page: Any) -> list[tuple[str, list[Any]]]:
    firms: dict[str, list[Any]] = {}
    for each in page:
        firms.setdefault(each.organisation, []).append(entry_of(each))
    return list(firms.items())
