"""空白表: templates that a firm without tables of its own fills in; they read back exactly.

A column is written by its field; what it is for and which article asks for it stands on the sheet
of remarks, so that nobody collects what no law needs.
"""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter

from gongyue.engines.workbook.fields import FIELDS, label_of
from gongyue.law.sources import cite_text

ROWS = 1_000
A4 = 9
LCL, LEAVE = "cn/labour-contract-law", "cn/paid-annual-leave-regulation"
TEXTS = {"id", "code", "phone", "name", "text"}
EXAMPLE = "示例：王小明"


@dataclass(frozen=True)
class Blank:
    """One template. columns: field → (what it is for, article that asks for it)."""

    kind: str
    name: str
    sheet: str
    columns: dict[str, tuple[str, str]]
    needed: tuple[str, ...]
    example: dict[str, Any]


WHO = {
    "name": ("写身份证上的姓名", f"{LCL}#7"),
    "id_number": ("18 位，整列已设成文本，直接填就不会变样", f"{LCL}#17.1"),
}
LISTS = {
    "employment_kind": ("全日制", "非全日制", "劳务派遣", "退休返聘", "实习", "劳务"),
    "contract_kind": ("固定期限", "无固定期限", "以完成一定工作任务为期限"),
    "contract_signed": ("已签", "未签"),
    "status": ("在职", "离职"),
    "enrolled": ("是", "否"),
    "hours_system": ("标准工时", "综合计算工时", "不定时"),
}
DAY = date(2026, 3, 2)

