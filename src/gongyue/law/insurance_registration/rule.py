"""Registering a worker for social insurance: Social Insurance Law, Article 58."""

from dataclasses import dataclass
from datetime import date, timedelta

from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW = "cn/social-insurance-law"
ART_58_1 = "cn/social-insurance-law#58.1"
LAW_BEGAN = date(2011, 7, 1)
ART_84 = "cn/social-insurance-law#84"


@dataclass(frozen=True, kw_only=True)
class InsuranceRegistrationFacts(Facts):
    place: Place
    started_on: Day
    enrolled_on: Day | None = None
    on: Day

    def check(self) -> None:
        self.in_order("started_on", "on")


def insurance_registration(
    facts: InsuranceRegistrationFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The last day to register; verdict in_time, late, not_enrolled or not_yet_due."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    w.given("用工之日", facts.started_on)
    days = int(w.use("insurance.registration_days"))
    if facts.started_on < LAW_BEGAN:
        w.doubt("用工早于《社会保险法》施行，期限自施行之日起算；此前适用当时的规定。")
    deadline = max(facts.started_on, LAW_BEGAN) + timedelta(days=days)
    w.step("最迟登记日", deadline, ART_58_1, key="deadline")
    enrolled = facts.enrolled_on if facts.enrolled_on and facts.enrolled_on <= facts.on else None
    done = enrolled or facts.on
    late = w.step("已超过期限", done > deadline, ART_58_1, key="late")
    w.part("days_late", max((done - deadline).days, 0))
    if late and enrolled is None:
        w.step("逾期不改正的罚款为应缴额的一至三倍", True, ART_84)
    return w.outcome("社会保险最迟登记日", deadline, "date", _verdict(late, enrolled is not None))


def _verdict(late: bool, enrolled: bool) -> str:
    if enrolled:
        return "late" if late else "in_time"
    return "not_enrolled" if late else "not_yet_due"
