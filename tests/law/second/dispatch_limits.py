"""Labour dispatch: Labour Contract Law 58.2, 60.3, 66, 67, 92.2; Interim Provisions of 2014, 4."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import LABOUR_CONTRACT_LAW, Answer, Figures, in_force, require

FINES = date(2013, 7, 1)  # the amended 92.2
SHARE = date(2014, 3, 1)  # the interim provisions


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, LABOUR_CONTRACT_LAW, "the Labour Contract Law")
    require(facts.dispatched > 0, "nobody is dispatched")
    in_force(facts.on, SHARE, "the provisions on dispatch")
    share = Fraction(facts.dispatched, facts.dispatched + facts.own_workers)
    within = share <= Fraction(1, 10)
    if within and not broken(facts):
        return Answer(True, "lawful", {"within_share": True})
    fines = {"fine_low": Fraction(5000), "fine_high": Fraction(10000)}
    parts = {name: fine * facts.dispatched for name, fine in fines.items()}
    return Answer(False, "unlawful", {"within_share": within, **parts})


def broken(facts: Any) -> bool:
    too_long = facts.post == "temporary" and facts.post_months > 6
    too_short = facts.contract_months < 24
    return facts.post == "main" or too_long or too_short or facts.is_charged or facts.own_agency
