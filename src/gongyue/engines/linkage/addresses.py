"""Addresses as they are compared."""

import re

from gongyue.engines.linkage.names import half_width, simplified

LEVELS = re.compile(r"(湖南省|长沙市|[\u4e00-\u9fff]{2,3}(?:省|市)|[\u4e00-\u9fff]{1,3}[区县])")
SAME = (("號", "号"), ("室", ""), ("#", "号"), ("栋", "幢"), ("座", "幢"))
NUMERALS = str.maketrans("零一二三四五六七八九", "0123456789")
SHORTEST = 4


def plain_address(text: str) -> str:
    """What is left when province, city, district, blanks and marks are gone; blank if little is."""
    text = simplified("".join(half_width(text).split()))
    text = re.sub(r"[^\w\u4e00-\u9fff]", "", text)
    text = LEVELS.sub("", text).translate(NUMERALS)
    for said, meant in SAME:
        text = text.replace(said, meant)
    return text if len(text) >= SHORTEST else ""
