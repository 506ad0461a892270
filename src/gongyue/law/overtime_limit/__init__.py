"""How much overtime is allowed: Labour Law, Article 41."""

from gongyue.law.overtime_limit.rule import OvertimeLimitFacts, overtime_limit

__all__ = ["OvertimeLimitFacts", "overtime_limit"]
