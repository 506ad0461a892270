"""Taxes less by a sum for each person hired: Announcement 15 of 2023."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, Refuse, fen, in_force


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, date(2023, 1, 1), "Announcement 15")
    if facts.contract_months < 12 or not facts.insured or facts.months_used >= 36:
        return Answer(0, "not_entitled")
    if facts.group == "registered_unemployed" and facts.unemployed_months is None:
        return Answer(None, "unknown")
    long_out = facts.group == "registered_unemployed" and facts.unemployed_months > 5
    if not long_out and facts.group != "poverty_relief":
        return Answer(0, "not_entitled")
    year = 6000 if facts.local_standard is None else facts.local_standard
    if year < 6000 or year > 7800:
        raise Refuse("a place may raise the amount by three tenths")
    months = [1] * facts.worked_months
    months = months[: 36 - facts.months_used]
    full = fen(Fraction(year) / 12 * len(months) * facts.people)
    verdict = "expired" if facts.on.year > 2027 else "may_apply"
    return Answer(min(full, fen(facts.tax)), verdict, {"full": full, "months": len(months)})
