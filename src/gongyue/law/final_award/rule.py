"""Is an award final for the employer? Arbitration Law 47–50; Interpretation I, 19–20."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from gongyue.kernel.money import to_fen
from gongyue.law.deadlines import moved
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.minimum_wage import local_minimum
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/dispute-mediation-arbitration-law"
MONEY, STANDARDS = f"{LAW}#47.1.1", f"{LAW}#47.1.2"
EACH, MIXED = "cn/dispute-interpretation-1#19", "cn/dispute-interpretation-1#20"
REST_DAYS = "cn/civil-procedure-law#85.3"
MONTHS = 12
FINAL_BY = (
    ("劳动者最晚起诉", 15, f"{LAW}#48", "worker_by"),
    ("单位最晚向中级人民法院申请撤销", 30, f"{LAW}#49.1", "employer_by"),
)
OPEN_BY = (("双方最晚起诉", 15, f"{LAW}#50", "worker_by"),)
ITEMS = {
    "wages": "工资",
    "overtime": "加班费",
    "injury_medical": "工伤医疗费",
    "severance": "经济补偿",
    "damages": "赔偿金",
}
STATED = "裁决书写明是不是终局的，以裁决书为准；没有写明的，才这样判断。"


@dataclass(frozen=True, kw_only=True)
class FinalAwardFacts(Facts):
    place: Place
    on: Day
    has_other_items: bool
    about_standards: bool = False
    wages: Money | None = None
    overtime: Money | None = None
    injury_medical: Money | None = None
    severance: Money | None = None
    damages: Money | None = None
    minimum: Money | None = None
    received_on: Day | None = None

    def check(self) -> None:
        self.in_order("on", "received_on")
        no_sum = all(getattr(self, name) is None for name in ITEMS)
        if no_sum and not (self.about_standards or self.has_other_items):
            self.refuse("damages", "和前面各项都没有填写，至少填一项裁决的金额")


def final_award(
    facts: FinalAwardFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Each item alone is measured by twelve minimum wages; parts tell the last days to go on."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    w.doubt(STATED)
    if facts.has_other_items:
        w.step("同一裁决里还有非终局的事项，按非终局处理", True, MIXED)
        return _outcome(w, facts, is_final=False)
    if facts.about_standards:
        w.step("执行国家劳动标准的争议，终局裁决", True, STANDARDS)
    sums = {name: amount for name in ITEMS if (amount := getattr(facts, name)) is not None}
    return _outcome(w, facts, is_final=_each_within(w, facts, sums))


def _each_within(w: Work, facts: FinalAwardFacts, sums: dict[str, Decimal]) -> bool:
    if not sums:
        return True
    threshold = to_fen(local_minimum(w, facts.minimum) * MONTHS)
    w.step("每一项的界限（月最低工资的十二倍）", threshold, MONEY, key="threshold", unit="yuan")
    within = True
    for name, amount in sums.items():
        w.given(f"裁决的{ITEMS[name]}", amount, unit="yuan")
        within &= w.step(f"{ITEMS[name]}没有超过界限", amount <= threshold, MONEY, EACH)
    return within


def _outcome(w: Work, facts: FinalAwardFacts, *, is_final: bool) -> Outcome:
    w.part("final", is_final)
    if is_final:
        w.step("裁决书自作出之日起生效", True, f"{LAW}#47.1")
    if facts.received_on is not None:
        for label, days, article, key in FINAL_BY if is_final else OPEN_BY:
            last = facts.received_on + timedelta(days=days)
            moved(w, label, last, article, REST_DAYS, key=key)
    return w.outcome("对单位是终局裁决", is_final, None, "final" if is_final else "not_final")
