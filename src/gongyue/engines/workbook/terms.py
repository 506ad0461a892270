"""Cells that say more than one thing: contract terms, probation, yes/no with a remark."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from gongyue.engines.workbook.cells import (
    FOREVER,
    Many,
    Parsed,
    Raw,
    Unreadable,
    decimal_of,
    parse_date,
)
from gongyue.engines.workbook.models import Values
from gongyue.engines.workbook.numerals import is_blank, tight, words
from gongyue.kernel.numerals import with_digits

_DATE = (
    r"(?:\d{4}|(?<!\d)\d{2})[.\-/年]\d{1,2}[.\-/月]\d{1,2}(?!\d)[日号]?"
    r"|(?<!\d)(?:19|20)\d{6}(?!\d)|\d{4}[.\-/年]\d{1,2}(?!\d)月?"
)
DATES = re.compile(_DATE)
_SAME_YEAR = re.compile(
    r"(\d{4})[.\-/年]\d{1,2}[.\-/月]\d{1,2}[日号]?(?:-|~|至|到)+(\d{1,2})[.\-/月](\d{1,2})[日号]?$"
)
_YEARS = re.compile(r"(\d+(?:\.\d+)?)(?:周?年|y)(半)?")
_MONTHS = re.compile(r"(\d+(?:\.\d+)?)(?:个半?月|月|m(?!i))")
_DAYS = re.compile(r"(\d+)(?:个?工作日|天|日|d)")
_WEEKS = re.compile(r"(\d+)(?:个?星期|周(?!年))")
TASK = re.compile(r"完成.*(任务|工作|项目)|项目(制|完成|结束|期限)|任务")

YES = words(
    r"""
    是 有 已 √ ✓ ✔ ☑ v y yes true 1 对 ok 已签 签 已签订 签订 签了 已签合同 有合同 已订立
    已签署 签署 已续签 书面 已参保 参保 已缴 在缴 已买 买 正常 正常参保 正常缴纳 缴纳 已缴纳
    购买 已购买 已办 已办理 办理 已投保 参加 已参加 有社保 已交 在保 全险 五险 五险一金 三险
    社保 缴费 正常缴费 参保缴费 电子合同 电子 纸质 劳动合同 已签劳动合同 续签 新签 首签 初签
    """
)
NO = words(
    r"""
    否 无 未 × ✗ ✘ ✖ ☒ x n no false 0 没 没有 没签 未签 未签订 未签合同 无合同 未签署 拒签
    不签 待签 待签订 未订立 口头 口头约定 未参保 未缴 未买 没买 不买 不参保 未缴纳 未购买
    未办 未办理 未投保 未参加 未交 没交 无社保 放弃 自愿放弃 自愿不买 自愿不缴 不缴 不交
    自缴 自行缴纳 个人缴纳 灵活就业 新农合 农保 居民医保 城乡居民 待参保 待办 待缴 待补签
    未补签
    """
)
_YES_STARTS = ("已签", "已续签", "已参保", "已缴", "已购", "已办", "正常", "在缴")
_NO_STARTS = tuple(words("未签 没签 拒签 未参 未缴 未买 未购 未办 不愿 放弃 自愿放弃 不参 待签"))
_OTHER_AGREEMENT = re.compile(
    r"保密|竞业|竞争|培训|服务期|承诺|借款|租赁|住宿|股权|期权|知识产权|肖像|告知|授权|责任书|安全|廉洁|薪酬|绩效"
    r"|领用|担保|手册|意向|录用通知|offer"
)
_ABOUT_ANOTHER = re.compile(r"(补充|变更|解除|终止|离职).*(协议|证明|通知)|协商一致(解除|终止)")
_OF_LABOUR = re.compile(r"劳动合同|劳动用工合同|聘用合同|用工合同")
EMPLOYMENT = (
    (r"part-?time|非全|小时工|钟点|兼职|临时?时?小时", "part_time"),
    (r"\bintern|实习|见习|勤工", "intern"),
    (r"返聘|退休", "rehired_retiree"),
    (r"派遣", "dispatch"),
    (r"学徒", "full_time"),
    (r"劳务|承揽|顾问|合作", "service"),
    (r"full-?time|全日制|全职|正式|合同工|合同制|劳动合同|固定工|试用", "full_time"),
    (r"在编|编内|普通员工|长期工|正常|临时工|季节工|管理|普工|生产", "full_time"),
)


def unclear(shown: str, why: str = "看不懂") -> Unreadable:
    return Unreadable("value.unreadable", f"「{shown[:40]}」{why}，未采用")


def text_of(raw: Raw) -> str:
    """The cell as tight text: whole numbers without .0, dates in ISO form."""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, (int, float)):
        number = decimal_of(raw)
        return repr(raw) if number is None else f"{number:f}"
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, (date, time, timedelta)):
        return str(raw)
    return tight(raw)


def yes_or_no(text: str) -> bool | None:
    if text in YES:
        return True
    if text in NO:
        return False
    if text.startswith(_NO_STARTS):
        return False
    return True if text.startswith(_YES_STARTS) else None


def dates_in(text: str) -> list[date]:
    """Every date written in the text, in order; unreadable ones are left out."""
    found = [parse_date(part) for part in DATES.findall(text)]
    dates = [one for one in found if isinstance(one, date)]
    if len(dates) == 1 and (same := _SAME_YEAR.search(text)):
        other = parse_date(f"{same[1]}-{same[2]}-{same[3]}")
        dates += [other] if isinstance(other, date) else []
    return dates


def months_in(text: str) -> Decimal | None:
    """三年 → 36, 一年半 → 18, 3个月 → 3, 半年 → 6; None when no duration is written."""
    plain_text = with_digits(text.replace("半年", "6个月") if text.startswith("半") else text)
    plain_text = DATES.sub("", plain_text)
    years, months = _YEARS.search(plain_text), _MONTHS.search(plain_text)
    if years is None and months is None:
        return None
    total = Decimal(0)
    if years:
        total += Decimal(years[1]) * 12 + (6 if years[2] else 0)
    if months:
        total += Decimal(months[1]) + (Decimal("0.5") if "个半月" in plain_text else 0)
    return total


def whole(number: Decimal) -> Decimal | int:
    return int(number) if number == number.to_integral_value() else number


def _is_short_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit() and len(text) < 6


def _kind_of(text: str) -> str | None:
    if re.search(r"非固定期限|无固定|长期合同|开口合同", text):
        return "open"
    if TASK.search(text):
        return "task"
    return "fixed" if re.search(r"固定期限|有固定|定期合同|有期限", text) else None


def parse_term(raw: Raw, *, unit: str = "") -> Parsed:
    """合同期限: dates, a duration, or 无固定期限; unit is 年 or 月 when the header says so."""
    if isinstance(raw, (datetime, date)):
        return Many({"contract_last": raw.date() if isinstance(raw, datetime) else raw})
    text = text_of(raw)
    if is_blank(text):
        return None
    if isinstance(raw, (int, float)) or _is_short_number(text):
        return _bare_term(Decimal(text), unit, text)
    values = _term_values(text)
    return Many(values) if values else unclear(text, "看不出合同期限")


def _bare_term(number: Decimal, unit: str, shown: str) -> Parsed:
    if unit == "年" or (not unit and number in (1, 2, 3, 5, 10)):
        return Many({"contract_months": whole(number * 12)})
    if unit in ("月", "个月") or number >= 12:
        return Many({"contract_months": whole(number)}) if number <= 600 else unclear(shown)
    return unclear(shown, "不知是年还是月")


def _term_values(text: str) -> Values:
    values: Values = {}
    dates = dates_in(text)
    kind = _kind_of(text) or ("open" if FOREVER.search(text) else None)
    if len(dates) > 2:
        return {}
    if len(dates) == 2:
        values["contract_first"], values["contract_last"] = dates
    elif dates and (kind or re.search(r"起|开始|自|从", text)):
        values["contract_first"] = dates[0]
    elif dates:
        values["contract_last"] = dates[0]
    if kind:
        values["contract_kind"] = kind
    if len(dates) < 2 and kind != "open" and (months := months_in(text)) is not None:
        values["contract_months"] = whole(months)
    return values


def parse_contract_end(raw: Raw, *, epoch_1904: bool = False) -> Parsed:
    """合同终止日: a date, or the words for an open-ended contract."""
    if isinstance(raw, str):
        text = tight(raw)
        if FOREVER.search(text):
            return Many({"contract_kind": "open"})
        if TASK.search(text):
            return Many({"contract_kind": "task"})
        if re.match(r"9999|2099.12.31", text):
            return Many({"contract_kind": "open"})
    elif isinstance(raw, date) and raw.year >= 2090:
        return Many({"contract_kind": "open"})  # 2099-12-31: how programs write "no end"
    return parse_date(raw, epoch_1904=epoch_1904)


def parse_contract(raw: Raw, *, dated: bool = False) -> Parsed:
    """合同签订情况 or 合同类型; dated: the header speaks of signing, so a date is its day."""
    if isinstance(raw, (datetime, date)):
        day = raw.date() if isinstance(raw, datetime) else raw
        signed: Values = {"contract_signed": True}
        return Many(signed | {"signed_on": day} if dated else signed)
    text = text_of(raw)
    said = yes_or_no(text)
    if said is None and is_blank(text):
        return None
    values: Values = {} if said is None else {"contract_signed": said}
    if text not in YES and said is not False:
        values |= _contract_words(text, said, dated)
    return Many(values) if values else unclear(text, "看不出是否签了合同")


def _contract_words(text: str, said: bool | None, dated: bool) -> Values:
    if other_agreement(text):
        return {"agreement": text[:60]}
    values = {} if text.isdigit() else _term_values(text)
    if dated and "contract_last" in values and "contract_first" not in values:
        values["signed_on"] = values.pop("contract_last")
    if kind := employment_of(text, weak=False):
        values["employment_kind"] = kind
    expired = re.search(r"过期|到期|失效|终止", text)
    if values and said is None and not expired and "employment_kind" not in values:
        values["contract_signed"] = True
    return values


def other_agreement(text: str) -> bool:
    """Whether a title names a paper that is no labour contract."""
    if _ABOUT_ANOTHER.search(text):
        return True
    return bool(_OTHER_AGREEMENT.search(text)) and not _OF_LABOUR.search(text)


def parse_agreement(raw: Raw) -> Parsed:
    """What a row of a register is about; 保密协议 and 培训协议 are no labour contracts."""
    text = text_of(raw)
    if is_blank(text):
        return None
    values: Values = {"agreement": text[:60]}
    if not other_agreement(text) and (kind := employment_of(text, weak=False)):
        values["employment_kind"] = kind
    return Many(values)


def parse_probation(raw: Raw, *, unit: str = "") -> Parsed:
    """试用期: months, days, dates, or none at all; unit is 天 or 月 when the header says so."""
    if isinstance(raw, (datetime, date)):
        return Many({"probation_last": raw.date() if isinstance(raw, datetime) else raw})
    text = text_of(raw)
    if text in ("无", "0", "0.0", "否", "没有", "不设") or re.search(
        r"无试用|免试用|不约定|不设|^0个?[月天]", text
    ):
        return Many({"probation_months": 0})
    if is_blank(text) or re.search(r"^已?转正|已过|试用期?已?(满|结束|过)$", text):
        return None
    if isinstance(raw, (int, float)) or _is_short_number(text):
        return _bare_probation(Decimal(text), unit, text)
    return _probation_words(text)


def _bare_probation(number: Decimal, unit: str, shown: str) -> Parsed:
    if unit in ("天", "日") or (not unit and number in (7, 15, 30, 45, 60, 90, 120, 180)):
        return Many({"probation_days": whole(number)})
    if number <= 12:
        return Many({"probation_months": whole(number)})
    return unclear(shown, "不知是月还是天")


def _probation_words(text: str) -> Parsed:
    values: Values = {}
    dates = dates_in(text)
    if len(dates) == 2:
        values["probation_first"], values["probation_last"] = dates
    elif len(dates) == 1:
        values["probation_last"] = dates[0]
    elif (months := months_in(text)) is not None:
        values["probation_months"] = whole(months)
    elif found := _DAYS.search(with_digits(text)):
        values["probation_days"] = int(found[1])
    elif found := _WEEKS.search(with_digits(text)):
        values["probation_days"] = int(found[1]) * 7
    return Many(values) if values else unclear(text, "看不出试用期多长")


def employment_of(text: str, *, weak: bool = True) -> str | None:
    """The kind of employment a word names; weak also takes the words for ordinary staff."""
    for pattern, kind in EMPLOYMENT:
        if re.search(pattern, text):
            return kind if weak or kind != "full_time" else None
    return None


def parse_sign_count(raw: Raw, *, renewals: bool = False) -> Parsed:
    """签订次数; renewals: the header counts renewals, so the first contract is added."""
    text = text_of(raw)
    if is_blank(text) and text != "无":
        return None
    if re.search(r"首|初|新签", text):
        return 1
    found = re.search(r"\d+", with_digits(text))
    if found is None:
        return 2 if "续" in text else (1 if renewals and text == "无" else unclear(text))
    count = int(found.group()) + (1 if renewals or text.startswith("续签") else 0)
    return count if count <= 60 else unclear(text)
