"""How long a probation may be: Labour Contract Law, Articles 19, 70 and 83."""

from gongyue.law.probation.limits import (
    ContractKind,
    longest_probation,
    longest_probation_for_term,
    probation_ends_latest,
)
from gongyue.law.probation.rule import ProbationFacts, probation

__all__ = [
    "ContractKind",
    "ProbationFacts",
    "longest_probation",
    "longest_probation_for_term",
    "probation",
    "probation_ends_latest",
]
