"""The catalogue of findings: title, usual severity, articles, and how to put it right.

`docs/reference/checkup.md` explains each; a test keeps the two in step.
"""

from typing import NamedTuple

LCL = "cn/labour-contract-law"
LCR = "cn/labour-contract-law-regulation"
LABOUR = "cn/labour-law"
INSURANCE = "cn/social-insurance-law"
INSPECTION = "cn/inspection-regulation"


class Code(NamedTuple):
    name: str
    title: str
    severity: str  # high | medium | low | info
    citations: tuple[str, ...]
    fix: str
    unlawful: bool = True  # False: worth knowing, never a breach in itself


_CODES = (
    Code(
        "contract.missing",
        "未签书面劳动合同",
        "high",
        (f"{LCL}#10.1", f"{LCL}#82.1", f"{LCR}#6", f"{LCR}#7"),
        "立即书面通知本人补签劳动合同，通知和签收都留底；二倍工资差额与本人核对后结清。",
    ),
    Code(
        "contract.late_signed",
        "书面劳动合同签订过晚",
        "medium",
        (f"{LCL}#10.2", f"{LCL}#82.1", f"{LCR}#6"),
        "核对首份合同的签订日期；超过一个月的期间与本人结清二倍工资差额，今后入职当天签。",
    ),
    Code(
        "contract.expired",
        "劳动合同已到期仍在用工",
        "high",
        (f"{LCL}#10.1", f"{LCL}#44"),
        "本周内与本人协商续签；不续签的，书面终止、出具证明，并按规定支付经济补偿。",
    ),
    Code(
        "contract.expiring",
        "劳动合同即将到期",
        "low",
        (f"{LCL}#44", f"{LCL}#46"),
        "到期前书面征求本人续签意见，条件不得降低；决定不续签的，提前准备经济补偿。",
        unlawful=False,
    ),
    Code(
        "contract.open_ended_due",
        "应当订立无固定期限劳动合同",
        "low",
        (f"{LCL}#14.2",),
        "续签时主动书面询问本人：除本人要求签固定期限外，应签无固定期限合同；询问与答复留底。",
        unlawful=False,
    ),
    Code(
        "probation.too_long",
        "试用期超过法定上限",
        "medium",
        (f"{LCL}#19", f"{LCL}#83"),
        "书面把试用期改到法定上限以内；超出部分已经履行的，按转正工资标准支付赔偿金。",
    ),
    Code(
        "probation.underpaid",
        "试用期工资低于法定下限",
        "medium",
        (f"{LCL}#20", f"{LCR}#15"),
        "把试用期工资提高到约定工资的 80% 且不低于当地最低工资，差额补发。",
    ),
    Code(
        "wage.below_minimum",
        "工资低于当地最低工资标准",
        "high",
        (f"{LABOUR}#48.2", f"{LABOUR}#91", "cn/minimum-wage-provisions#12"),
        "补发各月差额，并把正常出勤月份的工资（不含加班费和特殊津贴）调到最低标准以上。",
    ),
    Code(
        "overtime.over_limit",
        "加班超过法定上限",
        "medium",
        (f"{LABOUR}#41", f"{LABOUR}#90", f"{INSPECTION}#25"),
        "重新排班或增员，把每月加班压到 36 小时、每日 3 小时以内；确有特殊的申请特殊工时。",
    ),
    Code(
        "overtime.underpaid",
        "加班费未足额支付",
        "high",
        (f"{LABOUR}#44", f"{LCL}#31", f"{LCL}#85"),
        "按 150%／200%／300% 重算并补发差额，工资条上把加班时数和加班费分列出来。",
    ),
    Code(
        "rest.no_weekly_rest",
        "未保证每周休息一日",
        "medium",
        (f"{LABOUR}#38", f"{LABOUR}#90"),
        "排班时保证每个自然周至少休息一整天；休息日已上班的，先补休，不能补休的付 200%。",
    ),
    Code(
        "insurance.not_enrolled",
        "未参加社会保险",
        "high",
        (f"{INSURANCE}#58.1", f"{INSURANCE}#60", f"{INSURANCE}#84", f"{INSURANCE}#86"),
        "立即办理参保登记并补缴；“自愿放弃社保”的约定无效，不能免除责任。",
    ),
    Code(
        "insurance.late_enrolment",
        "参保登记过晚",
        "medium",
        (f"{INSURANCE}#58.1", f"{INSURANCE}#86"),
        "向社保经办机构核对并补缴入职至参保之间的月份，今后入职 30 日内办理。",
    ),
    Code(
        "insurance.base_too_low",
        "社保缴费基数偏低",
        "medium",
        (f"{INSURANCE}#60", f"{INSURANCE}#86", f"{INSPECTION}#27"),
        "按本人上年度月平均工资（新入职按首月工资）在上下限内重新申报基数并补差。",
    ),
    Code(
        "leave.unused",
        "年休假未休完",
        "low",
        ("cn/paid-annual-leave-regulation#5.3", "cn/paid-annual-leave-measures#10"),
        "年内安排休完；确因工作不能安排且本人同意的，按日工资 300% 支付（含已发的 100%）。",
        unlawful=False,
    ),
    Code(
        "age.under_16",
        "使用未满 16 周岁的童工",
        "high",
        ("cn/child-labour-provisions#2", "cn/child-labour-provisions#6", f"{LABOUR}#15"),
        "立即停止用工，把孩子送回父母或监护人身边并承担路费，结清工资；核对其身份证件。",
    ),
    Code(
        "age.under_18",
        "未成年工（16–18 周岁）需要特殊保护",
        "medium",
        (f"{LABOUR}#58", f"{LABOUR}#64", f"{LABOUR}#65"),
        "核对岗位不属禁忌劳动，安排上岗前和定期的健康检查，到人社部门办理未成年工登记。",
        unlawful=False,
    ),
    Code(
        "age.retirement",
        "已达到法定退休年龄",
        "low",
        (),
        "核对是否已领养老金：已领的改签劳务（返聘）协议并注明用工形式，未领的帮助办理退休或延缴。",
        unlawful=False,
    ),
    Code(
        "id.invalid",
        "身份证号有误",
        "medium",
        (f"{LCL}#7", f"{LCR}#8"),
        "对照本人身份证原件更正；核对社保、个税、工资卡是否用了同一个错号。",
    ),
    Code(
        "id.duplicate",
        "身份证号重复",
        "medium",
        (f"{LCL}#7", f"{LCR}#8"),
        "对照身份证原件更正其中的错号；同一个人登记了两次的，删去一行。",
    ),
    Code(
        "severance.exposure",
        "现在解除的经济补偿",
        "info",
        (f"{LCL}#46", f"{LCL}#47"),
        "这不是欠款，只是提醒：协商解除、到期不续等情形下的经济补偿大约是这个数。",
        unlawful=False,
    ),
)
CODES = {code.name: code for code in _CODES}
SEVERITIES = ("high", "medium", "low", "info")
