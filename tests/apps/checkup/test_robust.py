"""Whatever stands in the cells, the check-up runs to its end."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongyue.apps.checkup.facts_from_workbook import Gathering
from gongyue.apps.checkup.run import CannotCheckUp, run
from tests.apps.checkup.workbooks import PAY, ROSTER, firm, identity, workbook
from tests.depth import examples

FRESH = date(2025, 12, 15)
JUNK = st.sampled_from(
    ["", "-5000", "1e400", "9999-12-31", "2025-02-30", "０．８", "未知", "=1+1", "#REF!",
     "至法定退休", "2099.12.31", "已离职",
     "3个月", "-3", "1/0", "∞", "NaN", "\u200b", "男" * 300, "1900-01-01",
     "202511", "两年", "60天", "80%", "√", "否", "无"]
) | st.integers(-(10**9), 10**9) | st.dates(date(1900, 3, 1), date(9999, 12, 31))  # fmt: skip


def checked(content):
    return run(content, name="表.xlsx", place="430100", on=FRESH)


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_junk_in_random_cells(data):
    sheets = {name: [list(row) for row in rows] for name, rows in firm().items()}
    for _ in range(data.draw(st.integers(1, 12))):
        rows = sheets[data.draw(st.sampled_from(sorted(sheets)))]
        row = rows[data.draw(st.integers(1, len(rows) - 1))]
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(JUNK)
    result = checked(workbook(sheets))
    assert result.result.failures == ()
    json.dumps(result.to_json())


def roster(name, number, hired, wage, *more):
    return (1, name, number, "男", "生产部", "全日制", hired, None, wage, *more)


def one(remark=None, **sheets):
    number = identity(date(1990, 5, 5), 21)
    line = roster("郑一", number, date(2024, 1, 1), 5000, remark)
    return number, workbook({"花名册": [(*ROSTER, "备注"), line], **sheets})


def codes(content):
    return {f.code: f.status for f in checked(content).result.findings}


def test_a_remark_of_leaving_keeps_an_open_state_from_being_a_breach():
    number, _ = one()
    head = ("姓名", "身份证号", "合同起始日期", "合同终止日期")
    contracts = [head, ("郑一", number, date(2024, 1, 1), date(2025, 6, 30))]
    _, plain = one("表现优秀", 合同=contracts)
    _, said = one("2025.6.30已离职", 合同=contracts)
    assert codes(plain)["contract.expired"] == "breach"
    assert codes(said).get("contract.expired") != "breach"


def test_a_bonus_sheet_is_no_wage_of_the_month():
    number, _ = one()
    wages = [PAY, ("郑一", number, 5000, 0, 0, 4500)]
    bonus = [PAY, ("郑一", number, 800, 0, 0, 800)]
    _, content = one(**{"2025年10月年终奖": bonus, "2025年10月工资表": wages})
    assert "wage.below_minimum" not in codes(content)


def test_wage_and_supplement_in_two_rows_are_added():
    number, _ = one()
    rows = [PAY, ("郑一", number, 1500, 0, 0, 1500), ("郑一", number, 900, 0, 0, 900)]
    _, content = one(**{"2025年10月工资表": rows})
    assert "wage.below_minimum" not in codes(content)


def test_rows_that_cannot_become_facts_are_one_persons_loss(monkeypatch, caplog):
    good = Gathering._facts

    def fails(self, person, placed):
        if person.name == "赵六":
            raise TypeError("nobody foresaw this")
        return good(self, person, placed)

    monkeypatch.setattr(Gathering, "_facts", fails)
    found = checked(workbook(firm()))
    assert found.result.people == 6
    lost = [p for p in found.to_json()["problems"] if p["code"] == "internal"]
    assert [(p["sheet"], p["row"]) for p in lost] == [("员工花名册", 3)]
    assert {f.person for f in found.result.findings} >= {"钱七", "周九"}


def test_an_empty_or_unreadable_file_still_refuses():
    with pytest.raises(CannotCheckUp):
        checked(b"")
