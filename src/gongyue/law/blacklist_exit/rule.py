"""Off the list of defaulters on wages: 人社部令第45号."""

from dataclasses import dataclass
from datetime import date

from gongyue.kernel.dates import add_months
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/arrears-blacklist-measures"
LABEL = "最早可以从名单上下来的日子"
MONTHS_A_YEAR = 12
BLOCKED = (
    "名单期内又欠薪，或者因欠薪被追究刑事责任的，不能提前移出（一般知识，尚未与办法原文核对）。"
)
DECIDES = "提前移出要申请，由作出列入决定的部门核实以后决定。"
FROM_DECISION = "三年从作出列入决定那天算（出自征求意见稿和转述，尚未与办法原文核对）。"


@dataclass(frozen=True, kw_only=True)
class BlacklistExitFacts(Facts):
    place: Place
    listed_on: Day
    cured_on: Day | None = None
    on: Day
    has_promised: bool = False
    owed_again: bool = False
    is_prosecuted: bool = False

    def check(self) -> None:
        self.in_order("listed_on", "on")
        self.in_order("cured_on", "on")


def blacklist_exit(
    facts: BlacklistExitFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The earliest day off the list; part `ends_on` the end of the three years, never before it."""
    w = begin(book, on=facts.listed_on, place=facts.place, trace=trace, under=LAW,
              asked_on=facts.on)  # fmt: skip
    w.given("作出列入决定的日子", facts.listed_on)
    months = MONTHS_A_YEAR * int(w.use("blacklist.years"))
    ends_on = w.step("名单期满", add_months(facts.listed_on, months), LAW, key="ends_on")
    w.doubt(FROM_DECISION)
    leave = w.step(LABEL, _earliest(w, facts, ends_on), LAW, key="leave_from")
    return w.outcome(LABEL, leave, "date", _verdict(facts, leave, ends_on))


def _earliest(w: Work, facts: BlacklistExitFacts, ends_on: date) -> date:
    """Six months after everything was put right on the list, never after the end of the term."""
    if facts.cured_on is None:
        w.step("还没有付清，等期满", True, LAW)
        return ends_on
    if facts.owed_again or facts.is_prosecuted:
        w.step("不能提前移出，等期满", True, LAW)
        w.doubt(BLOCKED)
        return ends_on
    since = w.step("从哪天起算", max(facts.cured_on, facts.listed_on), LAW)
    after = add_months(since, int(w.use("blacklist.exit_months")))
    w.step("书面承诺不再拖欠", facts.has_promised, LAW)
    w.doubt(DECIDES)
    return min(after, ends_on)


def _verdict(facts: BlacklistExitFacts, leave: date, ends_on: date) -> str:
    if facts.on >= ends_on:
        return "term_over"
    ready = facts.has_promised and facts.on >= leave
    return "may_leave" if ready else "still_listed"
