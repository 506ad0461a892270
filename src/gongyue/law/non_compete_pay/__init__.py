"""What is due a month for keeping a non-compete promise."""

from gongyue.law.non_compete_pay.rule import NonCompeteFacts, non_compete_pay

__all__ = ["NonCompeteFacts", "non_compete_pay"]
