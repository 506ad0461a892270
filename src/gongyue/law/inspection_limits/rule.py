"""Reporting to inspection, and how long it may take: Labour Inspection Regulation 14, 17, 20."""

from dataclasses import dataclass
from datetime import date

from gongyue.kernel.dates import add_months
from gongyue.law.deadlines import after_workdays
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/inspection-regulation"
MONTHS, WORKDAYS, MORE = 24, 60, 30
LABEL = "劳动监察应当查处"
ALREADY = "已经申请调解、仲裁或者起诉的，监察会告知按那个程序办理。"


@dataclass(frozen=True, kw_only=True)
class InspectionLimitsFacts(Facts):
    place: Place
    ended_on: Day
    reported_on: Day
    in_arbitration: bool = False
    filed_on: Day | None = None
    is_complex: bool = False

    def check(self) -> None:
        self.in_order("reported_on", "filed_on")


def inspection_limits(
    facts: InspectionLimitsFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Within two years of its end; parts: `report_by`, and `done_by` once a case is filed."""
    w = begin(book, on=facts.reported_on, place=facts.place, trace=trace, under=LAW)
    ended = w.step("违法行为发生或者终了的日子", facts.ended_on, f"{LAW}#20.2")
    report_by = w.step("两年届满的日子", add_months(ended, MONTHS), f"{LAW}#20.1", key="report_by")
    in_time = w.step("两年以内举报、投诉", facts.reported_on <= report_by, f"{LAW}#20.1")
    if not in_time:
        return w.outcome(LABEL, False, None, "too_late")
    if facts.in_arbitration:
        w.step("已经走仲裁或者诉讼，按那个程序办理", True, f"{LAW}#21.2")
        return w.outcome(LABEL, False, None, "elsewhere")
    w.step("需要调查处理的，及时立案", True, f"{LAW}#14.2")
    if facts.filed_on is not None:
        _done_by(w, facts, facts.filed_on)
    w.doubt(ALREADY)
    return w.outcome(LABEL, True, None, "accepted")


def _done_by(w: Work, facts: InspectionLimitsFacts, filed: date) -> None:
    w.given("立案的日子", filed)
    days = WORKDAYS + (MORE if facts.is_complex else 0)
    w.step("调查的工作日", days, f"{LAW}#17", key="workdays", unit="day")
    if facts.is_complex:
        w.step("情况复杂、经批准延长", MORE, f"{LAW}#17", key="extension", unit="day")
    w.step("最晚查完的日子", after_workdays(w, filed, days), f"{LAW}#17", key="done_by")
