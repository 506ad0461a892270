"""Subsidy for a certificate of skill, paid by unemployment insurance: Notice 18 of 2025."""

from dataclasses import dataclass
from typing import Annotated, Literal

from gongyue.law.facts import Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.policies import decide, given_by, paid_out
from gongyue.law.rulebook import Outcome, Rulebook, begin

BASIS = "cn/stable-jobs-notice-2025"
FIELDS = {"certificates_this_year": "had_this_year", "shortage_trade": "shortage"}
PaidMonths = Annotated[int, Between(0, 600)]
Times = Annotated[int, Between(0, 50)]


@dataclass(frozen=True, kw_only=True)
class SkillsSubsidyFacts(Facts):
    place: Place
    on: Day
    insured_months: PaidMonths
    level: Literal["five", "four", "three"]
    on_benefit: bool = False
    had_this_year: Times = 0
    shortage: bool = False
    had_training_subsidy: bool = False


def skills_subsidy(
    facts: SkillsSubsidyFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """At most a sum for the level, once a year, up to three times for trades that are short."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=BASIS)
    verdict = decide(w, "skills_subsidy", given_by(facts, FIELDS))
    return paid_out(w, verdict, "技能提升补贴（最高）", w.use(f"skills_subsidy.{facts.level}"))
