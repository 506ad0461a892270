"""Fictional people: names, identity numbers and telephone numbers that pass their checks.

Everything is drawn from a seeded generator, so that a city told twice on one day is the same.
The area codes exist; the order numbers are high ones that no office has given out in that year.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from gongyue.kernel.dates import add_months
from gongyue.kernel.ids import check_character, credit_check_character

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹喻柏窦章苏潘葛范彭"
GIVEN_NAMES = (
    "建国 秀英 志强 桂兰 海燕 文斌 丽娟 国庆 晓东 玉梅 卫平 春花 小军 慧敏 长青 若溪 子轩 雨桐 "
    "思远 梦洁 立新 冬梅 宏伟 雪莲 学文 美玲 振华 佳怡 俊杰 巧云 永康 静 磊 芳 勇 娜 涛 敏 波 霞"
)
GIVEN = tuple(GIVEN_NAMES.split())
RARE = ("欧阳䶮", "李㛃", "阿依古丽·买买提", "司马相宜")
AREAS = ("430102", "430103", "430104", "430105", "430111", "430121", "430181", "430523", "431121")
TRIENNIUM = 36
CROWD = 100_000  # orders from here on are the crowd's: other numbers than the story's


@dataclass(kw_only=True)
class Employee:
    """One line of a firm's books, lawful unless a situation changes it."""

    name: str
    id_number: str
    phone: str
    department: str
    post: str
    hired_on: date
    wage: Decimal
    left_on: date | None = None
    kind: str = "全日制"
    signed_on: date | None = None
    contract_first: date | None = None
    contract_last: date | None = None
    contract_kind: str = "固定期限"
    sign_count: int = 1
    probation_months: int = 2
    probation_wage: Decimal | None = None
    enrolled: str = "是"
    enrolled_on: date | None = None
    insurance_base: Decimal | None = None
    leave_entitled: int = 5
    leave_taken: int = 5
    absent_days: int = 0  # a month, unpaid by agreement
    overtime: tuple[int, int, int] = (0, 0, 0)  # hours a month: workday, rest day, holiday
    overtime_share: Decimal = Decimal(1)  # how much of what is due the firm pays
    pay_share: Decimal = Decimal(1)  # how much of the agreed wage the firm pays
    remark: str = ""
    tags: list[str] = field(default_factory=list)


def identity_number(*, area: str, birth_on: date, order: int) -> str:
    """A number with a right check character; an odd order is a man."""
    body = f"{area}{birth_on:%Y%m%d}{order:03d}"
    return body + check_character(body)


def credit_code(order: int) -> str:
    """A code of registration department 91 in Changsha that passes its check."""
    body = f"91430100MADE{order:05d}"
    return body + credit_check_character(body)


def mobile(order: int) -> str:
    """A fictional number; the demo never sends anything to it."""
    return f"199{order:08d}"


def employees(  # noqa: PLR0913 - what a firm's people have in common
    rng: Random,
    *,
    count: int,
    start: int,
    today: date,
    wages: tuple[int, int],
    posts: list[str],
    taken: set[str],
) -> list[Employee]:
    """`count` lawful employees with records of three years at most.

    `taken`: the identity numbers given out so far; theirs are added.
    """
    staff = []
    while len(staff) < count:
        one = _employee(rng, order=start + len(staff), today=today, wages=wages, posts=posts)
        if one.id_number not in taken:
            taken.add(one.id_number)
            staff.append(one)
    return staff


def _employee(
    rng: Random, *, order: int, today: date, wages: tuple[int, int], posts: list[str]
) -> Employee:
    hired_on = add_months(today.replace(day=1), -rng.randint(8, 30)) + timedelta(
        days=rng.randint(0, 20)
    )
    wage = Decimal(rng.randrange(wages[0], wages[1], 100))
    department, post = rng.choice(posts).split("/")
    return Employee(
        name=_name(rng, order),
        id_number=identity_number(
            area=rng.choice(AREAS),
            birth_on=date(today.year - rng.randint(24, 47), rng.randint(1, 12), rng.randint(1, 28)),
            order=(800 if order >= CROWD else 900) + order % 100,
        ),
        phone=mobile(order),
        department=department,
        post=post,
        hired_on=hired_on,
        wage=wage,
        signed_on=hired_on + timedelta(days=rng.randint(0, 12)),
        contract_first=hired_on,
        contract_last=add_months(hired_on, TRIENNIUM) - timedelta(days=1),
        probation_wage=wage * 9 / 10,
        enrolled_on=hired_on + timedelta(days=rng.randint(3, 25)),
        insurance_base=max(wage, Decimal(4308)),
    )


def _name(rng: Random, order: int) -> str:
    if order % 61 == 0:
        return RARE[order // 61 % len(RARE)]
    return rng.choice(SURNAMES) + rng.choice(GIVEN)
