"""Which parser a column needs, from its field and what its heading says about units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from gongyue.engines.workbook import cells, identity, terms, words
from gongyue.engines.workbook.cells import Many, Parsed, Parser, Raw
from gongyue.engines.workbook.fields import FIELDS
from gongyue.engines.workbook.headers import Heading
from gongyue.engines.workbook.numerals import tight
from gongyue.engines.workbook.numerals import words as words_of

DAYS = ("天", "日", "工日")
_MINUTES = ("分", "分钟")
_HOURS = ("小时", "时", "h", "工时")
PERCENT = "probation_wage_percent"  # never leaves the reader: see finishing
_A_DAY = Decimal(8)
_MOST = {"days": Decimal(366), "hours": Decimal(744)}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a parser must know about the sheet beside the cell."""

    epoch_1904: bool = False
    year: int | None = None
    thousands: int = 1


def parser_for(name: str, heading: Heading, setting: Setting) -> Parser:
    """The parser of a field under this heading."""
    kind = FIELDS[name].kind
    if name == "probation_wage":
        parse = partial(_never_negative, _numeric(name, kind, heading.unit, setting))
        return partial(_probation_wage, parse)
    if name == "wage":
        parse = partial(_never_negative, _numeric(name, kind, heading.unit, setting))
        return partial(_wage, parse)
    if kind in ("money", "hours", "days", "number"):
        number = _numeric(name, kind, heading.unit, setting)
        return partial(_never_negative, number) if name in _NEVER_NEGATIVE else number
    if kind in ("date", "contract_end", "enrolled"):
        return partial(_DATED[kind], epoch_1904=setting.epoch_1904)
    if kind == "month":
        return partial(words.parse_month, year=setting.year)
    if kind == "contract":
        return partial(terms.parse_contract, dated=bool(re.search("签|订", heading.whole)))
    return _by_heading(kind, heading) or _PLAIN[kind]


# What is agreed or counted cannot be below zero; allowances, hours and sums may hold corrections.
_NEVER_NEGATIVE = words_of(
    """
    hourly_wage base_wage insurance_base days_due days_worked rest_days consecutive_days
    longest_day_overtime probation_days hours_worked leave_entitled
    """
)


def _never_negative(parse: Parser, raw: Raw) -> Parsed:
    found = parse(raw)
    if isinstance(found, Decimal) and found < 0:
        return cells.Unreadable("number.negative", f"「{found}」是负数，这一栏不会是负数，未采用")
    return found


_HOURLY = re.compile(
    r"(?:时薪)?[￥¥]?(\d+(?:\.\d+)?)元?(?:/|每)(?:小时|时|h)|时薪[￥¥]?(\d+(?:\.\d+)?)元?"
)


def _wage(parse: Parser, raw: Raw) -> Parsed:
    """An agreed wage; 20元/小时 is an hourly one."""
    if isinstance(raw, str) and (found := _HOURLY.fullmatch(tight(raw))):
        return Many({"hourly_wage": Decimal(found[1] or found[2])})
    return parse(raw)


def _probation_wage(parse: Parser, raw: Raw) -> Parsed:
    """A wage for the probation; 80% is taken of the agreed wage once the row is known."""
    if isinstance(raw, str) and (
        found := re.fullmatch(r"(?:转正|月)?\D{0,4}(\d{2,3})%", tight(raw))
    ):
        return Many({PERCENT: Decimal(found[1])})
    if isinstance(raw, float) and 0.3 <= raw <= 1:
        return Many({PERCENT: Decimal(f"{raw * 100:.10g}")})
    return parse(raw)


_DATED = {
    "date": cells.parse_date,
    "contract_end": terms.parse_contract_end,
    "enrolled": words.parse_enrolled,
}
_PLAIN: dict[str, Parser] = {
    "name": words.parse_name,
    "id": identity.parse_id,
    "code": words.parse_code,
    "text": words.parse_text,
    "gender": words.parse_gender,
    "phone": words.parse_code,
    "employment": words.parse_employment,
    "status": words.parse_status,
    "months": words.parse_months,
    "overtime_kind": words.parse_overtime_kind,
    "hours_system": words.parse_hours_system,
    "year": words.parse_year,
    "grid": terms.text_of,
    "clock": words.parse_text,
    "agreement": terms.parse_agreement,
}


def _by_heading(kind: str, heading: Heading) -> Parser | None:
    if kind == "term":
        unit = heading.unit or ("年" if "年限" in heading.leaf or "年数" in heading.leaf else "")
        return partial(terms.parse_term, unit=unit)
    if kind == "probation":
        unit = heading.unit or ("月" if "月" in heading.leaf else "")
        return partial(terms.parse_probation, unit="天" if "天数" in heading.leaf else unit)
    if kind == "sign_count":
        return partial(terms.parse_sign_count, renewals=bool(re.search("续[签订]", heading.leaf)))
    if kind == "status":
        return partial(words.parse_status, asks_left="是否离职" in heading.leaf)
    return None


def factor_of(name: str, kind: str, unit: str, thousands: int) -> Decimal | None:
    """What a bare number of this unit is multiplied by; None when the unit does not fit."""
    if kind == "money":
        if unit in DAYS + _HOURS + _MINUTES + ("次", "%", "年"):
            return None
        return Decimal({"万元": 10_000, "千元": 1_000}.get(unit, thousands))
    if kind == "hours":
        if unit in DAYS:
            return _A_DAY
        return 1 / Decimal(60) if unit in _MINUTES else Decimal(1)
    if kind == "days" and unit in _HOURS:
        return 1 / _A_DAY if name in ("absence_days", "sick_days", "leave_taken") else None
    return None if unit in ("元", "次", "%") else Decimal(1)


def _numeric(name: str, kind: str, unit: str, setting: Setting) -> Parser:
    parse = {"hours": cells.parse_hours, "days": cells.parse_days}.get(kind, cells.parse_number)
    factor = factor_of(name, kind, unit, setting.thousands) or Decimal(1)
    most = _MOST.get(kind)
    if factor == 1 and most is None:
        return parse

    def scaled(raw: Raw) -> Parsed:
        found = parse(raw)
        if not isinstance(found, Decimal):
            return found
        amount = found if factor == 1 else (found * factor).quantize(Decimal("0.01")).normalize()
        if most is not None and not -most <= amount <= most:
            return cells.unreadable_number(str(found), "超出可能的范围")
        return amount + 0

    return scaled
