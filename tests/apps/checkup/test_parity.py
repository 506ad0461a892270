"""The registry finds exactly what the workbook found: same firm, both ways, messy as they come."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from gongyue.apps.checkup.run import run
from gongyue.apps.checkup.selectors import result_of
from gongyue.apps.checkup.services import checkup_organisation
from gongyue.apps.registry.services.imports import import_plan, import_start
from tests.apps.people import People
from tests.cast import AT, PLACE, identity_number

pytestmark = pytest.mark.django_db
ON = date(2026, 2, 10)
NAMES = (
    "赵甲",
    "钱乙",
    "孙丙",
    "李丁",
    "周戊",
    "吴己",
    "郑庚",
    "王辛",
    "冯壬",
    "陈癸",
    "褚子",
    "卫丑",
)
NUMBERS = [
    identity_number(born=f"{1962 + 4 * n}0{n % 9 + 1}15", sequence=100 + n) for n in range(12)
]
Rows = Sequence[Sequence[Any]]


def workbook() -> bytes:
    """Title lines, merged headers, monthly sheets, joins by number and by name only."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    _sheet(
        book,
        "花名册",
        ["晨光工厂员工花名册"],
        ["序号", "姓名", "身份证号码", "部门", "岗位", "入职时间", "用工形式"],
        _roster(),
    )
    _sheet(
        book,
        "合同台账",
        [],
        [
            "姓名",
            "证件号码",
            "合同签订日期",
            "合同期限起",
            "合同期限止",
            "合同类型",
            "试用期",
            "试用期工资",
            "月工资",
        ],
        _contracts(),
    )
    for month in (11, 12, 1):
        _sheet(
            book,
            f"{month}月工资",
            [f"{2026 if month == 1 else 2025}年{month}月工资表"],
            ["姓名", "部门", "应出勤", "实出勤", "加班费", "应发工资", "实发工资"],
            _pay(month),
        )
    _sheet(
        book,
        "12月考勤",
        ["2025年12月考勤汇总"],
        ["姓名", "部门", "平时加班", "休息日加班", "法定节假日加班"],
        _hours(),
    )
    _sheet(book, "社保", [], ["姓名", "身份证号", "是否参保", "参保日期", "缴费基数"], _insurance())
    book.close()
    return out.getvalue()


def _roster() -> Rows:
    days = ["2020.3.1", "2025年11月1日", "20251220", "2026-02-01", "2014/5/6", "2025-08-01"]
    kinds = ["全日制", "", "实习生", "非全日制"]
    return [
        [n + 1, name, NUMBERS[n], f"{'一二三'[n % 3]}车间", "操作工", days[n % 6], kinds[n % 4]]
        for n, name in enumerate(NAMES)
    ]


def _contracts() -> Rows:
    rows: list[list[Any]] = []
    for n in range(0, 12, 2):
        rows.append(
            [
                NAMES[n],
                NUMBERS[n],
                "2025-08-05",
                "2025-08-01",
                f"2026-0{n % 5 + 2}-28",
                "固定期限",
                "6个月",
                1500 + 200 * n,
                3000,
            ]
        )
    return [
        *rows,
        [NAMES[1], NUMBERS[1], "2025-12-20", "2025-11-01", "无固定期限", "", "", "", 4000],
    ]


def _pay(month: int) -> Rows:
    return [
        [
            name,
            f"{'一二三'[n % 3]}车间",
            22,
            22 - n % 3,
            100 * (n % 2),
            f"{1700 + 150 * n + month}元",
            1600,
        ]
        for n, name in enumerate(NAMES)
    ]


def _hours() -> Rows:
    return [
        [name, f"{'一二三'[n % 3]}车间", 10 + 4 * n, 8 * (n % 2), 0]
        for n, name in enumerate(NAMES[:9])
    ]


def _insurance() -> Rows:
    return [
        [NAMES[n], NUMBERS[n], "是" if n % 3 else "否", "2025-12-01" if n % 3 else "", 3200]
        for n in range(10)
    ]


def _sheet(book: Any, name: str, titles: list[str], header: list[str], rows: Rows) -> None:
    sheet = book.add_worksheet(name)
    for number, line in enumerate([*([title] for title in titles), header, *rows]):
        sheet.write_row(number, 0, line)


def _imported(people: People, content: bytes, name: str = "晨光工厂.xlsx") -> Any:
    plan = import_plan(
        by=people.chen, organisation_id=people.factory.pk, content=content, name=name, at=AT
    )
    return import_start(by=people.chen, batch_id=plan.pk, at=AT)


def _told(result: dict[str, Any]) -> dict[str, Any]:
    """Everything but the keys by which each side names a person."""
    return {
        name: sorted((_plain(item) for item in result[name]), key=repr)
        for name in ("findings", "undecided")
    } | {"totals": result["totals"], "people": result["people"]}


def _plain(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key != "person_key"}


def test_a_whole_firm_gives_the_same_findings_both_ways(people: People) -> None:
    content = workbook()
    batch = _imported(people, content)
    assert batch.state == "done"
    of_file = run(content, name="晨光工厂.xlsx", place=PLACE, on=ON).to_json()
    checkup = checkup_organisation(by=people.chen, organisation_id=people.factory.pk, on=ON, at=AT)
    of_records = result_of(people.chen, checkup.pk)
    assert len({finding["code"] for finding in of_file["findings"]}) >= 6
    assert _told(of_records) == _told(of_file)


def test_importing_the_same_workbook_again_changes_no_finding(people: People) -> None:
    content = workbook()
    _imported(people, content)
    first = checkup_organisation(by=people.chen, organisation_id=people.factory.pk, on=ON, at=AT)
    again = _imported(people, content, "晨光工厂（2）.xlsx")
    assert again.counts["rows_new"] == 0
    second = checkup_organisation(by=people.chen, organisation_id=people.factory.pk, on=ON, at=AT)
    assert (
        result_of(people.chen, first.pk)["findings"]
        == result_of(people.chen, second.pk)["findings"]
    )
