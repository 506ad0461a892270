"""Which way to work: the facts decide (Labour Contract Law 7; Guiding Cases 237 to 240), and here
is what each way leaves of the same money and what protection goes with it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongyue.law.composition import Composition
from gongyue.law.employment_cost.facts import FundPercent
from gongyue.law.facts import Facts, Money, Place, Year
from gongyue.law.rulebook import Action, Outcome, Rulebook, Section, Table, begin
from gongyue.law.ways_to_work.notes import BEGINS, INVALID, NOT_A_CHOICE, NOTES
from gongyue.law.ways_to_work.sums import WAYS, Sums, sums_of

LAW = "cn/labour-contract-law"
LABEL = "能不能自己选用工方式"
COLUMNS = (
    ("way", "方式", ""),
    ("gross", "一年收入", "yuan"),
    ("costs", "自己的成本", "yuan"),
    ("insurance", "自己缴的社保公积金", "yuan"),
    ("tax", "一年个税", "yuan"),
    ("net", "一年剩下", "yuan"),
    ("employer", "单位另外替您缴", "yuan"),
)


STATUS = Section(
    key="status",
    title="算不算劳动关系",
    counts="explained",
    rule="employment_status",
    reason="这里没有问您实际怎样干活；回答那里的问题，可以看到偏向哪一边、各要什么证据。",
)


@dataclass(frozen=True, kw_only=True)
class WaysToWorkFacts(Facts):
    place: Place
    year: Year
    monthly: Money
    costs: Money = Decimal(0)
    additional: Money = Decimal(0)
    fund_percent: FundPercent | None = None


def ways_to_work(
    facts: WaysToWorkFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """False: the way of working follows from the facts, never from the label. The sections hold
    what each way leaves of the same money; none of them is advice."""
    first, last = date(facts.year, 1, 1), date(facts.year, 12, 31)
    w = begin(book, on=first, place=facts.place, trace=trace, under=LAW, asked_on=last)
    w.given("每月收入", facts.monthly, unit="yuan/month")
    c = Composition(w, book, WaysToWorkFacts)
    found = [(way, title, *sums_of(c, way, facts)) for way, title in WAYS]
    for way, title, sums, reason in found:
        _section(c, way, title, sums, reason)
    c.sections.append(STATUS)
    rows = [_row(title, sums) for _, title, sums, _ in found if sums]
    c.table = Table(title="同样的钱，一年剩多少", columns=COLUMNS, rows=tuple(rows))
    w.step("是不是劳动关系，看实际怎样用工，不看合同叫什么", True, BEGINS)
    w.step("免除单位责任、排除劳动者权利的约定", "无效", INVALID)
    w.doubt(NOT_A_CHOICE)
    c.actions.append(_look_at_the_facts())
    return w.outcome(LABEL, False, None, "facts_decide", c.composed())


def _section(c: Composition, way: str, title: str, sums: Sums | None, reason: str) -> None:
    net = sums.net if sums else None
    c.sections.append(
        Section(
            key=way, title=f"{title}：一年剩下", counts="apart", rule=sums.rule if sums else "",
            facts=sums.facts if sums else {}, outcome=sums.outcome if sums else None,
            least=net, most=net, reason=reason, notes=NOTES[way],
        )
    )  # fmt: skip
    if sums:
        c.w.part(f"{way}_net", sums.net)
        c.w.part(f"{way}_tax", sums.tax)
        c.w.step(f"{title}，一年剩下", sums.net, *sums.articles, unit="yuan")


def _row(title: str, sums: Sums) -> tuple[Decimal | str, ...]:
    return (title, sums.gross, sums.costs, sums.insurance, sums.tax, sums.net, sums.employer)


def _look_at_the_facts() -> Action:
    return Action(
        what="先看事实：谁安排时间和任务、能不能拒绝、听谁管、钱怎么定、是不是单位的主要业务",
        papers=("工作安排和考勤的记录", "工资或结算流水", "群聊和派单记录", "签过的协议"),
        where="拿不准的，打 12333 问人社部门或者当地工会",
        then="实际受单位管理的，签了承揽、合作、个体户协议也可能是劳动关系，单位要补签合同、补缴社保。",
        sources=(BEGINS, INVALID),
    )
