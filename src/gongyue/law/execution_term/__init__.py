"""Until when enforcement may be asked for: Civil Procedure Law, Article 250."""

from gongyue.law.execution_term.rule import ExecutionTermFacts, execution_term

__all__ = ["ExecutionTermFacts", "execution_term"]
