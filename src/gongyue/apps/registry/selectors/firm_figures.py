"""The numbers of a firm's file, each with what must be asked to see the rows behind it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count
from django.utils.timezone import localdate

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.event_types import EVENT_TYPES, RECORD_OF_ROLE
from gongyue.apps.registry.models.employments import EmploymentKind
from gongyue.apps.registry.selectors.firm_books import MEASURES, MONTHLY, FirmBooks
from gongyue.apps.registry.selectors.firms import firm_for_office

MONTHS_SHOWN = 6
STATES = {"declared": "没有答复", "confirmed": "本人确认", "disputed": "有异议"}
CONTRACTS = {"declared": "登记了合同", "ending": "六十日内到期", "none": "没有登记合同"}


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What a number is of. `figure`: people · contracts · records · amounts; the rest narrows."""

    figure: str
    kind: str = ""
    month: date | None = None
    state: str = ""


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number on the page and the question whose rows add up to it."""

    value: int | Decimal
    ask: Ask


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a table of numbers."""

    label: str
    unit: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, kw_only=True)
class FirmFigures:
    """The whole page. `people` has one column a kind and a last one for all of them."""

    people_today: Number
    kinds: tuple[str, ...]
    people: tuple[tuple[date, Line], ...]
    contracts: tuple[Line, ...]
    months: tuple[date, ...]
    month: date | None
    of_month: tuple[Line, ...]
    undated: tuple[Line, ...]


def figures_of_firm(
    viewer: User, office_id: UUID, firm_id: UUID, *, month: date | None = None
) -> FirmFigures:
    """Call services.access.open_organisation first. Raises NotFound outside the office's reach.

    `month`: whose hours, pay and contributions are added up; the newest with records otherwise.
    """
    firm_for_office(viewer, office_id, firm_id)
    books = FirmBooks(firm_id, localdate())
    chosen = month if month in books.months else next(iter(books.months), None)
    kinds = _kinds(books)
    everybody = Ask(figure="people")
    return FirmFigures(
        people_today=Number(value=books.people().count(), ask=everybody),
        kinds=tuple(str(EmploymentKind(kind).label) for kind in kinds),
        people=tuple((m, _people(books, m, kinds)) for m in books.last_months(MONTHS_SHOWN)),
        contracts=tuple(_contracts(books, kind, label) for kind, label in CONTRACTS.items()),
        months=tuple(books.months),
        month=chosen,
        of_month=tuple(_of_month(books, chosen)) if chosen else (),
        undated=tuple(_undated(books)),
    )


def _kinds(books: FirmBooks) -> list[str]:
    """Kinds of employment that occur in the months shown, in the order of the list."""
    held = {kind for month in books.last_months(MONTHS_SHOWN) for kind in _counted(books, month)}
    return [kind for kind in EmploymentKind.values if kind in held]


def _counted(books: FirmBooks, month: date) -> dict[str, int]:
    rows = books.people(month).order_by()
    return dict(rows.values_list("kind").annotate(n=Count("pk")))


def _people(books: FirmBooks, month: date, kinds: list[str]) -> Line:
    counts = _counted(books, month)
    numbers = [
        Number(value=counts.get(kind, 0), ask=Ask(figure="people", kind=kind, month=month))
        for kind in kinds
    ]
    whole = Number(value=sum(counts.values()), ask=Ask(figure="people", month=month))
    return Line(label="", unit="人", numbers=(*numbers, whole))


def _contracts(books: FirmBooks, kind: str, label: str) -> Line:
    ask = Ask(figure="contracts", kind=kind)
    return Line(
        label=label, unit="人", numbers=(Number(value=len(books.contracts(kind)), ask=ask),)
    )


def _of_month(books: FirmBooks, month: date) -> list[Line]:
    return [line for role in MONTHLY for line in _lines(books, RECORD_OF_ROLE[role], month)]


def _undated(books: FirmBooks) -> list[Line]:
    return [line for type_ in RECORD_OF_ROLE.values() for line in _lines(books, type_, None)]


def _lines(books: FirmBooks, type_: str, month: date | None) -> list[Line]:
    """How many records of a type there are, and what they add up to; lines of zeroes left out."""
    names = [name for name, measure in MEASURES.items() if measure.type == type_]
    lines = [_records(books, type_, month), *(_amounts(books, name, month) for name in names)]
    return [line for line in lines if any(number.value for number in line.numbers)]


def _records(books: FirmBooks, type_: str, month: date | None) -> Line:
    numbers = [
        Number(
            value=len(books.records(type_, month, state)),
            ask=Ask(figure="records", kind=type_, month=month, state=state),
        )
        for state in ("", *STATES)
    ]
    label = f"{EVENT_TYPES[type_].label}记录"
    return Line(label=label, unit="条", numbers=tuple(numbers))


def _amounts(books: FirmBooks, name: str, month: date | None) -> Line:
    numbers = [
        Number(
            value=sum((value for _, value in books.amounts(name, month, state)), Decimal(0)),
            ask=Ask(figure="amounts", kind=name, month=month, state=state),
        )
        for state in ("", *STATES)
    ]
    measure = MEASURES[name]
    return Line(label=f"{measure.label}合计", unit=measure.unit, numbers=tuple(numbers))
