"""Check-ups as the firm reads them, and findings as the worker concerned reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.checkup.models import Checkup, CheckupFinding, CheckupState, Settlement, Severity
from gongyue.apps.checkup.permissions import require_can_check_up, require_can_read
from gongyue.apps.checkup.read_back import read_back
from gongyue.apps.checkup.reports.marked import render_marked
from gongyue.apps.checkup.run import CannotCheckUp
from gongyue.apps.checkup.sealing import details_of, key_of, report_of
from gongyue.apps.checkup.services import OWNER, about_of
from gongyue.apps.registry.files import FileGone, read_file
from gongyue.apps.registry.identifiers import is_sample
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    live_memberships,
    person_of,
    rights_of,
)
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_organisation, ids_of_person
from gongyue.apps.registry.selectors.records import StanceView, stances_on
from gongyue.kernel.money import yuan

PER_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class CheckupRow:
    """One line of the list of check-ups. `totals` as in the JSON of the command line."""

    checkup_id: UUID
    source: str
    source_label: str
    file_name: str
    on: date
    place: str
    state: str
    state_label: str
    totals: Mapping[str, Any]
    failure: str
    ordered_at: datetime
    has_file: bool


@dataclass(frozen=True, kw_only=True)
class FindingRow:
    """One finding. `details` is the finding of the JSON: person, sheet, row, message, working,
    citations, articles, stale, doubts, assumptions, fix, title; empty once erased."""

    finding_id: UUID
    checkup_id: UUID
    organisation_id: UUID
    organisation: str
    on: date
    code: str
    person_id: UUID | None
    severity: str
    severity_label: str
    status: str
    amount: Any  # Decimal yuan, or None
    worsens_on: date | None
    details: Mapping[str, Any]
    event_id: int | None
    settlement: str
    settlement_label: str
    settled_at: datetime | None
    about: str
    stances: tuple[StanceView, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CheckupPage:
    """A check-up with one page of its findings; `report` holds sheets, problems, place_name."""

    checkup: CheckupRow
    organisation_id: UUID
    report: Mapping[str, Any]
    findings: tuple[FindingRow, ...]
    undecided: tuple[Mapping[str, Any], ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, kw_only=True)
class Watch:
    """What a firm should look at first, soonest first."""

    worsening: tuple[FindingRow, ...]
    disputed: tuple[FindingRow, ...]


def checkups_of(viewer: User, organisation_id: UUID, limit: int = 50) -> list[CheckupRow]:
    """The firm's check-ups, newest first; raises NotFound, NotAllowed."""
    require_can_check_up(viewer, organisation_id)
    same = ids_of_organisation(organisation_id)
    rows = Checkup.objects.filter(organisation__in=same).defer("report_sealed")
    return [_checkup_row(row) for row in rows.order_by("-ordered_at", "-pk")[:limit]]


def latest_checkups(viewer: User, organisation_ids: list[UUID]) -> dict[UUID, CheckupRow]:
    """The newest check-up of each firm's records, for lists of several; one query.

    Firms in which the viewer may run none are left out.
    """
    mine = {
        membership.organisation_id
        for membership in live_memberships(viewer)
        if Can.CHECK_UP in rights_of(membership)
    }
    rows = Checkup.objects.filter(
        organisation__in=mine & set(organisation_ids),
        source=Checkup.Source.RECORDS,
        state=CheckupState.DONE,
    )
    found = rows.defer("report_sealed").order_by("ordered_at", "pk")
    return {row.organisation_id: _checkup_row(row) for row in found}


def checkup_page(  # noqa: PLR0913 - the filters of one list
    viewer: User,
    checkup_id: UUID,
    *,
    severity: str = "",
    code: str = "",
    status: str = "",
    page: int = 1,
    per_page: int = PER_PAGE,
) -> CheckupPage:
    """One check-up; raises NotFound, NotAllowed."""
    checkup = require_can_read(viewer, checkup_id)
    rows = _findings(checkup, severity, code)
    rows = rows.filter(status=status) if status else rows
    total = rows.count()
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    start = (page - 1) * per_page
    return CheckupPage(
        checkup=_checkup_row(checkup),
        organisation_id=checkup.organisation_id,
        report=report_of(checkup) if checkup.state == CheckupState.DONE else {},
        findings=tuple(_views(rows[start : start + per_page], checkup)),
        undecided=tuple(_undecided(checkup)),
        total=total,
        page=page,
        pages=pages,
    )


