"""How long a probation may be: Labour Contract Law, Articles 19, 70 and 83."""

from gongyue.law.probation.rule import (
    ContractKind,
    ProbationFacts,
    longest_probation,
    longest_probation_for_term,
    probation,
    probation_ends_latest,
)

__all__ = [
    "ContractKind",
    "ProbationFacts",
    "longest_probation",
    "longest_probation_for_term",
    "probation",
    "probation_ends_latest",
]
