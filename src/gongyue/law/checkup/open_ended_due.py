"""When the worker may ask for a contract without end: ten years, or two fixed terms in a row."""

from datetime import date

from gongyue.kernel.dates import ONE_DAY, period_end
from gongyue.law.checkup.contract import ANNOUNCE_DAYS
from gongyue.law.checkup.desk import EMPTY, Desk, answer, said, take
from gongyue.law.checkup.facts import ContractTerm
from gongyue.law.checkup.finding import Draft
from gongyue.law.checkup.subject import Subject, is_of_earlier_employment
from gongyue.law.checkup.wording import zh
from gongyue.law.open_ended import OpenEndedFacts, open_ended
from gongyue.law.rulebook import Outcome

CODE = "contract.open_ended_due"
LAW_BEGAN = date(2008, 1, 1)
TEN_YEARS = 120
TWO_TERMS, THREE_TERMS = 2, 3
WORDS = {
    "ten_years": "在本单位连续工作已满十年。",
    "third_term": "已连续订立两次固定期限合同后又签了固定期限合同。",
    "two_terms": "已连续订立两次固定期限合同，到期续签时应当订立无固定期限合同。",
}


def check(desk: Desk, subject: Subject) -> None:
    if not subject.in_service or not subject.is_employee or subject.retired == "certain":
        return
    terms = subject.terms
    if not terms or any(term.is_open or term.kind == "task" for term in terms):
        return
    if subject.hired_on is None or not _may_be_due(subject, subject.hired_on):
        return
    if all(term.ends_on is None and term.kind is None for term in terms):
        desk.cannot(subject.facts, CODE, "contract_kind", EMPTY)
        return
    _judge(desk, subject, subject.hired_on)


def _may_be_due(subject: Subject, hired_on: date) -> bool:
    """Cheap screening; the rule decides."""
    long = period_end(hired_on, TEN_YEARS) <= subject.on
    return long or len(subject.terms) >= TWO_TERMS or _sign_count(subject) >= TWO_TERMS


def _sign_count(subject: Subject) -> int:
    return max((int(term.sign_count or 0) for term in subject.terms), default=0)


def _judge(desk: Desk, subject: Subject, hired_on: date) -> None:
    spans = _spans(subject.terms)
    outcome = answer(
        open_ended,
        lambda: OpenEndedFacts(
            place=desk.place,
            started_on=hired_on,
            on=subject.on,
            terms=spans,
            birth_on=subject.birth_on,
        ),
        desk,
    )
    if isinstance(outcome, str):
        desk.cannot(subject.facts, CODE, "hired_on", outcome)
        return
    draft = Draft(code=CODE, message="", origin=subject.terms[-1].origin)
    take(draft, outcome)
    reason = str(outcome.parts["reason"])
    count = _sign_count(subject) - _not_in_a_row(subject, outcome)
    if reason != "ten_years" and count >= TWO_TERMS:
        reason = "third_term" if count >= THREE_TERMS else "two_terms"
        draft.working.append(said("表中的签订次数", count))
        draft.citations.append("cn/labour-contract-law#14.2.3")
    if reason != "none":
        _add(desk, subject, draft, reason)


def _not_in_a_row(subject: Subject, outcome: Outcome) -> int:
    """Contracts in the table that a break in the employment sets apart from the latest ones."""
    hired_on = subject.hired_on
    earlier = sum(is_of_earlier_employment(t, hired_on) for t in subject.facts.contracts)
    counted = outcome.parts["terms"]
    since = sum(first >= LAW_BEGAN for first, _ in _spans(subject.terms))
    return earlier + max(since - (counted if isinstance(counted, int) else since), 0)


def _spans(terms: list[ContractTerm]) -> tuple[tuple[date, date], ...]:
    """Fixed terms with both ends, in order; a row repeated with a later end counts once."""
    spans = {term.first: term.ends_on for term in terms if term.first and term.ends_on}
    return tuple(sorted((first, last) for first, last in spans.items() if first <= last))


def _add(desk: Desk, subject: Subject, draft: Draft, reason: str) -> None:
    ends = [term.ends_on for term in subject.terms if term.ends_on]
    last = max(ends, default=None)
    near = last is not None and (last - subject.on).days <= ANNOUNCE_DAYS
    draft.message = WORDS[reason] + (f"现合同{zh(last)}到期。" if last else "")
    draft.severity = "low" if reason == "two_terms" and not near else "medium"
    draft.worsens_on = last + ONE_DAY if last and last >= subject.on else None
    desk.add(subject.facts, draft)
