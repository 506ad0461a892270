"""How long each step of a labour dispute may take: Mediation and Arbitration Law, 14 and 29–50."""

from dataclasses import dataclass
from datetime import date, timedelta

from gongyue.kernel.dates import ONE_DAY
from gongyue.law.deadlines import after_workdays, moved
from gongyue.law.dispute_terms.stages import COURT_1, LAW, RULES, TERMS, Stage, Term
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

COURT_DAYS = ("cn/civil-procedure-law#85.2", "cn/civil-procedure-law#85.3")
FREE = f"{LAW}#53"
WORKED = "三日、五日、十日按工作日计算，出自仲裁办案规则（一般知识，尚未与官方文本核对）。"
LIKE_COURT = "遇休息日顺延，仲裁参照民事诉讼的规定（一般知识，尚未与仲裁办案规则原文核对）。"


@dataclass(frozen=True, kw_only=True)
class DisputeTermsFacts(Facts):
    place: Place
    stage: Stage
    event_on: Day


def dispute_terms(
    facts: DisputeTermsFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The last day; parts: `first` the first day counted, `last_counted` before it was put off."""
    term = TERMS[facts.stage]
    w = begin(book, on=facts.event_on, place=facts.place, trace=trace, under=_act(term))
    w.given(f"{term.words}的日子", facts.event_on)
    last = _by_workdays(w, facts, term) if term.worked else _by_days(w, facts, term)
    if term.court:
        w.step("去哪个法院", term.court, term.article, key="court")
    if term.then:
        w.step(term.then, True, term.article)
    if facts.stage in ("accept", "award", "award_extended"):
        w.step("劳动争议仲裁不收费", True, FREE)
    return w.outcome("最后一天", last, "date")


def _act(term: Term) -> str:
    """What counts the days must be in force: days of work come from the rules of 2017."""
    return RULES if term.worked else COURT_1 if term.article.startswith(COURT_1) else LAW


def _by_workdays(w: Work, facts: DisputeTermsFacts, term: Term) -> date:
    w.doubt(WORKED)
    unit = "个工作日内" if term.days > 0 else "个工作日以前"
    label = f"{abs(term.days)}{unit}"
    w.part("first", facts.event_on + (ONE_DAY if term.days > 0 else -ONE_DAY))
    last = after_workdays(w, facts.event_on, term.days)
    return w.step(label, last, term.article, RULES, key="deadline")


def _by_days(w: Work, facts: DisputeTermsFacts, term: Term) -> date:
    """The day of the event does not count; a last day of rest gives way to the next day of work."""
    w.step("从第二天起算", facts.event_on + ONE_DAY, COURT_DAYS[0], key="first")
    last = facts.event_on + timedelta(days=term.days)
    w.step(f"第{term.days}天", last, term.article, key="last_counted")
    if not term.court or facts.stage in ("award", "award_extended"):
        w.doubt(LIKE_COURT)
    return moved(w, "遇休息日顺延到", last, COURT_DAYS[1], key="deadline")
