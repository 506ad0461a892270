"""Factors of a labour relation and the range they point to; never a ruling."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from gongyue.law.employment_status.factors import (
    FACTORS,
    NOTICE,
    Continuity,
    Discipline,
    Integration,
    Payer,
    Price,
    Process,
    Time,
    Tools,
    answers,
    filled,
    weight,
)
from gongyue.law.employment_status.outcome import RANGE_WORDS, status_of
from gongyue.law.employment_status.remarks import label_remark, remarks
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LABEL = "按填写的用工事实，倾向于"
CASES_OUT = date(2024, 12, 20)
CORE = ("time", "process", "discipline")
TOO_LITTLE = "时间、过程、奖惩三项都不知道，看不出倾向；先把这三项弄清楚。"
Label = Literal["labour_contract", "cooperation", "self_employed", "nothing_written"]


@dataclass(frozen=True, kw_only=True)
class EmploymentStatusFacts(Facts):
    place: Place
    on: Day
    is_platform: bool = True
    time: Time = "unknown"
    process: Process = "unknown"
    discipline: Discipline = "unknown"
    continuity: Continuity = "unknown"
    price: Price = "unknown"
    payer: Payer = "unknown"
    tools: Tools = "unknown"
    integration: Integration = "unknown"
    label: Label = "nothing_written"
    has_affiliates: bool = False


def employment_status(
    facts: EmploymentStatusFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The leaning and, as parts, the range that unknown factors leave open; always in doubt."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=NOTICE)
    said = answers(facts)
    _each_factor(w, said)
    label_remark(w, facts)
    remarks(w, facts)
    if not any(name in said for name in CORE):
        raise w.undetermined(LABEL, TOO_LITTLE, "to_be_settled", unit=None)
    status = status_of(said)
    _range(w, said)
    w.step("倾向（权重是我们的，不是法律规定的）", RANGE_WORDS[status], NOTICE, key="leaning")
    return w.outcome(LABEL, RANGE_WORDS[status], None, status)


def _each_factor(w: Work, said: dict[str, str]) -> None:
    """One line a factor: which way it points, and the cases that name it."""
    score = Decimal(0)
    for name, answer in said.items():
        factor, value = FACTORS[name], weight(name, answer)
        score += value
        cases = factor.cases if w.on >= CASES_OUT else ()
        w.step(factor.words, _points(value), NOTICE, *cases, key=f"factor_{name}")
    w.part("score", score)


def _points(value: Decimal) -> str:
    if not value:
        return "居中"
    side = "倾向劳动关系" if value > 0 else "倾向没有劳动关系"
    return f"{side}（{'强' if abs(value) > 1 else '弱' if abs(value) < 1 else '一般'}）"


def _range(w: Work, said: dict[str, str]) -> None:
    for key, towards in (("range_to_labour", True), ("range_to_civil", False)):
        w.part(key, RANGE_WORDS[status_of(filled(said, towards=towards))])
