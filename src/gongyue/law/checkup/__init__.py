"""用工体检: typed facts about people in, findings out. Pure: no workbook, no database.

Public: check, Result, Finding, Undecided and the facts.
"""

from gongyue.law.checkup.check import check
from gongyue.law.checkup.codes import CODES
from gongyue.law.checkup.facts import (
    ContractTerm,
    InsuranceFacts,
    Known,
    LeaveFacts,
    MonthFacts,
    Origin,
    PersonFacts,
    SharedNumber,
)
from gongyue.law.checkup.finding import Exposure, Failure, Finding, Result, Undecided

__all__ = [
    "CODES",
    "ContractTerm",
    "Exposure",
    "Failure",
    "Finding",
    "InsuranceFacts",
    "Known",
    "LeaveFacts",
    "MonthFacts",
    "Origin",
    "PersonFacts",
    "Result",
    "SharedNumber",
    "Undecided",
    "check",
]
