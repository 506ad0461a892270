"""How well records are kept: counts for offices, rows for the firm whose they are."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Organisation, QualityIssue, QualityRun
from gongyue.apps.registry.permissions import (
    require_can_anywhere,
    require_can_import,
)
from gongyue.apps.registry.quality_checks import BY_CODE, CHECKS, GROUPS
from gongyue.apps.registry.reach import firms_within, office_membership
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_organisation, merged_away
from gongyue.apps.registry.selectors.people import PersonRow, rows_of_employments

PER_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class CheckCount:
    """How often one thing was found."""

    code: str
    words: str
    number: int


@dataclass(frozen=True, kw_only=True)
class Quality:
    """One look: `groups` are (label, counts), every check in its place, zeros too."""

    looked_at: datetime | None
    is_running: bool
    employments: int
    people: int
    groups: tuple[tuple[str, tuple[CheckCount, ...]], ...]

    @property
    def total(self) -> int:
        return sum(count.number for _, counts in self.groups for count in counts)


@dataclass(frozen=True, kw_only=True)
class FirmQuality:
    """A firm in an office's list: counts only."""

    organisation_id: UUID
    name: str
    place: str
    people: int
    by_group: tuple[int, ...]  # in the order of GROUPS
    total: int


@dataclass(frozen=True, kw_only=True)
class IssueRows:
    """The employments behind one number."""

    code: str
    words: str
    rows: tuple[PersonRow, ...]
    total: int
    page: int


def group_labels() -> tuple[str, ...]:
    """What the groups of checks are called, in the order of `by_group`."""
    return tuple(GROUPS.values())


def quality_of_firm(viewer: User, organisation_id: UUID) -> Quality:
    """The firm's own records; raises NotFound, NotAllowed. Four queries."""
    require_can_import(viewer, organisation_id)
    mine = QualityIssue.objects.filter(organisation__in=ids_of_organisation(organisation_id))
    runs = QualityRun.objects.filter(Q(organisation=organisation_id) | Q(organisation=None))
    return _quality(mine, runs, firm=organisation_id)


def quality_of_city(viewer: User) -> Quality:
    """Everybody's records by counts, for the operator; raises NotFound, NotAllowed."""
    require_can_anywhere(viewer, Can.MERGE_RECORDS)
    return _quality(QualityIssue.objects.all(), QualityRun.objects.filter(organisation=None))


def quality_rows(
    viewer: User, organisation_id: UUID, code: str, *, page: int = 1, per_page: int = PER_PAGE
) -> IssueRows:
    """The firm's employments with one problem; raises NotFound, NotAllowed."""
    require_can_import(viewer, organisation_id)
    check = BY_CODE.get(code)
    same = ids_of_organisation(organisation_id)
    found = QualityIssue.objects.filter(organisation__in=same, code=code)
    total = found.count()
    page = min(max(page, 1), max(1, -(-total // per_page)))
    start = (page - 1) * per_page
    wanted = found.order_by("employment").values_list("employment", flat=True)
    rows = rows_of_employments(list(wanted[start : start + per_page]))
    return IssueRows(code=code, words=check.words_zh if check else "", rows=rows, total=total,
                     page=page)  # fmt: skip


def quality_by_firm(viewer: User, organisation_id: UUID) -> list[FirmQuality]:
    """Counts of every firm in the office's place, worst first; raises NotFound, NotAllowed."""
    office = office_membership(viewer, organisation_id, Can.SEE_FIRMS)
    firms = Organisation.objects.filter(firms_within(office)).exclude(merged_away())
    counts: dict[UUID, dict[str, int]] = {}
    grouped = QualityIssue.objects.filter(organisation__in=firms).values_list(
        "organisation", "code"
    )
    for firm_id, code, number in grouped.annotate(Count("pk")).order_by():
        counts.setdefault(firm_id, {})[code] = number
    people = dict(
        firms.filter(employments__is_withdrawn=False)
        .values_list("pk").annotate(Count("employments__person", distinct=True)).order_by()
    )  # fmt: skip
    rows = [_firm(firm, counts.get(firm.pk, {}), people.get(firm.pk, 0)) for firm in firms]
    return sorted(rows, key=lambda row: (-row.total * 1000 // max(row.people, 1), row.name))


def _firm(firm: Organisation, counts: dict[str, int], people: int) -> FirmQuality:
    by_group = tuple(
        sum(counts.get(check.code, 0) for check in CHECKS if check.group == group)
        for group in GROUPS
    )
    return FirmQuality(organisation_id=firm.pk, name=firm.name, place=firm.place, people=people,
                       by_group=by_group, total=sum(by_group))  # fmt: skip


def _quality(
    issues: QuerySet[QualityIssue], runs: QuerySet[QualityRun], *, firm: UUID | None = None
) -> Quality:
    counts = dict(issues.values_list("code").annotate(Count("pk")).order_by())
    latest = runs.filter(state=QualityRun.State.DONE).order_by("-pk").first()
    newest = runs.filter(organisation=firm).order_by("-pk").first()
    return Quality(
        looked_at=latest.finished_at if latest else None,
        is_running=newest is not None and newest.state == QualityRun.State.RUNNING,
        employments=latest.employments if latest else 0,
        people=latest.people if latest else 0,
        groups=tuple(
            (label, tuple(
                CheckCount(code=check.code, words=check.words_zh, number=counts.get(check.code, 0))
                for check in CHECKS if check.group == group
            ))
            for group, label in GROUPS.items()
        ),
    )  # fmt: skip
