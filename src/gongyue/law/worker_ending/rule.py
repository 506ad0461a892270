"""How a worker may leave: Labour Contract Law, Articles 37, 38 and 46."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongyue.law.facts import Count, Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/labour-contract-law"
ART_37, ART_46_1 = f"{LAW}#37", f"{LAW}#46.1.1"
Cause = Literal[
    "none",
    "no_protection",
    "unpaid",
    "no_insurance",
    "unlawful_rules",
    "void_contract",
    "violence",
]
CAUSES: dict[str, tuple[str, str]] = {
    "no_protection": ("没有按约定提供劳动保护或者劳动条件", f"{LAW}#38.1.1"),
    "unpaid": ("没有及时足额支付劳动报酬", f"{LAW}#38.1.2"),
    "no_insurance": ("没有依法缴纳社会保险费", f"{LAW}#38.1.3"),
    "unlawful_rules": ("规章制度违法，损害劳动者权益", f"{LAW}#38.1.4"),
    "void_contract": ("用欺诈、胁迫等手段订立合同，合同无效", f"{LAW}#38.1.5"),
    "violence": ("暴力、威胁、非法限制自由或者强令冒险作业", f"{LAW}#38.2"),
}


@dataclass(frozen=True, kw_only=True)
class WorkerEndingFacts(Facts):
    place: Place
    on: Day
    cause: Cause = "none"
    told_cause: bool = True
    in_probation: bool = False
    notice_days: Count = Decimal(0)
    in_writing: bool = True


def worker_ending(
    facts: WorkerEndingFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether the way of leaving keeps to the law; part `severance` whether it is due."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    if facts.cause == "none":
        return _with_notice(w, facts)
    words, article = CAUSES[facts.cause]
    w.step(words, True, article)
    label = "可以这样离开"
    if facts.cause == "violence":
        w.step("可以立即离开，不需要事先告知", True, article)
    elif not w.step("离开时说明了这个理由", facts.told_cause, article, key="told_cause"):
        w.part("severance", False)
        w.doubt("离开时没有说明单位的过错，事后再改说理由，多数不予支持。")
        return w.outcome(label, False, None, "cause_not_told")
    w.step("应付经济补偿", True, ART_46_1, key="severance")
    w.doubt("单位的过错要有证据，由仲裁机构和法院认定。")
    return w.outcome(label, True, None, "for_cause")


def _with_notice(w: Work, facts: WorkerEndingFacts) -> Outcome:
    needed = w.use("resignation.probation_days" if facts.in_probation else "resignation.days")
    given = w.given("提前通知的天数", facts.notice_days, unit="day")
    enough = w.step("提前通知够了", given >= needed, ART_37, key="enough_notice")
    if not facts.in_probation:
        enough &= w.step("用书面形式通知", facts.in_writing, ART_37)
    if not enough:
        w.step("仍然可以走，但给单位造成的损失可能要赔", True, f"{LAW}#90")
    w.step("应付经济补偿", False, f"{LAW}#46", key="severance")
    return w.outcome("可以这样离开", enough, None, "resigned" if enough else "short_notice")
