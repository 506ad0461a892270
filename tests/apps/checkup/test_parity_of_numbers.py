"""Doubtful identity numbers are found on the records just as on the file they came from."""

from __future__ import annotations

from typing import Any

import pytest

from gongyue.apps.checkup.run import run
from gongyue.apps.checkup.selectors import result_of
from gongyue.apps.checkup.services import checkup_organisation, checkup_upload
from tests.apps.checkup.test_services import ON
from tests.apps.people import HE, LI, WANG, People, imported, table
from tests.apps.registry.test_duplicates import WRONG
from tests.cast import AT, PLACE

pytestmark = pytest.mark.django_db
HEADER = ("姓名", "身份证号", "部门", "入职日期", "离职日期", "月工资", "参保日期")
LINES = {
    "two names": [
        ("李师傅", LI, "一车间", "2024-01-01", "", "4200", "2024-01-10"),
        ("张三", LI, "二车间", "2024-03-01", "", "1500", ""),
        ("何大姐", HE, "一车间", "2023-01-01", "", "3900", "2023-01-10"),
    ],
    "twice in employment": [
        ("李师傅", LI, "一车间", "2024-01-01", "", "4200", "2024-01-10"),
        ("李师傅", LI, "二车间", "2025-03-01", "", "4200", "2025-03-10"),
        ("何大姐", HE, "一车间", "2023-01-01", "", "3900", "2023-01-10"),
    ],
    "two names on a wrong number": [
        ("李师傅", WRONG, "一车间", "2024-01-01", "", "4200", "2024-01-10"),
        ("张三", WRONG, "二车间", "2024-03-01", "", "4200", "2024-03-10"),
    ],
    "an old and a new writing of one number": [
        ("李师傅", LI, "一车间", "2024-01-01", "", "4200", "2024-01-10"),
        ("张三", LI[:6] + LI[8:17], "二车间", "2024-03-01", "", "4200", "2024-03-10"),
    ],
    "who left and came back": [
        ("李师傅", LI, "一车间", "2022-01-01", "2023-01-31", "4200", "2022-01-10"),
        ("李师傅", LI, "二车间", "2025-03-01", "", "4200", "2025-03-10"),
        ("王骑手", WANG, "一车间", "2023-01-01", "2023-05-31", "3900", ""),
    ],
}
FOUND = {
    "two names": 2,
    "twice in employment": 1,
    "two names on a wrong number": 2,
    "an old and a new writing of one number": 2,
}


def told(result: dict[str, Any]) -> Any:
    return {
        name: sorted(
            ({k: v for k, v in item.items() if k != "person_key"} for item in result[name]),
            key=repr,
        )
        for name in ("findings", "undecided")
    } | {"totals": result["totals"], "people": result["people"]}


@pytest.mark.parametrize("case", LINES)
def test_file_and_records_agree(people: People, case: str) -> None:
    rows = LINES[case]
    batch = imported(people.chen, people.factory, rows, header=HEADER)
    assert batch.state == "done"
    of_file = run(table(rows, HEADER), name="花名册.csv", place=PLACE, on=ON).to_json()
    done = checkup_organisation(by=people.chen, organisation_id=people.factory.pk, on=ON, at=AT)
    assert told(result_of(people.chen, done.pk)) == told(of_file)
    twins = [f for f in of_file["findings"] if f["code"] == "id.duplicate"]
    assert len(twins) == FOUND.get(case, 0)


def test_a_finding_on_a_file_goes_to_nobody_of_another_name(people: People) -> None:
    """The number alone does not say whose wages these are."""
    imported(people.chen, people.factory)
    checkup = checkup_upload(
        by=people.chen,
        organisation_id=people.factory.pk,
        content=table(LINES["two names"], HEADER),
        name="新册.csv",
        on=ON,
        at=AT,
    )
    concerned = {row.person_id: row.code for row in checkup.findings.filter(person__isnull=False)}
    assert len({row.person_id for row in checkup.findings.all()}) > 1
    low = checkup.findings.get(code="wage.below_minimum", is_undecided=False)
    assert low.person_id is None and concerned
