"""The closed list of fields a column can mean, with Chinese label and kind of value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """kind decides how cells are parsed; roles lists the kinds of sheet it belongs to.

    adds: several columns of one sheet may carry it and their amounts are added up.
    repeats: several columns carry it one after the other (first, second, third contract).
    """

    name: str
    label: str
    kind: str
    roles: tuple[str, ...]
    adds: bool = False
    repeats: bool = False


_LIST = """
name            姓名            name     roster contracts attendance payroll insurance leave
id_number       身份证号        id       roster contracts attendance payroll insurance leave
gender          性别            gender   roster
birth_on        出生日期        date     roster
phone           手机            phone   roster
employee_no     工号            code     roster contracts attendance payroll insurance leave
department      部门            text     roster contracts attendance payroll insurance leave
post            岗位            text     roster contracts
employment_kind 用工形式        employment  roster contracts
status          在职状态        status   roster
hired_on        入职日期        date     roster contracts
left_on         离职日期        date     roster contracts
work_started_on 参加工作时间    date     roster leave
contract_signed 劳动合同签订    contract contracts roster
signed_on       合同签订日期    date     contracts roster  repeats
contract_first  合同起始日      date     contracts roster  repeats
contract_last   合同终止日      contract_end  contracts roster  repeats
contract_term   合同期限        term     contracts roster  repeats
contract_kind   合同类型        contract contracts roster
contract_months 合同月数        months   contracts roster
sign_count      签订次数        sign_count contracts roster
probation_term  试用期          probation contracts roster
probation_months 试用期月数     months   contracts roster
probation_days  试用期天数      number   contracts roster
probation_first 试用期起        date     contracts roster
probation_last  试用期止        date     contracts roster
regular_on      转正日期        date     roster contracts
probation_wage  试用期工资      money    contracts roster
agreement       协议名称        agreement  contracts
wage            约定月工资      money    contracts roster payroll leave insurance
hourly_wage     小时工资        money    contracts roster payroll attendance
hours_system    工时制度        hours_system contracts roster
month           月份            month    payroll attendance insurance
days_due        应出勤天数      days     attendance payroll
days_worked     实际出勤天数    days     attendance payroll
rest_days       休息天数        days     attendance
consecutive_days 连续工作天数   days     attendance
overtime_hours  加班小时        hours    attendance payroll
overtime_workday_hours 平时加班小时 hours attendance payroll adds
overtime_restday_hours 休息日加班小时 hours attendance payroll adds
overtime_holiday_hours 法定节假日加班小时 hours attendance payroll adds
overtime_days   加班天数        days     attendance payroll
longest_day_overtime 单日最长加班 hours  attendance
overtime_on     加班日期        date     attendance
clock_in        上班打卡        clock    attendance  adds
clock_out       下班打卡        clock    attendance  adds
hours_worked    实际工时        hours    attendance payroll
overtime_kind   加班类型        overtime_kind attendance
time_off_hours  调休小时        hours    attendance
absence_days    缺勤天数        days     attendance payroll adds
sick_days       病假天数        days     attendance payroll
day_grid        每日考勤        grid     attendance repeats
base_wage       基本工资        money    payroll
post_wage       岗位工资        money    payroll adds
performance_pay 绩效计件提成    money    payroll adds
bonus           奖金            money    payroll adds
gross           应发工资        money    payroll
net             实发工资        money    payroll
overtime_pay    加班费          money    payroll adds
shift_allowance 中夜班津贴      money    payroll adds
heat_allowance  高温津贴        money    payroll
hazard_allowance 特殊环境津贴   money    payroll adds
meal_allowance  餐补            money    payroll
other_allowance 其他补贴        money    payroll adds
absence_deduction 缺勤扣款      money    payroll adds
other_deduction 其他扣款        money    payroll adds
deductions      扣款合计        money    payroll
own_insurance   个人社保        money    payroll insurance
own_fund        个人公积金      money    payroll insurance
income_tax      个人所得税      money    payroll
enrolled        是否参保        enrolled insurance roster
enrolled_on     参保日期        date     insurance roster
stopped_on      停保日期        date     insurance roster
insurance_base  缴费基数        money    insurance roster payroll
own_pension     个人养老        money    insurance payroll
own_medical     个人医疗        money    insurance payroll
own_unemployment 个人失业       money    insurance payroll
employer_pension 单位养老       money    insurance payroll
employer_medical 单位医疗       money    insurance payroll
employer_unemployment 单位失业  money    insurance payroll
employer_injury 单位工伤        money    insurance payroll
employer_insurance 单位社保     money    insurance payroll
employer_fund   单位公积金      money    insurance payroll
leave_entitled  应休年假        days     leave roster
leave_taken     已休年假        days     leave attendance roster
leave_unused    未休年假        days     leave roster
leave_year      年度            year     leave payroll attendance insurance
remark          备注            text     roster contracts attendance payroll insurance leave
"""


def _parse(line: str) -> Field:
    name, label, kind, *rest = line.split()
    roles = tuple(word for word in rest if word not in {"adds", "repeats"})
    return Field(name, label, kind, roles, "adds" in rest, "repeats" in rest)


FIELDS: dict[str, Field] = {
    found.name: found for found in (_parse(line) for line in _LIST.strip().splitlines())
}
IDENTIFYING = ("name", "id_number", "employee_no", "department")


def label_of(name: str) -> str:
    """The Chinese label of a field, for messages and the mapping screen."""
    return FIELDS[name].label
