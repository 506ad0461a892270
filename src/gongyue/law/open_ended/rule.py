"""Who may have an open-ended contract: Labour Contract Law, Articles 14 and 97."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from gongyue.kernel.dates import ONE_DAY, add_months, age_on, months_between, period_end
from gongyue.law.facts import BirthDay, Count, Day, Facts, Place, Span
from gongyue.law.open_ended.terms import counted_terms, deemed_term
from gongyue.law.rulebook import NotCovered, Outcome, Rulebook, Work, begin

LAW = "cn/labour-contract-law"
ART_14_2_1 = "cn/labour-contract-law#14.2.1"
ART_14_2_2 = "cn/labour-contract-law#14.2.2"
ART_14_2_3 = "cn/labour-contract-law#14.2.3"
ART_97_1 = "cn/labour-contract-law#97.1"
REG_9 = "cn/labour-contract-law-regulation#9"
REG_12 = "cn/labour-contract-law-regulation#12"
SOURCES = {"ten_years": ART_14_2_1, "new_system": ART_14_2_2}
TEN_YEARS = 120
NEAR_RETIREMENT = 50


@dataclass(frozen=True, kw_only=True)
class OpenEndedFacts(Facts):
    place: Place
    started_on: Day
    on: Day
    terms: tuple[Span, ...] = ()
    kind: Literal["fixed", "open", "task"] = "fixed"
    birth_on: BirthDay | None = None
    extended_months: Count = Decimal(0)
    renewed_by_clause: bool = False
    moved_in_name_only: bool = False
    public_welfare_post: bool = False
    new_system: Literal["no", "first_contracts", "restructured"] = "no"
    retires_on: Day | None = None

    def check(self) -> None:
        self.in_order("started_on", "on")
        self.in_order("birth_on", "started_on")
        if list(self.terms) != sorted(self.terms):
            self.refuse("terms", "应按先后顺序填写")


def open_ended(
    facts: OpenEndedFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether the worker may ask for an open-ended contract now, or at the next renewal.

    Part `reason` is ten_years, third_term (a fixed term followed two already), two_terms (due
    when renewing) or none; `since` the day the right began, or will begin.
    """
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    w.given("用工之日", facts.started_on)
    service = months_between(facts.started_on, facts.on)
    w.step("连续工作年限", f"{service.years}年{service.months}个月", ART_14_2_1, REG_9)
    terms = counted_terms(facts.terms)
    w.step("2008年以来连续订立的固定期限合同次数", len(terms), ART_14_2_3, ART_97_1, key="terms")
    deemed = deemed_term(w, facts)
    reason, since = _reason(facts, terms, deemed)
    if reason == "ten_years" and facts.new_system != "no":
        reason, since = _new_system(w, facts) or _by_terms(terms, deemed)
    if reason != "none" and facts.public_welfare_post:
        w.step("公益性岗位不适用无固定期限的规定，终止也没有经济补偿", True, REG_12, key="excluded")
        reason, since = "none", None
    w.part("reason", reason)
    if since is not None:
        source = SOURCES.get(reason, ART_14_2_3)
        w.step("可以要求订立无固定期限合同之日", since, source, key="since")
        w.doubt("须劳动者提出或同意续订；两次合同的情形还须没有第39条和第40条第一、二项的情形。")
    if facts.birth_on is not None and age_on(facts.birth_on, facts.on) >= NEAR_RETIREMENT:
        w.doubt("已接近或达到法定退休年龄，请先核对退休日期。")
    return w.outcome("可要求无固定期限劳动合同", reason != "none", None, reason)


def _new_system(w: Work, facts: OpenEndedFacts) -> tuple[str, date] | None:
    """Contracts made anew after ten years: less than ten to retirement. None where it is more."""
    w.doubt("初次实行合同制、国企改制时，满十年但离退休还有十年以上的，各地裁判不同。")
    if facts.retires_on is None:
        raise NotCovered("请填写法定退休的日子；见“延迟退休”。", field="retires_on")
    near = add_months(facts.on, TEN_YEARS) > facts.retires_on
    w.step("距法定退休年龄不足十年", near, ART_14_2_2, key="near_retirement")
    return ("new_system", facts.on) if near else None


def _reason(
    facts: OpenEndedFacts, terms: tuple[Span, ...], deemed: bool
) -> tuple[str, date | None]:
    if facts.kind in ("open", "task"):
        return "none", None
    ten_years_on = period_end(facts.started_on, TEN_YEARS)
    if facts.on >= ten_years_on:
        return "ten_years", ten_years_on
    return _by_terms(terms, deemed)


def _by_terms(terms: tuple[Span, ...], deemed: bool) -> tuple[str, date | None]:
    if len(terms) >= 3:
        return "third_term", terms[2][0]
    if len(terms) == 2 or (terms and deemed):
        return "two_terms", terms[-1][1] + ONE_DAY
    return "none", None
