"""What a worker takes along on leaving: sums, dates, papers, each from its own rule."""

from gongyue.law.leaving.endings import ENDINGS, Ending
from gongyue.law.leaving.facts import LeavingFacts
from gongyue.law.leaving.rule import leaving

__all__ = ["ENDINGS", "Ending", "LeavingFacts", "leaving"]
