"""What the days at work in a year earn: Regulation on Paid Annual Leave, 3; Measures, 5 and 12."""

from datetime import date
from decimal import Decimal
from typing import Protocol

from gongyue.kernel.dates import Period
from gongyue.law.annual_leave.tiers import pieces_by_tier
from gongyue.law.rulebook import Work

REG_3 = "cn/paid-annual-leave-regulation#3.1"
MEASURES_3 = "cn/paid-annual-leave-measures#3"
DAYS_IN_YEAR = 365  # the divisor is 365 in leap years too


class Worked(Protocol):
    """Since when, with any employer and here; and the days a year that somebody stated."""

    @property
    def work_started_on(self) -> date | None: ...

    @property
    def started_on(self) -> date: ...

    @property
    def entitlement(self) -> Decimal | None: ...


def earned(w: Work, facts: Worked, served: Period, article: str) -> Decimal:
    """Days before rounding down; what is stated counts where it is not less than the law gives."""
    since = facts.work_started_on or facts.started_on
    pieces = pieces_by_tier(since, served)
    if (stated := facts.entitlement) is not None:
        w.given("全年应休天数", stated, unit="day")
        if all((w.peek(tier) or 0) <= stated for _, tier in pieces if tier):
            return _prorated(w, served, stated, article)
        w.step("填写的天数少于法定天数，法定天数更多的按法定天数", True, REG_3)
    w.given("参加工作日（未填则为入职日）", since)
    if facts.work_started_on is None:
        w.doubt("没有参加工作日，累计工作时间只从入职本单位算起，实际天数可能更多。")
    if len(pieces) == 1 and pieces[0][1] and _is_whole_year(served):
        return w.use(pieces[0][1])
    return _by_pieces(w, pieces, stated or Decimal(0), article)


def _is_whole_year(served: Period) -> bool:
    year = served.first.year
    return served == Period(date(year, 1, 1), date(year, 12, 31))


def _by_pieces(
    w: Work, pieces: list[tuple[Period, str | None]], stated: Decimal, article: str
) -> Decimal:
    """A tier reached within the year counts from that day."""
    if len(pieces) > 1:
        w.doubt("年内跨过累计工作年限的档次，按各档天数分段折算；个别地方直接按新档次计算。")
    raw = Decimal(0)
    for piece, tier in pieces:
        full = max(w.use(tier) if tier else Decimal(0), stated)
        if full:
            raw += _prorated(w, piece, full, article)
        else:
            w.step("连续工作不满12个月，至", piece.last, MEASURES_3)
        w.part("raw", raw)
    return raw


def _prorated(w: Work, piece: Period, full: Decimal, article: str) -> Decimal:
    w.step("日历天数", piece.days, article, unit="day")
    raw = full * piece.days / DAYS_IN_YEAR
    return min(w.step("折算天数", raw, article, REG_3, key="raw", unit="day"), full)
