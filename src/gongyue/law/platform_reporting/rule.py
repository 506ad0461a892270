"""What a platform reports to the tax office and when: State Council Order 810 of 2025, 3, 4, 10."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from gongyue.kernel.dates import ONE_DAY, add_months
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import NotInForce, Outcome, Rulebook, Work, begin

LAW = "cn/platform-tax-information"
ART_3 = "cn/platform-tax-information#3"
ART_4 = "cn/platform-tax-information#4"
ART_10 = "cn/platform-tax-information#10"
NOTICE = "cn/platform-tax-information-notice"
BEGAN, FIRST_QUARTER = date(2025, 6, 20), date(2025, 7, 1)
EVERYDAY = ("delivery", "transport", "domestic")
TOO_EARLY = "平台第一次报送的是2025年第三季度的信息（2025年10月内），此前的季度不用报。"
COMMISSIONED = (
    "按规定为从业人员办过扣缴申报、代办申报的，填过的信息不重复报送；"
    "用“委托代征”替代扣缴不是稳妥的做法，也不能免掉报送。"
)


@dataclass(frozen=True, kw_only=True)
class PlatformReportingFacts(Facts):
    place: Place
    on: Day
    work: Literal["delivery", "transport", "domestic", "other"]
    is_relieved: bool = False
    filed_on: Day | None = None
    started_on: Day | None = None

    def check(self) -> None:
        self.in_order("on", "filed_on")


def platform_reporting(
    facts: PlatformReportingFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The last day to report on the quarter of a day; whether a worker's income belongs into it."""
    first = date(facts.on.year, (facts.on.month - 1) // 3 * 3 + 1, 1)
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    if first < FIRST_QUARTER:
        raise NotInForce(TOO_EARLY, field="on")
    w.step("季度", f"{first.year}年第{(first.month + 2) // 3}季度", ART_4, key="quarter")
    deadline = w.step(
        "最迟报送日（季度终了的次月内）",
        add_months(first, 4) - ONE_DAY,
        ART_4,
        NOTICE,
        key="deadline",
    )
    everyday = facts.work in EVERYDAY and facts.is_relieved
    w.step("这名从业人员的收入信息要报", not everyday, ART_4, key="report_income")
    if facts.started_on:
        _basic(w, facts.started_on)
    w.doubt(COMMISSIONED)
    late = facts.filed_on is not None and facts.filed_on > deadline
    if late:
        _fines(w)
    return w.outcome("最迟报送日", deadline, "date", _verdict(late=late, everyday=everyday))


def _verdict(*, late: bool, everyday: bool) -> str:
    if late:
        return "reported_late"
    return "identity_only" if everyday else "report"


def _basic(w: Work, started: date) -> None:
    """Domain, kind of business and who runs it: thirty days from the order or the beginning."""
    days = int(w.use("reporting.basic_days"))
    due = max(started, BEGAN) + timedelta(days=days)
    w.step("平台基本信息最迟报送日", due, ART_3, key="basic_due")


def _fines(w: Work) -> None:
    """Only who does not put it right in the time the tax office sets is fined."""
    w.step("已经迟报，责令限期改正，逾期不改的罚款", True, ART_10, key="late")
    for name in ("fine_low", "fine_high", "serious_fine_high"):
        w.part(name, w.use(f"reporting.{name}"))
