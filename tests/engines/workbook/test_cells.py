"""What one cell may say, both sides of every doubt."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from gongyue.engines.workbook import BareMonth, escape_cell
from gongyue.engines.workbook.cells import (
    Many,
    Unreadable,
    parse_date,
    parse_hours,
    parse_number,
)
from gongyue.engines.workbook.identity import parse_id, same_number
from gongyue.engines.workbook.legends import legend_in
from gongyue.engines.workbook.roles import month_of_name
from gongyue.engines.workbook.terms import (
    parse_contract,
    parse_contract_end,
    parse_probation,
    parse_sign_count,
    parse_term,
)
from gongyue.engines.workbook.words import (
    parse_employment,
    parse_enrolled,
    parse_month,
    parse_status,
)
from tests.engines.workbook.builder import identity

MAY = date(2023, 5, 1)
ZERO = datetime.combine(date(1899, 12, 31), time())
SERIAL_3500 = datetime.combine(date(1909, 7, 31), time())
MORNING = datetime.combine(MAY, time(8, 30))


@pytest.mark.parametrize(
    "raw",
    [
        "2023.5.1", "2023年5月1日", "20230501", 20230501.0, 45047.0, "45047", "23.5.1", "23/5/1",
        "2023-05-01 08:30:00", "2023-05-01T08:30:00", "2023/5/1 8:30", "二〇二三年五月一日",
        "2023年05月01日起", "２０２３．５．１", "2023,5,1", "2023。5。1", "2023 5 1",
        "2023年5月1号", "1-May-2023",
        " 2023-05-01 ", "2023--05--01", "2023-05-01（星期一）", MORNING, MAY,
        "230501",
    ],
)  # fmt: skip
def test_a_day_is_understood_however_it_is_written(raw: Any) -> None:
    assert parse_date(raw) == MAY


@pytest.mark.parametrize(
    "raw", ["2023/5", "2023-05", "2023年5月", "202305", "2023.5", 2023.05, "2023年5月初"]
)
def test_a_month_is_known_to_be_a_month_only(raw: Any) -> None:
    found = parse_date(raw)
    assert isinstance(found, BareMonth)
    assert found == MAY


@pytest.mark.parametrize(
    "raw",
    [
        "2023-02-30", "2023.13.1", "2023", 2023.0, "5月1日", "长期", "约2023年5月", "5/6/2023",
        "2020.1.1-2021.1.1", 2023.1, True, time(8, 30), "0203-05-01", "99999999", 12.0,
    ],
)  # fmt: skip
def test_what_is_no_certain_day_is_unreadable(raw: Any) -> None:
    assert isinstance(parse_date(raw), Unreadable)


@pytest.mark.parametrize("raw", ["", "-", "/", "无", "至今", "在职", 0.0, ZERO, "  "])
def test_blank_days(raw: Any) -> None:
    assert parse_date(raw) is None


def test_the_two_epochs_differ_by_1462_days() -> None:
    assert parse_date(43585.0, epoch_1904=True) == MAY


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        ("１２００", 1200), ("1.2万", 12000), ("￥8,000元", 8000), ("8000元/月", 8000),
        ("(1,000)", -1000),
        ("（500）", -500), ("1万2", 12000), ("8k", 8000), ("三千五百", 3500), ("捌仟元整", 8000),
        ("3.5h", "3.5"),
        ("22天", 22), ("8，000", 8000), ("-300", -300), (0.1 + 0.2, "0.3"), (8000.0, 8000),
        ("人民币5000元", 5000),
        ("  4 500 ", 4500), (SERIAL_3500, 3500),
    ],
)  # fmt: skip
def test_an_amount_is_understood_however_it_is_written(raw: Any, amount: Any) -> None:
    assert parse_number(raw) == Decimal(amount)


@pytest.mark.parametrize(
    "raw",
    ["8000-10000", "8000~10000", "8000左右", "约8000", "12%", "3000+500", "1000-", "=1+1", "1.2.3",
     "1,00",
     "面议", True, 1e17, float("nan"), float("inf"), "8000元以上", "九千多", "9" * 40],
)  # fmt: skip
def test_what_is_no_certain_amount_is_unreadable(raw: Any) -> None:
    assert isinstance(parse_number(raw), Unreadable)


@pytest.mark.parametrize("raw", ["#N/A", "#REF!", "#DIV/0!", "#NAME?"])
def test_an_error_in_a_cell_is_named(raw: str) -> None:
    for found in (parse_number(raw), parse_date(raw), parse_id(raw)):
        assert isinstance(found, Unreadable)
        assert found.code == "cell.error"


@pytest.mark.parametrize(
    ("raw", "hours"),
    [("3:30", "3.5"), ("3小时30分", "3.5"), ("90分钟", "1.5"), (time(2, 15), "2.25"),
     (timedelta(hours=36, minutes=30), "36.5"), ("8小时", 8)],
)  # fmt: skip
def test_hours(raw: Any, hours: Any) -> None:
    assert parse_hours(raw) == Decimal(hours)


NUMBER = identity("19900101")


@pytest.mark.parametrize(
    "raw",
    [NUMBER, f" {NUMBER} ", f"'{NUMBER}", f'="{NUMBER}"', f"身份证号：{NUMBER}",
     f"{NUMBER[:6]} {NUMBER[6:]}",
     NUMBER.translate(str.maketrans("0123456789", "０１２３４５６７８９"))],
)  # fmt: skip
def test_an_identity_number_however_it_is_written(raw: str) -> None:
    assert parse_id(raw) == NUMBER


def test_a_lower_case_x_is_raised() -> None:
    assert parse_id("43010219900101001x") == "43010219900101001X"


@pytest.mark.parametrize(
    "raw", [4.30102199001010e17, "4.30102E+17", "4.30102199001E+17", "430102199001010000"]
)
def test_a_number_damaged_by_the_spreadsheet_is_never_repaired(raw: Any) -> None:
    found = parse_id(raw)
    assert isinstance(found, Unreadable)
    assert found.code == "id.unrecoverable"
    assert "430102199001" not in found.message_zh


def test_a_genuine_number_that_ends_in_three_zeros_is_kept() -> None:
    genuine = next(n for s in range(900) if (n := identity("19900101", s)).endswith("000"))
    assert parse_id(genuine) == genuine


def test_fifteen_digits_are_kept_and_named() -> None:
    found = parse_id(430102900101001.0)
    assert isinstance(found, Many)
    assert found.values == {"id_number": "430102900101001"}
    assert found.problem is not None
    assert found.problem.code == "id.legacy"
    assert same_number("430102900101001") == identity("19900101", 1)


@pytest.mark.parametrize("raw", ["430102********0019", "4301021990****0019"])
def test_a_masked_number_identifies_nobody(raw: str) -> None:
    found = parse_id(raw)
    assert isinstance(found, Unreadable)
    assert found.code == "id.masked"


@pytest.mark.parametrize("raw", ["43010219900101001", "430102199013010019", "H12345678"])
def test_a_wrong_number_is_kept_for_the_check_to_judge(raw: str) -> None:
    assert parse_id(raw) == raw


@pytest.mark.parametrize(
    ("raw", "values"),
    [
        ("2023.1.1-2025.12.31",
         {"contract_first": date(2023, 1, 1),
          "contract_last": date(2025, 12, 31)}),
        ("2023年1月1日至2025年12月31日",
         {"contract_first": date(2023, 1, 1),
          "contract_last": date(2025, 12, 31)}),
        ("2023-01-01-2025-12-31",
         {"contract_first": date(2023, 1, 1),
          "contract_last": date(2025, 12, 31)}),
        ("20230101-20251231",
         {"contract_first": date(2023, 1, 1),
          "contract_last": date(2025, 12, 31)}),
        ("2023.1.1-12.31",
         {"contract_first": date(2023, 1, 1),
          "contract_last": date(2023, 12, 31)}),
        ("三年", {"contract_months": 36}), ("一年半", {"contract_months": 18}),
        (3.0, {"contract_months": 36}),
        (36.0, {"contract_months": 36}), ("无固定期限", {"contract_kind": "open"}),
        ("2023.1.1-长期", {"contract_first": date(2023, 1, 1), "contract_kind": "open"}),
        ("2023.1.1起三年", {"contract_first": date(2023, 1, 1), "contract_months": 36}),
        ("至2025.12.31", {"contract_last": date(2025, 12, 31)}),
        ("以完成一定工作任务为期限", {"contract_kind": "task"}),
    ],
)  # fmt: skip
def test_a_contract_term_in_one_cell(raw: Any, values: dict[str, Any]) -> None:
    assert parse_term(raw) == Many(values)


def test_a_bare_six_could_be_years_or_months() -> None:
    assert isinstance(parse_term(6.0), Unreadable)
    assert parse_term(6.0, unit="月") == Many({"contract_months": 6})
    assert parse_term(6.0, unit="年") == Many({"contract_months": 72})


@pytest.mark.parametrize(
    "raw", ["长期", "无固定期限", "2099-12-31", "9999-12-31", date(2099, 12, 31)]
)
def test_words_for_a_contract_without_an_end(raw: Any) -> None:
    assert parse_contract_end(raw) == Many({"contract_kind": "open"})


@pytest.mark.parametrize(
    ("raw", "signed"),
    [("已签", True), ("是", True), ("√", True), ("有", True), (True, True), (1.0, True),
     ("续签", True),
     ("未签", False), ("否", False), ("×", False), ("无", False), ("待签", False), ("口头", False),
     (0.0, False)],
)  # fmt: skip
def test_whether_a_contract_was_signed(raw: Any, signed: bool) -> None:
    assert parse_contract(raw) == Many({"contract_signed": signed})


def test_a_contract_cell_with_dates_kind_or_other_work() -> None:
    found = parse_contract("已签2023.1.1-2025.12.31")
    assert isinstance(found, Many)
    assert found.values["contract_last"] == date(2025, 12, 31)
    assert parse_contract("劳务合同") == Many({"employment_kind": "service"})
    assert isinstance(parse_contract("已到期未续签"), Unreadable)


@pytest.mark.parametrize(
    ("raw", "values"),
    [
        ("3个月", {"probation_months": 3}), ("三个月", {"probation_months": 3}),
        ("半年", {"probation_months": 6}),
        ("无", {"probation_months": 0}), ("无试用期", {"probation_months": 0}),
        (0.0, {"probation_months": 0}),
        ("60天", {"probation_days": 60}), (90.0, {"probation_days": 90}),
        (2.0, {"probation_months": 2}),
        ("1个半月", {"probation_months": Decimal("1.5")}),
        ("2023-03-31", {"probation_last": date(2023, 3, 31)}),
        ("2023.1.1-2023.3.31",
         {"probation_first": date(2023, 1, 1), "probation_last": date(2023, 3, 31)}),
    ],
)  # fmt: skip
def test_a_probation_in_one_cell(raw: Any, values: dict[str, Any]) -> None:
    assert parse_probation(raw) == Many(values)


@pytest.mark.parametrize("raw", ["", "/", "已转正"])
def test_no_word_about_probation_is_not_no_probation(raw: str) -> None:
    assert parse_probation(raw) is None


@pytest.mark.parametrize(
    ("raw", "count"),
    [("2次", 2), ("第二次", 2), ("二签", 2), ("首签", 1), (3.0, 3), ("续签1次", 2)],
)
def test_how_often_was_signed(raw: Any, count: int) -> None:
    assert parse_sign_count(raw) == count


def test_a_count_of_renewals_leaves_out_the_first() -> None:
    assert parse_sign_count(1.0, renewals=True) == 2
    assert parse_sign_count("无", renewals=True) == 1


@pytest.mark.parametrize(
    ("raw", "enrolled"),
    [("是", True), ("已缴", True), ("五险", True), ("未参保", False), ("新农合", False),
     ("自行缴纳", False),
     ("放弃", False)],
)  # fmt: skip
def test_whether_a_person_is_enrolled(raw: str, enrolled: bool) -> None:
    assert parse_enrolled(raw) is enrolled


def test_a_day_of_enrolment_and_a_part_of_the_insurances() -> None:
    assert parse_enrolled("2024.3参保") == Many(
        {"enrolled": True, "enrolled_on": BareMonth(2024, 3, 1)}
    )
    assert isinstance(parse_enrolled("仅工伤"), Unreadable)
    assert isinstance(parse_enrolled("已停保"), Unreadable)


@pytest.mark.parametrize(
    ("raw", "status"),
    [("在职", "在职"), ("试用期", "在职"), ("已离职", "离职"), ("拟离职", "在职"),
     ("待离职", "在职"), ("停薪留职", "在职")],
)  # fmt: skip
def test_whether_a_person_is_still_there(raw: str, status: str) -> None:
    assert parse_status(raw) == status


def test_the_question_whether_somebody_left_is_answered_the_other_way_round() -> None:
    assert parse_status("是", asks_left=True) == "离职"
    assert parse_status("否", asks_left=True) == "在职"
    assert parse_status("离职(2025.3.1)") == Many({"status": "离职", "left_on": date(2025, 3, 1)})


@pytest.mark.parametrize(
    ("raw", "kind"),
    [("全日制", "full_time"), ("非全日制", "part_time"), ("小时工", "part_time"),
     ("实习生", "intern"),
     ("退休返聘", "rehired_retiree"), ("劳务派遣", "dispatch"), ("劳务", "service"),
     ("学徒", "full_time")],
)  # fmt: skip
def test_kinds_of_employment(raw: str, kind: str) -> None:
    assert parse_employment(raw) == kind


@pytest.mark.parametrize(
    "raw",
    [
        "2025-09",
        "2025年9月",
        "202509",
        202509.0,
        "2025.09",
        "2025-09-01~2025-09-30",
        date(2025, 9, 30),
    ],
)
def test_a_month(raw: Any) -> None:
    assert parse_month(raw) == BareMonth(2025, 9, 1)


def test_a_month_without_a_year_waits_for_one() -> None:
    assert parse_month("9月", year=2025) == BareMonth(2025, 9, 1)
    assert parse_month("9月") == 9


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("1月", (None, 1)), ("2025-09", (2025, 9)), ("202509", (2025, 9)),
        ("某某公司2025年9月份工资表", (2025, 9)),
        ("25年9月", (2025, 9)), ("09", (None, 9)), ("十二月", (None, 12)), ("1-12月", (None, None)),
        ("2025年1月-12月", (2025, None)), ("制表日期：2025年10月5日", (None, None)),
        ("Sheet1", (None, None)),
        ("2025年8月26日-2025年9月25日", (2025, 9)),
    ],
)  # fmt: skip
def test_the_month_of_a_sheet(name: str, month: tuple[int | None, int | None]) -> None:
    assert month_of_name(name) == month


def test_a_legend_in_either_order() -> None:
    assert legend_in("备注：出勤√ 休息○ 事假△") == {"√": "出勤", "○": "休息", "△": "事假"}
    assert legend_in("√—出勤，○—休息") == {"√": "出勤", "○": "休息"}
    assert legend_in("制表人：张三") == {}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        " =1",
        "\u3000=1",
        "\ufeff=1",
    ],
)
def test_text_a_spreadsheet_might_run_is_escaped(text: str) -> None:
    assert escape_cell(text).startswith("'")


@pytest.mark.parametrize("text", ["张三", "2023-05-01", "1=1", ""])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert escape_cell(text) == text
