"""A fictional firm in a throw-away system on SQLite, for measurements of the registry."""

from __future__ import annotations

import csv
import io
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

AT = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HEADER = (
    "姓名",
    "身份证号",
    "手机号",
    "部门",
    "岗位",
    "入职日期",
    "合同起始日",
    "合同终止日",
    "月工资",
)
FAMILY, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "一二三四五六七八九十甲乙丙丁戊己"


@contextmanager
def empty_system() -> Iterator[Any]:
    """Migrated, with one firm; yields (manager, firm) and removes everything afterwards."""
    home = tempfile.mkdtemp(prefix="gongyue-bench-")
    os.environ["GONGYUE_HOME"] = home
    # Never measure on somebody's city.
    for name in ("DATABASE_URL", "GONGYUE_KEY"):
        os.environ.pop(name, None)
    os.environ["GONGYUE_LOG_LEVEL"] = "ERROR"
    try:
        from gongyue.cli.serve import use_settings

        use_settings("embedded")
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield _manager_and_firm()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _manager_and_firm() -> tuple[Any, Any]:
    from gongyue.apps.accounts.services import register_user
    from gongyue.apps.registry.services.organisations import register_organisation

    manager = register_user(phone="13900001001", name="陈经理", at=AT)
    firm = register_organisation(
        by=manager, name="晨光工厂", kind="enterprise", credit_code="", place="430102", at=AT
    )
    return manager, firm


def roster(people: int) -> bytes:
    """A roster in CSV with valid fictional identity numbers."""
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(HEADER)
    sheet.writerows(_person(number) for number in range(people))
    return out.getvalue().encode("utf-8-sig")


def _person(number: int) -> tuple[str, ...]:
    from gongyue.kernel.ids import check_character

    born = date(1970, 1, 1) + timedelta(days=number // 900)
    body = f"430102{born:%Y%m%d}{number % 900 + 100:03d}"
    name = FAMILY[number % 16] + GIVEN[number // 16 % 16] + GIVEN[number // 256 % 16]
    hired = date(2015, 1, 1) + timedelta(days=number % 3600)
    return (
        name,
        body + check_character(body),
        f"139{number:08d}",
        f"第{number % 40 + 1}车间",
        "操作工",
        hired.isoformat(),
        hired.isoformat(),
        "2028-12-31",
        str(3000 + number % 50 * 100),
    )


def peak_megabytes() -> int:
    """The most memory this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1024 * 1024 if sys.platform == "darwin" else 1024)
