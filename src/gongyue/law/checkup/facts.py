"""Typed facts about the people of one employer, as far as they are known.

Everything optional means "not known"; `Known` says which columns the source had at all, so that
an empty cell (nothing there) and a missing column (nobody asked) stay two different things.
Money is yuan in Decimal, hours and days are Decimal, periods include both ends.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from gongyue.kernel.dates import add_months

NOTHING: frozenset[str] = frozenset()
HOURS_A_DAY = Decimal(8)
ENDLESS_YEAR, ENDLESS_MONTHS = 2090, 600  # how tables write "no end": 2099-12-31, 9999-12-31


class Origin(NamedTuple):
    """Where a fact was read: sheet name and row number as the spreadsheet program shows it."""

    sheet: str | None
    row: int | None


NOWHERE = Origin(None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractTerm:
    """One written contract, or one row of a contract table that may turn out to be empty."""

    origin: Origin = NOWHERE
    signed: bool | None = None
    signed_on: date | None = None
    first: date | None = None
    last: date | None = None
    kind: str | None = None  # fixed | open | task
    months: Decimal | None = None
    sign_count: int | None = None
    probation_months: Decimal | None = None
    probation_days: int | None = None
    probation_first: date | None = None
    probation_last: date | None = None
    probation_wage: Decimal | None = None
    wage: Decimal | None = None  # agreed monthly wage after probation

    @property
    def is_open(self) -> bool:
        """Without an end, by its kind or by an end nobody living will see."""
        if self.kind == "open" or (self.last and self.last.year >= ENDLESS_YEAR):
            return True
        return self.last is None and bool(self.months and self.months >= ENDLESS_MONTHS)

    @property
    def ends_on(self) -> date | None:
        """The last day, from the date itself or from first day and length."""
        if self.last and self.last.year < ENDLESS_YEAR and self.kind != "open":
            return self.last
        if self.last or self.is_open or not (self.first and self.months and self.months > 0):
            return None
        whole = int(self.months)
        if self.months != whole or self.first.year >= ENDLESS_YEAR:
            return None
        return add_months(self.first, whole) - timedelta(days=1)

    @property
    def is_contradictory(self) -> bool:
        """Ends before it begins: one of the two dates is wrong, nobody knows which."""
        return bool(self.first and self.last and self.last < self.first)

    @property
    def is_written(self) -> bool:
        """Something here shows a written contract."""
        if self.signed is False or self.sign_count == 0:
            return False
        shown = (self.signed, self.signed_on, self.first, self.last, self.kind, self.months)
        return any(shown) or bool(self.sign_count)


@dataclass(slots=True, kw_only=True)
class MonthFacts:
    """One person's one month: hours from attendance, money from payroll. Amounts before tax."""

    month: date | None = None  # first day of the month; None when the source does not say
    year_assumed: bool = False
    origin: Origin = NOWHERE  # the payroll row, else the attendance row
    hours_origin: Origin = NOWHERE
    has_pay: bool = False
    has_overtime_pay: bool = False  # a column for it, blank or not, in the rows of this month
    also_paid: Decimal = Decimal(0)  # other amounts in further tables of the same month
    gross: Decimal | None = None
    net: Decimal | None = None
    base_wage: Decimal | None = None
    post_wage: Decimal | None = None
    overtime_pay: Decimal | None = None
    excluded_allowances: Decimal = Decimal(0)  # shift, heat and hazard
    own_insurance: Decimal | None = None
    own_fund: Decimal | None = None
    income_tax: Decimal | None = None
    deductions: Decimal | None = None  # all of them together, as the table totals them
    absence_deduction: Decimal | None = None
    days_due: Decimal | None = None
    days_worked: Decimal | None = None
    absence_days: Decimal | None = None
    hours_worked: Decimal | None = None  # of part-time work
    rest_days: Decimal | None = None
    consecutive_days: Decimal | None = None
    overtime_hours: Decimal | None = None
    workday_hours: Decimal | None = None
    restday_hours: Decimal | None = None
    holiday_hours: Decimal | None = None
    overtime_days: Decimal | None = None
    longest_day: Decimal | None = None
    time_off_hours: Decimal | None = None
    days_on: frozenset[int] | None = None  # days of the month marked as worked
    days_unclear: frozenset[int] = frozenset()  # days whose mark we cannot read
    special: str | None = None  # 病假, 产假, 停工 … named in a remark
    unreadable: frozenset[str] = NOTHING

    @property
    def only_total(self) -> bool:
        """Overtime is not told apart into workdays, days of rest and holidays."""
        return (
            self.workday_hours is None and self.restday_hours is None and self.holiday_hours is None
        )

    @property
    def overtime_by_days(self) -> bool:
        """Only days of overtime are known, no hours."""
        return self.overtime_hours is None and self.only_total

    @property
    def all_overtime(self) -> Decimal | None:
        """All overtime hours; a day of overtime counts eight. None when nothing is known."""
        if self.only_total:  # the usual case, asked for every month of everybody
            if self.overtime_hours is not None:
                return self.overtime_hours
            return None if self.overtime_days is None else self.overtime_days * HOURS_A_DAY
        kinds = (self.workday_hours, self.restday_hours, self.holiday_hours)
        parts = sum((hours for hours in kinds if hours is not None), Decimal(0))
        return parts if self.overtime_hours is None else max(self.overtime_hours, parts)

    @property
    def hours_row(self) -> Origin:
        return self.hours_origin if self.hours_origin.sheet else self.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class InsuranceFacts:
    origin: Origin = NOWHERE
    month: date | None = None
    enrolled: bool | None = None
    enrolled_on: date | None = None
    stopped_on: date | None = None
    base: Decimal | None = None
    paid: bool = False  # a contribution of this person is on record


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveFacts:
    origin: Origin = NOWHERE
    year: int | None = None
    entitled: Decimal | None = None
    taken: Decimal | None = None
    unused: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """One person in the employer's own words, with every row that speaks of them."""

    key: str
    name: str
    origin: Origin = NOWHERE
    on_roster: bool = True
    doubts: tuple[str, ...] = ()
    doubtful_rows: frozenset[Origin] = frozenset()  # rows put to this person by name only
    id_text: str | None = None
    birth_on: date | None = None  # as written in a column of its own
    sex: str | None = None  # "M" | "F", as written in a column of its own
    employment_kind: str | None = None
    has_left: bool = False
    hired_on: date | None = None
    left_on: date | None = None
    work_started_on: date | None = None
    post: str | None = None
    wage: Decimal | None = None
    hourly_wage: Decimal | None = None
    hours_system: str | None = None
    contracts: tuple[ContractTerm, ...] = ()
    months: tuple[MonthFacts, ...] = ()
    insurance: tuple[InsuranceFacts, ...] = ()
    leave: tuple[LeaveFacts, ...] = ()
    unreadable: frozenset[str] = NOTHING  # fields whose cell exists but could not be read
    vague: frozenset[str] = NOTHING  # dates of which only year and month are written
    namesakes: frozenset[str] = NOTHING  # roles whose rows of the same name found no owner
    remarks: tuple[str, ...] = ()  # what was written about the person in free words
    unusable: bool = False  # the rows could not be turned into facts at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Which columns and which kinds of sheet the source has, over all its sheets."""

    fields: frozenset[str] = NOTHING
    roles: frozenset[str] = NOTHING
    has_roster: bool = True

    def any(self, *names: str) -> bool:
        return not self.fields.isdisjoint(names)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedNumber:
    """The same identity number in two rows of one roster."""

    number: str
    rows: tuple[tuple[str, Origin], ...] = field(default_factory=tuple)  # (name, where)
