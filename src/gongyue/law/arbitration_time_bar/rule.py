"""Until when arbitration may be asked for: Mediation and Arbitration Law, Article 27."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongyue.law.arbitration_time_bar.running import last_day
from gongyue.law.deadlines import moved
from gongyue.law.facts import Day, Facts, Place, Span
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/dispute-mediation-arbitration-law"
ART_27_1, ART_27_2, ART_27_3, ART_27_4 = (f"{LAW}#27.{number}" for number in range(1, 5))
COUNTING, REST_DAYS = ("cn/civil-code#201", "cn/civil-code#202"), "cn/civil-code#203"
CIVIL_CODE_BEGAN = date(2021, 1, 1)
LABEL = "没有过仲裁时效"
Matter = Literal["unpaid_wages", "other"]
RAISED = (
    "时效由对方提出来才审查；仲裁时没有提出、到了法院再提的，一般不予支持"
    "（一般知识，尚未与司法解释原文核对）。"
)
PUT_OFF = "最后一天是休息日、顺延到下一个工作日，依据民法典的一般规定；稳妥的是提前申请。"


@dataclass(frozen=True, kw_only=True)
class TimeBarFacts(Facts):
    place: Place
    on: Day
    matter: Matter
    ended_on: Day | None = None
    knew_on: Day | None = None
    interrupted_on: Day | None = None
    interrupted_again_on: Day | None = None
    interrupted_lastly_on: Day | None = None
    hindered: tuple[Span, ...] = ()

    def check(self) -> None:
        if self.matter == "other" and self.knew_on is None:
            self.refuse("knew_on", "没有填写，一年从这一天算起")
        self.in_order("knew_on", "interrupted_on")
        self.in_order("interrupted_on", "interrupted_again_on")
        self.in_order("interrupted_again_on", "interrupted_lastly_on")


def arbitration_time_bar(
    facts: TimeBarFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether there is still time on that day; part `last_day` is the last day to apply."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    start = _start(w, facts)
    if start is None:
        return w.outcome(LABEL, True, None, "not_barred")
    start, end = _restarted(w, facts, start, last_day(start, facts.hindered))
    if facts.hindered and end != last_day(start):
        w.step("因不可抗力等不能申请，时效停了的天数", (end - last_day(start)).days, ART_27_3,
               key="days_stopped", unit="day")  # fmt: skip
    end = w.step("一年届满的日子", end, ART_27_1, *COUNTING, key="last_day")
    end = _put_off(w, end)
    in_time = w.step("在最后一天以前申请", facts.on <= end, ART_27_1)
    w.doubt(RAISED)
    return w.outcome(LABEL, in_time, None, "not_barred" if in_time else "barred")


def _start(w: Work, facts: TimeBarFacts) -> date | None:
    """The day the year runs from; None while the employment lasts and wages are owed (27.4)."""
    if facts.matter == "other":
        return w.given("知道权利被侵害的日子", facts.knew_on or facts.on)
    if facts.ended_on is None or facts.ended_on > facts.on:
        w.step("还在职，追讨拖欠的工资不受一年限制", True, ART_27_4, key="no_limit")
        return None
    return w.step("拖欠的工资，从劳动关系终止那天起算一年", facts.ended_on, ART_27_4)


def _restarted(w: Work, facts: TimeBarFacts, start: date, end: date) -> tuple[date, date]:
    """Start and end after each event that starts the year anew. The next is read only where there
    was one before."""
    for name in ("interrupted_on", "interrupted_again_on", "interrupted_lastly_on"):
        day = getattr(facts, name)
        if day is None:
            break
        if start < day <= min(end, facts.on):
            start = w.step("中断，从这一天起重新计算一年", day, ART_27_2)
            end = last_day(start, facts.hindered)
        elif day > end:
            w.step("这一天一年已经届满，不再重新计算", day, ART_27_2)
    w.part("counted_from", start)
    return start, end


def _put_off(w: Work, end: date) -> date:
    if end < CIVIL_CODE_BEGAN:
        return end
    last = moved(w, "最晚申请的日子", end, REST_DAYS, key="last_day")
    if last != end:
        w.doubt(PUT_OFF)
    return last
