"""What labour inspection fines: Labour Inspection Regulation 23, 25 and 30."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple

from gongyue.law.facts import Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW = "cn/inspection-regulation"
Conduct = Literal[
    "obstructs", "conceals", "refuses_to_correct", "retaliates", "pregnant_hours",
    "nursing_hours", "maternity_leave", "minor_health_check", "too_much_overtime",
]  # fmt: skip
People = Annotated[int, Between(1, 100_000)]
LABEL = "罚款（至少）"


class Fine(NamedTuple):
    """`least` 0 with `most` 0: an order to correct, no fine. `each`: for each worker harmed."""

    words: str
    item: str
    least: int
    most: int
    each: bool = False
    must: bool = True


FINES: dict[Conduct, Fine] = {
    "obstructs": Fine("无理抗拒、阻挠劳动监察", "30.1.1", 2_000, 20_000),
    "conceals": Fine("不报送材料、隐瞒、作伪证或者毁灭证据", "30.1.2", 2_000, 20_000),
    "refuses_to_correct": Fine("拒不改正或者拒不履行处理决定", "30.1.3", 2_000, 20_000),
    "retaliates": Fine("打击报复举报人、投诉人", "30.1.4", 0, 0),
    "pregnant_hours": Fine("怀孕七个月以上加班、上夜班", "23.1.4", 1_000, 5_000, True),
    "nursing_hours": Fine("哺乳期加班、上夜班", "23.1.6", 1_000, 5_000, True),
    "maternity_leave": Fine("产假少于90天", "23.1.5", 1_000, 5_000, True),
    "minor_health_check": Fine("没有给未成年工定期体检", "23.1.8", 1_000, 5_000, True),
    "too_much_overtime": Fine("违法延长工作时间", "25", 100, 500, True, False),
}


@dataclass(frozen=True, kw_only=True)
class InspectionFineFacts(Facts):
    place: Place
    on: Day
    conduct: Conduct
    people: People = 1


def inspection_fine(
    facts: InspectionFineFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The least of the range; part `most` is the most."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    fine = FINES[facts.conduct]
    article = f"{LAW}#{fine.item}"
    w.step(f"{fine.words}：责令改正", True, article)
    if not fine.most:
        w.step("条例没有规定罚款", True, f"{LAW}#30.1")
        return w.outcome(LABEL, Decimal("0.00"), verdict="order_only")
    times = w.given("受侵害的劳动者人数", facts.people, unit="person") if fine.each else 1
    least = w.step(LABEL, Decimal(fine.least * times), article, key="least", unit="yuan")
    w.step("罚款（至多）", Decimal(fine.most * times), article, key="most", unit="yuan")
    w.doubt("罚多少由劳动行政部门按情节在幅度内决定；其他法律另有规定的，从其规定。")
    if fine.must:
        return w.outcome(LABEL, least, verdict="fined")
    w.step("给予警告，可以并处罚款", True, article)
    return w.outcome(LABEL, least, verdict="may_be_fined")
