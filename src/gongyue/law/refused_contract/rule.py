"""The worker will not sign: Implementing Regulation, Articles 5, 6 and 7."""

from dataclasses import dataclass

from gongyue.kernel.dates import ONE_DAY, period_end
from gongyue.law.double_wage import deemed_open_ended_on
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import NotCovered, Outcome, Rulebook, Work, begin

LAW = "cn/labour-contract-law-regulation"
WITHIN, AFTER, PERIOD, YEAR = f"{LAW}#5", f"{LAW}#6.1", f"{LAW}#6.2", f"{LAW}#7"
DOUBLE, DEEMED = "cn/labour-contract-law#82.1", "cn/labour-contract-law#14.3"
NEWER = "cn/dispute-interpretation-2"
LABEL = "终止时应付经济补偿"


@dataclass(frozen=True, kw_only=True)
class RefusedContractFacts(Facts):
    place: Place
    started_on: Day
    on: Day
    asked_in_writing: bool = True
    ended_in_writing: bool = True

    def check(self) -> None:
        self.in_order("started_on", "on")


def refused_contract(
    facts: RefusedContractFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether ending it that day costs severance; part `double_wage_due` whether that is owed."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    w.given("用工之日", facts.started_on)
    month_last = w.step("用工满一个月", period_end(facts.started_on, 1), WITHIN, key="month_last")
    if facts.on <= month_last:
        return _within_a_month(w, facts)
    year_on = deemed_open_ended_on(facts.started_on)
    w.step("二倍工资起算日", month_last + ONE_DAY, DOUBLE, PERIOD, key="double_wage_from")
    w.part("double_wage_due", True)
    if facts.on >= year_on:
        w.step("视为已订立无固定期限劳动合同", year_on, YEAR, DEEMED, key="deemed_open_ended_on")
        w.step("不能再以不签合同为由终止", True, YEAR)
        return w.outcome(LABEL, False, None, "unlawful")
    w.step("超过一个月不满一年，应当书面终止并付经济补偿", facts.ended_in_writing, AFTER)
    if not facts.ended_in_writing:
        w.doubt("没有书面通知终止的，是否构成违法解除，由仲裁机构和法院认定。")
    if facts.on >= w.book.sources.by_id[NEWER].in_force_from:
        w.doubt("能证明劳动者故意或者重大过失不签的，可以不付二倍工资（劳动争议司法解释二）。")
    return w.outcome(LABEL, True, None, "due")


def _within_a_month(w: Work, facts: RefusedContractFacts) -> Outcome:
    """Raises NotCovered where the employer never asked in writing: Article 5 does not apply."""
    if not facts.asked_in_writing:
        raise NotCovered(
            "单位没有书面通知签合同的，不适用这条；见“单位能不能这样辞退我”。",
            field="asked_in_writing",
        )
    w.step("单位书面通知签合同，劳动者不签", True, WITHIN)
    w.step("书面通知终止，付清实际工作的报酬", facts.ended_in_writing, WITHIN)
    w.part("double_wage_due", False)
    return w.outcome(LABEL, False, None, "not_due")
