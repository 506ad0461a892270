"""Promises that bind nobody, and what remains of the right that was signed away."""

from gongyue.law.void_clauses.rule import ClauseFacts, void_clauses

__all__ = ["ClauseFacts", "void_clauses"]
