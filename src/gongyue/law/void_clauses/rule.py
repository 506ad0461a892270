"""Promises that do not count: Labour Contract Law, Articles 9, 26, 27; two interpretations."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/labour-contract-law"
TAKES_RIGHTS, BREAKS_RULES = f"{LAW}#26.1.2", f"{LAW}#26.1.3"
SETTLED = "cn/dispute-interpretation-1#35"
NO_INSURANCE = "cn/dispute-interpretation-2#19"
Clause = Literal[
    "no_insurance",
    "no_overtime_pay",
    "no_severance",
    "own_risk",
    "no_marriage",
    "no_children",
    "no_leave",
    "below_minimum",
    "settlement",
]


class Void(NamedTuple):
    """`remains`: what the worker still has. `leaves`: may leave for it, with severance."""

    words: str
    remains: str
    articles: tuple[str, ...]
    leaves: bool = False


CLAUSES: dict[str, Void] = {
    "no_insurance": Void(
        "约定不缴社会保险", "单位仍要补缴；劳动者可以据此离开", (TAKES_RIGHTS, BREAKS_RULES), True
    ),
    "no_overtime_pay": Void("约定放弃加班费", "加班费照付", (TAKES_RIGHTS, "cn/labour-law#44")),
    "no_severance": Void("事先约定放弃经济补偿", "经济补偿照付", (TAKES_RIGHTS, f"{LAW}#46")),
    "own_risk": Void("约定工伤自负", "工伤待遇照付", (TAKES_RIGHTS, "cn/social-insurance-law#33")),
    "no_marriage": Void("约定限制结婚", "结婚自由，不得因此解除", (BREAKS_RULES,)),
    "no_children": Void(
        "约定限制生育",
        "不得因生育降低工资或者解除",
        (BREAKS_RULES, "cn/women-employees-provisions#5"),
    ),
    "no_leave": Void("约定没有年休假或者休息日", "照样可以休", (TAKES_RIGHTS, "cn/labour-law#38")),
    "below_minimum": Void(
        "约定工资低于最低工资", "按最低工资补足", (BREAKS_RULES, "cn/labour-law#48.2")
    ),
}


@dataclass(frozen=True, kw_only=True)
class ClauseFacts(Facts):
    place: Place
    on: Day
    clause: Clause
    owed: Money = Decimal(0)
    paid_instead: Money = Decimal(0)
    was_paid_in: bool = False
    was_fair: bool = True


def void_clauses(
    facts: ClauseFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether the clause binds; part `award` what remains owed, `may_ask_back` what goes back."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    if facts.clause == "settlement":
        return _settlement(w, facts)
    void = CLAUSES[facts.clause]
    w.step(void.words, "void", *void.articles)
    w.step("其他条款继续有效", True, f"{LAW}#27")
    w.step("仍然享有", void.remains, *void.articles, key="remains")
    w.part("award", to_fen(facts.owed))
    w.part("severance", void.leaves)
    if facts.clause == "no_insurance":
        _no_insurance(w, facts)
    elif facts.owed:
        w.given("放弃的那笔钱", facts.owed, unit="yuan")
    return w.outcome("这条约定有效", False, None, "void")


def _no_insurance(w: Work, facts: ClauseFacts) -> None:
    """Since 2025-09-01 said by the court: leaving with severance, and the allowance goes back."""
    w.step("可以据此解除并要求经济补偿", True, f"{LAW}#38.1.3", f"{LAW}#46.1.1")
    may = facts.was_paid_in and facts.paid_instead > 0
    if w.on < w.book.sources.by_id["cn/dispute-interpretation-2"].in_force_from:
        w.doubt(
            "2025年9月1日以前各地裁判不一致：有的不支持据此要求经济补偿，也有的不支持返还补贴。"
        )
        may = False
    elif facts.paid_instead:
        w.step("补缴以后，单位可以要求返还已付的社保补贴", may, NO_INSURANCE)
    w.part("may_ask_back", to_fen(facts.paid_instead) if may else Decimal("0.00"))


def _settlement(w: Work, facts: ClauseFacts) -> Outcome:
    """What both sign when it ends binds, unless the exceptions of Article 35 are met."""
    binds = w.step("结清协议没有违法、欺诈、胁迫、乘人之危", facts.was_fair, SETTLED, key="binds")
    w.part("award", Decimal("0.00") if binds else to_fen(facts.owed))
    w.part("severance", False)
    w.doubt("结清协议明显不公平的，当事人还可以请求撤销。")
    return w.outcome("这条约定有效", binds, None, "binding" if binds else "void")
