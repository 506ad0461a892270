"""Tables as programs export them and offices keep them, each with the traps it brings along."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from gongyue.engines.workbook import Sheet, Workbook, read
from tests.engines.workbook.builder import Line, Tab, csv_bytes, identity, xlsx

NAMES = ["张伟", "王芳", "李娜", "刘洋", "陈静"]
IDS = [identity("19900101", 100 + n) for n in range(10)]
ON = date(2025, 12, 10)
WEEK = "六日一二三四五"


def book_of(*tabs: Tab, name: str = "x.xlsx") -> Workbook:
    return read(xlsx(*tabs), name=name, on=ON)


def sheet_of(name: str, lines: list[Line], merges: list[str] | None = None) -> Sheet:
    return book_of(Tab(name, lines, merges or [])).sheets[0]


def values(sheet: Sheet, place: int = 0) -> dict[str, Any]:
    return dict(sheet.rows[place].values)


def unmapped(sheet: Sheet) -> set[str]:
    return {text for letter, text in sheet.headers.items() if letter not in sheet.mapping}


def test_the_monthly_summary_of_an_attendance_service_splits_overtime_by_its_use() -> None:
    fixed = ["姓名", "考勤组", "部门", "工号", "UserId", "出勤天数", "休息天数", "旷工天数"]
    overtime = [
        f"{day}（{use}）"
        for use in ("转调休", "转加班费")
        for day in ("工作日", "休息日", "节假日")
    ]
    head = [
        *fixed,
        "请假",
        "",
        "加班总时长",
        "加班时长-按加班规则计算",
        *[""] * 5,
        "考勤结果",
        *[""] * 29,
    ]
    days = [f"{WEEK[n % 7]}\n{n + 1}" for n in range(30)]
    second = [*[""] * 8, "事假(小时)", "年假(天)", "", *overtime, *days]
    row = [
        "张伟",
        "A组",
        "生产部",
        "7",
        "u7",
        22,
        8,
        0,
        4,
        1,
        26,
        2,
        4,
        1,
        10,
        8,
        1,
        *["正常"] * 30,
    ]
    merges = ["I3:J3", "L3:Q3", "R3:AU3", *(f"{c}3:{c}4" for c in "ABCDEFGHK")]
    title: list[Line] = [["月度汇总 统计日期：2025-11-01 至 2025-11-30"], ["生成时间：2025-12-01"]]
    sheet = sheet_of("月度汇总", [*title, head, second, row], merges)
    found = values(sheet)
    assert sheet.month == date(2025, 11, 1)
    assert (found["overtime_hours"], found["overtime_workday_hours"]) == (26, 12)
    assert (found["overtime_restday_hours"], found["overtime_holiday_hours"]) == (8, 2)
    assert found["absence_days"] * 2 == 1  # four hours are half a day
    assert len(found["day_grid"]) == 30
    assert found["employee_no"] == "7"


def test_a_monthly_report_with_groups_and_days_named_by_date_and_weekday() -> None:
    head = [
        "姓名",
        "账号",
        "部门",
        "考勤概况",
        "",
        "",
        "加班统计",
        "",
        "",
        "每日打卡结果",
        *[""] * 29,
    ]
    second = ["", "", "", "应出勤天数(天)", "正常天数(天)", "标准工作时长(小时)",
              "工作日加班(小时)", "休息日加班(小时)", "节假日加班(小时)"]  # fmt: skip
    days = [f"11/{n + 1} 星期{WEEK[n % 7]}" for n in range(30)]
    row = ["张伟", "zw", "生产部", 22, 20, 8, 5, 8, 0, *["正常"] * 30]
    merges = ["D1:F1", "G1:I1", "J1:AM1", "A1:A2", "B1:B2", "C1:C2"]
    sheet = sheet_of("月报", [head, [*second, *days], row], merges)
    assert (sheet.role, sheet.month) == ("attendance", date(2025, 11, 1))
    assert values(sheet)["overtime_workday_hours"] == 5
    assert values(sheet)["days_due"] == 22
    assert "hours_worked" not in values(sheet)


def test_a_pay_sheet_of_thirty_columns() -> None:
    head = [
        "期间", "职员代码", "职员姓名", "部门", "类别", "银行账号", "身份证号", "基本工资",
        "岗位工资", "技能工资", "工龄工资", "学历津贴", "全勤奖", "绩效工资", "加班费", "夜班费",
        "高温津贴", "餐补", "交通补贴", "通讯补贴", "事假扣款", "迟到扣款", "应发合计",
        "养老保险", "医疗保险", "失业保险", "住房公积金", "个人所得税", "扣款合计", "实发合计",
        "单位养老",
    ]  # fmt: skip
    pay = [2200, 800, 300, 100, 50, 100, 500, 300, 60, 150, 200, 0, 50, 30, 20, 4760]
    lines: list[Line] = [head]
    for n in range(5):
        account = f"6222021901{n:09d}"
        who = ["2025.10", f"Z{n}", NAMES[n], "生产部", "工人", account, IDS[n]]
        lines.append([*who, *pay, 344, 86, 13, 100, 0, 543, 4217, 700])
    found = values(sheet_of("工资数据", [*lines, ["合计", *[""] * 6, *[1] * 24]]))
    assert found["id_number"] == IDS[0]
    assert (found["month"], found["gross"], found["net"]) == (date(2025, 10, 1), 4760, 4217)
    assert (found["base_wage"], found["post_wage"]) == (2200, 1100)
    assert found["other_allowance"] == 200  # 100 + 50 + 0 + 50, though 100 is 50 + 50
    assert (found["own_insurance"], found["own_fund"]) == (443, 100)
    assert found["absence_deduction"] == 50


def test_year_and_month_in_two_columns_of_an_accounting_program() -> None:
    head = [
        "会计年度",
        "会计期间",
        "人员编码",
        "人员姓名",
        "应发合计",
        "实发合计",
        "养老保险金",
        "本月扣零",
    ]
    found = values(sheet_of("工资变动", [head, [2024, 12, "01", "张伟", 5000, 4700, 280, 0]]))
    assert found["month"] == date(2024, 12, 1)
    assert found["own_pension"] == 280
    assert found["employee_no"] == "01"


def terms(sheet: Sheet) -> list[tuple[Any, Any]]:
    row = sheet.rows[0]
    return [
        (one.get("contract_first"), one.get("contract_last")) for one in (row.values, *row.more)
    ]


THREE = [
    (date(2019, 1, 1), date(2021, 12, 31)), (date(2022, 1, 1), date(2024, 12, 31)),
    (date(2025, 1, 1), date(2027, 12, 31)),
]  # fmt: skip


def test_first_contract_and_renewals_side_by_side() -> None:
    dates = ["19.1.1", "21.12.31", "22/1/1", "24/12/31", "25.1.1", "27.12.31"]
    one = [
        "首签起始日期",
        "首签终止日期",
        "首次续签起始",
        "首次续签终止",
        "二次续签起始",
        "二次续签终止",
    ]
    head = ["姓名", "身份证号"]
    assert terms(sheet_of("合同", [[*head, *one], ["张伟", IDS[0], *dates]])) == THREE
    groups: list[Line] = [
        [*head, "首签", "", "续签1", "", "续签2", ""],
        ["", "", *["开始", "结束"] * 3],
        ["张伟", IDS[0], *dates],
    ]
    merges = ["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:H1"]
    assert terms(sheet_of("合同", groups, merges)) == THREE
    cells = ["2019.1.1-2021.12.31", "2022.1.1-2024.12.31", "2025.1.1-2027.12.31"]
    periods = ["第一次合同期限", "第二次合同期限", "第三次合同期限"]
    assert terms(sheet_of("合同", [[*head, *periods], ["张伟", IDS[0], *cells]])) == THREE


def test_length_and_dates_of_one_contract_are_one_contract() -> None:
    head = ["姓名", "身份证号", "合同编号", "合同期限（年）", "合同起止时间", "续订次数"]
    sheet = sheet_of("合同台账", [head, ["张伟", IDS[0], "HT1", 3, "2023.5.1—2026.4.30", 1]])
    assert terms(sheet) == [(date(2023, 5, 1), date(2026, 4, 30))]
    assert values(sheet)["contract_months"] == 36
    assert values(sheet)["sign_count"] == 2


def test_a_list_full_of_numbers_and_days_that_are_something_else() -> None:
    traps = {
        "毕业时间": "2010.7", "入党时间": "2012.7.1", "退伍时间": "2009-12-01",
        "银行卡号": "622202190100000000", "紧急联系人": "王五", "紧急联系人电话": "13800138000",
        "紧急联系人身份证": IDS[9], "合同编号": "HT-2023-001", "公积金基数": 4000,
        "医保基数": 4500, "身份证有效期": "2030-01-01", "健康证到期日期": "2026-01-01",
        "上岗证到期日": "2026-02-01", "社保卡号": "430102199001",
    }  # fmt: skip
    facts = {
        "Name 姓名": "张伟", "ID No. 身份证号码": IDS[0], "Hire Date 入职日期": "23.5.1",
        "联系电话 Phone": "13900139000", "社保基数": 4308, "Base Salary 基本工资": 5000,
        "劳动合同到期时间": datetime.combine(date(2026, 4, 30), datetime.min.time()),
    }  # fmt: skip
    lines: list[Line] = [[], [], ["Staff roster"], [], [], ["序号", *traps, *facts]]
    lines.append([1, *traps.values(), *facts.values()])
    sheet = sheet_of("Employee List", lines)
    assert sheet.header_row == 6
    assert values(sheet) == {
        "name": "张伟", "id_number": IDS[0], "hired_on": date(2023, 5, 1),
        "phone": "13900139000", "insurance_base": 4308, "base_wage": 5000,
        "contract_last": date(2026, 4, 30),
    }  # fmt: skip
    assert set(traps) <= unmapped(sheet)


def test_headings_and_words_in_traditional_characters() -> None:
    head = [
        "姓名",
        "身份證號碼",
        "部門",
        "職位",
        "入職日期",
        "勞動合同到期日",
        "試用期",
        "基本薪資",
        "狀態",
    ]
    row = ["張偉", IDS[0], "生產部", "技工", "2023年5月1日", "無固定期限", "三個月", 5000, "在職"]
    pay: list[Line] = [["姓名", "應發工資", "實發工資", "加班費"], ["张偉", 5000, 4500, 300]]
    book = book_of(Tab("員工名冊", [head, row]), Tab("2025年10月薪資", pay))
    found = values(book.sheets[0])
    assert (found["name"], found["department"]) == ("張偉", "生產部")
    assert (found["contract_kind"], found["probation_months"]) == ("open", 3)
    assert (found["status"], found["base_wage"]) == ("在职", 5000)
    assert len(book.people) == 1
    assert book.people[0].rows["payroll"][0][1].values["overtime_pay"] == 300


def test_a_roster_and_a_payroll_in_english() -> None:
    roster: list[Line] = [
        ["Employee Name", "ID Number", "Hire Date", "Contract Start", "Contract End",
         "Monthly Salary", "Probation (months)", "Employment Type", "Status", "Termination Date"],
        ["张伟", IDS[0], "2023-05-01", "2023-05-01", "2026-04-30", 8000, 3, "Full-time", "Active"],
    ]  # fmt: skip
    pay: list[Line] = [
        ["Name", "ID Number", "Base Salary", "Overtime Pay", "Gross Pay", "IIT", "Net Pay"],
        ["张伟", IDS[0], 5000, 300, 5300, 10, 4790],
    ]
    book = book_of(Tab("Employees", roster), Tab("Payroll Oct 2025", pay))
    assert values(book.sheets[0]) == {
        "name": "张伟", "id_number": IDS[0], "hired_on": date(2023, 5, 1),
        "contract_first": date(2023, 5, 1), "contract_last": date(2026, 4, 30), "wage": 8000,
        "probation_months": 3, "employment_kind": "full_time", "status": "在职",
    }  # fmt: skip
    assert (book.sheets[1].month, values(book.sheets[1])["gross"]) == (date(2025, 10, 1), 5300)


def test_headings_and_cells_with_line_breaks_and_trailing_commas() -> None:
    text = '"姓\n名","身份证\n号码","入职\n日期","合同\n期限",备注,,,\n'
    row = '{},{},2023-05-01 00:00:00,"2023.5.1\n至\n2026.4.30","一\n二",,,\n'
    text += "".join(row.format(NAMES[n], IDS[n]) for n in range(3))
    sheet = read(text.encode(), name="x.csv").sheets[0]
    assert [one.values["hired_on"] for one in sheet.rows] == [date(2023, 5, 1)] * 3
    assert terms(sheet) == [(date(2023, 5, 1), date(2026, 4, 30))]


def test_one_name_in_two_departments_of_a_list_without_numbers_is_two_people() -> None:
    lines: list[Line] = [["部门", "姓名", "应发合计"]]
    for department in ("一车间", "二车间"):
        lines += [[department if n == 0 else "", NAMES[n], 2800 + n] for n in range(2)]
        lines.append([f"{department}小计", "", 5600])
    lines += [["总计", "", 11_200], ["总经理：", "", "制表："]]
    merges = ["A2:A3", "A5:A6"]
    months = [Tab(f"2025年{m}月工资", lines, merges) for m in (8, 9)]
    book = book_of(*months)
    assert [one.name for one in book.people] == ["张伟", "王芳", "张伟", "王芳"]
    assert [len(one.rows["payroll"]) for one in book.people] == [2] * 4
    assert all("同名" in one.doubts[0] for one in book.people)


def test_departments_as_sheets_and_a_sheet_of_those_who_left() -> None:
    head = ["姓名", "身份证号", "入职日期", "合同到期日"]
    tabs = [
        Tab(name, [head, [NAMES[n], IDS[n], "2020-1-1", "2021-1-1"]])
        for n, name in enumerate(["生产部", "销售部", "离职人员", "25年离职"])
    ]
    book = book_of(*tabs)
    said = [one.rows["roster"][0][1].values.get("status") for one in book.people]
    assert said == [None, None, "离职", "离职"]


def test_a_title_that_ends_in_table_is_no_group_of_columns() -> None:
    lines: list[Line] = [
        ["9月份工资发放表", "", "", "", "", "", "2024年"],
        ["序", "姓名", "出勤", "底薪", "加班", "", "应发"],
        ["", "", "", "", "小时", "金额", ""],
        [1, "张伟", "26天", "2,200.00", "20", "300.00", "2,500.00"],
    ]
    sheet = sheet_of("Sheet1", lines, ["E2:F2"])
    assert sheet.month == date(2024, 9, 1)
    assert (values(sheet)["overtime_hours"], values(sheet)["overtime_pay"]) == (20, 300)
    assert unmapped(sheet) == {"序"}


def test_money_in_thousands_said_on_a_line_of_its_own() -> None:
    lines: list[Line] = [["2025年10月工资表"], ["单位：千元"], ["姓名", "应发工资"], ["张伟", 3.25]]
    assert values(sheet_of("工资", lines))["gross"] == 3250


def test_the_printout_of_a_punch_clock_is_no_table_of_people() -> None:
    label = ["工 号：", "1", "", "姓 名：", "张伟", "", "部 门：", "生产部"]
    lines: list[Line] = [["考 勤 记 录 表"], [*range(1, 31)], label, ["08:00\n18:01"] * 30]
    book = book_of(Tab("考勤记录", [*lines, label, ["08:00\n18:01"] * 30]))
    assert book.people == ()
    assert {p.code for p in book.problems} == {"header.missing", "file.no_people"}


def test_a_sum_by_chance_is_no_total() -> None:
    head = ["姓名", "交通补贴", "通讯补贴", "住房补贴", "应发"]
    lines = [head, *([name, 100, 50, 50, 3000] for name in NAMES)]
    assert values(read(csv_bytes(lines), name="x.csv").sheets[0])["other_allowance"] == 200


def test_words_for_beginning_work_and_for_pay_outside_the_payroll() -> None:
    for heading in ("上岗日期", "上岗时间", "到店日期", "入场日期"):
        lines: list[Line] = [["姓名", "身份证号", heading], ["张伟", IDS[0], "2025.7.1"]]
        assert values(sheet_of("登记", lines))["hired_on"] == date(2025, 7, 1)
    head = ["姓名", "身份证号", "入职时间", "2025年已休年休假天数", "工资"]
    sheet = sheet_of("年休假", [["2025年年休假情况"], head, ["张伟", IDS[0], "2018.3.1", 7, 4350]])
    assert (sheet.role, values(sheet)["wage"], values(sheet)["leave_taken"]) == ("leave", 4350, 7)
