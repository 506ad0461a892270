"""The clauses a labour contract must have: Labour Contract Law, Articles 17 and 81."""

from dataclasses import dataclass

from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW = "cn/labour-contract-law"
ART_81 = "cn/labour-contract-law#81"
# Fact → what the clause is called.
CLAUSES = {
    "has_employer": "用人单位的名称、住所和法定代表人",
    "has_worker": "劳动者的姓名、住址和证件号码",
    "has_term": "劳动合同期限",
    "has_work": "工作内容和工作地点",
    "has_hours": "工作时间和休息休假",
    "has_pay": "劳动报酬",
    "has_insurance": "社会保险",
    "has_protection": "劳动保护、劳动条件和职业危害防护",
}


@dataclass(frozen=True, kw_only=True)
class ClausesFacts(Facts):
    place: Place
    signed_on: Day
    has_employer: bool
    has_worker: bool
    has_term: bool
    has_work: bool
    has_hours: bool
    has_pay: bool
    has_insurance: bool
    has_protection: bool
    worker_has_a_copy: bool = True


def mandatory_clauses(
    facts: ClausesFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """How many are missing; part `missing` names them. The contract stays valid all the same."""
    w = begin(book, on=facts.signed_on, place=facts.place, trace=trace, under=LAW)
    missing = []
    for number, (name, words) in enumerate(CLAUSES.items(), start=1):
        there = w.step(words, getattr(facts, name), f"{LAW}#17.1.{number}")
        if not there:
            missing.append(words)
    if not facts.worker_has_a_copy:
        w.step("合同文本没有交给劳动者", True, ART_81, f"{LAW}#16.2")
    w.part("missing", "；".join(missing))
    whole = not missing and facts.worker_has_a_copy
    w.step("必备条款齐全并已交付", whole, ART_81)
    return w.outcome("缺少的必备条款", len(missing), None, "complete" if whole else "incomplete")
