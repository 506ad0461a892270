"""Run worked cases from a JSON-lines file: `python -m tests.law.golden FILE [--json]`."""

from tests.law.golden import contract, ending, insurance, leave, pay, tax
from tests.law.golden.runner import check, main
from tests.law.golden.shapes import SHAPES

__all__ = ["SHAPES", "check", "contract", "ending", "insurance", "leave", "main", "pay", "tax"]
