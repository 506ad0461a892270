"""Payment before the award: Mediation and Arbitration Law, Article 44."""

from gongyue.law.advance_execution.rule import AdvanceExecutionFacts, advance_execution

__all__ = ["AdvanceExecutionFacts", "advance_execution"]
