"""Reading Chinese prose: quantities with where they stand, choices, worked sums. Pure."""

from gongyue.engines.reading.choices import Choices, choices
from gongyue.engines.reading.plain import folded
from gongyue.engines.reading.quantities import Kind, Quantity, quantities
from gongyue.engines.reading.sums import worked_sum

__all__ = ["Choices", "Kind", "Quantity", "choices", "folded", "quantities", "worked_sum"]
