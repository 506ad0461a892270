"""What is paid once when the employment ends (36.2, 37.1.2), by the months of the province."""

from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from gongyue.kernel.dates import add_months
from gongyue.kernel.money import to_fen
from gongyue.law.injury_benefits.grades import LARGELY_DISABLED
from gongyue.law.rulebook import Work

Leaves = Literal["stays", "own_request", "expiry"]
ART_36_2 = "cn/injury-insurance-regulation#36.2"
ART_37 = "cn/injury-insurance-regulation#37.1.2"
YEARS = 5
NEAR = "临近退休的扣减按剩余的整年数计算（不足一年按最高比例），口径请向工伤经办机构核对。"
NO_AGE = "没有填写到达法定退休年龄的日子，一次性补助金按全额计算；不足五年的要扣减。"


class LeavingFacts(Protocol):
    @property
    def grade(self) -> int: ...

    @property
    def leaves(self) -> Leaves: ...

    @property
    def leaves_on(self) -> date | None: ...

    @property
    def retires_on(self) -> date | None: ...


def subsidies(w: Work, facts: LeavingFacts, base: Decimal) -> tuple[Decimal, Decimal]:
    """The medical subsidy, of the fund, and the employment subsidy, of the employer."""
    nothing = Decimal("0.00")
    if facts.leaves == "stays" or facts.leaves_on is None:
        return nothing, nothing
    w.given("劳动关系结束的日子", facts.leaves_on)
    article = ART_36_2 if facts.grade <= LARGELY_DISABLED else ART_37
    share = _share(w, facts, article)
    months = [
        w.use(f"injury.{kind}_months_{facts.grade}", facts.leaves_on)
        for kind in ("medical", "employment")
    ]
    medical, employment = (to_fen(base * number * share) for number in months)
    w.part("medical_months", months[0])
    w.part("employment_months", months[1])
    w.step("一次性工伤医疗补助金", medical, article, key="medical_subsidy",
           unit="yuan")  # fmt: skip
    w.step("一次性伤残就业补助金", employment, article,
           key="employment_subsidy", unit="yuan")  # fmt: skip
    return medical, employment


def _share(w: Work, facts: LeavingFacts, article: str) -> Decimal:
    """All of it five years before retirement; less each year after; nothing at the age."""
    leaves, retires = facts.leaves_on, facts.retires_on
    if leaves is None or retires is None:
        w.doubt(NO_AGE)
        return Decimal(1)
    w.given("到达法定退休年龄的日子", retires)
    if leaves >= retires:
        return w.step(
            "已到退休年龄，不付一次性补助金", Decimal(0), article, key="share", unit="rate"
        )
    left = next(n for n in range(YEARS, -1, -1) if add_months(leaves, 12 * n) <= retires)
    if left >= YEARS:
        return Decimal(1)
    step = w.use("injury.near_retirement_step", leaves)
    cut = min(step * (YEARS - left), w.use("injury.near_retirement_most", leaves))
    w.doubt(NEAR)
    return w.step("临近退休，按比例支付", 1 - cut, article, key="share", unit="rate")
