"""The values of an outcome in Chinese words, for output without a screen behind it."""

from decimal import Decimal

from gongyue.kernel.jsonform import plain
from gongyue.law.rulebook import UNITS, Value

PLACES_SHOWN = 6
VERDICTS = {
    "accepted": "应当查处",
    "adult": "成年",
    "applicable": "适用",
    "barred": "已过时效",
    "below": "低于最低工资",
    "binding": "有效",
    "by_agreement": "可以约定适用",
    "cause_not_told": "没有说明理由",
    "child": "童工",
    "complete": "齐全",
    "compliant": "合规",
    "continues": "按原条件继续",
    "contractor_first": "总包先付",
    "corrected": "已经改正",
    "cycle_too_long": "支付周期过长",
    "deemed": "视同工伤",
    "due": "应付",
    "early": "可以提前",
    "elsewhere": "按仲裁诉讼办理",
    "employer_pays": "由单位付",
    "ended": "按期满终止",
    "enough": "不低于最低工资",
    "entitled": "享受",
    "even": "不补不退",
    "excluded": "不得认定",
    "exempt": "免",
    "expired": "已到期，待核实",
    "facts_decide": "由事实决定",
    "filed_in_time": "按时申请",
    "filed_late": "单位申请迟了",
    "final": "终局",
    "fine_due": "另处罚款",
    "fined": "罚款",
    "for_cause": "单位过错",
    "full_time": "应按全日制",
    "fund_pays": "由基金付",
    "giver_pays": "由发包的一方付",
    "grade_a": "A级",
    "grade_b": "B级",
    "grade_c": "C级",
    "holiday": "法定休假日",
    "identity_only": "只报身份",
    "in_time": "按时登记",
    "incomplete": "不齐全",
    "involuntary": "非本人意愿",
    "kept": "已休息",
    "late": "登记迟延",
    "late_fee_due": "应加滞纳金",
    "later": "可以延迟",
    "lawful": "合法",
    "legal": "合法",
    "lender_pays": "由出借名义的一方付",
    "likely_civil": "倾向民事关系",
    "likely_labour": "倾向劳动关系",
    "listed": "应当列入",
    "may_apply": "可以申请",
    "may_be_exempt": "可以免",
    "may_be_fined": "可以罚款",
    "may_leave": "可以申请移出",
    "may_not_apply": "不能申请",
    "may_renew": "可以要求续订",
    "merge": "并入更省",
    "merge_only": "只能并入",
    "minor": "未成年工",
    "missing": "至今未签",
    "must_extend": "须延续",
    "new_system": "改制重新订立",
    "no_change": "不退不补",
    "no_rest": "没有休息",
    "no_tax": "不用缴税",
    "none": "不符合",
    "none_owed": "不用付",
    "not_agreed": "单位没同意",
    "not_applicable": "不适用",
    "not_barred": "未过时效",
    "not_due": "不应付",
    "not_enrolled": "至今未登记",
    "not_entitled": "不符合",
    "not_final": "非终局",
    "not_listed": "不列入",
    "not_recognised": "不属于工伤情形",
    "not_registered": "没有登记",
    "not_unemployed": "不算失业",
    "not_yet_due": "尚未到期",
    "on_time": "正好到期",
    "order_first": "先责令改正",
    "order_only": "责令改正",
    "over": "超过上限",
    "over_withheld": "已多扣",
    "overpaid": "多缴应退",
    "own_employer": "由招用的单位承担",
    "owner_pays": "由建设单位付",
    "paid_enough": "已发够",
    "partly": "不完全符合",
    "pay": "要补税",
    "rate_too_high": "比例过高",
    "rate_too_low": "比例过低",
    "recognised": "应当认定工伤",
    "reduced": "超出部分不付",
    "refund": "可以退税",
    "rehire_ignored": "没有优先招用",
    "report": "要报",
    "reported_late": "报送迟延",
    "resigned": "依法辞职",
    "rest_due": "应当休息",
    "rest_given": "按要求休息了",
    "rest_missing": "没有按要求休息",
    "restday": "休息日",
    "same": "一样",
    "separate": "单独更省",
    "separate_only": "只算单独计税",
    "short_notice": "通知不足",
    "short_paid": "缴少了",
    "signed_in_time": "按时签订",
    "signed_late": "签订迟延",
    "spared": "可以免补",
    "still_listed": "还在名单上",
    "stopped": "停止领取",
    "tax_free": "免税",
    "taxed": "要缴税",
    "ten_years": "连续工作满十年",
    "term_over": "期满移出",
    "third_term": "两次固定期限后又签了固定期限",
    "to_be_settled": "还不能确定",
    "told_late": "告知太晚",
    "too_early": "太早",
    "too_late": "超过期限",
    "too_long": "试用期过长",
    "top_up": "应补",
    "two_terms": "续订时可以要求",
    "underpaid": "不足",
    "unknown": "缺事实，不能判断",
    "unlawful": "不合法",
    "upper_liable": "由有资质的一方承担",
    "vat_due": "要缴增值税",
    "vat_free": "免征增值税",
    "void": "无效",
    "voluntary": "本人意愿",
    "was_child": "入职时为童工",
    "withhold": "要扣税",
    "within": "未超过上限",
    "workday": "工作日",
    "years_short": "年限不够",
}
CHOICES = {
    "includes_own_insurance": "包含个人社保",
    "excludes_own_insurance": "不包含个人社保",
    "running": "已经实行",
    "not_running": "尚未实行",
    **VERDICTS,
}
OWN_UNITS = {**UNITS, "date": "", "rate": ""}


def worded(value: Value, unit: str | None = None) -> str:
    """2200, "yuan/month" → 2,200元/月; True → 是; a rate as a percentage."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None:
        return "不能确定"
    if isinstance(value, str):
        return CHOICES.get(value, value)
    if isinstance(value, Decimal):
        text = f"{(value * 100).normalize():f}%" if unit == "rate" else _number(value, unit or "")
    else:
        text = str(plain(value))
    return text + (OWN_UNITS[unit] if unit else "")


def verdict_word(verdict: str) -> str:
    """The word of a verdict; the verdict itself where none is written."""
    return VERDICTS.get(verdict, verdict)


def _number(value: Decimal, unit: str) -> str:
    """Money in groups of three digits, as everywhere on the screens."""
    group = "," if unit.startswith("yuan") else ""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > PLACES_SHOWN:
        return f"{value:{group}.{PLACES_SHOWN}f}…"
    return f"{value.normalize():{group}f}" if exponent != -2 else f"{value:{group}f}"
