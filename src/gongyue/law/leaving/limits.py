"""Until when each sum is claimed: a year from the end, or from when the right was infringed."""

from datetime import date

from gongyue.kernel.dates import ONE_DAY, period_end

LIMITATION = "cn/dispute-mediation-arbitration-law#27.1"
BROKEN_BY = "cn/dispute-mediation-arbitration-law#27.2"
OF_PAY = "cn/dispute-mediation-arbitration-law#27.4"
A_YEAR = 12


def claim_by(day: date) -> date:
    """The last day on which arbitration is applied for in time, if nothing interrupted the year."""
    return period_end(day + ONE_DAY, A_YEAR)