BLANKS: dict[str, Blank] = {
    blank.kind: blank
    for blank in (
        Blank(
            "roster", "花名册", "花名册",
            {
                **WHO,
                "phone": ("联系用；本人绑定账号时核对", f"{LCL}#7"),
                "department": ("没有部门可以不填", ""),
                "post": ("岗位或工种", f"{LCL}#17.1"),
                "employment_kind": ("从下拉里选；不同形式适用的规定不同", f"{LCL}#68"),
                "hired_on": ("实际开始干活的那天，不是签合同那天", f"{LCL}#7"),
                "left_on": ("已经离职的才填", f"{LCL}#50.1"),
                "work_started_on": ("第一次参加工作的日期，算年休假用", f"{LEAVE}#3"),
                "wage": ("合同里约定的月工资，元", f"{LCL}#17.1"),
                "enrolled": ("有没有在本单位参加社会保险", "cn/social-insurance-law#58.1"),
                "enrolled_on": ("在本单位参保的日期", "cn/social-insurance-law#58.1"),
                "remark": ("其他要说明的", ""),
            },
            ("name", "id_number", "hired_on"),
            {
                "phone": "19900000000", "department": "生产部", "post": "操作工",
                "employment_kind": "全日制", "hired_on": DAY, "wage": 5000, "enrolled": "是",
                "enrolled_on": DAY,
            },
        ),
        Blank(
            "contracts", "劳动合同", "劳动合同",
            {
                **WHO,
                "contract_signed": ("有没有签书面劳动合同", f"{LCL}#10.1"),
                "signed_on": ("双方签字的日期", f"{LCL}#10.2"),
                "contract_kind": ("从下拉里选", f"{LCL}#12"),
                "contract_first": ("合同期限从哪天起", f"{LCL}#17.1"),
                "contract_last": ("到哪天止；无固定期限不填", f"{LCL}#17.1"),
                "probation_first": ("约定了试用期才填", f"{LCL}#19.1"),
                "probation_last": ("试用期最后一天", f"{LCL}#19.1"),
                "probation_wage": ("试用期月工资，元", f"{LCL}#20"),
                "wage": ("转正后的月工资，元", f"{LCL}#17.1"),
                "hours_system": ("综合计算、不定时要经批准", "cn/labour-law#39"),
                "remark": ("续签的另起一行", ""),
            },
            ("name", "id_number", "contract_first"),
            {
                "contract_signed": "已签", "signed_on": DAY, "contract_kind": "固定期限",
                "contract_first": DAY, "contract_last": date(2029, 3, 1), "wage": 5000,
                "hours_system": "标准工时",
            },
        ),
        Blank(
            "attendance", "考勤", "考勤",
            {
                **WHO,
                "month": ("例如 2026-03；一人一月一行", f"{LCL}#31"),
                "days_due": ("这个月应出勤几天", ""),
                "days_worked": ("实际出勤几天", ""),
                "overtime_workday_hours": ("工作日加班，小时", "cn/labour-law#44"),
                "overtime_restday_hours": ("休息日加班且没有补休的，小时", "cn/labour-law#44"),
                "overtime_holiday_hours": ("法定节假日加班，小时", "cn/labour-law#44"),
                "absence_days": ("事假、旷工等，天", ""),
                "sick_days": ("病假，天", ""),
                "remark": ("其他要说明的", ""),
            },
            ("name", "month"),
            {
                "month": "2026-03", "days_due": 22, "days_worked": 22,
                "overtime_workday_hours": 6, "overtime_restday_hours": 8,
            },
        ),
        Blank(
            "payroll", "工资表", "工资表",
            {
                **WHO,
                "month": ("工资所属的月份，例如 2026-03", "cn/labour-law#50"),
                "base_wage": ("基本工资，元", ""),
                "performance_pay": ("绩效、计件、提成，元", ""),
                "overtime_pay": ("加班费，元", "cn/labour-law#44"),
                "other_allowance": ("津贴补贴，元", ""),
                "absence_deduction": ("请假等扣款，元", ""),
                "gross": ("应发合计，元", "cn/labour-law#50"),
                "own_insurance": ("代扣的个人社会保险，元", "cn/social-insurance-law#60.1"),
                "own_fund": ("代扣的个人公积金，元", ""),
                "income_tax": ("代扣的个人所得税，元", ""),
                "net": ("实际发到手，元", "cn/labour-law#50"),
                "remark": ("其他要说明的", ""),
            },
            ("name", "month", "gross", "net"),
            {
                "month": "2026-03", "base_wage": 5000, "overtime_pay": 620, "gross": 5620,
                "own_insurance": 420, "net": 5200,
            },
        ),
        Blank(
            "insurance", "社会保险", "社会保险",
            {
                **WHO,
                "month": ("缴费月份，例如 2026-03", "cn/social-insurance-law#60.1"),
                "enrolled": ("这个月有没有参保", "cn/social-insurance-law#58.1"),
                "enrolled_on": ("参保日期", "cn/social-insurance-law#58.1"),
                "insurance_base": ("缴费基数，元", "cn/social-insurance-law#12"),
                "own_insurance": ("个人缴的合计，元", "cn/social-insurance-law#60.1"),
                "employer_insurance": ("单位缴的合计，元", "cn/social-insurance-law#60.1"),
                "remark": ("停保的写明原因和日期", ""),
            },
            ("name", "month", "enrolled"),
            {
                "month": "2026-03", "enrolled": "是", "enrolled_on": DAY, "insurance_base": 5000,
                "own_insurance": 525, "employer_insurance": 1300,
            },
        ),
        Blank(
            "leave", "年休假", "年休假",
            {
                **WHO,
                "leave_year": ("哪一年的年休假", "cn/paid-annual-leave-regulation#5"),
                "work_started_on": ("第一次参加工作的日期", "cn/paid-annual-leave-regulation#3"),
                "leave_entitled": ("应休几天", "cn/paid-annual-leave-regulation#3"),
                "leave_taken": ("已休几天", "cn/paid-annual-leave-regulation#5"),
                "leave_unused": ("没有休的几天", "cn/paid-annual-leave-regulation#5"),
                "remark": ("本人不愿休的，写明有没有书面说明", ""),
            },
            ("name", "leave_year"),
            {"leave_year": 2026, "leave_entitled": 5, "leave_taken": 3, "leave_unused": 2},
        ),
    )
}  # fmt: skip


