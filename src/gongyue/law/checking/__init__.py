"""`gongyue law check`: every mistake in the tables of the law at once, in words for a lawyer.

Reads a folder like `src/gongyue/law` and imports nothing from it: what is broken must not stop
the reading of the rest.
"""

from gongyue.law.checking.folder import check_folder
from gongyue.law.checking.mistakes import Mistake, Report

__all__ = ["Mistake", "Report", "check_folder"]
