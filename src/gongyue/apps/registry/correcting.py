"""更正申请: its life, in one table, and which fields can be asked about."""

from django.db import models

from gongyue.engines.workbook import parsers
from gongyue.engines.workbook.cells import Many, Unreadable
from gongyue.engines.workbook.fields import FIELDS
from gongyue.engines.workbook.headers import Heading
from gongyue.engines.workbook.models import Value


class CorrectionState(models.TextChoices):
    ASKED = "asked", "更正申请中"
    CORRECTED = "corrected", "已更正"
    REFUSED = "refused", "单位认为没有错"
    ESCALATED = "escalated", "监管部门在核查"
    DIRECTED = "directed", "监管部门要求更正"
    UPHELD = "upheld", "监管部门认为记录没有错"
    WITHDRAWN = "withdrawn", "本人已撤回"


# The life of a request; the only place that allows a move.
MOVES: dict[str, frozenset[str]] = {
    CorrectionState.ASKED: frozenset(
        {
            CorrectionState.CORRECTED,
            CorrectionState.REFUSED,
            CorrectionState.ESCALATED,
            CorrectionState.WITHDRAWN,
        }
    ),
    CorrectionState.REFUSED: frozenset({CorrectionState.ESCALATED, CorrectionState.CORRECTED}),
    CorrectionState.ESCALATED: frozenset(
        {
            CorrectionState.CORRECTED,
            CorrectionState.DIRECTED,
            CorrectionState.UPHELD,
            CorrectionState.WITHDRAWN,
        }
    ),
    CorrectionState.DIRECTED: frozenset(
        {CorrectionState.CORRECTED, CorrectionState.ESCALATED, CorrectionState.WITHDRAWN}
    ),
    CorrectionState.CORRECTED: frozenset(),
    CorrectionState.UPHELD: frozenset(),
    CorrectionState.WITHDRAWN: frozenset(),
}
# Somebody is to act; the others are ends, of which a refusal can still be objected to.
OPEN = (CorrectionState.ASKED, CorrectionState.ESCALATED, CorrectionState.DIRECTED)
# The number says who the record is about; a wrong one is put right at a counter.
FIXED = frozenset({"id_number"})


class NotAValue(ValueError):
    """The text cannot be a value of the field; `message_zh` says why."""

    def __init__(self, message_zh: str) -> None:
        super().__init__(message_zh)
        self.message_zh = message_zh


def value_of(field: str, text: str) -> Value:
    """The typed value of a text, read as a cell of a workbook would be. Raises NotAValue."""
    heading = Heading(column=0, path=(FIELDS[field].label,), shown=FIELDS[field].label)
    found = parsers.parser_for(field, heading, parsers.Setting())(text.strip())
    if isinstance(found, Unreadable):
        raise NotAValue(f"“{FIELDS[field].label}”：{found.message_zh}。")
    if found is None or isinstance(found, Many):
        raise NotAValue(f"看不懂这个“{FIELDS[field].label}”，请换一种写法。")
    return found
