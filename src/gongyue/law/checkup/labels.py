"""The Chinese column names used when a judgement would need a column that is not there."""

LABELS = {
    "absence_days": "缺勤天数",
    "birth_on": "出生日期",
    "contract_first": "合同开始日期",
    "contract_kind": "合同类型（固定期限／无固定期限）",
    "contract_last": "合同到期日期",
    "contract_months": "合同期限（月）",
    "contract_signed": "是否签订劳动合同",
    "day_grid": "逐日考勤",
    "days_due": "应出勤天数",
    "days_worked": "实际出勤天数",
    "employment_kind": "用工形式（全日制／退休返聘／劳务等）",
    "enrolled": "是否参加社会保险",
    "enrolled_on": "参保日期",
    "gender": "性别",
    "gross": "应发工资",
    "hired_on": "入职日期",
    "hourly_wage": "小时工资",
    "hours_system": "综合计算工时的周期与各月总工时",
    "id_number": "身份证号",
    "insurance_base": "社保缴费基数",
    "leave_taken": "已休年休假天数",
    "minimum_wage": "当地最低工资标准",
    "month": "工资所属月份",
    "overtime_hours": "加班小时数",
    "overtime_pay": "加班工资",
    "probation_months": "试用期",
    "probation_wage": "试用期工资",
    "rest_days": "休息天数",
    "sign_count": "合同签订次数",
    "signed_on": "合同签订日期",
    "status": "在职状态",
    "wage": "约定月工资",
}


def label(name: str) -> str:
    return LABELS.get(name, name)
