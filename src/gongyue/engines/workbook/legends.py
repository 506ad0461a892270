"""The key to the marks of an attendance sheet, where the sheet explains them itself."""

from __future__ import annotations

import re

from gongyue.engines.workbook.numerals import plain, tight

_WORD = (
    r"实际出勤|正常出勤|全天出勤|出勤|正常上班|上班|正常|全勤|公休|轮休|休息日|休息|例休|休假|放假|法定假|节假日|节日|国假"
    r"|事假|病假|年休假|年假|婚假|产假|陪产假|丧假|探亲假|工伤假|工伤|旷工|旷职|缺勤|请假|迟到|早退|加班|调休|补休|倒休"
    r"|出差|公出|外勤|夜班|白班|中班|早班|晚班|半天|停工|离职|未入职|补卡|缺卡"
)
_MARK = r"[√✓✔☑○●◎⊙△▲▽▼×✗✘☒☆★◇◆□■♀♂∨*#@&/\\+\-ΔOXxVva-zA-Z]{1,2}"
_MARK_FIRST = re.compile(rf"({_MARK})\s*[:：=为]?\s*[(]?({_WORD})")
_WORD_FIRST = re.compile(rf"({_WORD})\s*[:：=为用]?\s*[(\"“「『]?({_MARK})")
_OPENING = re.compile(r"^.*?(说明|备注|图例|符号|标记|注|标识)\S{0,6}?[:：]\s*")


def legend_in(text: str) -> dict[str, str]:
    """Mark → word from a line such as 出勤√ 休息○ 事假△; empty when it explains nothing."""
    line = _OPENING.sub("", plain(text))
    first = _MARK_FIRST.search(line)
    word = _WORD_FIRST.search(line)
    if first and (word is None or first.start() < word.start()):
        pairs = [(m[1], m[2]) for m in _MARK_FIRST.finditer(line)]
    else:
        pairs = [(m[2], m[1]) for m in _WORD_FIRST.finditer(line)]
    if len(pairs) < 2:
        return {}
    return {tight(mark).rstrip("-") or "-": meaning for mark, meaning in pairs}
