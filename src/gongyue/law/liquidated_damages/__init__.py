"""What a worker may be made to pay for breaking a promise: training and non-compete only."""

from gongyue.law.liquidated_damages.rule import PenaltyFacts, liquidated_damages

__all__ = ["PenaltyFacts", "liquidated_damages"]
