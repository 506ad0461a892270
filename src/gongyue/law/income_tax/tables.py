"""The tables of the Individual Income Tax Law, read for the day of a calculation."""

from gongyue.law.brackets import Brackets, brackets
from gongyue.law.rulebook import Work

LAW = "cn/individual-income-tax-law"
REGULATION = "cn/individual-income-tax-regulation"
RATES = f"{LAW}#3.1.1"
ANNUAL = f"{LAW}#6.1.1"
WITHHOLDING = "cn/tax-withholding-measures"


def table(w: Work, name: str) -> Brackets:
    """The rates of that name, recorded with source and standing."""
    return brackets(w.use_text(f"income_tax.{name}"))
