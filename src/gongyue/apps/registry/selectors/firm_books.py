"""The live records of one firm, counted and added up for the office that opened its file.

Every number here is the length, or the sum, of a list that the same functions hand out: the page
shows the number, selectors/firm_rows.py the rows behind it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from django.db.models import Q, QuerySet

from gongyue.apps.registry.event_types import RECORD_OF_ROLE
from gongyue.apps.registry.keys import keys_of
from gongyue.apps.registry.known import records_in_clear
from gongyue.apps.registry.models import Employment, Event
from gongyue.apps.registry.models.employments import employed_on
from gongyue.apps.registry.projection import Live, Record, live_of
from gongyue.apps.registry.sameness import ids_of_organisation
from gongyue.apps.registry.selectors.records import reading_of, stances_in_firm
from gongyue.kernel.dates import add_months, month_end

MONTHLY = ("attendance", "payroll", "insurance")
UNDATED = Q(slot__in=[*RECORD_OF_ROLE]) | Q(slot__startswith="leave:")
MONTH_OF_SLOT = re.compile(r":(\d{4})-(\d{2})$")
SIGNS_OF_CONTRACT = ("contract_first", "contract_last", "signed_on")
ENDS_WITHIN = timedelta(days=60)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A value of a monthly record that can be added up: the first of `fields` that is there,
    else the sum of `parts`."""

    label: str
    type: str
    unit: str
    fields: tuple[str, ...]
    parts: tuple[str, ...] = ()

    def of(self, record: Record) -> Decimal | None:
        """The value a record states, or None."""
        for name in self.fields:
            if isinstance(value := record.values.get(name), Decimal):
                return value
        stated = [record.values.get(name) for name in self.parts]
        amounts = [value for value in stated if isinstance(value, Decimal)]
        return sum(amounts, Decimal(0)) if amounts else None


