"""What a remark says of the employment itself: 2025.10.31已离职, 续签至2028.10.31.

Only remarks that say nothing else are taken as facts, and always with a doubt, because nobody
fills in a remark with the care of a date column.
"""

from __future__ import annotations

import re
from datetime import date

from gongyue.engines.workbook.cells import parse_date
from gongyue.engines.workbook.models import Row, Sheet, Values
from gongyue.engines.workbook.notes import Notes
from gongyue.engines.workbook.numerals import tight
from gongyue.engines.workbook.terms import DATES, dates_in, other_agreement

_CLAUSES = re.compile(r"[,;。、!\n]+")
_DAY_ALONE = re.compile(
    r"\d{1,2}月(\d{1,2}[日号])?|\d{1,2}[./]\d{1,2}|(今年|去年|本月|上月|月底|月初)"
)
_FILLERS = re.compile(r"[()\[\]:\-~]")
_LEFT = re.compile(
    r"(该?员工|本人|因?(个人|身体|家庭)原因|自愿|主动|协商|合同(到期|期满)(不续签?|未续签?)?|试用期内?|提出)*"
    r"(已经?|正式|被)?[于在自从]?[起前日]?(已经?|正式|被)?(因(个人|身体|家庭)原因)?(办理?[完好结了]*)?"
    r"(离职|辞职|离厂|离岗|自离|自动离职|辞退|劝退|开除|除名|离司|离店|退工|离开公司|走了|不做了)"
    r"(手续)?(已?办理?[完好结了毕]*|完毕|了|完)?"
)
_RENEWED = re.compile(r"(?<![不未待拟否无])(?:已经?|合同|劳动合同)*(?:续签|续订|顺延|延期|展期)")
_NOT_RENEWED = re.compile(r"[不未待拟否无].{0,3}(续签|续订|顺延)|续签(中|意向|通知|与否)|是否")
_OF_CONTRACT = frozenset(
    (
        "contract_signed", "signed_on", "contract_first", "contract_last", "contract_term",
        "contract_kind", "contract_months", "sign_count",
    )
)  # fmt: skip


def take_remarks(sheet: Sheet, notes: Notes) -> None:
    """Turn plain remarks into facts with a doubt, in place. Only lists of staff are asked."""
    if sheet.role not in ("roster", "contracts"):
        return
    for row in sheet.rows:
        remark = row.values.get("remark")
        if isinstance(remark, str) and len(remark) <= 60:
            _take(sheet, row, remark, notes)


def _take(sheet: Sheet, row: Row, remark: str, notes: Notes) -> None:
    for clause in filter(None, _CLAUSES.split(tight(remark))):
        done = _leaving(row.values, clause) or _renewal(row, clause)
        if done:
            doubt = f"备注写「{clause}」，{done}，请核对"
            row.doubts += (doubt,)
            notes.add(sheet.name, row.number, None, "remark.used", doubt)


def _leaving(values: Values, clause: str) -> str:
    """What was done about a remark that somebody left; "" when it says no such thing."""
    bare = DATES.sub("", clause)
    undated = _DAY_ALONE.sub("", bare)
    if "left_on" in values or not _LEFT.fullmatch(_FILLERS.sub("", undated)):
        return ""
    days = dates_in(clause)
    if values.get("status") == "在职" or (undated != bare and not days):
        return "可能已经离职"
    if days:
        values["left_on"] = days[-1]
        return "按这一天离职理解"
    values["status"] = "离职"
    return "按已离职理解"


def _renewal(row: Row, clause: str) -> str:
    if not _RENEWED.search(clause) or _NOT_RENEWED.search(clause):
        return ""
    days = [day for text in DATES.findall(clause) if isinstance(day := parse_date(text), date)]
    held = [values.get("contract_last") for values in (row.values, *row.more)]
    if not days:
        return "新合同的期限没有写明"
    if days[-1] in held:
        return ""
    term: Values = {"contract_signed": True, "contract_last": days[-1]}
    if len(days) == 2:
        term["contract_first"] = days[0]
    elif not re.search(r"[至到]", clause):
        return "新合同的期限没有写明"
    row.more += (term,)
    return f"按续签到{days[-1]}理解"


def drop_other_agreements(sheet: Sheet) -> None:
    """Rows of a register about 保密协议 or 培训协议 tell of no labour contract, in place."""
    if sheet.role != "contracts":
        return
    for row in sheet.rows:
        title = row.values.get("agreement")
        if isinstance(title, str) and other_agreement(title):
            row.values = {k: v for k, v in row.values.items() if k not in _OF_CONTRACT}
            row.unreadable = tuple(name for name in row.unreadable if name not in _OF_CONTRACT)
            row.more = ()