def finding_page(viewer: User, finding_id: UUID) -> FindingRow:
    """One finding with the answers to it, for the firm; raises NotFound, NotAllowed."""
    row = CheckupFinding.objects.filter(pk=finding_id, is_undecided=False).first()
    if row is None:
        raise NotFound(NOT_FOR_YOU)
    checkup = require_can_read(viewer, row.checkup_id)
    return _views(_findings(checkup, "", "").filter(pk=finding_id), checkup)[0]


def result_of(viewer: User, checkup_id: UUID) -> dict[str, Any]:
    """The whole result in the JSON of the command line, for reports; raises NotFound."""
    checkup = require_can_read(viewer, checkup_id)
    if checkup.state != CheckupState.DONE:
        raise NotFound(NOT_FOR_YOU)
    rows = checkup.findings.select_related("person__key").order_by("position")
    key = key_of(checkup)
    told = [(row, _details(row, key)) for row in rows]
    return {
        **report_of(checkup),
        **sample_words(checkup),
        "findings": [details for row, details in told if details and not row.is_undecided],
        "undecided": [details for row, details in told if details and row.is_undecided],
    }


def sample_words(checkup: Checkup) -> dict[str, Any]:
    """A report of a sample says so in its name and number, in every form of it."""
    if not is_sample(checkup.organisation_id):
        return {}
    told = report_of(checkup)
    return {
        "sample": True,
        "file": f"样例，不是真实数据（{told['file']}）",
        "number": f"SAMPLE-{told['number']}",
    }


def marked_of_checkup(viewer: User, checkup_id: UUID) -> tuple[str, bytes, bool]:
    """(name, content, whether styles were kept) of the checked file with a column 「问题」.

    Raises NotFound (no file was checked), Refused (the file is gone).
    """
    checkup = require_can_read(viewer, checkup_id)
    if checkup.source != Checkup.Source.FILE:
        raise NotFound(NOT_FOR_YOU)
    try:
        content = read_file(OWNER, checkup.pk, checkup.file_key_wrapped)
        done = render_marked(read_back(result_of(viewer, checkup_id)), content)
    except FileGone:
        raise Refused("这个文件已过保存期被删除，请重新上传体检。") from None
    except CannotCheckUp as reason:
        raise Refused(reason.message_zh) from None
    path = PurePath(checkup.file_name)
    suffix = path.suffix.lower() if done.kept else ".xlsx"
    return f"{path.stem or '表格'}-问题{suffix}", done.content, done.kept


def findings_to_watch(viewer: User, organisation_id: UUID, *, on: date, days: int = 45) -> Watch:
    """Of the latest check-up of the firm's records: what gets worse within so many days, and what
    a worker says is not so. Raises NotFound, NotAllowed."""
    require_can_check_up(viewer, organisation_id)
    latest = Checkup.objects.filter(
        organisation=organisation_id, source=Checkup.Source.RECORDS, state=CheckupState.DONE
    ).order_by("-ordered_at", "-pk")
    checkup = latest.select_related("organisation").first()
    if checkup is None:
        return Watch(worsening=(), disputed=())
    rows = _findings(checkup, "", "").filter(settlement="")
    soon = rows.filter(worsens_on__range=(on, on + timedelta(days=days))).order_by("worsens_on")
    disputed = rows.filter(event__answers__type="stance.disputed").distinct()
    said = [row for row in _views(disputed[:50], checkup) if row.stances[-1].kind == "disputed"]
    return Watch(worsening=tuple(_views(soon[:8], checkup)), disputed=tuple(said[:8]))


