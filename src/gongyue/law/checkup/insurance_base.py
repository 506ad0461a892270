"""The base on which contributions are paid, against the wage it should follow."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gongyue.kernel.dates import add_months
from gongyue.kernel.money import to_fen, yuan_text
from gongyue.law.checkup.contribution_sums import TABLES, Due, employer_sum, months_from
from gongyue.law.checkup.desk import NOT_IN_SOURCE, Desk, answer, take
from gongyue.law.checkup.facts import InsuranceFacts, MonthFacts
from gongyue.law.checkup.finding import Draft
from gongyue.law.checkup.subject import Subject
from gongyue.law.checkup.wage_of import agreed_wage, average_gross, is_full, paid_months
from gongyue.law.contribution_base import ContributionBaseFacts, contribution_base
from gongyue.law.rulebook import Outcome, Step

CODE = "insurance.base_too_low"
PRACTICE = "cn/contribution-base-practice"
LEAST = Decimal(1)  # yuan; bases are rounded
MONTHS_A_YEAR = 12
ENOUGH_MONTHS = 3


class Wage(NamedTuple):
    """The wage a base should follow; `unsure` says why it may be another."""

    amount: Decimal
    label: str
    unsure: str | None
    without_overtime: Decimal | None = None  # where overtime makes the first month unusual


def check(desk: Desk, subject: Subject) -> None:
    if not subject.in_service or not subject.is_employee or subject.retired == "certain":
        return
    if not desk.known.any("insurance_base"):
        desk.cannot(subject.facts, CODE, "insurance_base", NOT_IN_SOURCE)
        return
    row = _latest(subject)
    if row is None or row.base is None:
        return
    month = min(row.month or subject.on, subject.on)
    _judge(desk, subject, row, row.base, month)


def _latest(subject: Subject) -> InsuranceFacts | None:
    rows = [r for r in subject.facts.insurance if r.base and (r.month or subject.on) <= subject.on]
    return max(rows, key=lambda row: row.month or date.min, default=None)


def _judge(desk: Desk, subject: Subject, row: InsuranceFacts, base: Decimal, month: date) -> None:
    wage = _wage(subject, month)
    if wage and _is_enough(desk, month, wage.amount, base):
        return
    outcome = _clip(desk, month, wage.amount if wage else base)
    if isinstance(outcome, str):
        desk.cannot(subject.facts, CODE, "insurance_base", outcome)
        return
    if outcome.amount - base < LEAST:
        if wage is None:
            desk.cannot(subject.facts, CODE, "gross", "没有上年度工资，也没有约定工资")
        return
    if wage and (wage.unsure or _only_overtime(desk, month, wage, base)):
        wage, outcome = _certain(desk, month, base, wage, outcome)
    _add(
        desk, subject, Draft(code=CODE, message="", origin=row.origin), (base, wage, outcome, month)
    )


def _only_overtime(desk: Desk, month: date, wage: Wage, base: Decimal) -> bool:
    """Without the overtime of the first month the base would be high enough."""
    usual = wage.without_overtime
    return usual is not None and _is_enough(desk, month, usual, base)


def _certain(
    desk: Desk, month: date, base: Decimal, wage: Wage, outcome: Outcome
) -> tuple[Wage, Outcome]:
    """Of a doubtful wage only the gap to the floor is beyond doubt."""
    floor = outcome.parts["floor"]
    unsure = wage.unsure or "首月工资含加班费，是否计入核定基数的工资，请向社保经办机构核对。"
    wage = wage._replace(unsure=unsure)
    if not isinstance(floor, Decimal) or floor - base < LEAST:
        return wage, outcome
    lowest = _clip(desk, month, floor)
    return wage, outcome if isinstance(lowest, str) else lowest


def _is_enough(desk: Desk, month: date, wage: Decimal, base: Decimal) -> bool:
    """Cheap screening: at or above the wage between floor and cap. The rule decides the rest."""
    (floor, _), (cap, _), *_rest = desk.figures(month, TABLES)
    return floor is not None and cap is not None and base >= min(max(wage, floor), cap)


def _clip(desk: Desk, month: date, wage: Decimal) -> Outcome | str:
    facts = lambda: ContributionBaseFacts(place=desk.place, month=month, wage=wage)  # noqa: E731
    return answer(contribution_base, facts, desk)


def _wage(subject: Subject, month: date) -> Wage | None:
    """Last year's mean; for people hired this year the first full month; else a doubtful one."""
    months = paid_months(subject)
    hired = subject.facts.hired_on
    if hired and hired.year == month.year:
        if found := _first_month(subject, months, hired):
            return found
    elif mean := _last_year(subject, months, month.year - 1):
        return Wage(mean, "上年度月平均应发工资", None)
    if agreed := agreed_wage(subject):
        return Wage(
            agreed, "约定月工资", "没有上年度工资，按约定工资比较，请核对上年度月平均工资。"
        )
    if len(months) >= ENOUGH_MONTHS and (mean := average_gross(months)):
        return Wage(
            to_fen(mean), "已有各月平均应发工资", "上年度工资不全，按已有月份比较，请核对。"
        )
    return None


