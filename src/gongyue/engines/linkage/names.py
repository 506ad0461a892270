"""Names as they are compared: one width, one set of characters, no titles, and how they sound."""

import re
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("characters.txt")
DOTS = "·•‧∙・．.●⋅"
TITLES = re.compile(r"(先生|女士|小姐|同志|师傅|老师|经理|主任|厂长)$")
NOTE = re.compile(r"[(（\[【].*?[)）\]】]")
FORMER = re.compile(r"[(（\[【]\s*(?:曾用名|原名|又名|别名)[:：]?\s*(.+?)\s*[)）\]】]")
# Two-character surnames; else the first character is the surname.
_DOUBLE = (
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 端木 百里 南宫 长孙 宇文 "
    "独孤 轩辕 太史 申屠 闻人 澹台 公冶 赫连 呼延 钟离 东郭 鲜于"
)
DOUBLE = frozenset(_DOUBLE.split())
FUZZY = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))


def plain_name(text: str) -> str:
    """Half width, simplified, without spaces, dots, titles and what stands in brackets."""
    text = NOTE.sub("", half_width(text))
    text = "".join(text.split())
    for dot in DOTS:
        text = text.replace(dot, "")
    if len(text) > 3:
        text = TITLES.sub("", text)
    return simplified(text).upper()


def former_name_in(text: str) -> str:
    """The former name somebody wrote into the name: 王芳（曾用名：王小芳） → 王小芳."""
    found = FORMER.search(text)
    return plain_name(found[1]) if found else ""


def half_width(text: str) -> str:
    """Ａ１　→ A1 and a blank; brackets stay what they are."""
    return "".join(
        " " if char == "\u3000" else chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char
        for char in text
    )


def simplified(text: str) -> str:
    """Traditional and variant characters in their simplified form, as far as the table goes."""
    return text.translate(_table())


def sound(name: str) -> str:
    """Its syllables without tones, by blanks; a character nobody knows stands for itself."""
    return " ".join(_syllable(char) for char in name)


def near_sound(name: str) -> str:
    """As sound, with the pairs that southern speech and typists do not tell apart made one."""
    return " ".join(_blurred(_syllable(char)) for char in name)


def surname_of(name: str) -> str:
    """The surname of a plain name."""
    return name[:2] if len(name) > 2 and name[:2] in DOUBLE else name[:1]


def _blurred(syllable: str) -> str:
    for said, heard in FUZZY:
        syllable = syllable.replace(said, heard)
    if syllable[:1] == "l" and len(syllable) > 1:
        return "n" + syllable[1:]
    # hu… and f… are one in much of Hunan.
    return "f" + syllable[2:] if syllable.startswith("hu") and len(syllable) > 2 else syllable


@lru_cache(maxsize=20_000)
def _syllable(char: str) -> str:
    return _sounds().get(char, char)


@lru_cache(maxsize=1)
def _sounds() -> dict[str, str]:
    """First reading of every character, tones off."""
    from pypinyin.pinyin_dict import pinyin_dict

    tones = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvvnnnm")
    return {
        chr(code): readings.split(",")[0].translate(tones) for code, readings in pinyin_dict.items()
    }


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    """characters.txt: pairs of a traditional or variant character and its simplified form."""
    words = [
        word
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
        for word in line.split()
    ]
    return {ord(word[0]): word[1] for word in words}