def findings_about_me(viewer: User) -> list[FindingRow]:
    """What the latest check-up of each employer's records found about the viewer."""
    link = person_of(viewer)
    if link is None:
        return []
    mine = _about(link.person_id)
    latest: dict[UUID, UUID] = {}
    for firm, checkup in _latest_checkups(mine):
        latest.setdefault(firm, checkup)
    return _views(mine.filter(checkup__in=latest.values()).order_by("checkup", "position"), None)


def finding_about_me(viewer: User, finding_id: UUID) -> FindingRow:
    """One finding about the viewer; answer it by registry's take_stance on `event_id`."""
    link = person_of(viewer)
    found = _views(_about(link.person_id).filter(pk=finding_id), None) if link else []
    if not found:
        raise NotFound(NOT_FOR_YOU)
    return found[0]


def _about(person_id: UUID) -> QuerySet[CheckupFinding]:
    rows = CheckupFinding.objects.filter(
        person__in=ids_of_person(person_id), is_undecided=False, event__isnull=False
    )
    return rows.select_related("checkup__organisation", "person__key")


def _latest_checkups(mine: QuerySet[CheckupFinding]) -> list[tuple[UUID, UUID]]:
    """(firm, check-up) of the firms concerned, newest first, found something or not."""
    firms = mine.values("checkup__organisation")
    runs = Checkup.objects.filter(
        organisation__in=firms, source=Checkup.Source.RECORDS, state=CheckupState.DONE
    )
    return list(runs.order_by("-ordered_at", "-pk").values_list("organisation", "pk"))


def _findings(checkup: Checkup, severity: str, code: str) -> QuerySet[CheckupFinding]:
    rows = checkup.findings.filter(is_undecided=False)
    if severity:
        rows = rows.filter(severity=severity)
    if code:
        rows = rows.filter(code=code)
    return rows.select_related("person__key", "checkup__organisation").order_by("position")


def _undecided(checkup: Checkup, limit: int = 200) -> list[Mapping[str, Any]]:
    rows = checkup.findings.filter(is_undecided=True).select_related("person__key")
    key = key_of(checkup)
    told = (_details(row, key) for row in rows.order_by("position")[:limit])
    return [details for details in told if details]


def _views(rows: QuerySet[CheckupFinding], checkup: Checkup | None) -> list[FindingRow]:
    found = list(rows)
    answers = stances_on([row.event_id for row in found if row.event_id])
    key = key_of(checkup) if checkup else None
    return [_view(row, _details(row, key), answers.get(row.event_id or 0, [])) for row in found]


def _details(row: CheckupFinding, key: bytes | None) -> Mapping[str, Any]:
    try:
        return details_of(row, key)
    except Erased:
        return {}


def _view(row: CheckupFinding, details: Mapping[str, Any], stances: list[StanceView]) -> FindingRow:
    return FindingRow(
        finding_id=row.pk,
        checkup_id=row.checkup_id,
        organisation_id=row.checkup.organisation_id,
        organisation=row.checkup.organisation.name,
        on=row.checkup.on,
        code=row.code,
        person_id=row.person_id,
        severity=row.severity,
        severity_label=str(Severity(row.severity).label),
        status=row.status,
        amount=yuan(row.amount_fen) if row.amount_fen is not None else None,
        worsens_on=row.worsens_on,
        details=details,
        event_id=row.event_id,
        settlement=row.settlement,
        settlement_label=str(Settlement(row.settlement).label) if row.settlement else "",
        settled_at=row.settled_at,
        about=about_of(row.code, row.person_id or row.pk),
        stances=tuple(stances),
    )


def _checkup_row(row: Checkup) -> CheckupRow:
    return CheckupRow(
        checkup_id=row.pk,
        source=row.source,
        source_label=str(row.get_source_display()),
        file_name=row.file_name,
        on=row.on,
        place=row.place,
        state=row.state,
        state_label=str(row.get_state_display()),
        totals=row.totals,
        failure=row.failure,
        ordered_at=row.ordered_at,
        has_file=row.file_key_wrapped is not None,
    )