def _first_month(subject: Subject, months: list[MonthFacts], hired: date) -> Wage | None:
    """The pay of the true first full month; a later one proves nothing about the first."""
    first = hired if hired.day == 1 else add_months(hired.replace(day=1), 1)
    paid = next((m for m in months if m.month == first and is_full(m, subject)), None)
    if paid is None or not paid.gross or paid.year_assumed:
        return None
    usual = paid.gross - (paid.overtime_pay or Decimal(0))
    return Wage(paid.gross, "首个整月的应发工资", None, usual)


def _last_year(subject: Subject, months: list[MonthFacts], year: int) -> Decimal | None:
    """The mean of the year before, when all its months in employment are on record."""
    known = {m.month: m for m in months if m.month and m.month.year == year}
    hired = subject.facts.hired_on
    first = hired.month if hired and hired.year == year else 1
    if not hired or hired.year > year or any(m.year_assumed for m in known.values()):
        return None
    if len(known) < MONTHS_A_YEAR - first + 1:
        return None
    mean = average_gross(known.values())
    return to_fen(mean) if mean else None


def _add(
    desk: Desk,
    subject: Subject,
    draft: Draft,
    found: tuple[Decimal, Wage | None, Outcome, date],
) -> None:
    base, wage, outcome, month = found
    floor = outcome.parts["floor"]
    below_floor = isinstance(floor, Decimal) and base < floor
    draft.message = (
        f"缴费基数{yuan_text(base)}元，应为{yuan_text(outcome.amount)}元，"
        f"少{yuan_text(outcome.amount - base)}元。"
    )
    if below_floor and isinstance(floor, Decimal):
        draft.message += f"已低于当地下限{yuan_text(floor)}元。"
    take(draft, outcome)
    if wage:
        draft.working.insert(0, Step(label=wage.label, value=wage.amount, sources=(PRACTICE,),
                                     unit="yuan/month"))  # fmt: skip
        if wage.unsure and not below_floor:
            draft.unsure.append(wage.unsure)
        elif wage.unsure:
            draft.doubts.append(f"只计到当地下限的差额。{wage.unsure}")
    line = Step(label="表中的缴费基数", value=base, sources=("given",), unit="yuan/month")
    draft.working.append(line)
    _amount(desk, subject, draft, base, outcome.amount, month)
    desk.add(subject.facts, draft)


def _amount(
    desk: Desk, subject: Subject, draft: Draft, base: Decimal, right: Decimal, month: date
) -> None:
    """The employer's rates on the difference, for this year's months in employment."""
    first = date(month.year, 1, 1)
    if (hired := subject.facts.hired_on) and hired > first:
        first = hired
    months = months_from(first, min(subject.on, date(month.year, 12, 31)))
    full: Due | str = desk.remembered(  # for its rates, which are the same for everybody
        (CODE, months[0], months[-1]), lambda: employer_sum(desk, months, right)
    )
    if isinstance(full, str):
        draft.assumptions.append(f"金额无法计算：{full}")
        return
    rate = _employer_rate(full.first)
    difference = right - base
    draft.amount = to_fen(difference * rate * len(months))
    draft.stale.extend(full.stale)
    draft.doubts.extend(full.first.doubts)
    label = f"单位费率合计 × 差额 × {len(months)}个月"
    draft.working.extend(
        [
            Step(
                label="单位费率合计",
                value=rate,
                sources=("cn/social-insurance-law#60.1",),
                unit="rate",
            ),
            Step(
                label=label,
                value=draft.amount,
                sources=("cn/social-insurance-law#60.1",),
                unit="yuan",
            ),
        ]
    )
    draft.assumptions.append("金额只算单位部分、本年到体检日；不含个人部分、滞纳金和罚款。")


def _employer_rate(outcome: Outcome) -> Decimal:
    """The employer's rates the rule used, added up."""
    rates = [
        step.value
        for step in outcome.working
        if step.parameter and step.parameter.endswith(".employer_rate")
    ]
    return sum((rate for rate in rates if isinstance(rate, Decimal)), Decimal(0))
