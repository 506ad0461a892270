"""Whether irregular hours (不定时工作制) apply, and what overtime pay is left."""

from gongyue.law.irregular_hours.rule import IrregularHoursFacts, irregular_hours

__all__ = ["IrregularHoursFacts", "irregular_hours"]
