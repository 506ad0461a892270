"""Where an answer turns: nearest day, nearest amount. Everything is found by asking again.

Between two askings the answer is taken to turn at most once; a nearer turn inside a gap could be
missed, a wrong one cannot be reported, because what is reported has been asked.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from gongyue.kernel.dates import ONE_DAY, add_months
from gongyue.law.rulebook import Outcome

Ask = Callable[[Any], Outcome | None]
HORIZON_DAYS = 400
FEN = Decimal("0.01")
WIDEST = Decimal(32)  # how many times the amount an upper threshold is looked for
SMALLEST_TOP = Decimal(1000)


def turns_later(ask: Ask, day: date, now: Outcome) -> tuple[date, Outcome] | None:
    """The next day with another answer; where every day has another one, a month later."""
    tomorrow, after = ask(day + ONE_DAY), ask(day + 2 * ONE_DAY)
    if _differ(tomorrow, now) and _differ(after, tomorrow):
        then, month = ask(add_months(day, 1)), add_months(day, 1)
        return (month, then) if then and _differ(then, now) else None
    low, high = 0, 1
    while not _differ(then := ask(day + timedelta(days=high)), now):
        if then is None or high >= HORIZON_DAYS:
            return None
        low, high = high, min(high * 2, HORIZON_DAYS)
    while high - low > 1:
        middle = (low + high) // 2
        if _differ(ask(day + timedelta(days=middle)), now):
            high = middle
        else:
            low = middle
    turned = ask(day + timedelta(days=high))
    return (day + timedelta(days=high), turned) if turned else None


def passed_by(
    ask: Ask, amount: Decimal, now: Outcome
) -> Iterator[tuple[tuple[Decimal, Outcome], str]]:
    """The nearest amount above, then below, that is reckoned another way."""
    top = max(amount * WIDEST, SMALLEST_TOP)
    for far, word in ((top, "达到"), (Decimal(0), "只有")):
        turned = _threshold(ask, amount, far, now)
        if turned and _differ(turned[1], now):
            yield turned, word


def one_more(ask: Ask, amount: Decimal, now: Outcome) -> tuple[Decimal, Outcome] | None:
    """One hour, day or year more; of money a yuan more says nothing."""
    if amount >= SMALLEST_TOP or not isinstance(now.value, Decimal):
        return None
    then = ask(amount + 1)
    return (amount + 1, then) if then and _differ(then, now) else None


def _threshold(
    ask: Ask, near: Decimal, far: Decimal, now: Outcome
) -> tuple[Decimal, Outcome] | None:
    """Gallop from near to far until it is reckoned another way, then halve to the fen."""
    here = near
    for there in _gallop(near, far):
        then = ask(there)
        if then is not None and _manner(then) != _manner(now):
            break
        here = there
    else:
        return None
    while abs(there - here) > FEN:
        middle = ((here + there) / 2).quantize(FEN)
        if middle in (here, there):
            break
        then = ask(middle)
        if then is not None and _manner(then) != _manner(now):
            there = middle
        else:
            here = middle
    turned = ask(there)
    return (there, turned) if turned else None


def _gallop(near: Decimal, far: Decimal) -> Iterator[Decimal]:
    for part in (64, 32, 16, 8, 4, 2, 1):
        yield (near + (far - near) / part).quantize(FEN)


def _manner(outcome: Outcome) -> tuple[Any, ...]:
    """How it was reckoned: verdict, lines of the working, yes-or-no parts."""
    flags = tuple(sorted((k, v) for k, v in outcome.parts.items() if isinstance(v, bool)))
    return outcome.verdict, outcome.value is None, [s.label for s in outcome.working], flags


def _differ(then: Outcome | None, now: Outcome | None) -> bool:
    if then is None or now is None:
        return False
    return (then.value, then.verdict) != (now.value, now.verdict)
