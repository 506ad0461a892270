"""Registering a worker for social insurance: Social Insurance Law, Article 58."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/social-insurance-law"
ART_58_1 = "cn/social-insurance-law#58.1"
LAW_BEGAN = date(2011, 7, 1)
ART_60_1 = "cn/social-insurance-law#60.1"
ART_84 = "cn/social-insurance-law#84"
MANAGERS = (Decimal(500), Decimal(3000))  # Article 84, for each of those responsible


@dataclass(frozen=True, kw_only=True)
class InsuranceRegistrationFacts(Facts):
    place: Place
    started_on: Day
    enrolled_on: Day | None = None
    on: Day
    contributions_owed: Money | None = None
    told_monthly: bool | None = None

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
        _fines(w, facts.contributions_owed)
    if facts.told_monthly is not None:
        w.step("按月把缴费明细告诉了本人", facts.told_monthly, ART_60_1, key="told_monthly")
    return w.outcome("社会保险最迟登记日", deadline, "date", _verdict(late, enrolled is not None))


def _verdict(late: bool, enrolled: bool) -> str:
    if enrolled:
        return "late" if late else "in_time"
    return "not_enrolled" if late else "not_yet_due"


def _fines(w: Work, owed: Decimal | None) -> None:
    """After an order that was not followed (Article 84)."""
    if owed is not None:
        w.given("应缴的社会保险费", owed, unit="yuan")
        w.step("对单位的罚款（至少）", to_fen(owed), ART_84, key="fine_low", unit="yuan")
        w.step("对单位的罚款（至多）", to_fen(owed * 3), ART_84, key="fine_high", unit="yuan")
    for words, key, amount in zip(("至少", "至多"), ("low", "high"), MANAGERS, strict=True):
        label = f"对直接负责的主管人员等每人的罚款（{words}）"
        w.step(label, amount, ART_84, key=f"manager_fine_{key}", unit="yuan")
