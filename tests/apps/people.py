"""The cast before anything happened: accounts and organisations, no records, nobody linked."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.services import register_user
from gongyue.apps.registry.models import Delegation, ImportBatch, Organisation
from gongyue.apps.registry.roles import Kind, Role
from gongyue.apps.registry.services import organisations
from tests.cast import AT, PASSWORD, PLACE, credit_code, identity_number
from tests.replay import replayed

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LI = identity_number()
WANG = identity_number(born="19950620", sequence=332)
HE = identity_number(born="19790912", sequence=224)
HEADER = ("姓名", "身份证号", "手机号", "部门", "岗位", "入职日期", "月工资")
ROSTER = (
    ("李师傅", LI, "13900001001", "装配车间", "钳工", "2023-05-04", "4200"),
    ("何大姐", HE, "13900001007", "包装车间", "包装工", "2021-09-01", "3900"),
)
PAY_HEADER = ("姓名", "身份证号", "月份", "应发工资", "实发工资")


@dataclass(frozen=True, kw_only=True)
class People:
    """李师傅 and 王骑手 work; 陈经理 and 钱人事 run 晨光工厂; 孙外人 belongs nowhere."""

    li: User
    wang: User
    chen: User
    hr: User
    finance: User
    zhao: User
    zhou: User
    clerk: User
    sun: User
    operator: User
    factory: Organisation
    platform: Organisation
    bureau: Organisation
    committee: Organisation


def bring_people() -> People:
    """The cast in this test's database; made once, then put back."""
    return replayed(_bring_people)


def _bring_people() -> People:
    names = (
        "李师傅",
        "王骑手",
        "陈经理",
        "钱人事",
        "吴财务",
        "赵调解员",
        "周监察员",
        "郑窗口",
        "孙外人",
    )
    users = [
        register_user(phone=f"1390000{1000 + number}", name=name, at=AT)
        for number, name in enumerate(names, start=1)
    ]
    li, wang, chen, hr, finance, zhao, zhou, clerk, sun = users
    operator = organisations.create_first_administrator(
        phone="13900009999",
        name="管理员",
        password=PASSWORD,
        operator_name="示例市数据中心",
        place=PLACE,
        at=AT,
    )
    factory = firm(chen, "晨光工厂", "91430102MA4L1ABC5")
    grant(chen, factory, hr, Role.HR)
    grant(chen, factory, finance, Role.FINANCE)
    platform = firm(wang, "顺风平台", "91430102MA4L1XYW7", kind=Kind.PLATFORM)
    bureau = office(operator, "示例区劳动监察大队", Kind.REGULATOR)
    grant(operator, bureau, zhou, Role.INSPECTOR)
    grant(operator, bureau, clerk, Role.CLERK)
    committee = office(operator, "示例街道调解委员会", Kind.MEDIATION)
    grant(operator, committee, zhao, Role.MEDIATOR)
    return People(
        li=li,
        wang=wang,
        chen=chen,
        hr=hr,
        finance=finance,
        zhao=zhao,
        zhou=zhou,
        clerk=clerk,
        sun=sun,
        operator=operator,
        factory=factory,
        platform=platform,
        bureau=bureau,
        committee=committee,
    )


def firm(
    owner: User, name: str, code: str, kind: str = Kind.ENTERPRISE, place: str = PLACE
) -> Organisation:
    return organisations.register_organisation(
        by=owner, name=name, kind=kind, credit_code=credit_code(code), place=place, at=AT
    )


def office(operator: User, name: str, kind: str, place: str = PLACE) -> Organisation:
    return organisations.register_organisation(
        by=operator, name=name, kind=kind, credit_code="", place=place, at=AT
    )


def grant(by: User, organisation: Organisation, user: User, role: str) -> None:
    organisations.grant_role(by=by, organisation_id=organisation.pk, user=user, role=role, at=AT)


def table(rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> bytes:
    """A CSV file as a spreadsheet program saves it."""
    sheet = io.StringIO()
    csv.writer(sheet).writerows([header, *rows])
    return sheet.getvalue().encode("utf-8-sig")


def imported(
    by: User,
    organisation: Organisation,
    rows: Sequence[Sequence[str]] = ROSTER,
    *,
    header: Sequence[str] = HEADER,
    name: str = "花名册.csv",
    at: datetime = AT,
) -> ImportBatch:
    """Plan and start at once."""
    from gongyue.apps.registry.services.imports import import_plan, import_start

    plan = import_plan(
        by=by, organisation_id=organisation.pk, content=table(rows, header), name=name, at=at
    )
    return import_start(by=by, batch_id=plan.pk, at=at)


NAMES = {"13900001001": ("李师傅", LI), "13900001002": ("王骑手", WANG)}


def linked(user: User) -> None:
    """Bind one of the cast who is bound to nobody yet."""
    from gongyue.apps.registry.permissions import person_of
    from gongyue.apps.registry.services.links import link_myself

    if person_of(user) is None:
        name, number = NAMES[user.phone]
        link_myself(by=user, name=name, id_number=number, at=AT)


def let(
    grantor: User,
    delegate: User,
    *acts: str,
    days: tuple[date, date] | None = None,
    reason: str = "family",
) -> Delegation:
    """An accepted delegation between two of NAMES."""
    from gongyue.apps.registry.services.delegations import (
        Offer,
        accept_delegation,
        offer_delegation,
    )

    linked(grantor)
    linked(delegate)
    first, last = days or (AT.date(), AT.date() + 9 * DAY)
    offer = Offer(
        phone=delegate.phone,
        name=NAMES[delegate.phone][0],
        reason=reason,
        relation="sibling" if reason == "family" else "colleague",
        acts=acts,
        first_on=first,
        last_on=last,
    )
    row = offer_delegation(by=grantor, offer=offer, at=AT)
    return accept_delegation(by=delegate, delegation_id=row.pk, at=AT)
