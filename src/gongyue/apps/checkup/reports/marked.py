"""The sender's own workbook with what the check-up found beside each line."""

from gongyue.apps.checkup.reports.words import SEVERITY, STATUS
from gongyue.apps.checkup.run import CannotCheckUp, Checkup
from gongyue.engines.workbook import Problem, UnreadableWorkbook, Workbook
from gongyue.engines.workbook.marking import Marked, marked, notes_of
from gongyue.law.checkup import CODES, Finding


def render_marked(checkup: Checkup, content: bytes) -> Marked:
    """`content` is the file of the check-up. Raises CannotCheckUp."""
    problems = [*checkup.noted, *map(_told, checkup.result.findings)]
    book = Workbook(checkup.sheets, (), checkup.problems, checkup.name)
    try:
        return marked(content, book, notes_of(problems))
    except UnreadableWorkbook as refusal:
        raise CannotCheckUp(refusal.code, refusal.message_zh) from refusal


def _told(finding: Finding) -> Problem:
    where = finding.origin
    amount = "" if finding.amount is None else f"，最多可能 {finding.amount} 元"
    words = f"【{SEVERITY[finding.severity]}·{STATUS[finding.status]}】"
    text = f"{words}{CODES[finding.code].title}：{finding.message}{amount}"
    return Problem(where.sheet or "", where.row or 0, None, finding.code, text)
