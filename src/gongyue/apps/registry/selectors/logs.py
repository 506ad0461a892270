"""操作日志 and 登录日志: for the owner of an organisation, for the operator, for oneself.

The stream is the log: this reads it backwards by number, a page at a time, however long it is. Rows
of imported tables and findings of a check-up are left out; what wrote them is there. No payload is
opened.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from gongyue.apps.accounts.models import SignIn, User
from gongyue.apps.registry.event_types import EVENT_TYPES
from gongyue.apps.registry.models import Event, Membership
from gongyue.apps.registry.permissions import require_can, require_can_anywhere
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_organisation
from gongyue.apps.registry.samples import in_reality

Namer = Callable[[User], str]
PER_PAGE = 50
REFUSED = "access.refused"
IN_THE_RUN = ("checkup.found",)  # one check-up writes many; the log has the check-up
SOMEBODY_ELSE = "其他单位的人"
# Beginnings of event types, as somebody looks for them.
FAMILIES = {
    "access": "查阅",
    "import": "导入和撤销",
    "record": "撤回记录",
    "stance": "确认和异议",
    "membership": "成员和角色",
    "engagement": "服务委托",
    "client": "客户分配",
    "organisation": "单位信息",
    "department": "部门",
    "checkup": "用工体检",
    "task": "待办",
    "delegation": "代办",
    "person": "身份绑定",
}


@dataclass(frozen=True, kw_only=True)
class LogQuery:
    """What is looked for; blank is everything. `before`: the number the last page ended at.

    who: a user's number · what: a key of FAMILIES · result: done, refused.
    """

    who: int | None = None
    what: str = ""
    first_on: date | None = None
    last_on: date | None = None
    result: str = ""
    before: int | None = None


@dataclass(frozen=True, kw_only=True)
class LogRow:
    """One act or sign-in. Nobody's personal data in it but who acted, where the viewer may know."""

    number: int
    at: datetime
    who: str
    name_of: str
    what: str
    about: str
    refused: bool


@dataclass(frozen=True, kw_only=True)
class LogPage:
    """`older`: the number to go on from; None on the last page."""

    rows: tuple[LogRow, ...]
    older: int | None


def acts_of_organisation(
    viewer: User, organisation_id: UUID, query: LogQuery, *, per_page: int = PER_PAGE
) -> LogPage:
    """What was done in an organisation's name or to its records; raises NotFound, NotAllowed.

    Of members, of today and of former days, the name; of anybody else the organisation alone.
    """
    require_can(viewer, Can.MANAGE_MEMBERS, organisation_id)
    same = ids_of_organisation(organisation_id)
    mine = Event.objects.filter(Q(organisation__in=same) | Q(acting_as__in=same))
    members = Membership.objects.filter(organisation__in=same)
    known = set(members.values_list("user", flat=True))
    return _acts(mine, query, per_page, lambda user: _name(user) if user.pk in known else "")


def acts_everywhere(viewer: User, query: LogQuery, *, per_page: int = PER_PAGE) -> LogPage:
    """For whoever runs the system: who by number, where, what; nobody's name, nothing written."""
    require_can_anywhere(viewer, Can.REGISTER_ORGANISATIONS)
    rows = Event.objects.filter(in_reality("organisation__"), in_reality("acting_as__"))
    return _acts(rows, query, per_page, lambda user: f"用户 {user.pk}")


def acts_of_myself(viewer: User, query: LogQuery, *, per_page: int = PER_PAGE) -> LogPage:
    """What the viewer did, in whoever's name."""
    return _acts(Event.objects.filter(actor=viewer), query, per_page, lambda user: "我")


def sign_ins_of_organisation(
    viewer: User, organisation_id: UUID, query: LogQuery, *, per_page: int = PER_PAGE
) -> LogPage:
    """Sign-ins and refusals of today's members; raises NotFound, NotAllowed."""
    require_can(viewer, Can.MANAGE_MEMBERS, organisation_id)
    same = ids_of_organisation(organisation_id)
    members = Membership.objects.filter(organisation__in=same, ended_at=None)
    rows = SignIn.objects.filter(user__in=members.values("user"))
    return _sign_ins(rows, query, per_page, _name)


