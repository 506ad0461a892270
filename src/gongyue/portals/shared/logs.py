"""操作日志 and 登录日志: the same pages for owners, for the operator, and for oneself."""

from collections.abc import Callable
from datetime import date
from functools import partial
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongyue.apps.registry.permissions import require_can
from gongyue.apps.registry.roles import Can, Kind
from gongyue.apps.registry.selectors.logs import (
    FAMILIES,
    LogPage,
    LogQuery,
    acts_everywhere,
    acts_of_organisation,
    people_in_log,
    sign_ins_everywhere,
    sign_ins_of_organisation,
)
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.exporting import ROWS, Column, exported

RESULTS = (("done", "办成的"), ("refused", "被拒绝的"))
ASKED = ("who", "what", "first_on", "last_on", "result")
LOG = (
    Column("什么时候", lambda row: row.at),
    Column("谁", lambda row: row.who),
    Column("以谁的名义", lambda row: row.name_of),
    Column("做了什么", lambda row: row.what),
    Column("关于", lambda row: row.about),
    Column("结果", lambda row: "被拒绝" if row.refused else "办成"),
)


@require_safe
def acts(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What members did; the operator sees every organisation without names."""
    require_can(request.user, Can.MANAGE_MEMBERS, desk.pk)
    if desk.here.kind == Kind.OPERATOR:
        ask = partial(acts_everywhere, request.user)
    else:
        ask = partial(acts_of_organisation, request.user, desk.pk)
    context = {"families": FAMILIES.items(), "title": "操作日志"}
    context |= {"other_title": "登录日志", "other_url": desk.address("sign_ins")}
    return page_of_log(request, ask, context | _people(request, desk))


@require_safe
def sign_ins(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who signed in, how, on what; refusals too."""
    require_can(request.user, Can.MANAGE_MEMBERS, desk.pk)
    if desk.here.kind == Kind.OPERATOR:
        ask = partial(sign_ins_everywhere, request.user)
    else:
        ask = partial(sign_ins_of_organisation, request.user, desk.pk)
    context = {"families": (), "title": "登录日志"}
    context |= {"other_title": "操作日志", "other_url": desk.address("acts")}
    return page_of_log(request, ask, context | _people(request, desk))


def page_of_log(
    request: HttpRequest,
    ask: Callable[..., LogPage],
    context: dict,
    template: str = "desk/log.html",
) -> HttpResponse:
    """Filtered, exported on request, paged by number."""
    query = query_of(request)
    if file := exported(request, context["title"], LOG, lambda: ask(query, per_page=ROWS + 1).rows):
        return file
    asked = {name: request.GET.get(name, "")[:20] for name in ASKED}
    context |= {"log": ask(query), "asked": asked, "results": RESULTS}
    context["rest"] = urlencode({name: text for name, text in asked.items() if text})
    return render(request, template, context)


def query_of(request: HttpRequest) -> LogQuery:
    """The filters of the address; what makes no sense asks for everything."""
    return LogQuery(
        who=_number(request.GET.get("who", "")),
        what=request.GET.get("what", "")[:20],
        first_on=_day(request.GET.get("first_on", "")),
        last_on=_day(request.GET.get("last_on", "")),
        result=request.GET.get("result", "")[:10],
        before=_number(request.GET.get("before", "")),
    )


def _people(request: HttpRequest, desk: Desk) -> dict:
    operator = desk.here.kind == Kind.OPERATOR
    people = [] if operator else people_in_log(request.user, desk.pk)
    return {"desk": desk, "people": people, "operator": operator}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
