"""The worker will not sign a written contract: what ending it costs."""

from gongyue.law.refused_contract.rule import RefusedContractFacts, refused_contract

__all__ = ["RefusedContractFacts", "refused_contract"]
