"""What is fined around migrant workers' wages: Regulation of 2019, Articles 54 to 57."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/migrant-wage-regulation"
LABEL = "对单位的罚款（至少）"
Breach = Literal[
    "paid_in_kind", "no_records", "card_kept", "no_account", "no_deposit", "no_real_names",
    "no_monthly_sheet", "no_supervision", "no_cooperation", "no_notice_board", "no_guarantee",
    "no_labour_cost", "no_papers",
]  # fmt: skip
State = Literal["not_ordered", "within_term", "corrected", "overdue"]
MAIN, SUB, OWNER = "施工总承包单位", "分包单位", "建设单位"


class Conduct(NamedTuple):
    who: str
    words: str
    item: str


BREACHES: dict[Breach, Conduct] = {
    "paid_in_kind": Conduct("用人单位", "拿东西、有价证券抵工资", "54.1.1"),
    "no_records": Conduct("用人单位", "没有工资台账或者不给工资清单", "54.1.2"),
    "card_kept": Conduct("用人单位", "扣了农民工领工资的卡", "54.1.3"),
    "no_account": Conduct(MAIN, "没有按规定开、用工资专用账户", "55.1.1"),
    "no_deposit": Conduct(MAIN, "没有按规定存工资保证金或者给保函", "55.1.2"),
    "no_real_names": Conduct(f"{MAIN}、{SUB}", "没有实行用工实名制", "55.1.3"),
    "no_monthly_sheet": Conduct(SUB, "没有按月考核、编工资表并由本人签字", "56.1.1"),
    "no_supervision": Conduct(MAIN, "没有监督分包的用工", "56.1.2"),
    "no_cooperation": Conduct(SUB, "没有配合总包的监督", "56.1.3"),
    "no_notice_board": Conduct(MAIN, "工地没有维权信息告示牌", "56.1.4"),
    "no_guarantee": Conduct(OWNER, "没有提供工程款支付担保", "57.1.1"),
    "no_labour_cost": Conduct(OWNER, "没有按约定把人工费拨到专用账户", "57.1.2"),
    "no_papers": Conduct(f"{OWNER}或者{MAIN}", "拿不出施工合同、专用账户资料", "57.1.3"),
}
# Article → least and most for the unit.
BANDS = {"54": (20_000, 50_000), "55": (50_000, 100_000), "56": (50_000, 100_000),
         "57": (50_000, 100_000)}  # fmt: skip
PERSON = (10_000, 30_000)
STOPPED = ("55", "57")
DECIDES = "罚多少由主管部门按情节在幅度内决定，各省可以有裁量标准。"
EACH = "对哪几个负责人罚、每人罚多少，由部门认定；这里的幅度按一个人列出。"


@dataclass(frozen=True, kw_only=True)
class ConstructionFineFacts(Facts):
    place: Place
    on: Day
    breach: Breach
    state: State
    serious: bool = False


def construction_fine(
    facts: ConstructionFineFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The least the unit is fined, zero before the term of the order is over; part `most` the
    most, `person_least` and `person_most` for each person, `stop_work` whether works stop."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    conduct = BREACHES[facts.breach]
    article, number = f"{LAW}#{conduct.item}", conduct.item.split(".")[0]
    w.step(f"{conduct.who}{conduct.words}", True, article)
    w.part("who", conduct.who)
    least, most = (Decimal(yuan) for yuan in BANDS[number])
    if facts.state != "overdue":
        return _in_time(w, facts.state, article, least, most)
    w.step("责令限期改正，逾期没有改正", True, article)
    w.step(LABEL, least, article, key="least", unit="yuan")
    w.step("对单位的罚款（至多）", most, article, key="most", unit="yuan")
    w.doubt(DECIDES)
    if number == "54":
        _persons(w, article)
    _works(w, number, article, facts)
    return w.outcome(LABEL, least, verdict="fined")


def _in_time(w: Work, state: State, article: str, least: Decimal, most: Decimal) -> Outcome:
    """Nothing is fined before the term of an order has passed."""
    if state == "corrected":
        w.step("在限期内改正了，不罚款", True, article)
        return w.outcome(LABEL, Decimal("0.00"), verdict="corrected")
    w.step("先责令限期改正，现在还不罚款", True, article)
    w.step("逾期不改的罚款（至少）", least, article, key="if_late_least", unit="yuan")
    w.step("逾期不改的罚款（至多）", most, article, key="if_late_most", unit="yuan")
    return w.outcome(LABEL, Decimal("0.00"), verdict="order_first")


def _persons(w: Work, article: str) -> None:
    least, most = (Decimal(yuan) for yuan in PERSON)
    w.step("对负责人的罚款（至少）", least, article, key="person_least", unit="yuan")
    w.step("对负责人的罚款（至多）", most, article, key="person_most", unit="yuan")
    w.doubt(EACH)


def _works(w: Work, number: str, article: str, facts: ConstructionFineFacts) -> None:
    """Articles 55 and 57 stop the works; what a serious case costs stands in 55 alone."""
    w.step("责令项目停工", number in STOPPED, article, key="stop_work")
    if number == "55" and facts.serious:
        w.step("情节严重：可以限制接新工程、降资质、吊销资质", True, article, key="licence_at_risk")