def blank_xlsx(kind: str) -> bytes:
    """The template of a kind of BLANKS as a workbook."""
    blank = BLANKS[kind]
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": f"{blank.name}（空白表）", "company": "工约 Gongyue"})
        _table(book, blank)
        _remarks(book, blank)
    return target.getvalue()


def _table(book: Any, blank: Blank) -> None:
    sheet = book.add_worksheet(blank.sheet)
    head = {"bold": True, "bg_color": "#EFEBE0", "border": 1, "border_color": "#DDD8CC"}
    plain, needed = book.add_format(head), book.add_format({**head, "font_color": "#0B6E75"})
    grey = {"italic": True, "font_color": "#646E79"}
    for at, field in enumerate(blank.columns):
        look = {"num_format": _format(field)}
        sheet.set_column(at, at, _width(field), book.add_format(look))
        sheet.write_string(0, at, label_of(field), needed if field in blank.needed else plain)
        value = EXAMPLE if field == "name" else blank.example.get(field, "")
        if value != "":
            sheet.write(1, at, value, book.add_format({**grey, **look}))
        _validate(sheet, at, field)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L工约空白表&R第 &P 页，共 &N 页")


def _format(field: str) -> str:
    kind = FIELDS[field].kind
    if kind in TEXTS or field == "month":
        return "@"
    if kind in ("date", "contract_end"):
        return "yyyy-mm-dd"
    return "#,##0.00" if kind == "money" else "General"


def _width(field: str) -> int:
    return {"id_number": 22, "name": 16, "remark": 30, "phone": 14}.get(field, 13)


def _validate(sheet: Any, at: int, field: str) -> None:
    """Choices where a word decides; days and amounts that are none are caught while typing."""
    kind = FIELDS[field].kind
    rule: dict[str, Any] = {}
    if field in LISTS:
        rule = {"validate": "list", "source": list(LISTS[field])}
    elif kind in ("date", "contract_end"):
        rule = {"validate": "date", "criteria": ">=", "value": date(1950, 1, 1)}
        rule["error_message"] = "请填日期，例如 2026-03-02。"
    elif kind in ("money", "days", "hours"):
        rule = {"validate": "decimal", "criteria": ">=", "value": 0}
        rule["error_message"] = "请填数字，不要带单位。"
    elif field == "id_number":
        rule = {"validate": "length", "criteria": "between", "minimum": 15, "maximum": 18}
        rule["error_message"] = "身份证号应为 18 位。"
    if rule:
        rule |= {"ignore_blank": True, "error_type": "warning", "error_title": label_of(field)}
        sheet.data_validation(1, at, ROWS, at, rule)


def _remarks(book: Any, blank: Blank) -> None:
    sheet = book.add_worksheet("填表说明")
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "bg_color": "#EFEBE0"})
    sheet.set_column(0, 0, 18, wrap)
    sheet.set_column(1, 1, 8, wrap)
    sheet.set_column(2, 2, 44, wrap)
    sheet.set_column(3, 3, 36, wrap)
    lines = [
        f"{blank.name}：一行一人{'一月' if 'month' in blank.columns else ''}，从第 3 行填起。",
        "第 2 行是示例，系统认得，不会当成人员；删不删都行。",
        "青色的列必填，其余有就填，没有的列可以整列删掉。",
    ]
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, line)
    for at, heading in enumerate(("列", "必填", "做什么用", "哪条法要用")):
        sheet.write_string(4, at, heading, head)
    for at, (field, (why, citation)) in enumerate(blank.columns.items(), start=5):
        sheet.write_string(at, 0, label_of(field))
        sheet.write_string(at, 1, "必填" if field in blank.needed else "")
        sheet.write_string(at, 2, why)
        sheet.write_string(at, 3, cite_text(citation) if citation else "")
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
