"""Which of the three the answers point to (opinions of 2021), by a weighing of our own."""

from decimal import Decimal
from typing import Literal

from gongyue.law.employment_status.factors import STRONG, weight

Status = Literal["likely_labour", "partly", "likely_civil"]
RANGE_WORDS = {
    "likely_labour": "倾向劳动关系",
    "partly": "不完全符合确立劳动关系情形",
    "likely_civil": "倾向民事关系",
}
NEEDS = ("书面协议", "小时最低工资", "休息", "职业伤害保障")  # of those who are managed
TWO = 2


def status_of(said: dict[str, str]) -> Status:
    """Labour: two strong signs, control of the process among them, and no strong sign against.
    Civil: no strong sign for it, no control, and two strong signs against or one with only the
    result counting. Else between."""
    weights = {name: weight(name, answer) for name, answer in said.items()}
    strong_for = sum(value >= STRONG for value in weights.values())
    strong_against = sum(value <= -STRONG for value in weights.values())
    process = weights.get("process", Decimal(0))
    if strong_for >= TWO and process >= STRONG and not strong_against:
        return "likely_labour"
    if strong_for or not strong_against:
        return "partly"
    return "likely_civil" if process < 0 or strong_against >= TWO else "partly"
