"""The employer's contributions over many months: the rule once for each time the tables change."""

from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from gongyue.kernel.dates import add_months
from gongyue.law.checkup.desk import Desk, answer
from gongyue.law.checkup.wording import zh_month
from gongyue.law.contributions import ContributionsFacts, contributions
from gongyue.law.rulebook import Outcome, Step

TABLES = (
    "contribution.floor", "contribution.cap", "pension.employer_rate",
    "unemployment.employer_rate", "medical.floor", "medical.cap", "medical.employer_rate",
)  # fmt: skip
ART_60 = "cn/social-insurance-law#60.1"


class Due(NamedTuple):
    amount: Decimal
    first: Outcome  # the working of the first month
    lines: list[Step]
    stale: tuple[str, ...]


def months_from(first: date, last: date) -> list[date]:
    """First days of the calendar months from `first` to `last`, both included."""
    months, month = [], first.replace(day=1)
    while month <= last:
        months.append(month)
        month = add_months(month, 1)
    return months


def employer_sum(desk: Desk, months: list[date], wage: Decimal) -> Due | str:
    """The sum, or in Chinese why it is not known."""
    groups = [list(group) for _, group in groupby(months, key=lambda month: _tables(desk, month))]
    amount, first = Decimal(0), None
    lines: list[Step] = []
    stale: set[str] = set()
    for group in groups:
        outcome = _month(desk, group[0], wage)
        if isinstance(outcome, str):
            return outcome
        first = first or outcome
        amount += outcome.amount * len(group)
        stale.update(outcome.stale)
        label = f"{zh_month(group[0])}至{zh_month(group[-1])}单位应缴（{len(group)}个月）"
        total = outcome.amount * len(group)
        lines.append(Step(label=label, value=total, sources=(ART_60,), unit="yuan"))
    assert first is not None
    return Due(amount, first, lines, tuple(sorted(stale)))


def _month(desk: Desk, month: date, wage: Decimal) -> Outcome | str:
    facts = lambda: ContributionsFacts(place=desk.place, month=month, wage=wage)  # noqa: E731
    return answer(contributions, facts, desk)


def _tables(desk: Desk, month: date) -> tuple[tuple[Decimal | None, bool], ...]:
    """The figures that decide a month; equal figures give equal contributions."""
    return desk.figures(month, TABLES)
