"""Until when enforcement may be asked for: Civil Procedure Law 250, Arbitration Law 51."""

from dataclasses import dataclass
from datetime import date

from gongyue.kernel.dates import add_months
from gongyue.law.deadlines import moved
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

DISPUTES = "cn/dispute-mediation-arbitration-law"
LENGTH, FROM = "cn/civil-procedure-law#250.1", "cn/civil-procedure-law#250.2"
REST_DAYS = "cn/civil-procedure-law#85.3"
MONTHS = 24
LABEL = "还可以申请强制执行"
RAISED = "过了两年仍可以申请，但对方提出时效已过、审查成立的，法院不予执行。"


@dataclass(frozen=True, kw_only=True)
class ExecutionTermFacts(Facts):
    place: Place
    on: Day
    effective_on: Day
    pay_by: Day | None = None
    interrupted_on: Day | None = None

    def check(self) -> None:
        self.in_order("effective_on", "pay_by")
        self.in_order("effective_on", "interrupted_on")


def execution_term(
    facts: ExecutionTermFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Two years; part `last_day` is the last day to apply."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=DISPUTES)
    w.step("逾期不履行的，可以向法院申请执行", True, f"{DISPUTES}#51")
    w.given("文书生效的日子", facts.effective_on)
    start = _restarted(w, facts, _start(w, facts))
    end = w.step("两年届满的日子", add_months(start, MONTHS), LENGTH)
    end = moved(w, "最晚申请的日子", end, REST_DAYS, key="last_day")
    if w.step("已经可以申请", facts.on > start or facts.interrupted_on is not None, FROM):
        in_time = w.step("在最后一天以前申请", facts.on <= end, LENGTH)
        w.doubt(RAISED)
        return w.outcome(LABEL, in_time, None, "not_barred" if in_time else "barred")
    return w.outcome(LABEL, False, None, "not_yet_due")


def _start(w: Work, facts: ExecutionTermFacts) -> date:
    if facts.pay_by is not None:
        return w.step("从规定的付款期限最后一天起算", facts.pay_by, FROM)
    return w.step("没有写付款期限的，从生效那天起算", facts.effective_on, FROM)


def _restarted(w: Work, facts: ExecutionTermFacts, start: date) -> date:
    """What interrupts limitation starts the two years anew, if they had not run out."""
    day = facts.interrupted_on
    if day is None or not start < day <= add_months(start, MONTHS) or day > facts.on:
        return start
    return w.step("中断，从这一天起重新计算两年", day, LENGTH)
