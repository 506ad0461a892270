"""Until when arbitration may be asked for: Mediation and Arbitration Law, Article 27."""

from gongyue.law.arbitration_time_bar.rule import TimeBarFacts, arbitration_time_bar
from gongyue.law.arbitration_time_bar.running import last_day

__all__ = ["TimeBarFacts", "arbitration_time_bar", "last_day"]
