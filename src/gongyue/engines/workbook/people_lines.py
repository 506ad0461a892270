"""Which lines of a table are people, and which are totals, signatures, remarks or headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from gongyue.engines.workbook.cells import ERROR, Raw
from gongyue.engines.workbook.headers import recognised
from gongyue.engines.workbook.lexicon import CHATTER, KNOWN, clean_heading
from gongyue.engines.workbook.models import Values
from gongyue.engines.workbook.numerals import BLANK, HANZI_NAME, is_blank, plain, tight


class Not(Enum):
    """What stands in a name cell instead of a name."""

    HEADER = "header"
    TOTAL = "total"
    TEXT = "text"
    SAMPLE = "sample"
    VACANT = "vacant"


_TOTAL = re.compile(
    r".{0,10}(合计|小计|总计|共计|累计|总和|汇总|平均(值|数)?|本页计|总人数|人数|total|subtotal|sum)"
    r"[:：]?(\(?.{0,6}\)?)?",
    re.I,
)
_MAYBE_TOTAL = re.compile(
    r"[计总均缺空招待编]|人数|汇总|制表|审核|审批|复核|批准|填表|编制|制单|经办|核准|填写|某某|例"
)
_NO_NAMES = KNOWN | BLANK
_SIGNATURE = re.compile(
    r"(制表|审核|审批|复核|批准|签字|签名|签章|负责|经办|填表|填报|编制|主管|财务|出纳|总经理|经理|盖章"
    r"|单位|人事|制单|会计|领导|核准|部门负责|打印|日期|公司|联系)[^:：]{0,8}[:：]"
)
_SIGNER = re.compile(r"(制表|审核|审批|复核|批准|填表|编制|制单|经办|核准)(人|员|人员)?")
_REMARK = re.compile(
    r"(注|备注|说明|附注|填表说明|温馨提示|提示|注意|附|示例|样例|例|模板)[:：\d一(]|※|★|\*"
)
_SECTION = re.compile(
    r".*(部|车间|组|班|科|室|中心|公司|厂|队|店|人员|员工|名单|工段|线|离职|在职|处|课|区|类)(\(?\d+人\)?)?"
)
_NUMBERED = re.compile(r"[(]?[一二三四五六七八九十]+[)]?[、.].*|[(（]?\d+[)）]?、.*")
_SAMPLE = re.compile(r"示例|样例|举例|例如|填写|某某|xxx|×××")
_VACANT = re.compile(
    r".{0,6}(空缺|缺编|空编|空岗|待招|招聘中|待入职|暂缺|缺岗|虚位|缺员|拟招|补招|待补充)(岗位?|\d*[人名])?"
)
_NO_NAME = re.compile(r"[\d.,%￥¥\-/:\s]+|.*[:：;；!！?？=].*|.*[，。].*")


def name_or_not(raw: Raw) -> str | Not | None:
    """A name as written, None for a blank, or what else the cell is."""
    if not isinstance(raw, str):
        return Not.TEXT
    if HANZI_NAME.fullmatch(raw) and raw not in _NO_NAMES and not _MAYBE_TOTAL.search(raw):
        return raw
    text = " ".join(plain(raw).split())
    if is_blank(text):
        return None
    if clean_heading(text)[0] in KNOWN:
        return Not.HEADER
    if said := _service_word(tight(text)):
        return said
    return Not.TEXT if len(text) > 40 or _NO_NAME.fullmatch(text) or ERROR.fullmatch(text) else text


def _service_word(squeezed: str) -> Not | None:
    """What a word in a name cell means when it is nobody's name."""
    if _TOTAL.fullmatch(squeezed):
        return Not.TOTAL
    if _VACANT.fullmatch(squeezed.strip("()【】[]")):
        return Not.VACANT
    if _SAMPLE.search(squeezed) or CHATTER.fullmatch(squeezed.strip("()")):
        return Not.SAMPLE
    return Not.TEXT if _SIGNER.fullmatch(squeezed) else None


def is_header_line(line: Sequence[Raw]) -> bool:
    """At least three headings, and no more other texts than headings."""
    texts = [raw for raw in line if isinstance(raw, str) and raw.strip()]
    known = sum(1 for text in texts if len(text) < 40 and recognised(text) > 0)
    return known >= 3 and known >= len(texts) * 0.5


def is_service_line(line: Sequence[Raw]) -> bool:
    """Totals, signatures, remarks, page numbers: nothing about one person."""
    texts = [raw for raw in line if isinstance(raw, str) and raw.strip()]
    for text in texts[:8]:
        squeezed = tight(text)
        if _TOTAL.fullmatch(squeezed) or _SIGNATURE.match(squeezed) or _SIGNER.fullmatch(squeezed):
            return True
    first = tight(texts[0]) if texts else ""
    return bool(
        _REMARK.match(first) or _SAMPLE.search(first) or re.match(r"第\d+页|共\d+页", first)
    )


def is_section(line: Sequence[Raw], name: str) -> bool:
    """A department or chapter written across the table where a name would stand."""
    others = [raw for raw in line if raw != "" and raw != name]
    if any(isinstance(raw, str) and len(raw) > 1 for raw in others) or len(others) > 1:
        return False
    text = tight(name)
    return bool(_NUMBERED.fullmatch(text) or (_SECTION.fullmatch(text) and len(text) > 2))


_TOLD: tuple[tuple[str, str, str], ...] = (
    (r"离职|离岗|离厂|退工|已辞", "status", "离职"),
    (r"在职|在岗|在册", "status", "在职"),
    (r"实习|见习", "employment_kind", "intern"),
    (r"返聘", "employment_kind", "rehired_retiree"),
    (r"派遣", "employment_kind", "dispatch"),
    (r"劳务(工|人员|用工)", "employment_kind", "service"),
    (r"非全日|小时工|兼职|钟点", "employment_kind", "part_time"),
)
_BOTH = re.compile(r"在.{0,2}离职|离.{0,2}在职|入离职|入职.?离职|人员情况|变动|及|和|、.*、")


def told_by(*texts: str) -> Values:
    """What the name of a sheet or a section says of everybody in it: 离职人员, 实习生名单."""
    found: Values = {}
    for text in texts:
        said = tight(text)
        if len(said) > 20 or _BOTH.search(said):
            continue
        for pattern, name, value in _TOLD:
            if re.search(pattern, said):
                found.setdefault(name, value)
    return found


def section_values(text: str, *, has_department: bool) -> Values | None:
    """What a section line says of the lines below it; None when it is no section."""
    said = re.sub(r"^[(]?[一二三四五六七八九十\d]+[)]?[、.)]", "", tight(text))
    if not said or len(said) > 20 or re.search(r"[:：;，,。]|\d{4}", said):
        return None
    told = told_by(said)
    if told or has_department or not _SECTION.fullmatch(said) or len(said) < 2:
        return told or ({} if _SECTION.fullmatch(said) else None)
    return {"department": re.sub(r"\(?\d+人\)?$", "", said)}
