"""待办: the same list of tasks on every desk, filtered, counted, and acted on many at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from gongyue.apps.tasks.selectors import (
    Counts,
    InboxQuery,
    colleagues_of,
    covers_of,
    inbox_counts,
    inbox_list,
)
from gongyue.apps.tasks.services import task_done
from gongyue.apps.tasks.services.handing import task_hand_over, task_put_back, task_take
from gongyue.portals.shared.acts import attempt_and_say
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.exporting import Column, exported
from gongyue.portals.shared.paging import page_of, wants_part

PER_PAGE = 30
MOST_AT_ONCE = 200
STATES = (("open", "待办"), ("done", "已办"), ("cancelled", "已取消"))
DUE = (
    ("", "全部"),
    ("overdue", "逾期"),
    ("week", "七天内"),
    ("later", "以后"),
    ("none", "没有期限"),
)
HANDS = (
    ("", "全部"),
    ("mine", "我名下的"),
    ("handed", "同事交给我的"),
    ("free", "还没人认领"),
    ("covered", "替同事办的"),
)
SORTS = (("due", "期限近的在前"), ("newest", "新来的在前"), ("kind", "按种类"))
BATCH = (("done", "办好了"), ("take", "我来办"), ("put_back", "放回去"))
DONE_WORDS = {
    "done": "已记为办好",
    "take": "已认领",
    "put_back": "已放回",
    "hand_over": "已交给同事",
}
COLUMNS = (
    Column("事项", lambda task: task.title),
    Column("种类", lambda task: task.kind_label),
    Column("关于谁", lambda task: task.concerns),
    Column("期限", lambda task: task.due_on),
    Column("谁办", lambda task: task.assignee or task.role_label),
    Column("没人办会怎样", lambda task: task.if_nobody),
    Column("状态", lambda task: task.state_label),
)


@dataclass(frozen=True)
class Chip:
    """One choice of a filter: where it leads, how many it shows, whether it is chosen."""

    label: str
    url: str
    count: int | None
    current: bool


@require_safe
def inbox_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Tasks of the desk; what is looked for stands in the address, so it can be kept and sent."""
    query = query_of(request.GET)
    today, here = localdate(), {"organisation_id": desk.pk}
    tasks = inbox_list(request.user, query, on=today, **here)
    if file := exported(request, "待办", COLUMNS, lambda: tasks[:]):
        return file
    context = {"desk": desk, "page": page_of(request, tasks, PER_PAGE), "query": query}
    if wants_part(request):
        return render(request, "desk/_tasks.html", context | names(desk, request))
    counts = inbox_counts(request.user, on=today, **here)
    context |= {"filters": filters(request.GET, query, counts), "counts": counts, "sorts": SORTS}
    context["covers"] = covers_of(request.user, desk.pk, on=today)
    return render(request, "desk/inbox.html", context | names(desk, request))


@require_POST
def tasks_batch(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One act on the ticked tasks, each one recorded; what was refused says why."""
    chosen = [found for found in map(_uuid, request.POST.getlist("chosen")) if found]
    act, facts = _act(request)
    back = f"{desk.address('inbox')}?{request.POST.get('query', '')[:500]}"
    if act is None or not chosen:
        messages.warning(request, "还没有勾选。" if act else "请选要做什么。")
        return redirect(back)
    done = sum(_one(request, act, each, facts) for each in chosen[:MOST_AT_ONCE])
    if done:
        messages.success(request, f"{done} 件{DONE_WORDS[request.POST.get('act', '')]}。")
    return redirect(back)


def query_of(sent: Mapping[str, Any]) -> InboxQuery:
    """What the address asks for; anything it cannot mean is left out."""
    return InboxQuery(
        state=_among(sent.get("state", ""), STATES) or "open",
        due=_among(sent.get("due", ""), DUE),
        hand=_among(sent.get("hand", ""), HANDS),
        kind=sent.get("kind", "")[:40],
        concerns=sent.get("who", "")[:40],
        text=sent.get("q", "")[:100],
        sort=_among(sent.get("sort", ""), SORTS) or "due",
    )


def filters(sent: QueryDict, query: InboxQuery, counts: Counts) -> dict[str, list[Chip]]:
    """The rows of chips above the list, each with its count."""
    shown = {"state": _chips(sent, "state", STATES, query.state, {"open": counts.all})}
    if query.state != "open":
        return shown
    kinds = [("", "全部"), *((name, label) for name, label, _ in counts.kinds)]
    many = {name: count for name, _, count in counts.kinds}
    hands = [(n, label) for n, label in HANDS if not n or counts.hand[n] or n == query.hand]
    shown["due"] = _chips(sent, "due", DUE, query.due, counts.due | {"": counts.all})
    shown["hand"] = _chips(sent, "hand", hands, query.hand, counts.hand | {"": counts.all})
    if len(kinds) > 2:
        shown["kind"] = _chips(sent, "kind", kinds, query.kind, many | {"": counts.all})
    return shown


def names(desk: Desk, request: HttpRequest) -> dict[str, Any]:
    """The routes of this desk that the list needs, and colleagues to hand over to."""
    sent = request.GET.copy()
    sent.pop("page", None)
    return {
        "task_route": f"{desk.portal}:task",
        "batch_url": desk.address("tasks_batch"),
        "away_url": desk.address("away"),
        "asked": sent.urlencode(),
        "acts": BATCH,
        "colleagues": [c for c in colleagues_of(request.user, desk.pk) if not c.is_me],
    }


def _chips(
    sent: QueryDict,
    name: str,
    choices: Any,
    chosen: str,
    counts: Mapping[str, int],
) -> list[Chip]:
    chips = []
    for value, label in choices:
        address = sent.copy()
        for other in ("page", name, *(("due", "hand", "kind") if name == "state" else ())):
            address.pop(other, None)
        if value and (name, value) != ("state", "open"):
            address[name] = value
        chips.append(Chip(label, f"?{address.urlencode()}", counts.get(value), value == chosen))
    return chips


def _act(request: HttpRequest) -> tuple[Callable[..., Any] | None, dict[str, Any]]:
    name, sent = request.POST.get("act", ""), request.POST
    if name == "hand_over":
        number = sent.get("to", "")
        to = int(number) if number.isdecimal() and len(number) < 10 else 0
        return task_hand_over, {"to": to, "words": sent.get("words", "")[:1_000]}
    acts = {"take": (task_take, {}), "put_back": (task_put_back, {}),
            "done": (task_done, {"result": ""})}  # fmt: skip
    return acts.get(name, (None, {}))


def _one(request: HttpRequest, act: Callable[..., Any], task_id: UUID, facts: Any) -> bool:
    call = {"by": request.user, "task_id": task_id, "at": now(), **facts}
    return attempt_and_say(request, "", act, **call)[0]


def _among(word: str, choices: Any) -> str:
    return word if word in dict(choices) else ""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
