"""What a firm is called without its place and its form: 湖南省长沙市鑫禾电子有限公司 → 鑫禾电子."""

import re

from gongyue.engines.linkage.names import half_width, simplified

FORMS = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|责任公司|集团公司|总公司|公司|集团|"
    r"合伙企业|有限合伙|普通合伙|个体工商户|个人独资企业|经营部|工作室)+$"
)
BRANCH = re.compile(r"(第?[一二三四五六七八九十\d]*(分公司|分店|分厂|门市部|办事处))$")
PLACE = re.compile(
    r"^(中国)?(湖南省?|长沙市?|[\u4e00-\u9fff]{2,3}(?:省|自治区))?"
    r"([\u4e00-\u9fff]{2,3}市|长沙)?([\u4e00-\u9fff]{0,3}(?:县|(?<![小园社])区))?"
)
BRACKETS = re.compile(r"[()（）\[\]【】《》〈〉“”\"'·•.,，。、\-—_/\s]")
INSIDE = re.compile(r"[(（\[【]([\u4e00-\u9fff]{2,6})[)）\]】]")
SHORTEST = 2


def plain_firm_name(text: str) -> str:
    """Half width, simplified, without brackets, blanks and marks."""
    return simplified(BRACKETS.sub("", half_width(text))).upper()


def core_of(text: str) -> str:
    """The name without its place, a place in brackets, its form and its branch."""
    inside = INSIDE.sub("", half_width(text))
    name = simplified(BRACKETS.sub("", inside)).upper()
    name = FORMS.sub("", BRANCH.sub("", name)) or name
    name = FORMS.sub("", name) or name
    core = PLACE.sub("", name)
    return core if len(core) >= SHORTEST else name


def branch_of(text: str) -> str:
    """Which branch it is; two branches of one firm are two."""
    found = BRANCH.search(simplified(BRACKETS.sub("", half_width(text))))
    return found[0] if found else ""
