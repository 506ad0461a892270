"""Subsidy for a certificate of skill, paid by unemployment insurance: Notice 18 of 2025."""

from dataclasses import dataclass
from typing import Annotated, Literal

from gongyue.law.facts import Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.policies import Condition, decide, paid_out
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

BASIS = "cn/stable-jobs-notice-2025"
ONCE, SHORTAGE = 1, 3  # times a year; trades on the list of what is urgently short
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
    verdict = decide(w, BASIS, _conditions(w, facts), "skills_subsidy.months")
    return paid_out(w, verdict, "技能提升补贴（最高）", w.use(f"skills_subsidy.{facts.level}"))


def _conditions(w: Work, facts: SkillsSubsidyFacts) -> tuple[Condition, ...]:
    """Whoever draws unemployment benefit or has paid for the months; not paid for twice."""
    least = w.use("skills_subsidy.months")
    times = SHORTAGE if facts.shortage else ONCE
    return (
        Condition(
            "失业保险缴费月数够了，或者正在领失业保险金",
            facts.on_benefit or facts.insured_months >= least,
        ),
        Condition("今年的补贴次数没有用完", facts.had_this_year < times),
        Condition("同一张证书没有领过职业培训补贴", not facts.had_training_subsidy),
    )
