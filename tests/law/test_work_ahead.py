"""`Work.ahead`: several figures read at once stand in the answer as if each were read alone."""

from datetime import date
from decimal import Decimal

import pytest

from gongyue.law.rulebook import BOOK, NotCovered, NotInForce, Outcome, Work
from gongyue.law.rulebook.readings import Reading
from gongyue.law.rulebook.work import NOTHING_AHEAD

CITY = "430102"
NAMES = ("minimum_wage.monthly", "pay.days_month", "contribution.floor")
IN_2025 = date(2025, 10, 1)
LATE = date(2027, 3, 1)


def work(on: date = IN_2025, *, trace: bool = False, place: str = CITY) -> Work:
    return BOOK.open(on=on, place=place, trace=trace)


def answer(w: Work, names: tuple[str, ...] = NAMES) -> Outcome:
    total = sum((w.use(name) for name in names), Decimal(0))
    return w.outcome("合计", total)


@pytest.mark.parametrize("on", [IN_2025, date(2026, 2, 28), LATE])
def test_together_they_answer_as_one_by_one(on: date) -> None:
    alone, together = work(on), work(on)
    together.ahead(NAMES)
    one, all_ = answer(alone), answer(together)
    assert (one.value, one.parts) == (all_.value, all_.parts)
    assert (one.stale, one.doubts) == (all_.stale, all_.doubts)
    assert one.value == sum(work(on).use(name) for name in NAMES)


def test_what_is_stale_is_still_said() -> None:
    w = work(LATE)
    w.ahead(NAMES)
    told = answer(w)
    assert told.stale
    assert any("核对到" in doubt for doubt in told.doubts)


def test_what_was_read_ahead_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    w, expected = work(), [work().use(name) for name in NAMES]
    w.ahead(NAMES)
    read: list[str] = []
    plain = Work._read

    def told(self: Work, name: str, on: date | None) -> Reading:
        read.append(name)
        return plain(self, name, on)

    monkeypatch.setattr(Work, "_read", told)
    assert [w.use(name) for name in NAMES] == expected
    assert read == []
    w.use("contribution.cap")
    assert read == ["contribution.cap"]


def test_with_the_working_shown_every_line_is_still_there() -> None:
    plain, told = work(trace=True), work(trace=True)
    told.ahead(NAMES)
    assert told._ahead is NOTHING_AHEAD
    assert answer(plain).to_json() == answer(told).to_json()
    assert [step.parameter for step in told.outcome("", None).working] == list(NAMES)


def test_another_day_is_not_answered_from_what_was_read_ahead() -> None:
    w = work()
    w.ahead(NAMES)
    before = date(2024, 12, 1)
    assert w.use(NAMES[0], before) == work(before).use(NAMES[0]) != w.use(NAMES[0])


def test_a_name_left_out_is_read_as_ever() -> None:
    w = work()
    w.ahead(NAMES[:1])
    assert w.use(NAMES[1]) == Decimal("21.75")


def test_the_next_calculation_of_that_day_shares_the_reading_but_not_the_record() -> None:
    first, second = work(), work()
    first.ahead(NAMES)
    second.ahead(NAMES)
    assert first._ahead is second._ahead
    third = work()
    assert third._ahead is NOTHING_AHEAD
    third.doubt("只在这里")
    assert "只在这里" not in answer(first).doubts


def test_two_calls_leave_the_figures_of_the_last_and_the_record_of_both() -> None:
    w = work(LATE)
    w.ahead(NAMES[:1])
    w.ahead(NAMES[2:])
    alone = work(LATE)
    names = (NAMES[0], NAMES[2])
    assert answer(w, names).doubts == answer(alone, names).doubts


@pytest.mark.parametrize(
    ("name", "on", "refusal"),
    [
        ("minimum_wage.monthly", date(1990, 1, 1), NotInForce),
        ("housing_fund.cap_that_is_nowhere", IN_2025, NotCovered),
    ],
)
def test_what_is_not_known_is_refused_at_once_as_it_would_be_later(
    name: str, on: date, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal) as later:
        work(on).use(name)
    ahead = work(on)
    with pytest.raises(refusal) as at_once:
        ahead.ahead(("pay.days_month", name) if on == IN_2025 else (name,))
    assert str(at_once.value) == str(later.value)
    assert ahead._ahead is NOTHING_AHEAD


def test_a_choice_is_no_number() -> None:
    with pytest.raises(TypeError, match="not a number"):
        work().ahead(("minimum_wage.basis",))
