"""Asking one question at a time, and saying what would change the answer."""

from gongyue.law.guide.asking import Asked, read_answer, step_on
from gongyue.law.guide.changes import Change, changes_of
from gongyue.law.guide.known import Known, known_answers

__all__ = ["Asked", "Change", "Known", "changes_of", "known_answers", "read_answer", "step_on"]
