"""What is looked at in one employment: is it whole, can it be right, is it fresh.

Each check answers for one employment as its firm wrote it. Codes are stored; words stand here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from gongyue.apps.registry.identity import Card
from gongyue.apps.registry.models.employments import EmploymentKind
from gongyue.kernel.dates import add_months, age_on
from gongyue.kernel.ids import IdentityNumber, InvalidIdentity, is_mobile, parse_document

STALE_MONTHS = 3
YOUNGEST, OLDEST = 16, 80
SHOULD_BE_INSURED = {EmploymentKind.FULL_TIME, EmploymentKind.UNKNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One employment with what is known of it. `newest`: the newest record by type."""

    card: Card
    kind: str
    hired_on: date | None
    left_on: date | None
    has_left: bool
    newest: Mapping[str, date]
    other_names: frozenset[str]  # under which the firm wrote this person, too
    same_number: int  # how many people of the firm stand under this number
    same_phone: int


@dataclass(frozen=True, slots=True)
class Check:
    """`group`: completeness, validity, conflict or staleness."""

    code: str
    group: str
    words_zh: str
    applies: Callable[[Looked, date], bool]


GROUPS = {"complete": "完整", "valid": "有效", "conflict": "一致", "fresh": "及时"}


def problems_of(looked: Looked, on: date) -> list[str]:
    """Codes of everything wrong with one employment."""
    return [check.code for check in CHECKS if check.applies(looked, on)]


def _number_is_wrong(looked: Looked, on: date) -> bool:
    text = looked.card.id_number
    if not text:
        return False
    try:
        parse_document(text)
    except InvalidIdentity:
        return True
    return False


def _age_is_impossible(looked: Looked, on: date) -> bool:
    """Too young or too old on the day of hiring, by the number."""
    try:
        born = IdentityNumber.parse(looked.card.id_number).birth_on
    except InvalidIdentity:
        return False
    age = age_on(born, looked.hired_on or on)
    return not YOUNGEST <= age <= OLDEST


def _is_silent(looked: Looked, on: date) -> bool:
    """Still employed, and nothing of the last months is known: no pay, no attendance."""
    if looked.has_left or (looked.hired_on and looked.hired_on > add_months(on, -STALE_MONTHS)):
        return False
    months = [day for name, day in looked.newest.items() if name in MONTHLY]
    return not months or max(months) < add_months(on.replace(day=1), -STALE_MONTHS)


MONTHLY = frozenset({"pay.recorded", "attendance.recorded"})
CHECKS = (
    Check("number_missing", "complete", "没有证件号码", lambda x, on: not x.card.id_number),
    Check("phone_missing", "complete", "没有手机号", lambda x, on: not x.card.phone),
    Check("hired_missing", "complete", "没有入职日期", lambda x, on: x.hired_on is None),
    Check("insurance_missing", "complete", "没有社会保险记录",
          lambda x, on: not x.has_left and x.kind in SHOULD_BE_INSURED
          and "insurance.recorded" not in x.newest),
    Check("number_wrong", "valid", "证件号码校验不符", _number_is_wrong),
    Check("phone_wrong", "valid", "手机号不是有效号码",
          lambda x, on: bool(x.card.phone) and not is_mobile(x.card.phone)),
    Check("age_impossible", "valid", "按证件号码，入职时年龄不合常理", _age_is_impossible),
    Check("hired_in_future", "valid", "入职日期在一个月以后",
          lambda x, on: x.hired_on is not None and x.hired_on > add_months(on, 1)),
    Check("number_shared", "conflict", "同一证件号码登记了几个人", lambda x, on: x.same_number > 1),
    Check("name_differs", "conflict", "同一个人在本单位写过不同的姓名",
          lambda x, on: bool(x.other_names)),
    Check("phone_shared", "conflict", "五人以上共用一个手机号", lambda x, on: x.same_phone >= 5),
    Check("silent", "fresh", "在职，近三个月没有工资和考勤", _is_silent),
)  # fmt: skip
BY_CODE = {check.code: check for check in CHECKS}
