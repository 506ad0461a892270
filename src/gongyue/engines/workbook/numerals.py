"""Plain text out of typed text: full-width forms, invisible characters, Chinese numerals."""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = "\x00\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"
_DASH, _TILDE = "－﹣−–—―‐‑‒─━ー", "～〜∼"
_REPLACED: dict[int, str | None] = dict.fromkeys(map(ord, _HIDDEN))
_REPLACED |= dict.fromkeys(map(ord, _DASH), "-") | dict.fromkeys(map(ord, _TILDE), "~")
_ODD = re.compile(f"[{_HIDDEN}{_DASH}{_TILDE}]")


def words(text: str) -> frozenset[str]:
    """The words of a text block as a set."""
    return frozenset(text.split())


BLANK = words(
    r"""
    - -- --- ---- / // \ ~ * . 。 、 _ ， , 无 空 暂无 未填 未填写 待补 待定 待填 不详 未知
    未提供 没有 null none nan n/a na nil ? ？ (空) (空白) (无) 缺 不适用 ×× xx
    """
)


def plain(text: str) -> str:
    """NFKC without invisible characters; dashes and tildes unified; outer blanks gone."""
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    if _ODD.search(folded):
        folded = folded.translate(_REPLACED)
    return folded.strip(" \t\r\n\f\v'`\u2018\u2019")


# The shape of nearly every name: nothing to fold, nothing to strip.
HANZI_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_INVISIBLE = re.compile(f"[{_HIDDEN}]")


def visible(text: str) -> str:
    """The text as written, without characters nobody can see."""
    return _INVISIBLE.sub("", text)


_TRADITIONAL = (
    "號号碼码門门職职離离勞劳動动別别個个狀状態态應应發发實实資资費费時时間间員员電电話话證证參参險险繳缴數数額额獎奖"
    "稅税補补貼贴輪轮調调倉仓廠厂進进試试轉转約约簽签訂订終终續续類类種种無无滿满單单養养醫医療疗業业傷伤積积標标準准計计"
    "總总級级績绩備备註注說说編编車车組组聯联絡络學学歷历雙双節节產产曠旷遲迟達达檔档統统會会協协議议書书紀纪錄录檢检開开"
    "啟启範范圍围僱雇傭佣臨临專专權权喪丧帳账戶户銀银審审製制經经辦办務务銷销財财監监東东長长營营處处場场區区縣县點点預预寫写"
    "餘余萬万兩两飲饮夥伙週周禮礼國国將将責责認认為为與与於于從从後后還还術术衛卫護护齡龄領领隊队關关係系屬属歲岁連连斷断減减"
    "罰罚賠赔償偿貨货淨净稱称臺台採采購购違违規规層层歸归換换舊旧現现綜综彈弹獨独項项驗验畢毕軍军黨党團团冊册復复陸陆貳贰"
    "張张劉刘陳陈楊杨趙赵黃黄吳吴孫孙馬马羅罗鄭郑謝谢許许鄧邓馮冯蕭萧蔣蒋蘇苏葉叶呂吕盧卢鍾钟譚谭賈贾韋韦鄒邹閻阎龍龙"
)
_SIMPLE = str.maketrans(_TRADITIONAL[::2], _TRADITIONAL[1::2])
_IS_TRADITIONAL = re.compile(f"[{_TRADITIONAL[::2]}]")


def tight(text: str) -> str:
    """plain() in lower case without white space, to compare by; traditional forms simplified."""
    return simplified("".join(plain(text).lower().split()))


def simplified(text: str) -> str:
    """The same text with the traditional characters offices use in their simplified form."""
    return text.translate(_SIMPLE) if _IS_TRADITIONAL.search(text) else text


def is_blank(text: str) -> bool:
    """Whether a cleaned text stands for an empty cell."""
    return not text or text.lower() in BLANK or not text.strip("-/\\_.*~ ")
