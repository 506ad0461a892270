"""After a death at work: Regulation 39."""

from fractions import Fraction
from typing import Any

from tests.law.second.injury_benefits import REGULATION, average_of, wage_of
from tests.law.second.reading import Answer, Figures, fen, in_force, require


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.died_on, REGULATION, "the Regulation")
    people = facts.others + (1 if facts.spouse else 0)
    require(facts.lone <= people, "more lone people than dependants")
    funeral = fen(6 * average_of(facts, law, facts.died_on))
    grant = Fraction(0) if facts.death == "after_paid_leave" else grant_of(facts, law)
    parts = {"funeral": funeral, "grant": grant} | pension(facts, law)
    return Answer(funeral + grant, "due", parts)


def grant_of(facts: Any, law: Figures) -> Fraction:
    income = facts.urban_income
    if income is None:
        income = law.figure("injury.urban_income", facts.place, facts.died_on)
    return fen(Fraction(income) * 20)


def pension(facts: Any, law: Figures) -> dict[str, Any]:
    """Person by person, until the wage is reached."""
    shares = [40] * facts.spouse + [30] * facts.others + [10] * facts.lone
    if not shares:
        return {"monthly": None}
    wage = wage_of(facts, law, facts.died_on)
    together = fen(wage * sum(shares) / 100)
    return {"monthly_raw": together, "monthly": wage if together > wage else together}
