"""Whether the employer may end the contract this way (Articles 39–45)."""

from gongyue.law.ending_lawfulness.paths import Reason
from gongyue.law.ending_lawfulness.rule import EndingFacts, ending_lawfulness

__all__ = ["EndingFacts", "Reason", "ending_lawfulness"]
