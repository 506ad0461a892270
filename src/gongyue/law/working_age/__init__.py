"""Child labour and young workers: Labour Law, Articles 15, 58 and 64; Provisions, Article 6."""

from gongyue.law.working_age.rule import WorkingAgeFacts, working_age

__all__ = ["WorkingAgeFacts", "working_age"]
