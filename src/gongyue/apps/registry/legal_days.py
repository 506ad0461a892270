"""Days that the law gives for a person's rights, read from law's own tables."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from gongyue.law.rulebook import default_book
from gongyue.law.rulebook.parameters import Row


@dataclass(frozen=True, kw_only=True)
class Due:
    """The last day of an answer and where that day comes from."""

    on: date
    citation: str


def answer_due(asked_on: date) -> Due:
    """Until when a request about one's own data is to be answered."""
    row = value_on("personal_information.answer_days", asked_on)
    return Due(on=asked_on + timedelta(days=int(row.value or 0)), citation=row.source)


def value_on(name: str, day: date) -> Row:
    """The national row of a parameter on a day; before its first day, the first one."""
    parameter = default_book().tables["cn"].parameters[name]
    return parameter.row_on(day) or parameter.rows[0]


def years_on(name: str, day: date) -> int:
    """A number of whole years."""
    return int(Decimal(value_on(name, day).value or 0))
