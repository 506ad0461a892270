"""The cast, the same in every test and in the demo city, brought to life through services only."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.replay import replayed

AT = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
PLACE = "430102"
PASSWORD = "a-long-test-password"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity_number(area: str = "430102", born: str = "19880307", sequence: int = 101) -> str:
    """A fictional identity number whose check digit is right."""
    body = f"{area}{born}{sequence:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def credit_code(body: str = "91430102MA4L1ABC5") -> str:
    """A fictional unified social credit code whose check character is right."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(alphabet.index(char) * pow(3, place, 31) for place, char in enumerate(body))
    return body + alphabet[(31 - total % 31) % 31]


LI_NUMBER = identity_number()


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Users by role. 孙外人 is signed in and belongs nowhere: they must see nothing."""

    worker: Any
    enterprise: Any
    regulator: Any
    mediator: Any
    provider: Any
    operator: Any
    stranger: Any
    visitor: None
    factory: Any
    batch: Any

    def in_role(self, role: str) -> Any:
        """The user of a column of docs/reference/permissions.md; None for the visitor."""
        return getattr(self, role)


def bring_to_life() -> Cast:
    """The cast in this test's database; made once, then put back."""
    return replayed(_bring_to_life)


def _bring_to_life() -> Cast:
    """李师傅 works for 晨光工厂 of 陈经理; everybody else has a desk of their own."""
    from gongyue.apps.accounts.services import register_user
    from gongyue.apps.registry.roles import Kind, Role
    from gongyue.apps.registry.services import organisations
    from gongyue.apps.registry.services.links import link_myself

    names = ("李师傅", "陈经理", "周监察员", "赵调解员", "吴顾问", "孙外人")
    users = {
        name: register_user(phone=f"1390000{1000 + number}", name=name, at=AT)
        for number, name in enumerate(names, start=1)
    }
    operator = organisations.create_first_administrator(
        phone="13900009999",
        name="钱管理员",
        password=PASSWORD,
        operator_name="示例市数据中心",
        place=PLACE,
        at=AT,
    )

    def office(name: str, kind: Kind, member: str, role: Role) -> Any:
        made = organisations.register_organisation(
            by=operator, name=name, kind=kind, credit_code="", place=PLACE, at=AT
        )
        organisations.grant_role(
            by=operator, organisation_id=made.pk, user=users[member], role=role, at=AT
        )
        return made

    office("示例区劳动监察大队", Kind.REGULATOR, "周监察员", Role.INSPECTOR)
    office("示例街道调解委员会", Kind.MEDIATION, "赵调解员", Role.MEDIATOR)
    office("示例人力资源服务部", Kind.PROVIDER, "吴顾问", Role.AGENT)
    factory = organisations.register_organisation(
        by=users["陈经理"],
        name="晨光工厂",
        kind=Kind.ENTERPRISE,
        credit_code=credit_code(),
        place=PLACE,
        at=AT,
    )
    batch = _import_roster(users["陈经理"], factory)
    link_myself(by=users["李师傅"], name="李师傅", id_number=LI_NUMBER, at=AT)
    return Cast(
        worker=users["李师傅"],
        enterprise=users["陈经理"],
        regulator=users["周监察员"],
        mediator=users["赵调解员"],
        provider=users["吴顾问"],
        operator=operator,
        stranger=users["孙外人"],
        visitor=None,
        factory=factory,
        batch=batch,
    )


def _import_roster(manager: Any, factory: Any) -> Any:
    from gongyue.apps.registry.services.imports import import_plan, import_start

    rows = [
        ("姓名", "身份证号", "入职日期", "部门", "月工资"),
        ("李师傅", LI_NUMBER, "2023-05-04", "装配车间", "4200"),
        ("何大姐", identity_number(born="19790912", sequence=224), "2021-09-01", "包装", "3900"),
    ]
    sheet = io.StringIO()
    csv.writer(sheet).writerows(rows)
    content = sheet.getvalue().encode("utf-8-sig")
    batch = import_plan(
        by=manager, organisation_id=factory.pk, content=content, name="花名册.csv", at=AT
    )
    return import_start(by=manager, batch_id=batch.pk, at=AT)


# Route name → the arguments of an example, from the cast. Each portal's tests add their own in
# tests/portals/<portal>/examples.py as EXAMPLES.
Examples = Mapping[str, Callable[[Cast], dict[str, Any]]]
