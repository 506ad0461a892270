"""Is an award final for the employer? Mediation and Arbitration Law, Articles 47–49."""

from gongyue.law.final_award.rule import FinalAwardFacts, final_award

__all__ = ["FinalAwardFacts", "final_award"]
