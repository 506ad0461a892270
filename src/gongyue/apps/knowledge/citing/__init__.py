"""引用核对: finds citations of the law in free text and says of each whether it stands."""

from gongyue.apps.knowledge.citing.checking import LONGEST, Checked, check_citations
from gongyue.apps.knowledge.citing.states import LABELS, WRONG, State

__all__ = ["LABELS", "LONGEST", "WRONG", "Checked", "State", "check_citations"]
