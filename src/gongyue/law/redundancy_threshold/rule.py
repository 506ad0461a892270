"""When dismissals are a redundancy: Labour Contract Law, Article 41."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

from gongyue.kernel.dates import add_months
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/labour-contract-law"
ART_41_1 = "cn/labour-contract-law#41.1"
ART_41_2 = "cn/labour-contract-law#41.2"
ART_41_3 = "cn/labour-contract-law#41.3"
People = Annotated[int, Between(1, 10_000_000)]


@dataclass(frozen=True, kw_only=True)
class RedundancyFacts(Facts):
    place: Place
    on: Day
    laid_off: People
    total: People
    hired_on: Day | None = None
    asked_first: bool = True

    def check(self) -> None:
        if self.laid_off > self.total:
            self.refuse("laid_off", "不能多于职工总数")
        self.in_order("on", "hired_on")


def redundancy_threshold(
    facts: RedundancyFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Twenty people, or a tenth of the staff; part `plan_on` is the last day to say so."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    cut = w.given("裁减人数", Decimal(facts.laid_off), unit="person")
    total = w.given("职工总数", Decimal(facts.total), unit="person")
    many = cut >= w.use("redundancy.people")
    share = w.use("redundancy.share")
    # Compared as whole people: a fraction that ends nowhere must not decide.
    applies = many or cut >= total * share
    w.step("达到裁员的人数", applies, ART_41_1, key="applies")
    if not applies:
        w.doubt("不到裁员人数的，只能按第36、39、40条逐个处理。")
        return w.outcome("适用经济性裁员程序", False, None, "not_applicable")
    told = facts.on - timedelta(days=int(w.use("redundancy.notice_days")))
    w.step("最迟向工会或者全体职工说明", told, ART_41_1, key="plan_on")
    w.step("优先留用长期合同、无固定期限和家庭困难的", True, ART_41_2)
    until = add_months(facts.on, int(w.use("redundancy.rehire_months")))
    w.step("此日以前重新招人，应通知并优先录用被裁的人", until, ART_41_3, key="rehire_until")
    ignored = _passed_over(w, facts, until)
    verdict = "rehire_ignored" if ignored else "applicable"
    return w.outcome("适用经济性裁员程序", True, None, verdict)


def _passed_over(w: Work, facts: RedundancyFacts, until: date) -> bool:
    """Whether somebody else was hired within the months without asking the dismissed first."""
    if facts.hired_on is None:
        return False
    w.given("重新招人的日子", facts.hired_on)
    if not w.step("在六个月以内", facts.hired_on <= until, ART_41_3, key="within"):
        return False
    return not w.step(
        "通知了被裁的人，同等条件优先招用", facts.asked_first, ART_41_3, key="asked_first"
    )
