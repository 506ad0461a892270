"""Answers made of answers: sections, and sums that count each once."""

from gongyue.law.composition.gathering import Composition
from gongyue.law.composition.sums import Bounds, bounds_of, open_sections

__all__ = ["Bounds", "Composition", "bounds_of", "open_sections"]
