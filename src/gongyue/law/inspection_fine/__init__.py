"""What labour inspection may fine an employer."""

from gongyue.law.inspection_fine.rule import InspectionFineFacts, inspection_fine

__all__ = ["InspectionFineFacts", "inspection_fine"]
