"""Taking a deposit or keeping papers: what has to be given back, and the fine."""

from gongyue.law.deposit_ban.rule import DepositFacts, deposit_ban

__all__ = ["DepositFacts", "deposit_ban"]
