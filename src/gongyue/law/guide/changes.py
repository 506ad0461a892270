"""What would change the answer: found by asking the rule again, never by a second formula."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, Literal, get_args, get_origin

from gongyue.kernel.dates import ONE_DAY, period_end
from gongyue.kernel.jsonform import plain
from gongyue.law.facts.base import Kind, kinds_of
from gongyue.law.facts.kinds import MONEY_LIMIT
from gongyue.law.facts.questions import Question
from gongyue.law.guide.asking import Asked, step_on
from gongyue.law.guide.turning import Ask, one_more, passed_by, turns_later
from gongyue.law.registry import Rule
from gongyue.law.rulebook import Outcome, Rulebook
from gongyue.law.words import worded

MOST, MOST_A_FIELD = 6, 2
LIMITATION = ("cn/dispute-mediation-arbitration-law#27.1",)
BROKEN_BY = ("cn/dispute-mediation-arbitration-law#27.2",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One plain sentence. `field` and `value` (as JSON) are the changed fact and `outcome` what it
    leads to; a sentence about time that runs out has none of the three."""

    text: str
    field: str | None = None
    value: Any = None
    outcome: Outcome | None = None
    sources: tuple[str, ...] = ()


def changes_of(
    rule: Rule,
    answers: Mapping[str, Any],
    book: Rulebook | None = None,
    *,
    today: date | None = None,
) -> tuple[Change, ...]:
    """At most six, the most pressing first; empty while a question is open or after a refusal."""
    now = step_on(rule, answers, book)
    if now.outcome is None or now.outcome.value is None:
        return ()
    found = [*_claim(rule, answers, now.outcome, today)]
    kinds = dict(kinds_of(rule.facts_class))
    for question in rule.questions.items:
        if question.field in now.needed and not question.fixed and question.field in answers:
            kind = kinds[question.field]
            found += islice(_of_field(rule, answers, question, kind, now, book), MOST_A_FIELD)
    return tuple(found[:MOST])


def _of_field(
    rule: Rule,
    answers: Mapping[str, Any],
    question: Question,
    kind: Kind,
    now: Asked,
    book: Rulebook | None,
) -> Iterator[Change]:
    field, outcome = question.field, now.outcome
    assert outcome is not None

    def ask(value: Any) -> Outcome | None:
        return step_on(rule, {**answers, field: plain(value)}, book).outcome

    for words, value, then in _moves(ask, question, kind, answers[field], outcome):
        text = f"{words}：{_told(rule, then, outcome)}"
        yield Change(
            text=text, field=field, value=plain(value), outcome=then, sources=then.citations
        )


Moves = Iterable[tuple[str, Any, Outcome]]


def _moves(ask: Ask, question: Question, kind: Kind, answer: Any, now: Outcome) -> Moves:
    """What could be otherwise, by the kind of the fact; what was left open is left alone."""
    if kind.type is bool or get_origin(kind.type) is Literal:
        return _other(ask, question, kind.type, answer, now)
    if answer is None or question.field == "month":
        return ()
    if kind.type is date:
        return _later(ask, question, date.fromisoformat(str(answer)), now)
    if kind.type is not Decimal:
        return ()
    unit = "yuan" if kind.limit == MONEY_LIMIT else None
    return _more(ask, question, unit, Decimal(str(answer)), now)


def _later(ask: Ask, question: Question, day: date, now: Outcome) -> Moves:
    """The next day on which the answer is another one."""
    turned = turns_later(ask, day, now)
    if turned:
        yield f"“{question.label}”到了{turned[0]}", *turned


def _more(ask: Ask, question: Question, unit: str | None, amount: Decimal, now: Outcome) -> Moves:
    """The amounts, above and below, from which the answer is found another way; then one more."""
    for turned, word in passed_by(ask, amount, now):
        yield f"“{question.label}”{word}{worded(turned[0], unit)}", *turned
    more = one_more(ask, amount, now)
    if more:
        yield f"“{question.label}”再多1", *more


def _other(ask: Ask, question: Question, kind: Any, chosen: Any, now: Outcome) -> Moves:
    """The other choices that lead elsewhere, those with the largest difference first."""
    others = (not _is_yes(chosen),) if kind is bool else get_args(kind)
    led = [(other, then) for other in others if other != chosen and (then := ask(other))]
    moved = [(other, then) for other, then in led if _answer(then) != _answer(now)]
    for other, then in sorted(moved, key=lambda pair: -_distance(pair[1], now)):
        word = question.choices.get(str(plain(other)).lower(), worded(other))
        yield f"“{question.label}”如果是“{word}”", other, then


def _told(rule: Rule, then: Outcome, now: Outcome) -> str:
    """The other answer, and by how much it differs."""
    verdict = rule.questions.verdicts.get(then.verdict or "")
    if not isinstance(then.value, Decimal) or (verdict and then.verdict != now.verdict):
        words = verdict.words if verdict else f"{then.label}：{worded(then.value, then.unit)}。"
        if not isinstance(then.value, Decimal) or not then.value:
            return words
        return f"{words}{then.label}{worded(then.value, then.unit)}。"
    said = f"{then.label}{worded(then.value, then.unit)}"
    if isinstance(now.value, Decimal) and (by := then.value - now.value):
        said += f"，{'多' if by > 0 else '少'}{worded(abs(by), then.unit)}"
    new = next((s.label for s in then.working if s.label not in {o.label for o in now.working}), "")
    return f"{said}；这时用到“{new}”。" if new and then.verdict == now.verdict else f"{said}。"


def _claim(
    rule: Rule, answers: Mapping[str, Any], outcome: Outcome, today: date | None
) -> Iterator[Change]:
    """A year to claim, from the day after the right was known to be infringed."""
    field = rule.questions.claim_from
    if not field or not answers.get(field) or not outcome.value:
        return
    last = period_end(date.fromisoformat(str(answers[field])) + ONE_DAY, 12)
    if today is not None and today > last:
        text = f"一年的仲裁时效到{last}已经届满；期间主张过权利、单位同意过支付的，从那时重新计算。"
    else:
        text = (
            f"最迟{last}申请劳动仲裁；期间书面主张权利、投诉或者单位同意支付的，从那时重新算一年。"
        )
    yield Change(text=text, sources=(*LIMITATION, *BROKEN_BY))


def _answer(outcome: Outcome) -> tuple[Any, str | None]:
    return outcome.value, outcome.verdict


def _distance(then: Outcome, now: Outcome) -> Decimal:
    if isinstance(then.value, Decimal) and isinstance(now.value, Decimal):
        return abs(then.value - now.value)
    return Decimal(0)


def _is_yes(answer: Any) -> bool:
    return answer in (True, "true")
