"""Severance, damages, training bond, double wage, probation: problems of contract and parting."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from gongyue.apps.knowledge.worded.case import Case
from gongyue.apps.knowledge.worded.reading import NOWHERE, Facts, Reading, Scene, part, value
from gongyue.apps.knowledge.worded.service import BEGAN, LAST, service
from gongyue.apps.knowledge.worded.wages import local_average, monthly_wage
from gongyue.kernel.dates import ONE_DAY, add_months

# The words of a ground; the first that is told holds.
GROUNDS = (
    ("worker_for_cause", r"(?:未|没有|不)[^，。]{0,8}缴[^，。]{0,10}(?:社保|保险)|拖欠工资"
                         r"|(?:未|没有)[^，。]{0,8}(?:足额|及时)[^，。]{0,10}(?:报酬|工资)|强迫劳动"),
    ("worker_fault", r"严重违(?:反|纪)|严重失职|营私舞弊|被依法追究刑事"),
    ("expiry_renewal_refused", r"(?:维持|提高)[^，。]{0,12}续[^，。]{0,12}(?:拒绝|不同意|不愿)"),
    ("resignation", r"(?:主动|自愿|个人原因|自己)[^，。]{0,8}(?:辞职|离职|提出解除)"
                    r"|(?:员工|职工|劳动者|某|[小老][一-龥])(?:提出|递交|提交)辞"),
    ("mutual_worker", r"(?:劳动者|员工|职工|某)[^，。公司单位]{0,4}(?:主动)?提出[^，。]{0,10}协商"),
    ("redundancy", r"裁员|裁减人员"),
    ("employer_closed", r"破产|吊销|关闭|解散"),
    ("medical_period_over", r"医疗期满"),
    ("incompetence", r"不能胜任"),
    ("changed_circumstances", r"客观情况|重大变化|代通知金"),
    ("expiry", r"(?:期满|到期|届满)[^。]{0,20}(?:不再?续|未续|没有续|终止)|(?:不再|没有|未)续"),
)  # fmt: skip


def severance(case: Case) -> Iterator[Reading]:
    years, wage = service(case), monthly_wage(case)
    if years is None:
        return
    local = local_average(case)
    facts: Facts = {
        "place": NOWHERE, "started_on": years.first, "ended_on": years.last,
        "average_wage": wage or Decimal(6000), "ground": _ground(case),
        "local_average_wage": local, "below_ceiling": local is None,
    }  # fmt: skip
    if case.asks(r"几个月|多少个月"):
        yield Reading("severance", [facts], part("service_years", "months"))
    elif wage is not None:
        yield Reading("severance", [facts], value("money"))


def damages(case: Case) -> Iterator[Reading]:
    years, wage = service(case), monthly_wage(case)
    if years and wage is not None:
        local = local_average(case)
        facts: Facts = {
            "place": NOWHERE, "started_on": years.first, "ended_on": years.last,
            "average_wage": wage, "local_average_wage": local, "below_ceiling": local is None,
        }  # fmt: skip
        yield Reading("dismissal_damages", [facts], value("money"))


def _ground(case: Case) -> str:
    return next((ground for ground, words in GROUNDS if case.says(words)), "mutual_employer")


def training_bond(case: Case) -> Iterator[Reading]:
    """What is due at most, of the years agreed those not served."""
    cost = case.near("培训", "money") or case.of_kind("money")
    agreed_years = case.near("服务期", "months", but="服务满|未履行|剩余")
    lived = [q for q in case.of_kind("months") if q not in agreed_years[:1]]
    if not cost or not agreed_years or not lived:
        return
    whole, served = agreed_years[0].amount, lived[-1].amount
    if case.says(r"(?:剩余|剩|未履行|尚未履行)[^，。]{0,8}[年月]"):
        served = whole - served
    first = add_months(LAST + ONE_DAY, -int(whole))
    facts = {"place": NOWHERE, "bond_first": first, "bond_last": LAST,
             "left_on": add_months(first, int(served)) - ONE_DAY, "training_cost": cost[0].amount,
             "agreed": _bond(case)}  # fmt: skip
    yield Reading("training_bond", [facts], value("money"), off_by=Decimal("0.004"))


def _bond(case: Case) -> Decimal | None:
    found = case.near("违约金", "money", but="培训费")
    return found[0].amount if found else None


def double_wage(case: Case) -> Iterator[Reading]:
    """The second wage; or all that is paid for the months asked after."""
    wage, days = monthly_wage(case), case.of_kind("day", "month")
    if wage is None or not days:
        return
    first = (case.happened(BEGAN) or days)[0].day
    facts: Facts = {"place": NOWHERE, "started_on": first, "monthly_wage": wage,
                    "signed_on": _signed(case, first), "on": _counted_to(case, first)}  # fmt: skip
    months = len({day.day for day in case.of_kind("month") if day.text in case.ask})
    ordinary = wage * months if case.asks("总额|共|一共|合计") else Decimal(0)
    yield Reading("double_wage", [facts], value("money", plus=ordinary))


def _signed(case: Case, first: date) -> date | None:
    if case.says("至今未|一直未|始终未|仍未"):
        return None
    signed = case.happened(r"补[签订]|签[订了]|订立|签书面")
    return next((day.day for day in signed if day.day > first), None)


def _counted_to(case: Case, first: date) -> date:
    """The last day told, else the end of the first year."""
    later = [day.last_day for day in case.of_kind("day") if day.day > first]
    return max(later, default=add_months(first, 12))


def probation(case: Case) -> Iterator[Reading]:
    """The longest that may be agreed."""
    term = case.near("合同|期限|签", "months", but="试用")
    task, open_ended = case.says("以完成一定工作任务"), case.says("无固定期限")
    if not (term or task or open_ended):
        return
    first = LAST + ONE_DAY
    last = add_months(first, int(term[0].amount)) - ONE_DAY if term and not open_ended else None
    facts: Facts = {"place": NOWHERE, "on": first, "contract_first": first, "contract_last": last,
                    "probation_first": first, "probation_last": first,
                    "kind": "task" if task else "open" if open_ended else "fixed"}  # fmt: skip
    yield Reading("probation", [facts], part("max_probation_months", "months"))


def probation_pay(case: Case) -> Iterator[Reading]:
    """The least wage of a probation."""
    wage = monthly_wage(case)
    if wage is not None:
        facts = {"place": NOWHERE, "on": LAST, "probation_wage": wage, "contract_wage": wage}
        yield Reading("probation_pay", [facts], part("required", "money"))


SCENES = (
    Scene(r"赔偿金|2N|赔偿", damages,
          told=r"违法(?:解除|终止|辞退)|违反[^，。]{0,12}(?:解除|终止)"),
    Scene(r"经济补偿|补偿金|补偿", severance, but=r"竞业"),
    Scene(r"违约金", training_bond, told=r"服务期|培训"),
    Scene(r"工资|报酬|差额|支付", double_wage, but="经济补偿",
          told=r"书面(?:的)?(?:劳动)?合同[\s\S]*(?:[2二两]倍|双倍)|(?:[2二两]倍|双倍)[\s\S]*书面"),
    Scene(r"试用期.*(?:工资|报酬)|工资", probation_pay, but="期限",
          told=r"试用期[^。]{0,20}(?:百分之八十|80%)"),
    Scene(r"试用期", probation, but="试用期(?:的)?工资"),
)  # fmt: skip
