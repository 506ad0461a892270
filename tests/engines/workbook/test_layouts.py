"""Layouts met in small firms: each workbook is a different kind of mess."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from gongyue.engines.workbook import BareMonth, Person, Sheet, Workbook, read
from tests.engines.workbook.builder import Tab, csv_bytes, identity, xlsx

A = identity("19900101")
B = identity("19850212", 25)
C = identity("19990303", 33)
D = identity("20001212", 47)
ON = date(2025, 11, 21)


def book_of(*tabs: Tab, name: str = "x.xlsx", **options: Any) -> Workbook:
    return read(xlsx(*tabs), name=name, on=ON, **options)


def values(sheet: Sheet, place: int = 0) -> dict[str, Any]:
    return dict(sheet.rows[place].values)


def codes(book: Workbook) -> list[str]:
    return [problem.code for problem in book.problems]


def person(book: Workbook, name: str) -> Person:
    return next(one for one in book.people if one.name == name)


def test_a_title_a_date_line_and_merged_two_level_headings() -> None:
    lines = [
        ["湘江示例有限公司员工花名册"],
        ["制表日期：2025年10月1日"],
        [
            "序号",
            "姓 名",
            "身份证\n号码",
            "部门",
            "入职时间",
            "劳动合同",
            "",
            "",
            "试用期",
            "月薪（元）",
        ],
        ["", "", "", "", "", "签订日期", "起始", "终止", "", ""],
        [
            1,
            "张三",
            A,
            "生产部",
            "2023.5.1",
            "2023年5月1日",
            "2023-05-01",
            "2026.4.30",
            "3个月",
            "8,000元",
        ],
        [2, "李四", B, "生产部", 45047, "", "2023/5/1", "无固定期限", "无", "1.2万"],
        ["合计", "", "", "", "", "", "", "", "", 20000],
        ["制表人：赵六"],
    ]
    merges = ["A1:J1", "F3:H3", *(f"{c}3:{c}4" for c in "ABCDEIJ")]
    sheet = book_of(Tab("花名册", lines, merges)).sheets[0]
    assert (sheet.role, sheet.header_row) == ("roster", 4)
    assert sheet.mapping == {
        "B": "name", "C": "id_number", "D": "department", "E": "hired_on", "F": "signed_on",
        "G": "contract_first", "H": "contract_last", "I": "probation_term", "J": "wage",
    }  # fmt: skip
    assert values(sheet) == {
        "name": "张三", "id_number": A, "department": "生产部", "hired_on": date(2023, 5, 1),
        "signed_on": date(2023, 5, 1), "contract_first": date(2023, 5, 1),
        "contract_last": date(2026, 4, 30), "probation_months": 3, "wage": Decimal(8000),
    }  # fmt: skip
    assert values(sheet, 1)["contract_kind"] == "open"
    assert values(sheet, 1)["probation_months"] == 0
    assert values(sheet, 1)["wage"] == 12_000
    assert len(sheet.rows) == 2


def payroll(month: int) -> Tab:
    head = [
        ["序号", "姓名", "部门", "应发项目", "", "", "", "扣款项目", "", "", "实发工资", "签字"],
        [
            "",
            "",
            "",
            "基本工资",
            "岗位津贴",
            "加班费",
            "应发小计",
            "社保",
            "公积金",
            "个税",
            "",
            "",
        ],
    ]
    lines = [
        [f"{month}月工资表"],
        *head,
        ["生产部"],
        [1, "张三", "生产部", 2000, 1000, 300, 3300, 200, 100, 0, 3000],
        ["", "", "小计", 2000, 1000, 300, 3300, 200, 100, 0, 3000],
        *head,
        ["行政部"],
        [2, "王五", "行政部", 2000, 1000, 0, 3000, 200, 100, 0, 2700],
        ["合计", "", "", 4000, 2000, 300, 6300, 400, 200, 0, 5700],
        ["制表：赵六", "", "", "审核：钱七"],
    ]
    merges = ["D2:G2", "H2:J2", "A4:L4", *(f"{c}2:{c}3" for c in "ABCKL")]
    return Tab(f"{month}月", lines, merges)


def test_repeated_page_headers_subtotals_and_signatures_are_no_people() -> None:
    book = book_of(payroll(9), name="2025年工资.xlsx")
    sheet = book.sheets[0]
    assert [row.number for row in sheet.rows] == [5, 10]
    assert values(sheet)["gross"] == 3300
    assert values(sheet)["own_fund"] == 100
    assert sheet.month == date(2025, 9, 1)
    assert book.problems == ()


def test_months_without_a_year_are_placed_before_the_day_of_the_check_and_told() -> None:
    book = book_of(*(payroll(m) for m in (10, 11, 12, 1, 2)))
    assert [sheet.month for sheet in book.sheets] == [
        date(2024, 10, 1), date(2024, 11, 1), date(2024, 12, 1), date(2025, 1, 1), date(2025, 2, 1),
    ]  # fmt: skip
    assert codes(book) == ["month.assumed_year"]


def test_months_without_any_year_stay_unplaced_without_a_day() -> None:
    book = read(xlsx(payroll(9)), name="x.xlsx")
    assert book.sheets[0].month is None
    assert codes(book) == ["month.year_unknown"]


def test_a_second_table_further_down_has_its_own_header() -> None:
    lines = [
        ["员工基本情况登记表"],
        ["编号", "员工姓名", "身份证件号码", "到岗时间", "所在班组", "合同期限", "五险"],
        ["001", "张三", A, "2023-5-1", "一班", "2023.5.1-2026.4.30", "已缴"],
        ["002", "李 四", B, "2023年6月", "二班", "三年", "未缴"],
        [],
        ["离职人员"],
        ["编号", "员工姓名", "身份证件号码", "到岗时间", "离职时间", "离职原因"],
        ["003", "王五", C, "2020.1.1", "2025.3.31", "个人原因"],
    ]
    book = book_of(Tab("人员情况", lines))
    first, second = book.sheets
    assert (first.header_row, second.header_row) == (2, 7)
    assert values(first)["contract_last"] == date(2026, 4, 30)
    assert values(first, 1)["contract_months"] == 36
    assert isinstance(values(first, 1)["hired_on"], BareMonth)
    assert values(second)["left_on"] == date(2025, 3, 31)
    assert [one.name for one in book.people] == ["张三", "李 四", "王五"]


def test_sections_say_who_has_left() -> None:
    lines = [
        ["姓名", "身份证号", "入职日期"],
        ["一、在职人员"],
        ["张三", A, "2020-1-1"],
        ["二、离职人员"],
        ["李四", B, "2020-1-1"],
    ]
    sheet = book_of(Tab("花名册", lines)).sheets[0]
    assert [row.values.get("status") for row in sheet.rows] == ["在职", "离职"]


def test_a_sheet_of_leavers_says_so_for_everybody_in_it() -> None:
    lines = [["姓名", "身份证号", "入职日期"], ["张三", A, "2020-1-1"]]
    assert values(book_of(Tab("离职人员", lines)).sheets[0])["status"] == "离职"


def test_an_attendance_grid_with_halves_overtime_lines_and_a_legend() -> None:
    days = list(range(1, 32))
    lines: list[list[Any]] = [
        ["2025年8月份考勤表"],
        ["姓名", "时间", "日期", *[""] * 30, "出勤天数"],
        ["", "", *days],
        ["", "", *("五六日一二三四"[i % 7] for i in range(31))],
    ]
    for name in ("张三", "李四"):
        lines += [
            [name, "上午", *["√"] * 30, "○", 30],
            ["", "下午", *["√"] * 29, "△", "○"],
            ["", "加班", 2, "", 3],
        ]
    lines.append(["备注：出勤√ 休息○ 事假△"])
    merges = ["A2:A4", "B2:B4", "C2:AG2", "AH2:AH4", "A5:A7", "A8:A10"]
    sheet = book_of(Tab("8月考勤", lines, merges)).sheets[0]
    assert (sheet.role, sheet.month, len(sheet.rows)) == ("attendance", date(2025, 8, 1), 2)
    grid = values(sheet)["day_grid"]
    assert (grid[1], grid[30], grid[31]) == ("√", "√/△", "○")
    assert values(sheet)["overtime_hours"] == 5
    assert values(sheet)["longest_day_overtime"] == 3
    assert sheet.legend == {"√": "出勤", "○": "休息", "△": "事假"}


def test_a_grid_headed_by_dates_belongs_to_the_month_the_file_names() -> None:
    days = [date(2025, 9, 1) + timedelta(days=i) for i in range(30)]
    lines = [["考勤表"], ["姓名", *days, "出勤"], ["张三", *["√"] * 26, *["休"] * 4, 26]]
    sheet = book_of(Tab("2025.09", lines)).sheets[0]
    assert values(sheet)["day_grid"][30] == "休"
    assert values(sheet)["days_worked"] == 26
    assert sheet.month == date(2025, 9, 1)


def test_an_export_of_an_attendance_service() -> None:
    head = [
        "姓名",
        "考勤组",
        "部门",
        "工号",
        "出勤天数",
        "休息天数",
        "工作日加班(小时)",
        "考勤结果",
    ]
    lines = [
        ["月度汇总 统计日期：2025-09-01 至 2025-09-30"],
        ["报表生成时间：2025-10-09 10:00"],
        [*head, *[""] * 29],
        [
            *[""] * 7,
            *(f"{w}\n{d}" for d, w in zip(range(1, 31), "一二三四五六日" * 5, strict=False)),
        ],
        ["张三", "组", "生产", "A01", 22, 8, 10, *["正常"] * 30],
    ]
    merges = [*(f"{c}3:{c}4" for c in "ABCDEFG"), "H3:AK3"]
    sheet = book_of(Tab("月度汇总", lines, merges)).sheets[0]
    assert sheet.month == date(2025, 9, 1)
    assert values(sheet)["overtime_workday_hours"] == 10
    assert len(values(sheet)["day_grid"]) == 30


def test_a_year_of_months_side_by_side_becomes_a_row_a_month() -> None:
    overtime = [
        ["2025年加班统计表（小时）"],
        ["姓名", "部门", "1月", "2月", "3月"],
        ["张三", "生产", 10, 20, 40],
    ]
    pay = [
        ["姓名", "1月", "", "2月", "", "3月", ""],
        ["", "应发", "实发", "应发", "实发", "应发", "实发"],
        ["张三", 3000, 2800, 3100, 2900, 3200, 3000],
    ]
    merges = ["A1:A2", "B1:C1", "D1:E1", "F1:G1"]
    book = book_of(Tab("加班统计", overtime), Tab("2025年工资汇总", pay, merges))
    first, second = book.sheets
    assert [(r.values["month"], r.values["overtime_hours"]) for r in first.rows] == [
        (date(2025, 1, 1), 10), (date(2025, 2, 1), 20), (date(2025, 3, 1), 40),
    ]  # fmt: skip
    assert [(r.values["gross"], r.values["net"]) for r in second.rows] == [
        (3000, 2800), (3100, 2900), (3200, 3000),
    ]  # fmt: skip


def test_two_lists_printed_side_by_side() -> None:
    lines = [
        ["序号", "姓名", "身份证号", "部门", "序号", "姓名", "身份证号", "部门"],
        [1, "张三", A, "一部", 3, "王五", C, "一部"],
        [2, "李四", B, "二部", 4, "赵六", D, "二部"],
    ]
    assert [p.id_number for p in book_of(Tab("名单", lines)).people] == [A, B, C, D]


def test_three_contracts_on_one_line() -> None:
    lines = [
        ["劳动合同签订台账"],
        ["姓名", "身份证", "第一次合同", "", "第二次合同", "", "第三次合同", "", "是否无固定"],
        ["", "", "起", "止", "起", "止", "起", "止", ""],
        ["张三", A, "2018.1.1", "2020.12.31", "2021.1.1", "2023.12.31", "2024.1.1", "", "是"],
        ["李四", B, "2022.1.1", "2024.12.31"],
    ]
    merges = ["A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2", "I2:I3"]
    sheet = book_of(Tab("劳动合同台账", lines, merges)).sheets[0]
    row = sheet.rows[0]
    assert row.values["contract_last"] == date(2020, 12, 31)
    assert row.more == (
        {"contract_first": date(2021, 1, 1), "contract_last": date(2023, 12, 31)},
        {"contract_first": date(2024, 1, 1)},
    )
    assert sheet.rows[1].more == ()


def test_social_insurance_by_kind_and_by_payer() -> None:
    lines = [
        ["2025年9月社保缴纳明细"],
        [
            "参保人姓名",
            "社会保障号码",
            "参保时间",
            "缴费基数",
            "养老保险",
            "",
            "失业保险",
            "",
            "合计",
            "",
        ],
        ["", "", "", "", "单位", "个人", "单位", "个人", "单位合计", "个人合计"],
        ["张三", A, "202305", 4308, 689.28, 344.64, 30, 13, 719.28, 357.64],
    ]
    merges = [*(f"{c}2:{c}3" for c in "ABCD"), "E2:F2", "G2:H2", "I2:J2"]
    row = values(book_of(Tab("社保", lines, merges)).sheets[0])
    assert row["employer_pension"] == Decimal("689.28")
    assert row["own_pension"] == Decimal("344.64")
    assert row["own_insurance"] == Decimal("357.64")
    assert row["enrolled_on"] == BareMonth(2023, 5, 1)
    assert row["insurance_base"] == 4308


def test_leave_of_a_year() -> None:
    lines = [
        ["2024年度员工年休假统计表"],
        ["姓名", "部门", "参加工作时间", "应休天数", "已休天数", "未休天数", "备注"],
        ["张三", "一部", "2010-7-1", 10, "4天", 6],
    ]
    sheet = book_of(Tab("年休假", lines)).sheets[0]
    assert (sheet.role, sheet.year) == ("leave", 2024)
    assert values(sheet)["leave_taken"] == 4
    assert values(sheet)["work_started_on"] == date(2010, 7, 1)


def test_pay_slips_cut_into_strips() -> None:
    head = ["月份", "姓名", "部门", "基本工资", "加班费", "应发", "扣社保", "实发"]
    lines = [
        head, ["2025年9月", "张三", "一部", "3000", "200", "3200", "300", "2900"], [],
        head, ["2025年9月", "李四", "一部", "3000", "", "3000", "300", "2700"], [],
    ]  # fmt: skip
    sheet = read(csv_bytes(lines, "gb18030"), name="工资条.csv").sheets[0]
    assert [row.values["name"] for row in sheet.rows] == ["张三", "李四"]
    assert "overtime_pay" not in values(sheet, 1)
    assert values(sheet)["month"] == date(2025, 9, 1)


def test_a_payroll_with_a_line_of_column_numbers() -> None:
    head = [
        "NO.", "姓  名", "身份证号码", "车间", "计薪天数", "底薪", "计件", "平时加班(小时)",
        "周末加班(小时)", "节日加班(小时)", "加班工资", "全勤奖", "高温补贴", "餐补", "夜班补贴",
        "请假扣款", "代扣社保", "水电费", "应发合计", "实发金额", "领款人签名",
    ]  # fmt: skip
    data = [
        1,
        "张三",
        A,
        "注塑",
        26,
        2100,
        1500,
        20,
        16,
        0,
        800,
        100,
        150,
        200,
        60,
        0,
        380,
        50,
        4910,
        4480,
    ]
    lines = [["长沙某某厂二〇二五年九月工资发放表"], head, [str(n) for n in range(1, 22)], data]
    sheet = book_of(Tab("Sheet1", lines)).sheets[0]
    assert (sheet.role, sheet.month) == ("payroll", date(2025, 9, 1))
    row = values(sheet)
    assert (row["days_worked"], row["base_wage"], row["performance_pay"]) == (26, 2100, 1500)
    assert (row["overtime_workday_hours"], row["overtime_restday_hours"]) == (20, 16)
    assert (row["overtime_pay"], row["bonus"], row["heat_allowance"]) == (800, 100, 150)
    assert (row["shift_allowance"], row["own_insurance"], row["other_deduction"]) == (60, 380, 50)
    assert (row["gross"], row["net"]) == (4910, 4480)


def test_headings_of_two_levels_in_csv_have_no_merges() -> None:
    lines = [
        ["2025年9月工资表", "", "", "", "", "", "", ""],
        ["姓名", "部门", "应发项目", "", "", "扣款", "", "实发"],
        ["", "", "基本工资", "加班费", "小计", "社保", "个税", ""],
        ["张三", "一部", "2000", "500", "2500", "300", "0", "2200"],
        ["合计", "", "2000", "500", "2500", "300", "0", "2200"],
    ]
    sheet = read(csv_bytes(lines), name="x.csv").sheets[0]
    assert list(sheet.mapping.values()) == [
        "name", "department", "base_wage", "overtime_pay", "gross", "own_insurance",
        "income_tax", "net",
    ]  # fmt: skip
    assert len(sheet.rows) == 1


def test_a_form_with_instructions_and_an_example() -> None:
    lines = [
        ["填表说明：1.请如实填写；2.日期格式为yyyy-mm-dd"],
        ["基本信息", "", "", "合同信息", "", ""],
        ["姓名", "身份证号", "入职日期", "是否签订", "起始日期", "终止日期"],
        ["（必填）", "（必填）", "（必填）", "（是/否）", "", ""],
        ["张三（示例）", "430102199001011234", "2020-01-01", "是", "2020-01-01", "2022-12-31"],
        ["李四", B, "2020-01-01", "是", "2020-01-01", "2022-12-31"],
    ]
    book = book_of(Tab("表", lines, ["A1:F1", "A2:C2", "D2:F2"]))
    assert [one.name for one in book.people] == ["李四"]
    assert values(book.sheets[0])["contract_last"] == date(2022, 12, 31)


def test_blank_columns_an_offset_and_merged_departments() -> None:
    lines = [
        [], [], [],
        ["", "部门", "", "姓名", "", "身份证", "", "进厂时间", "", "月工资"],
        [],
        ["", "一车间", "", "张三", "", A, "", "2023-5-1", "", 4500],
        ["", "", "", "李四", "", B, "", "2023-5-1", "", 4500],
        ["", "二车间", "", "王五", "", C, "", "2023-5-1", "", "面议"],
        ["", "制表", "", "李会计"],
    ]  # fmt: skip
    book = book_of(Tab("Sheet1", lines, ["B6:B7"]))
    sheet = book.sheets[0]
    assert sheet.header_row == 4
    assert [row.values["department"] for row in sheet.rows] == ["一车间", "一车间", "二车间"]
    assert sheet.rows[2].unreadable == ("wage",)
    assert [(p.row, p.column, p.code) for p in book.problems] == [(8, "J", "number.unreadable")]


def test_blank_cells_are_not_filled_down_where_nothing_is_merged() -> None:
    lines = [
        ["姓名", "部门", "应发工资"],
        ["张三", "一部", 3000],
        ["", "", 3100],
        ["李四", "", 3000],
    ]
    book = book_of(Tab("2025年9月工资", lines))
    assert [row.values["name"] for row in book.sheets[0].rows] == ["张三", "李四"]
    assert "department" not in values(book.sheets[0], 1)


def test_a_merged_month_column_with_the_year_in_the_title() -> None:
    lines = [
        ["2025年工资发放表"],
        ["月份", "姓名", "应发工资"],
        ["1月", "张三", 3000],
        ["", "李四", 3000],
        ["2月", "张三", 3100],
    ]
    sheet = book_of(Tab("工资", lines, ["A3:A4"])).sheets[0]
    assert [row.values["month"] for row in sheet.rows] == [
        date(2025, 1, 1), date(2025, 1, 1), date(2025, 2, 1),
    ]  # fmt: skip


def test_money_in_ten_thousands() -> None:
    lines = [["2025年9月工资表 单位：万元"], ["姓名", "应发工资"], ["张三", 1.25]]
    assert values(book_of(Tab("工资", lines)).sheets[0])["gross"] == 12_500


def test_dates_of_the_1904_system() -> None:
    lines = [["姓名", "入职日期", "合同到期日"], ["张三", date(2023, 5, 1), 44680]]
    book = read(xlsx(Tab("花名册", lines), date_1904=True), name="x.xlsx")
    assert values(book.sheets[0])["hired_on"] == date(2023, 5, 1)
    assert values(book.sheets[0])["contract_last"] == date(2026, 4, 30)


def test_days_of_overtime_are_no_hours() -> None:
    lines = [["姓名", "加班(天)", "调休(天)"], ["张三", 3, 1]]
    row = values(book_of(Tab("2025年9月考勤", lines)).sheets[0])
    assert (row["overtime_days"], row["time_off_hours"]) == (3, 8)


def test_parts_of_overtime_pay_are_added_unless_their_total_stands_beside_them() -> None:
    head = ["姓名", "平时加班费", "周末加班费", "应发工资"]
    parts = book_of(Tab("2025年9月工资", [head, ["张三", 100, 200, 3000]])).sheets[0]
    assert values(parts)["overtime_pay"] == 300
    head.insert(3, "加班费合计")
    total = book_of(Tab("2025年9月工资", [head, ["张三", 100, 200, 300, 3000]])).sheets[0]
    assert values(total)["overtime_pay"] == 300


def test_a_percentage_for_the_probation_is_taken_of_the_agreed_wage() -> None:
    lines = [
        ["姓名", "转正工资", "试用期工资"],
        ["张三", 5000, "80%"],
        ["李四", 5000, 4000],
        ["王五", 5000, 4500],
    ]
    assert values(book_of(Tab("花名册", lines)).sheets[0])["probation_wage"] == 4000


def test_the_day_of_becoming_regular_ends_the_probation_the_day_before() -> None:
    lines = [["姓名", "入职日期", "转正日期"], ["张三", "2025-01-01", "2025-04-01"]]
    assert values(book_of(Tab("花名册", lines)).sheets[0])["probation_last"] == date(2025, 3, 31)


def test_hourly_pay_in_a_wage_column() -> None:
    lines = [
        ["姓名", "用工形式", "工资标准"],
        ["张三", "非全日制", "20元/小时"],
        ["李四", "全日制", "5000"],
    ]
    row = values(book_of(Tab("花名册", lines)).sheets[0])
    assert (row["employment_kind"], row["hourly_wage"]) == ("part_time", 20)
    assert "wage" not in row


def test_a_column_without_a_heading_that_holds_identity_numbers() -> None:
    lines = [["姓名", "", "入职日期"], ["张三", A, "2020-1-1"], ["李四", B, "2020-1-1"]]
    assert book_of(Tab("花名册", lines)).people[0].id_number == A


def test_no_heading_at_all() -> None:
    lines = [["张三", A, "2020-1-1"], ["李四", B, "2020-1-1"], ["王五", C, "2021-1-1"]]
    book = book_of(Tab("Sheet1", lines))
    assert [one.id_number for one in book.people] == [A, B, C]
    assert codes(book) == ["header.missing"]


def test_sheets_about_nobody_are_left_alone() -> None:
    summary = [
        ["部门", "人数", "工资总额"],
        ["一部", 2, 6000],
        ["二部", 3, 9000],
        ["合计", 5, 15000],
    ]
    book = book_of(Tab("汇总", summary), Tab("说明", [["本表由人事部维护"]]), Tab("空", []))
    assert [sheet.role for sheet in book.sheets] == ["unknown"]
    assert book.people == ()


def test_a_correction_by_a_person_wins() -> None:
    lines = [["姓名", "甲", "工资"], ["张三", "2020-1-1", 5000]]
    overrides = {"花名册": {"B": "hired_on", "C": None}}
    sheet = book_of(Tab("花名册", lines), overrides=overrides).sheets[0]
    assert sheet.mapping == {"A": "name", "B": "hired_on"}
    assert values(sheet)["hired_on"] == date(2020, 1, 1)


def test_an_unknown_heading_is_named_and_a_harmless_one_is_not() -> None:
    lines = [["姓名", "身份证号", "民族", "甲乙丙"], ["张三", A, "汉", "x"]]
    book = book_of(Tab("花名册", lines))
    assert [(p.code, p.row, p.column) for p in book.problems] == [("header.unmapped", 1, "D")]


def test_two_columns_for_one_field_are_named() -> None:
    lines = [["姓名", "身份证号", "入职日期", "入职时间"], ["张三", A, "2020-1-1", "2021-1-1"]]
    book = book_of(Tab("花名册", lines))
    assert codes(book) == ["header.ambiguous"]
    assert values(book.sheets[0])["hired_on"] == date(2020, 1, 1)


def test_the_content_decides_what_a_vague_heading_means() -> None:
    head = ["姓名", "身份证号", "社保", "合同"]
    roster = book_of(
        Tab("花名册", [head, ["张三", A, "已缴", "已签"], ["李四", B, "未缴", "未签"]])
    )
    assert list(roster.sheets[0].mapping.values())[2:] == ["enrolled", "contract_signed"]
    pay = [["姓名", "应发工资", "社保"], ["张三", 3000, 300], ["李四", 3000, 310]]
    assert "own_insurance" in book_of(Tab("2025年9月工资", pay)).sheets[0].mapping.values()


def test_overtime_told_day_by_day_is_summed_by_month_and_kind() -> None:
    lines = [
        ["加班明细表"],
        ["姓名", "部门", "加班日期", "加班类型", "加班时长(小时)"],
        ["张三", "一部", "2025-09-01", "工作日", 2],
        ["张三", "一部", "2025-09-01", "工作日", 2.5],
        ["张三", "一部", "2025-09-06", "周末", 8],
        ["张三", "一部", "2025-10-01", "法定节假日", 8],
    ]
    sheet = book_of(Tab("加班明细", lines)).sheets[0]
    assert [row.values["month"] for row in sheet.rows] == [date(2025, 9, 1), date(2025, 10, 1)]
    september = values(sheet)
    assert september["overtime_hours"] == Decimal("12.5")
    assert september["overtime_workday_hours"] == Decimal("4.5")
    assert september["overtime_restday_hours"] == 8
    assert september["longest_day_overtime"] == 8
    assert values(sheet, 1)["overtime_holiday_hours"] == 8


def test_leave_by_month_is_added_up_to_the_year() -> None:
    head = ["姓名", "应休年假", *(f"{month}月" for month in range(1, 13))]
    lines = [["2024年年休假台账"], head, ["张三", 10, 1, "", 2, *[""] * 9]]
    sheet = book_of(Tab("年假", lines)).sheets[0]
    assert len(sheet.rows) == 1
    assert values(sheet)["leave_taken"] == 3
    lines = [["2024年年休假台账"], [*head, "已休合计"], ["张三", 10, 1, "", 2, *[""] * 9, 3]]
    assert values(book_of(Tab("年假", lines)).sheets[0])["leave_taken"] == 3


def test_a_site_list_speaks_of_coming_to_and_leaving_the_site() -> None:
    lines = [
        ["姓名", "身份证号", "班组", "进场时间", "退场时间"],
        ["张三", A, "木工班", "2025-3-1", "2025-8-31"],
    ]
    row = values(book_of(Tab("实名制", lines)).sheets[0])
    assert (row["hired_on"], row["left_on"]) == (date(2025, 3, 1), date(2025, 8, 31))
