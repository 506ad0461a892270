"""Pay during probation: Labour Contract Law, Article 20; Regulation, Article 15."""

from gongyue.law.probation_pay.rule import ProbationPayFacts, probation_pay

__all__ = ["ProbationPayFacts", "probation_pay"]
