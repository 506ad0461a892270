"""The employer's contributions paid back: 财社〔2017〕164号."""

from datetime import date
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, date(2017, 10, 13), "the Measures")
    wrong_size = facts.group == "graduate" and facts.small_micro is False
    if facts.group == "other" or wrong_size or facts.contract_months < 12 or not facts.insured:
        return Answer(0, "not_entitled")
    if facts.group == "graduate" and facts.small_micro is None:
        return Answer(None, "unknown")
    month = fen(facts.pension + facts.medical + facts.unemployment)
    months = 12 if facts.group == "graduate" else 36
    if months == 36 and facts.months_to_retirement is not None:
        months = facts.months_to_retirement
    total = sum([month] * months)
    return Answer(month, "may_apply", {"monthly": month, "months": months, "total": total})