def sign_ins_everywhere(viewer: User, query: LogQuery, *, per_page: int = PER_PAGE) -> LogPage:
    """For whoever runs the system; failures without an account too."""
    require_can_anywhere(viewer, Can.REGISTER_ORGANISATIONS)
    return _sign_ins(SignIn.objects.all(), query, per_page, lambda user: f"用户 {user.pk}")


def people_in_log(viewer: User, organisation_id: UUID) -> list[tuple[int, str]]:
    """(user, name) of members to choose between; raises NotFound, NotAllowed."""
    require_can(viewer, Can.MANAGE_MEMBERS, organisation_id)
    same = ids_of_organisation(organisation_id)
    rows = Membership.objects.filter(organisation__in=same).select_related("user")
    return list({row.user_id: _name(row.user) for row in rows.order_by("pk")}.items())


def _acts(rows: QuerySet[Event], query: LogQuery, per_page: int, name: Namer) -> LogPage:
    rows = rows.filter(row=None, actor__isnull=False).exclude(type__in=IN_THE_RUN)
    if query.who:
        rows = rows.filter(actor=query.who)
    if query.what in FAMILIES:
        rows = rows.filter(type__startswith=f"{query.what}.")
    if query.result == "refused":
        rows = rows.filter(type=REFUSED)
    elif query.result == "done":
        rows = rows.exclude(type=REFUSED)
    found = _days(rows, query, "recorded_at").select_related("actor", "acting_as", "organisation")
    page, older = _cut(found.defer("payload"), query, per_page)
    return LogPage(rows=tuple(_act(row, name) for row in page), older=older)


def _act(row: Event, name: Namer) -> LogRow:
    kind = EVENT_TYPES.get(row.type)
    about = row.organisation.name if row.organisation else ""
    return LogRow(
        number=row.pk,
        at=row.recorded_at,
        who=name(row.actor) or SOMEBODY_ELSE,
        name_of=row.acting_as.name if row.acting_as else "",
        what=kind.label if kind else row.type,
        about="、".join(filter(None, (about, "一个人的档案" if row.person_id else ""))),
        refused=row.type == REFUSED,
    )


def _sign_ins(rows: QuerySet[SignIn], query: LogQuery, per_page: int, name: Namer) -> LogPage:
    if query.who:
        rows = rows.filter(user=query.who)
    if query.result in ("done", "refused"):
        rows = rows.filter(succeeded=query.result == "done")
    found = _days(rows, query, "at").select_related("user")
    page, older = _cut(found, query, per_page)
    return LogPage(rows=tuple(_sign_in(row, name) for row in page), older=older)


def _sign_in(row: SignIn, name: Namer) -> LogRow:
    return LogRow(
        number=row.pk,
        at=row.at,
        who=name(row.user) if row.user else "没有账号的号码",
        name_of="",
        what=f"{row.get_how_display()}登录",
        about=row.device,
        refused=not row.succeeded,
    )


def _days(rows: QuerySet, query: LogQuery, column: str) -> QuerySet:
    if query.first_on:
        rows = rows.filter(**{f"{column}__date__gte": query.first_on})
    if query.last_on:
        rows = rows.filter(**{f"{column}__date__lte": query.last_on})
    return rows


def _cut(rows: QuerySet, query: LogQuery, per_page: int) -> tuple[list, int | None]:
    """By number, not by offset: the ten-thousandth page costs what the first does."""
    if query.before:
        rows = rows.filter(pk__lt=query.before)
    found = list(rows.order_by("-pk")[: per_page + 1])
    page = found[:per_page]
    return page, page[-1].pk if len(found) > per_page else None


def _name(user: User) -> str:
    return user.display_name or "（没有填称呼）"
