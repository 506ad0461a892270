"""When to ask for recognition, and what a late employer pays: Regulation, Articles 17 and 20."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from gongyue.kernel.dates import ONE_DAY, add_months
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.holidays import work_calendar
from gongyue.law.injury_benefits import REGULATION
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

EMPLOYER = f"{REGULATION}#17.1"
WORKER = f"{REGULATION}#17.2"
COSTS = f"{REGULATION}#17.4"
DECIDES = f"{REGULATION}#20.1"
DECIDES_CLEAR = f"{REGULATION}#20.2"
EXCUSED = "cn/injury-interpretation#7"
LAST_DAY = "cn/civil-code#203"
EMPLOYER_DAYS = 30
DECISION_DAYS = {False: 60, True: 15}
FiledBy = Literal["employer", "worker"]
ExcusedDays = Annotated[int, Between(0, 3650)]
SUSPENDED = "要以司法机关或主管部门的结论为依据的，作出决定的时限中止，实际会晚于这一天。"
COUNTING = "期限从受伤（确诊）的次日起算；最后一天是休假日的，按顺延到下一个工作日计算。"


@dataclass(frozen=True, kw_only=True)
class InjuryFilingFacts(Facts):
    place: Place
    happened_on: Day
    filed_by: FiledBy
    filed_on: Day
    extended_until: Day | None = None
    excused_days: ExcusedDays = 0
    accepted_on: Day | None = None
    is_clear: bool = False

    def check(self) -> None:
        self.in_order("happened_on", "filed_on")
        self.in_order("filed_on", "accepted_on")


def injury_filing(
    facts: InjuryFilingFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether it was asked in time; parts hold the last days and who bears the costs meanwhile."""
    w = begin(book, on=facts.happened_on, place=facts.place, trace=trace, under=REGULATION)
    w.given("受伤（确诊）的日子", facts.happened_on)
    w.given("提出申请的日子", facts.filed_on)
    own, workers = _last_days(w, facts)
    in_time = facts.filed_on <= (own if facts.filed_by == "employer" else workers)
    w.step("在期限内提出", in_time, EMPLOYER if facts.filed_by == "employer" else WORKER)
    _who_pays(w, facts, own)
    _decision(w, facts)
    w.doubt(COUNTING)
    verdict = "filed_in_time" if in_time else _late(facts, workers)
    return w.outcome("在期限内申请工伤认定", in_time, None, verdict)


def _late(facts: InjuryFilingFacts, workers: date) -> str:
    """A late employer may still be heard while the worker's year runs."""
    may_still = facts.filed_by == "employer" and facts.filed_on <= workers
    return "filed_late" if may_still else "too_late"


def _last_days(w: Work, facts: InjuryFilingFacts) -> tuple[date, date]:
    """Of the employer, 30 days or as far as the authority agreed; of the worker, a year."""
    own = _working(facts.happened_on + timedelta(days=EMPLOYER_DAYS))
    if facts.extended_until is not None:
        w.given("行政部门同意延长到", facts.extended_until)
        own = max(own, facts.extended_until)
    w.step("单位申请的最后一天", own, EMPLOYER, LAST_DAY, key="employer_deadline")
    year = add_months(facts.happened_on, 12) + timedelta(days=facts.excused_days)
    if facts.excused_days:
        w.step("不属于本人原因耽误的天数，不计入", facts.excused_days, EXCUSED, unit="day")
    workers = _working(year)
    w.step("职工、近亲属、工会申请的最后一天", workers, WORKER, LAST_DAY, key="worker_deadline")
    return own, workers


def _who_pays(w: Work, facts: InjuryFilingFacts, own: date) -> None:
    late = facts.filed_on > own
    w.part("borne_by", "employer" if late else "fund")
    if late:
        w.step("单位没有按时申请，申请以前发生的工伤费用由单位负担", True, COSTS)


def _decision(w: Work, facts: InjuryFilingFacts) -> None:
    if facts.accepted_on is None:
        return
    days = DECISION_DAYS[facts.is_clear]
    due = facts.accepted_on + timedelta(days=days)
    w.step(f"受理后{days}日内作出决定，最迟", due, DECIDES_CLEAR if facts.is_clear else DECIDES,
           key="decision_due")  # fmt: skip
    w.doubt(SUSPENDED)


def _working(day: date) -> date:
    while not work_calendar().is_workday(day):
        day += ONE_DAY
    return day
