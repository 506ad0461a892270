"""Work-injury premium: Social Insurance Law 33 to 35; eight classes with three or five steps."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force, require
from tests.law.second.social import ACT

UP = ("100", "120", "150")
DOWN = ("50", "80")


def opinion(facts: Any, law: Figures) -> Answer:
    month = facts.month.replace(day=1)
    in_force(month, ACT, "the Social Insurance Law")
    premium = of_payroll(facts, law, facts.payroll)
    return Answer(premium, None, {"employer": premium, "worker": Fraction(0)})


def of_payroll(facts: Any, law: Figures, payroll: Fraction) -> Fraction:
    """Thousandths of the payroll, so many hundredths of them."""
    require(steps_of(facts.injury_class, facts.float_step), "the class has no such step")
    name = f"injury.class{facts.injury_class}_rate"
    thousandths = law.figure(name, facts.place, facts.month.replace(day=1)) * 1000
    return fen(payroll * thousandths * int(facts.float_step) / 100_000)


def steps_of(injury_class: str | None, step: str) -> bool:
    return step in (UP if injury_class == "1" else UP + DOWN)