_HOURS, _PAY, _INSURANCE = "attendance.recorded", "pay.recorded", "insurance.recorded"
MEASURES: dict[str, Measure] = {
    "days": Measure(label="出勤天数", type=_HOURS, unit="天", fields=("days_worked",)),
    "overtime": Measure(
        label="加班小时",
        type=_HOURS,
        unit="小时",
        fields=("overtime_hours",),
        parts=("overtime_workday_hours", "overtime_restday_hours", "overtime_holiday_hours"),
    ),
    "gross": Measure(label="应发工资", type=_PAY, unit="元", fields=("gross",)),
    "net": Measure(label="实发工资", type=_PAY, unit="元", fields=("net",)),
    "overtime_pay": Measure(label="加班费", type=_PAY, unit="元", fields=("overtime_pay",)),
    "base": Measure(label="缴费基数", type=_INSURANCE, unit="元", fields=("insurance_base",)),
    "employer": Measure(
        label="单位缴纳",
        type=_INSURANCE,
        unit="元",
        fields=("employer_insurance",),
        parts=("employer_pension", "employer_medical", "employer_unemployment", "employer_injury"),
    ),
    "own": Measure(
        label="个人缴纳",
        type=_INSURANCE,
        unit="元",
        fields=("own_insurance",),
        parts=("own_pension", "own_medical", "own_unemployment"),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Term:
    """What a firm declared of somebody's contract. `last` is None without an end."""

    employment_id: UUID
    declared: bool
    last: date | None


class FirmBooks:
    """Loaded as asked, each part once. The caller has checked that the viewer may read them."""

    def __init__(self, firm_id: UUID, on: date) -> None:
        self.firm_id, self.on = firm_id, on
        self.same = ids_of_organisation(firm_id)
        self.same = ids_of_organisation(firm_id)
        self._live: dict[tuple[str, date | None], list[Live]] = {}
        self._clear: dict[tuple[str, date | None], Mapping[int, Record]] = {}

    def people(self, month: date | None = None, kind: str = "") -> QuerySet[Employment]:
        """Who is employed today, or was on the last day of a month (today at the latest)."""
        day = min(month_end(month), self.on) if month else self.on
        rows = Employment.objects.filter(employed_on(day), organisation__in=self.same)
        rows = rows.filter(is_withdrawn=False)
        if month:
            rows = rows.filter(Q(hired_on__isnull=True) | Q(hired_on__lte=day))
        return rows.filter(kind=kind) if kind else rows

    @cached_property
    def terms(self) -> list[Term]:
        """The contract of each person employed today, as declared."""
        here = set(self.people().values_list("pk", flat=True))
        said: dict[UUID, list[Record]] = {found: [] for found in here}
        for type_ in ("employment.recorded", "contract.recorded"):
            records = self.in_clear(type_, None)
            for live in self.live(type_, None):
                if live.employment_id in said and live.event_id in records:
                    said[live.employment_id].append(records[live.event_id])
        return [_term(found, records) for found, records in said.items()]

    def contracts(self, kind: str) -> list[Term]:
        """declared · ending (within 60 days) · none."""
        if kind == "none":
            return [term for term in self.terms if not term.declared]
        if kind == "ending":
            return [term for term in self.terms if term.last and self._is_soon(term.last)]
        return [term for term in self.terms if term.declared]

    @cached_property
    def months(self) -> list[date]:
        """Months that have records, newest first, twelve at most."""
        slots = self._records([RECORD_OF_ROLE[role] for role in MONTHLY])
        named = slots.exclude(UNDATED).order_by().values_list("slot", flat=True).distinct()
        found = {month for slot in named if (month := month_of_slot(slot))}
        return sorted(found, reverse=True)[:12]

    def last_months(self, count: int) -> list[date]:
        """This month and those before it, newest first."""
        return [add_months(self.on.replace(day=1), -back) for back in range(count)]

    def records(self, type_: str, month: date | None, state: str = "") -> list[Live]:
        """Live records of a type and month (None: those of no month), in one state or all."""
        rows = self.live(type_, month)
        return [row for row in rows if self.reading(row.event_id) == state] if state else rows

    def amounts(self, name: str, month: date | None, state: str = "") -> list[tuple[Live, Decimal]]:
        """The records that state a measure, each with its value."""
        measure = MEASURES[name]
        records = self.in_clear(measure.type, month)
        found = []
        for row in self.records(measure.type, month, state):
            record = records.get(row.event_id)
            value = measure.of(record) if record else None
            if value is not None:
                found.append((row, value))
        return found

    def reading(self, event_id: int) -> str:
        """declared · confirmed · disputed."""
        return self._readings.get(event_id, "declared")

    def live(self, type_: str, month: date | None) -> list[Live]:
        """Records not withdrawn and not restated, in order of writing."""
        if (type_, month) not in self._live:
            rows = self._records([type_])
            slot = Q(slot__endswith=f":{month:%Y-%m}") if month else UNDATED
            columns = ("pk", "employment_id", "type", "slot", "batch_id", "digest")
            found = rows.filter(slot).values_list(*columns)
            self._live[type_, month] = live_of(Live(*row) for row in found.iterator())
        return self._live[type_, month]

    def in_clear(self, type_: str, month: date | None) -> Mapping[int, Record]:
        """Their contents by number; those of erased people are left out."""
        if (type_, month) not in self._clear:
            events = [row.event_id for row in self.live(type_, month)]
            self._clear[type_, month] = records_in_clear(events, self._keys)
        return self._clear[type_, month]

    def _is_soon(self, last: date) -> bool:
        return self.on <= last <= self.on + ENDS_WITHIN

    def _records(self, types: Iterable[str]) -> QuerySet[Event]:
        rows = Event.objects.filter(organisation__in=self.same, type__in=types)
        return rows.filter(reversed_by=None)

    @cached_property
    def _readings(self) -> dict[int, str]:
        return {found: reading_of(said) for found, said in stances_in_firm(self.firm_id).items()}

    @cached_property
    def _keys(self) -> dict[UUID, bytes]:
        people = Employment.objects.filter(organisation__in=self.same).values_list("person_id")
        return keys_of(row[0] for row in people.distinct())


def month_of_slot(slot: str) -> date | None:
    """payroll:2026-02 → 1 February 2026."""
    found = MONTH_OF_SLOT.search(slot)
    return date(int(found[1]), int(found[2]), 1) if found else None


def _term(employment_id: UUID, records: list[Record]) -> Term:
    declared = any(name in record.values for record in records for name in SIGNS_OF_CONTRACT)
    ends = [record.values.get("contract_last") for record in records]
    days = [day for day in ends if isinstance(day, date)]
    return Term(employment_id=employment_id, declared=declared, last=max(days, default=None))
