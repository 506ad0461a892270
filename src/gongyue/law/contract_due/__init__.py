"""When a written contract is due: Labour Contract Law, Articles 10, 14 and 82."""

from gongyue.law.contract_due.rule import ContractDueFacts, contract_due

__all__ = ["ContractDueFacts", "contract_due"]
