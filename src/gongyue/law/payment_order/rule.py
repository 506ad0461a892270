"""A payment order of the court: Labour Contract Law 30.2, Mediation and Arbitration Law 16."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from gongyue.law.deadlines import moved
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

COURT = "cn/civil-procedure-law"
WAGES, MEDIATED = "cn/labour-contract-law#30.2", "cn/dispute-mediation-arbitration-law#16"
COURT_1 = "cn/dispute-interpretation-1"
NEXT = f"{COURT_1}#13"
REST_DAYS = f"{COURT}#85.3"
LABEL = "可以申请支付令"
Owed = Literal["wages", "injury_medical", "severance", "damages", "other"]
OWED: dict[Owed, str] = {
    "wages": "劳动报酬",
    "injury_medical": "工伤医疗费",
    "severance": "经济补偿",
    "damages": "赔偿金",
    "other": "其他款项",
}
DAYS = 15
CLEAR = "欠款要明确、没有争议；单位提出书面异议成立的，支付令失效。"


@dataclass(frozen=True, kw_only=True)
class PaymentOrderFacts(Facts):
    place: Place
    on: Day
    owed: Owed
    was_mediated: bool
    owes_each_other: bool
    can_be_served: bool
    accepted_on: Day | None = None
    received_on: Day | None = None

    def check(self) -> None:
        self.in_order("on", "accepted_on")
        self.in_order("accepted_on", "received_on")


def payment_order(
    facts: PaymentOrderFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether one may be asked for; part `after_failure` is where to go when it fails."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=COURT_1)
    way = MEDIATED if facts.was_mediated else WAGES
    fits = facts.owed != "other" if facts.was_mediated else facts.owed == "wages"
    how = "已达成调解协议、单位到期不付" if facts.was_mediated else "单位拖欠、没有调解协议"
    fits = w.step(f"{how}的{OWED[facts.owed]}，可以申请支付令", fits, way)
    fits &= w.step("双方没有其他债务纠纷", not facts.owes_each_other, f"{COURT}#225.1.1")
    fits &= w.step("支付令能够送达", facts.can_be_served, f"{COURT}#225.1.2")
    if not fits:
        return w.outcome(LABEL, False, None, "may_not_apply")
    _dates(w, facts)
    after = "sue" if facts.was_mediated else "arbitrate"
    words = "可以凭调解协议直接起诉" if facts.was_mediated else "要先申请劳动仲裁"
    w.step("支付令失效以后", words, f"{NEXT}.{3 if facts.was_mediated else 2}")
    w.part("after_failure", after)
    w.doubt(CLEAR)
    return w.outcome(LABEL, True, None, "may_apply")


def _dates(w: Work, facts: PaymentOrderFacts) -> None:
    five = facts.on + timedelta(days=5)
    moved(w, "法院最晚哪天答复受理不受理", five, f"{COURT}#226", REST_DAYS, key="answer_by")
    days = timedelta(days=DAYS)
    if facts.accepted_on is not None:
        issue = facts.accepted_on + days
        moved(w, "法院最晚哪天发出支付令", issue, f"{COURT}#227.1", REST_DAYS, key="issue_by")
        if facts.received_on is not None:
            pay = facts.received_on + days
            moved(w, "单位最晚哪天付清或者提异议", pay, f"{COURT}#227.2", REST_DAYS, key="pay_by")
            w.step("到期不付也不提异议，可以申请强制执行", True, f"{COURT}#227.3")
