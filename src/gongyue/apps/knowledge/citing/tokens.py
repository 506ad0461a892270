"""The pieces citations are made of, in the order of the text."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from gongyue.kernel.numerals import chinese_number

WIDE = str.maketrans("０１２３４５６７８９", "0123456789")  # sign for sign: places stay
_N = r"(?:[一二三四五六七八九十百千零〇两]{1,9}|\d{1,5})"
_BETWEEN = r"\s*(?:、|,|，|和|及|与|或|至|到|—+|-|~|～)\s*"
_ARTICLES = rf"第?\s*{_N}(?:{_BETWEEN}第?\s*{_N})*\s*条(?:之{_N})?"
_NUMBER = (
    r"[\u4e00-\u9fff]{1,8}[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*第?\s*\d{1,5}\s*号"
    r"|(?:国务院|主席|国务院第|主席第)令?第?\s*(?:\d{1,4}|[一二三四五六七八九十百零〇]{1,7})\s*号令?"
)
_SELF = r"(?:本|该|同|上述|前述)(?:法|条例|办法|规定|解释|细则)(?=\s*[的之中]?\s*第)"
_IMPL = r"(?:及|和|与|以及)?(?:其|该法|本法)?实施(?:条例|细则)(?=\s*[的之]?\s*第)"
_UNKNOWN = (
    r"[\u4e00-\u9fff]{2,24}?(?:法|条例|办法|规定|细则|解释)(?=\s*[的之]?\s*第\s*" + _N + r"\s*条)"
)
_PATTERN = "|".join(
    (
        r"(?P<title>《(?:[^《》\n]|《[^《》\n]*》){2,90}》)",
        rf"(?P<number>{_NUMBER})",
        rf"(?P<self>{_SELF})",
        rf"(?P<impl>{_IMPL})",
        "(?P<name>@NAMES@)",
        r"(?P<same>(?:同|该|前|本|上述)条(?:文)?(?=\s*[的之中]?\s*第))",
        rf"(?P<articles>{_ARTICLES})",
        rf"(?P<paragraph>第\s*{_N}\s*款)",
        rf"(?P<item>第?\s*[（(]\s*{_N}\s*[)）]\s*项|第\s*{_N}\s*项)",
        rf"(?P<unknown>{_UNKNOWN})",
    )
)
_PREFIX = re.compile(
    r"^.*(?:根据|依据|依照|按照|违反|符合|适用|参照|关于|引用|及其?|以及|和|与|或者?|按|依|照|了|是|的|在|由|见)"
)
RANGE = re.compile(r"至|到|—|-|~|～")


@dataclass(slots=True)
class Token:
    """`numbers`: articles of a list, ranges filled in; of a paragraph or item its one number."""

    kind: str
    start: int
    end: int
    words: str
    numbers: list[tuple[int, int]] = field(default_factory=list)


@lru_cache(maxsize=8)
def _compiled(names: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(names, key=len, reverse=True)
    listed = "|".join(map(re.escape, longest)) or r"(?!)"
    return re.compile(_PATTERN.replace("@NAMES@", rf"(?:中华人民共和国)?(?:{listed})"))


def tokens_of(text: str, *, names: tuple[str, ...]) -> list[Token]:
    """Every piece; `names` are acts recognised without their title marks."""
    found = []
    for match in _compiled(names).finditer(text.translate(WIDE)):
        token = Token(str(match.lastgroup), match.start(), match.end(), match.group())
        if token.kind == "unknown":
            cut = _PREFIX.match(token.words[:-2])
            token.start += len(cut.group()) if cut else 0
            token.words = token.words[len(cut.group()) if cut else 0 :]
        if token.kind in ("articles", "paragraph", "item"):
            token.numbers = _numbers(token.words)
        found.append(token)
    return found


def _numbers(words: str) -> list[tuple[int, int]]:
    body, _, suffix = words.partition("条之")
    numbers: list[tuple[int, int]] = []
    for part in re.finditer(rf"({_N})", body):
        value = value_of(part.group())
        before = body[: part.start()].rstrip("第 ")
        if numbers and before and RANGE.match(before[-1]):
            numbers += filled(numbers[-1][0], value)
        numbers.append((value, 0))
    if suffix and numbers:
        numbers[-1] = (numbers[-1][0], value_of(suffix))
    return numbers


def filled(first: int, last: int) -> list[tuple[int, int]]:
    """The articles between two; nothing when they are no range anybody would write."""
    return [(n, 0) for n in range(first + 1, last)] if 0 < last - first <= 100 else []


def value_of(text: str) -> int:
    return int(text) if text.isdecimal() else chinese_number(text) or 0
