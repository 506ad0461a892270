"""Social insurance in arrears: Social Insurance Law 86, a fee a day; Inspection Regulation 27."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force
from tests.law.second.social import ACT

FIVE_OF_TEN_THOUSAND = Fraction(5, 10_000)


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.owed_since, ACT, "the Social Insurance Law")
    days = max((facts.on + timedelta(1) - facts.owed_since).days, 0)
    fee = fen(facts.owed * days * FIVE_OF_TEN_THOUSAND)
    parts: dict[str, Any] = {"days": days, "late_fee": fee, "to_pay": fee + fen(facts.owed)}
    verdict = "late_fee_due" if fee else "none_owed"
    ended = facts.order_ended_on
    if ended is not None and facts.owed > 0 and facts.on > ended:
        verdict = "fine_due"
        parts |= {"fine_low": fen(facts.owed), "fine_high": fen(facts.owed * 3)}
    if facts.hidden_wages > 0:
        wages = facts.hidden_wages
        parts |= {"hidden_fine_low": fen(wages), "hidden_fine_high": fen(wages * 3)}
    return Answer(fee, verdict, parts)
