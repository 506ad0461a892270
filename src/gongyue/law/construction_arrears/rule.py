"""Who pays arrears on a building site: Regulation of 2019, Articles 16, 29, 30, 35 to 37."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple

from gongyue.law.facts import Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import NotCovered, Outcome, Rulebook, Work, begin

LAW = "cn/migrant-wage-regulation"
LABEL = "先付工资的"
Hirer = Literal[
    "general_contractor", "subcontractor", "passed_on", "given_by_owner", "given_by_contractor",
    "given_by_subcontractor", "borrowed_name",
]  # fmt: skip
Cause = Literal["other", "owner_unpaid", "unlawful_project"]
Sum = Annotated[Decimal, Between(Decimal(0), Decimal(100_000_000_000))]
MAIN, SUB, OWNER = "施工总承包单位", "分包单位", "建设单位"


class Payer(NamedTuple):
    """Who pays first, who bears it in the end, and what makes it so."""

    first: str
    finally_: str
    words: str
    article: str
    verdict: str


PAYERS: dict[Hirer, Payer] = {
    "general_contractor": Payer(MAIN, MAIN, "总包自己招的人，总包付", "16", "own_employer"),
    "subcontractor": Payer(MAIN, SUB, "分包拖欠，总包先付再追偿", "30.3", "contractor_first"),
    "passed_on": Payer(
        MAIN, "转包后招人的单位", "转包拖欠，总包先付再追偿", "30.4", "contractor_first"
    ),
    "given_by_owner": Payer(OWNER, OWNER, "建设单位发包给没有资格的，由它付", "36.1", "giver_pays"),
    "given_by_contractor": Payer(MAIN, MAIN, "总包分包给没有资格的，由它付", "36.1", "giver_pays"),
    "borrowed_name": Payer(
        "出借名义的施工单位", "出借名义的施工单位", "借名承揽，由被借名的付", "36.2", "lender_pays"
    ),
}
UNLAWFUL = Payer(OWNER, OWNER, "项目违反规划、建设法律，由建设单位付", "37", "owner_pays")
FURTHER = "分包再交给没有资格的人，条例没有直接写；请看“转包、挂靠，谁来负责”。"
UNKNOWN = "没有填写建设单位还没结清的工程款，要先垫付多少不能确定。"
BESIDE = "建设单位垫付，不免除总包、分包付工资的责任。"
SILENT = "付了以后能不能向实际招人的一方追偿，条例这一条没有写，按合同和其他法律。"


@dataclass(frozen=True, kw_only=True)
class ConstructionArrearsFacts(Facts):
    place: Place
    on: Day
    arrears: Sum
    cause: Cause
    hirer: Hirer
    unpaid_price: Sum | None = None
    has_dispute: bool = False

    def check(self) -> None:
        if not self.arrears:
            self.refuse("arrears", "要大于零，没有拖欠就不用算")


def construction_arrears(
    facts: ConstructionArrearsFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Who pays first; parts `finally` who bears it, `may_recover`, `owner_advance` in yuan (None
    where the unpaid price is not known). Raises NotCovered one step further down."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    w.given("拖欠的工资", facts.arrears, unit="yuan")
    payer = _payer(facts)
    article = f"{LAW}#{payer.article}"
    w.step(payer.words, True, article)
    if facts.hirer == "subcontractor" and payer is not UNLAWFUL:
        w.step("分包对自己招的人直接负责", True, f"{LAW}#30.1")
    w.step(LABEL, payer.first, article, key="first")
    w.step("最后承担的", payer.finally_, article, key="finally")
    w.step("先付的可以追偿", payer.verdict == "contractor_first", article, key="may_recover")
    if payer.article.startswith("36"):
        w.doubt(SILENT)
    if facts.cause == "owner_unpaid" and payer.first != OWNER:  # else it owes the whole
        _advance(w, facts)
    if facts.has_dispute:
        w.step("工程量、质量、造价有争议，也不能因此不付工资", True, f"{LAW}#35")
    return w.outcome(LABEL, payer.first, None, payer.verdict)


def _payer(facts: ConstructionArrearsFacts) -> Payer:
    if facts.cause == "unlawful_project":
        return UNLAWFUL
    if facts.hirer == "given_by_subcontractor":
        raise NotCovered(FURTHER, field="hirer")
    return PAYERS[facts.hirer]


def _advance(w: Work, facts: ConstructionArrearsFacts) -> None:
    """Article 29.2: the owner that is late advances, never more than it owes for the works."""
    article = f"{LAW}#29.2"
    w.step("没有按约定付工程款的建设单位，要先垫付", True, article)
    if facts.unpaid_price is None:
        w.part("owner_advance", None)
        w.doubt(UNKNOWN)
        return
    price = w.given("还没结清的工程款", facts.unpaid_price, unit="yuan")
    advance = w.step("建设单位先垫付", min(facts.arrears, price), article,
                     key="owner_advance", unit="yuan")  # fmt: skip
    w.step("垫付以后还差", facts.arrears - advance, article, key="left", unit="yuan")
    w.doubt(BESIDE)
