"""How the year runs: from the day after, standing still while somebody could not apply (27.3)."""

from collections.abc import Sequence
from datetime import date

from gongyue.kernel.dates import ONE_DAY, add_months

MONTHS = 12


def last_day(start: date, hindered: Sequence[tuple[date, date]] = ()) -> date:
    """The corresponding day a year later, put off by each day on which one could not apply. What
    began after the year had run out puts off nothing."""
    end, counted = add_months(start, MONTHS), start
    for first, last in sorted(hindered):
        begins = max(first, counted + ONE_DAY)
        if begins > end or last < begins:
            continue
        end += last - begins + ONE_DAY
        counted = last
    return end
