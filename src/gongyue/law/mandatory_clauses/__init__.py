"""Which clauses the law wants in a labour contract, and which are missing."""

from gongyue.law.mandatory_clauses.rule import ClausesFacts, mandatory_clauses

__all__ = ["ClausesFacts", "mandatory_clauses"]
