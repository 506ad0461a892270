"""Who may have an open-ended contract: Labour Contract Law, Articles 14 and 97."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from gongyue.kernel.dates import ONE_DAY, age_on, months_between, period_end
from gongyue.law.facts import BirthDay, Count, Day, Facts, Place, Span
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/labour-contract-law"
ART_14_2_1 = "cn/labour-contract-law#14.2.1"
ART_14_2_3 = "cn/labour-contract-law#14.2.3"
ART_97_1 = "cn/labour-contract-law#97.1"
REG_9 = "cn/labour-contract-law-regulation#9"
LAW_BEGAN = date(2008, 1, 1)
DEEMED = "cn/dispute-interpretation-2#10"
DEEMED_FROM = date(2025, 9, 1)
MONTHS_DEEMED = Decimal(12)
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
    deemed = _deemed(w, facts)
    reason, since = _reason(facts, terms, deemed)
    w.part("reason", reason)
    if since is not None:
        source = ART_14_2_1 if reason == "ten_years" else ART_14_2_3
        w.step("可以要求订立无固定期限合同之日", since, source, key="since")
        w.doubt("须劳动者提出或同意续订；两次合同的情形还须没有第39条和第40条第一、二项的情形。")
    if facts.birth_on is not None and age_on(facts.birth_on, facts.on) >= NEAR_RETIREMENT:
        w.doubt("已接近或达到法定退休年龄，请先核对退休日期。")
    return w.outcome("可要求无固定期限劳动合同", reason != "none", None, reason)


def counted_terms(terms: tuple[Span, ...]) -> tuple[Span, ...]:
    """The unbroken run of fixed terms up to the latest, from the first concluded after 2008.

    A term already running on 2008-01-01 does not count (Article 97.1). A break of more than a
    month ends the run; a shorter one is what renewing late looks like.
    """
    run: list[Span] = []
    for first, last in terms:
        if first < LAW_BEGAN:
            continue
        if run and first == run[-1][0]:  # the same contract written twice
            run.pop()
        if run and first > period_end(run[-1][1] + ONE_DAY, 1) + ONE_DAY:
            run = []
        run.append((first, last))
    return tuple(run)


def _deemed(w: Work, facts: OpenEndedFacts) -> bool:
    """Whether what ran out counts as a further term: the interpretation of 2025, Article 10."""
    if facts.on < DEEMED_FROM:
        return False
    shapes = (
        ("协商延长累计满一年", facts.extended_months >= MONTHS_DEEMED),
        ("按约定自动续延", facts.renewed_by_clause),
        ("非因本人原因只换了订立合同的单位，工作场所和管理没变", facts.moved_in_name_only),
    )
    held = [words for words, holds in shapes if holds]
    for words in held:
        w.step(f"{words}，期满的视为又订立一次", True, DEEMED, key="counts_as_two")
    if facts.extended_months and not held:
        w.step("协商延长累计不满一年，不另计一次", False, DEEMED, key="counts_as_two")
    return bool(held)


def _reason(
    facts: OpenEndedFacts, terms: tuple[Span, ...], deemed: bool
) -> tuple[str, date | None]:
    if facts.kind in ("open", "task"):
        return "none", None
    ten_years_on = period_end(facts.started_on, TEN_YEARS)
    if facts.on >= ten_years_on:
        return "ten_years", ten_years_on
    if len(terms) >= 3:
        return "third_term", terms[2][0]
    if len(terms) == 2 or (terms and deemed):
        return "two_terms", terms[-1][1] + ONE_DAY
    return "none", None
