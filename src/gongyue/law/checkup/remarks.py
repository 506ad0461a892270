"""What a remark says about a person's standing, against columns that say otherwise.

A remark is nobody's column: it never makes a finding, and it never clears one. It turns what would
be a breach into something to check first, and is quoted.
"""

import re
from functools import lru_cache
from typing import NamedTuple

SHOWN = 40  # characters quoted
NOT_YET = r"(?<!未)(?<!没)(?<!没有)(?<!尚未)(?<!不)(?<!拟)(?<!待)(?<!准备)(?<!打算)(?<!计划)(?<!需)"
GONE = re.compile(
    NOT_YET + r"(?:离职|离厂|离岗|辞职|辞退|退工|自离|开除|解除|调走|调出|调离|调往|调至|转出"
    r"|退休|已走|病故|去世|死亡|停薪留职|不再续签|不续签|终止)"
)
RENEWED = re.compile(
    NOT_YET + r"(?:续签|续订|续约|补签|重签|新签|顺延|延期|已签|签至|合同在|合同存)"
    r"|已(?:办理)?续|续至"
)
PROTECTED = re.compile(r"产假|怀孕|孕期|哺乳|三期|医疗期|病假|工伤|职业病")
INSURED = re.compile(
    NOT_YET + r"(?:参保|续保)|社保(?:在|已|由|挂)|(?:正在|在)办|办理中|代缴|他处|别处|异地|原单位"
    r"|其他单位|总公司|母公司"
)


class Sign(NamedTuple):
    """Words that matter to some codes, and the doubt they raise."""

    words: re.Pattern[str]
    codes: tuple[str, ...]
    doubt: str


STATE = ("contract.", "insurance.", "probation.")
SIGNS = (
    Sign(GONE, STATE, "备注写着“{}”，可能已不在职，请先核对。"),
    Sign(RENEWED, ("contract.",), "备注写着“{}”，合同栏可能没有更新，请先核对。"),
    Sign(PROTECTED, ("contract.expired",), "备注写着“{}”，合同可能依法顺延，请先核对。"),
    Sign(INSURED, ("insurance.",), "备注写着“{}”，参保情况可能没有更新，请先核对。"),
)


@lru_cache(maxsize=4096)
def doubts_in(remarks: tuple[str, ...], code: str) -> tuple[str, ...]:
    """The doubts that remarks raise about a finding of this code."""
    return tuple(
        sign.doubt.format(_quoted(remark))
        for remark in remarks
        for sign in SIGNS
        if code.startswith(sign.codes) and sign.words.search(remark)
    )


def _quoted(remark: str) -> str:
    text = " ".join(remark.split())
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
