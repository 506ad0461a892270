"""The factors courts weigh, each with how strongly an answer points one way. The cases name the
factors; the weights are ours."""

from decimal import Decimal
from typing import Literal, NamedTuple, Protocol

CASE_237 = "cn/guiding-case-237"
CASE_238 = "cn/guiding-case-238"
CASE_239 = "cn/guiding-case-239"
CASE_240 = "cn/guiding-case-240"
NOTICE = "cn/labour-relation-notice-2005"
STRONG, PLAIN, WEAK = Decimal(2), Decimal(1), Decimal("0.5")

Time = Literal["required", "partly", "free", "unknown"]
Process = Literal["controlled", "some", "result_only", "unknown"]
Discipline = Literal["penalised", "standards", "none", "unknown"]
Continuity = Literal["main", "mixed", "occasional", "unknown"]
Price = Literal["base_pay", "platform", "negotiated", "unknown"]
Payer = Literal["enterprise", "customer", "unknown"]
Tools = Literal["supplied", "own", "unknown"]
Integration = Literal["core", "intermediary", "unknown"]


class Factor(NamedTuple):
    words: str
    weights: dict[str, Decimal]
    cases: tuple[str, ...]


FACTORS = {
    "time": Factor(
        "时间和工作量自己决定的程度",
        {"required": STRONG, "partly": Decimal(0), "free": -STRONG},
        (CASE_237, CASE_240),
    ),
    "process": Factor(
        "劳动过程受管理控制的程度",
        {"controlled": STRONG, "some": Decimal(0), "result_only": -PLAIN},
        (CASE_237, CASE_239),
    ),
    "discipline": Factor(
        "遵守规则、算法、纪律和奖惩",
        {"penalised": STRONG, "standards": Decimal(0), "none": -PLAIN},
        (CASE_237, CASE_239),
    ),
    "continuity": Factor(
        "工作的持续性、是不是主要收入",
        {"main": PLAIN, "mixed": Decimal(0), "occasional": -PLAIN},
        (CASE_237, CASE_240),
    ),
    "price": Factor(
        "能不能决定或者改变价格",
        {"base_pay": PLAIN, "platform": PLAIN, "negotiated": -STRONG},
        (CASE_237, CASE_239),
    ),
    "payer": Factor(
        "报酬由谁付",
        {"enterprise": PLAIN, "customer": -PLAIN},
        (CASE_238, CASE_240),
    ),
    "tools": Factor("工具和标识（只作参考）", {"supplied": WEAK, "own": -WEAK}, (CASE_238,)),
    "integration": Factor(
        "是不是业务的组成部分",
        {"core": PLAIN, "intermediary": -PLAIN},
        (CASE_238, CASE_239),
    ),
}


class StatusFacts(Protocol):
    @property
    def time(self) -> Time: ...

    @property
    def process(self) -> Process: ...

    @property
    def discipline(self) -> Discipline: ...

    @property
    def continuity(self) -> Continuity: ...

    @property
    def price(self) -> Price: ...

    @property
    def payer(self) -> Payer: ...

    @property
    def tools(self) -> Tools: ...

    @property
    def integration(self) -> Integration: ...


def answers(facts: StatusFacts) -> dict[str, str]:
    """What was said of each factor; what nobody knows is left out."""
    said = {name: str(getattr(facts, name)) for name in FACTORS}
    return {name: answer for name, answer in said.items() if answer != "unknown"}


def weight(name: str, answer: str) -> Decimal:
    return FACTORS[name].weights[answer]


def filled(said: dict[str, str], *, towards: bool) -> dict[str, str]:
    """The unknown factors at their most labour-like, or least labour-like, answer."""
    pick = max if towards else min
    return {
        name: said.get(name) or pick(factor.weights, key=factor.weights.__getitem__)
        for name, factor in FACTORS.items()
    }
