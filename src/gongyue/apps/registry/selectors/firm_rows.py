"""The rows behind a number of a firm's file: as many as it says, adding up to what it says.

People stay masked here; a person's file is opened by services.access.open_person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.event_types import EVENT_TYPES, RECORD_OF_ROLE
from gongyue.apps.registry.identity import card_of
from gongyue.apps.registry.keys import Erased, unwrapped
from gongyue.apps.registry.models import Employment
from gongyue.apps.registry.models.employments import EmploymentKind
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.selectors.firm_books import MEASURES, FirmBooks
from gongyue.apps.registry.selectors.firm_figures import CONTRACTS, STATES, Ask
from gongyue.apps.registry.selectors.firms import firm_for_office
from gongyue.kernel.ids import mask_name

PER_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class PersonShown:
    """A person as a list of an office shows them."""

    person_id: UUID
    name_masked: str
    kind_label: str
    department: str
    post: str
    hired_on: date | None
    left_on: date | None


@dataclass(frozen=True, kw_only=True)
class BehindRow:
    """One row behind a number. `value`: what it adds to the number, 1 where people are counted."""

    person: PersonShown
    value: Decimal
    state_label: str = ""
    last: date | None = None


@dataclass(frozen=True, kw_only=True)
class Behind:
    """A page of the rows; `total` is the number, `count` how many rows it has in all."""

    label: str
    unit: str
    is_amount: bool
    total: Decimal
    count: int
    page: int
    pages: int
    rows: tuple[BehindRow, ...]


@dataclass(frozen=True, kw_only=True)
class _Found:
    """All rows, not read yet: the employment, what it adds, and what else to show."""

    label: str
    unit: str
    rows: Sequence[tuple[UUID, Decimal, str, date | None]]
    is_amount: bool = False


def rows_behind(viewer: User, office_id: UUID, firm_id: UUID, *, ask: Ask, page: int = 1) -> Behind:
    """Call services.access.open_organisation first. Raises NotFound (reach, unknown question)."""
    firm_for_office(viewer, office_id, firm_id)
    found = _found(FirmBooks(firm_id, localdate()), ask)
    pages = max(1, -(-len(found.rows) // PER_PAGE))
    page = min(max(page, 1), pages)
    shown = found.rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    people = _people([row[0] for row in shown])
    return Behind(
        label=found.label,
        unit=found.unit,
        is_amount=found.is_amount,
        total=sum((row[1] for row in found.rows), Decimal(0)),
        count=len(found.rows),
        page=page,
        pages=pages,
        rows=tuple(
            BehindRow(person=people[pk], value=value, state_label=state, last=last)
            for pk, value, state, last in shown
        ),
    )


def label_of(ask: Ask) -> str:
    """2026年2月 应发工资（有异议）: for the page and the trace of the opening. Raises NotFound."""
    month = f"{ask.month.year}年{ask.month.month}月 " if ask.month else ""
    state = f"（{STATES[ask.state]}）" if ask.state in STATES else ""
    return f"{month}{_name_of(ask)}{state}"


def _name_of(ask: Ask) -> str:
    if ask.figure == "people" and ask.kind in ("", *EmploymentKind.values):
        return f"{EmploymentKind(ask.kind).label}人员" if ask.kind else "在职人员"
    if ask.figure == "contracts" and ask.kind in CONTRACTS:
        return CONTRACTS[ask.kind]
    if ask.figure == "records" and ask.kind in RECORD_OF_ROLE.values():
        return f"{EVENT_TYPES[ask.kind].label}记录"
    if ask.figure == "amounts" and ask.kind in MEASURES:
        return MEASURES[ask.kind].label
    raise NotFound(NOT_FOR_YOU)


def _found(books: FirmBooks, ask: Ask) -> _Found:
    label = label_of(ask)
    one = Decimal(1)
    if ask.figure == "people":
        held = books.people(ask.month, ask.kind).order_by("department", "id")
        rows = [(pk, one, "", None) for pk in held.values_list("pk", flat=True)]
        return _Found(label=label, unit="人", rows=rows)
    if ask.figure == "contracts":
        terms = sorted(
            books.contracts(ask.kind), key=lambda t: (t.last or date.max, t.employment_id)
        )
        rows = [(term.employment_id, one, "", term.last) for term in terms]
        return _Found(label=label, unit="人", rows=rows)
    if ask.figure == "records":
        live = books.records(ask.kind, ask.month, ask.state)
        rows = [(r.employment_id, one, STATES[books.reading(r.event_id)], None) for r in live]
        return _Found(label=label, unit="条", rows=rows)
    return _amounts(books, ask, label)


def _amounts(books: FirmBooks, ask: Ask, label: str) -> _Found:
    found = books.amounts(ask.kind, ask.month, ask.state)
    rows = [
        (live.employment_id, value, STATES[books.reading(live.event_id)], None)
        for live, value in found
    ]
    return _Found(label=label, unit=MEASURES[ask.kind].unit, rows=rows, is_amount=True)


def _people(employments: list[UUID]) -> dict[UUID, PersonShown]:
    rows = Employment.objects.filter(pk__in=employments).select_related("person__key")
    return {row.pk: _shown(row) for row in rows}


def _shown(row: Employment) -> PersonShown:
    try:
        name = mask_name(card_of(row, unwrapped(row.person.key)).name)
    except Erased:
        name = "已删除的人"
    return PersonShown(
        person_id=row.person_id,
        name_masked=name,
        kind_label=str(EmploymentKind(row.kind).label),
        department=row.department,
        post=row.post,
        hired_on=row.hired_on,
        left_on=row.left_on,
    )
