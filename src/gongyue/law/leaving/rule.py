"""What one takes along on leaving: Labour Contract Law, Articles 46 to 50, 82, 85 and 87."""

from gongyue.law.composition import Bounds, Composition, bounds_of, open_sections
from gongyue.law.leaving.after import ask_after
from gongyue.law.leaving.ending import ask_ending
from gongyue.law.leaving.facts import LeavingFacts
from gongyue.law.leaving.funds import ask_funds
from gongyue.law.leaving.owed import ask_owed
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/labour-contract-law"
PAID_WHEN = "cn/labour-contract-law#50.2"
WAGES_AT_END = "cn/wage-payment-provisions#9"
LABEL = "离开时单位应付（至少）"
PARTLY = "有的项目现有情况算不出来，合计没有把它们算进去；看看标着“算不出来”的那几项缺什么。"


def leaving(facts: LeavingFacts, book: Rulebook | None = None, *, trace: bool = True) -> Outcome:
    """The least the employer owes at the end; part `most` is the most. Never severance and
    damages together. Raises Undetermined, with all that is known, where an item is not."""
    w = begin(book, on=facts.ended_on, place=facts.place, trace=trace, under=LAW)
    c = Composition(w, book, LeavingFacts)
    ask_ending(c, facts)
    ask_owed(c, facts)
    total = _total(w, c)
    ask_after(c, facts)
    ask_funds(c, facts)
    verdict = "due" if total.most else "not_due"
    if open_sections(c.sections):
        raise w.undetermined(LABEL, PARTLY, verdict, c.composed())
    return w.outcome(LABEL, total.least, verdict=verdict, composed=c.composed())


def _total(w: Work, c: Composition) -> Bounds:
    total = bounds_of(c.sections)
    w.step("单位应付合计（至少）", total.least, PAID_WHEN, WAGES_AT_END, key="least", unit="yuan")
    if total.most != total.least:
        w.step("单位应付合计（至多）", total.most, PAID_WHEN, WAGES_AT_END, unit="yuan")
    w.part("most", total.most)
    return total
