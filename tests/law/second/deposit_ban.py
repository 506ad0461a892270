"""No deposit, no papers kept: Labour Contract Law 9, 84."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import LABOUR_CONTRACT_LAW, Answer, Figures, in_force


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, LABOUR_CONTRACT_LAW, "the Labour Contract Law")
    lawful = not facts.deposit and not facts.keeps_papers
    parts: dict[str, Any] = {"lawful": lawful}
    if facts.deposit:  # 84.2: the fine is for taking money; papers fall under other acts (84.1)
        low, high = 500 * facts.workers, 2000 * facts.workers
        parts |= {"fine_low": Fraction(low), "fine_high": Fraction(high)}
    return Answer(facts.deposit, "lawful" if lawful else "unlawful", parts)
