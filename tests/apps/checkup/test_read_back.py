"""A stored result prints like a fresh one."""

from __future__ import annotations

from datetime import date

from gongyue.apps.checkup.read_back import read_back
from gongyue.apps.checkup.run import run
from tests.cast import identity_number

HEAD = "姓名,身份证号,入职日期,是否签订劳动合同,月工资,试用期,参保日期\n"


def test_the_json_of_what_was_read_back_is_the_json_it_came_from() -> None:
    rows = "".join(
        f"员工{n},{identity_number(sequence=n)},20{20 + n % 6}-03-01,{'是否'[n % 2]},"
        f"{1500 + n * 97},6个月,2026-01-0{1 + n % 9}\n"
        for n in range(200, 230)
    )
    bad = "坏行,123,不知道,否,五六千,,\n"
    checkup = run(
        (HEAD + rows + bad).encode("utf-8-sig"),
        name="名册.csv",
        place="430102",
        on=date(2026, 11, 21),
        severance_detail=True,
    )
    told = checkup.to_json()
    assert len(told["findings"]) > 30 and told["problems"] and told["undecided"]
    assert read_back(told).to_json() == told
