"""Asking one question at a time, and saying what would change the answer."""

from gongyue.law.guide.asking import Asked, read_answer, step_on
from gongyue.law.guide.changes import Change, changes_of

__all__ = ["Asked", "Change", "changes_of", "read_answer", "step_on"]
