"""Who answers for workers of somebody who may not employ: Interpretation II, 1 and 2."""

from gongyue.law.subcontract_liability.rule import SubcontractFacts, subcontract_liability

__all__ = ["SubcontractFacts", "subcontract_liability"]
