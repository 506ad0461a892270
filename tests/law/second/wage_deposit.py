"""The wage deposit: one to three in a hundred of the contract, by the record of pay."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, Refuse, fen

TIMES = {"none": Fraction(1), "clean_2_years": Fraction(1, 2), "arrears": Fraction(3, 2),
         "blacklisted": Fraction(2)}  # fmt: skip


def opinion(facts: Any, law: Figures) -> Answer:
    if facts.on.isoformat() < "2021-11-01":
        raise Refuse("the provisions were not in force")
    if facts.arrears_last_year and facts.history.startswith("clean"):
        raise Refuse("clean and in arrears")
    if facts.history == "clean_3_years":
        return Answer(Fraction(0), "exempt", {"exempt_possible": True})
    shares = (Fraction(5 if facts.several_sites else 10, 1000), Fraction(30, 1000))
    low, high = (share * TIMES[facts.history] for share in shares)
    least, most = (fen(facts.contract_sum * share) for share in (max(low, Fraction(5, 1000)), high))
    free = facts.contract_sum < 3_000_000 and not facts.arrears_last_year
    verdict = "may_be_exempt" if free else "due"
    return Answer(most, verdict, {"least": least, "most": most, "exempt_possible": free})
