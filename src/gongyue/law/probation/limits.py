"""The longest lawful probation: Labour Contract Law, Articles 19 and 70."""

from datetime import date
from typing import Literal

from gongyue.kernel.dates import months_between, period_end

ContractKind = Literal["fixed", "open", "task"]


def longest_probation(
    *,
    contract_first: date,
    contract_last: date | None = None,
    kind: ContractKind = "fixed",
    part_time: bool = False,
) -> int:
    """The longest lawful probation, in months; 0 where none may be agreed."""
    if part_time or kind == "task":
        return 0
    if kind == "open" or contract_last is None:
        return 6
    years, months, _ = months_between(contract_first, contract_last)
    term = 12 * years + months
    return longest_probation_for_term(term)


def longest_probation_for_term(months: int) -> int:
    """By whole months of a fixed term: under 3, under 12, under 36, and from 36 on."""
    return next((limit for below, limit in ((3, 0), (12, 1), (36, 2)) if months < below), 6)


def probation_ends_latest(first: date, months: int) -> date:
    """The last lawful day of a probation; the day before `first` when none is allowed."""
    return period_end(first, months)
