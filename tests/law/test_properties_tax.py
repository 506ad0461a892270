"""What holds of the taxes for all facts: twelve months are the year, more pay is more in hand."""

from datetime import date
from decimal import Decimal
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyue.kernel.money import fen, to_fen, yuan
from gongyue.law.annual_tax import AnnualTaxFacts, annual_tax
from gongyue.law.bonus_tax import BonusTaxFacts, bonus_tax
from gongyue.law.brackets import brackets
from gongyue.law.business_tax import BusinessTaxFacts, business_tax
from gongyue.law.income_tax import scale_on, withhold_year
from gongyue.law.platform_tax import PlatformTaxFacts, platform_tax
from gongyue.law.rulebook import Undetermined
from gongyue.law.service_tax import ServiceTaxFacts, service_tax
from gongyue.law.severance_tax import SeveranceTaxFacts, severance_tax
from gongyue.law.vat_threshold import VatThresholdFacts, vat_threshold
from gongyue.law.wage_tax import WageTaxFacts, wage_tax
from gongyue.law.wage_tax_year import WageTaxYearFacts, wage_tax_year

PLACE, YEAR = "430102", 2025
SCALE = scale_on(date(YEAR, 1, 1))
FEN = Decimal("0.01")
SUMS = st.integers(0, 30_000_000).map(yuan)
SMALL = st.integers(0, 1_000_000).map(yuan)
Sums = tuple[Decimal, ...]


def sums(each: st.SearchStrategy[Decimal]) -> st.SearchStrategy[Sums]:
    return st.lists(each, min_size=12, max_size=12).map(tuple)


def year(incomes: Sums, special: Sums, additional: Sums) -> dict[str, Decimal]:
    facts = WageTaxYearFacts(
        place=PLACE,
        year=YEAR,
        months=12,
        incomes=incomes,
        special=special,
        additional=additional,
    )
    parts = wage_tax_year(facts, trace=False).parts
    return {name: value for name, value in parts.items() if isinstance(value, Decimal)}


def withheld(parts: dict[str, Decimal]) -> list[Decimal]:
    return [parts[f"withhold_{month}"] for month in range(1, 13)]


@given(sums(SUMS), sums(SMALL), sums(SMALL))
def test_twelve_months_are_the_year_and_what_is_beyond_comes_back(
    incomes: Sums, special: Sums, additional: Sums
) -> None:
    parts = year(incomes, special, additional)
    assert sum(withheld(parts)) == parts["annual"] + parts["refund"]
    so_far = [SCALE.tax(fen(parts[f"taxable_{month}"])) for month in range(1, 13)]
    assert fen(parts["annual"]) == so_far[-1]
    assert fen(parts["refund"]) == max(so_far) - so_far[-1]


@given(sums(st.integers(1_500_000, 30_000_000).map(yuan)), sums(st.integers(0, 500_000).map(yuan)))
def test_where_no_month_is_negative_the_months_are_the_year_to_the_fen(
    incomes: Sums, off: Sums
) -> None:
    parts = year(incomes, off, off)
    assert sum(withheld(parts)) == parts["annual"]
    assert parts["refund"] == 0


@given(sums(SUMS), sums(SMALL))
def test_the_year_is_its_months_asked_one_by_one_and_the_payroll_the_same(
    incomes: Sums, off: Sums
) -> None:
    expected, taken = withheld(year(incomes, off, ())), Decimal(0)
    so_far = zip(accumulate(incomes), accumulate(off), strict=True)
    for month, (income, special) in enumerate(so_far, 1):
        facts = WageTaxFacts(
            place=PLACE,
            month=date(YEAR, month, 1),
            months=month,
            income=income,
            special=special,
            withheld=taken,
        )
        due = wage_tax(facts, trace=False).amount
        assert due == expected[month - 1]
        taken += due
    assert withhold_year(SCALE, [fen(x) for x in incomes], [fen(x) for x in off]) == [
        fen(due) for due in expected
    ]


@given(sums(SUMS), sums(SMALL))
def test_the_settlement_of_wages_alone_is_the_year_of_withholding(incomes: Sums, off: Sums) -> None:
    parts = year(incomes, off, ())
    facts = AnnualTaxFacts(
        place=PLACE,
        year=YEAR,
        wages=sum(incomes, Decimal(0)),
        special=sum(off, Decimal(0)),
        withheld=sum(withheld(parts), Decimal(0)),
    )
    settled = annual_tax(facts, trace=False)
    assert settled.amount == parts["annual"]
    assert settled.parts["refund"] == parts["refund"]
    assert settled.parts["due"] == 0


@given(st.integers(0, 200_000_000), st.integers(1, 100_000))
def test_a_fen_more_never_leaves_less_but_for_the_bonus(amount: int, more: int) -> None:
    def left(pay: int) -> list[Decimal]:
        income = yuan(pay)
        once = ServiceTaxFacts(place=PLACE, on=date(YEAR, 6, 1), income=income)
        ended = SeveranceTaxFacts(place=PLACE, ended_on=date(YEAR, 6, 1), amount=income)
        own = BusinessTaxFacts(
            place=PLACE,
            year=YEAR,
            revenue=income,
            costs=Decimal(0),
            is_registered=True,
            has_other_income=False,
        )
        taxes = (
            service_tax(once, trace=False).amount,
            severance_tax(ended, trace=False).amount,
            business_tax(own, trace=False).amount,
        )
        return [income - tax for tax in taxes]

    assert all(less <= then for less, then in zip(left(amount), left(amount + more), strict=True))


@given(st.integers(0, 200_000_000))
def test_a_bonus_warns_of_a_cliff_exactly_where_less_leaves_more(amount: int) -> None:
    bonus = yuan(amount)
    parts = bonus_tax(BonusTaxFacts(place=PLACE, month=date(YEAR, 12, 1), bonus=bonus)).parts
    limits = (36_000, 144_000, 300_000, 420_000, 660_000, 960_000)
    nets = {limit: net(Decimal(limit)) for limit in limits if limit < bonus}
    better = [limit for limit, left in nets.items() if left > bonus - parts["separate"]]
    assert parts.get("cliff_bonus") == (better[-1] if better else None)


def net(bonus: Decimal) -> Decimal:
    facts = BonusTaxFacts(place=PLACE, month=date(YEAR, 12, 1), bonus=bonus)
    left = bonus_tax(facts, trace=False).parts["net"]
    assert isinstance(left, Decimal)
    return left


@given(SUMS, SUMS, SMALL)
def test_the_answer_on_a_bonus_is_the_smaller_of_both(
    bonus: Decimal, income: Decimal, off: Decimal
) -> None:
    facts = BonusTaxFacts(
        place=PLACE, month=date(YEAR, 12, 1), bonus=bonus, income=income, deductions=off
    )
    outcome = bonus_tax(facts, trace=False)
    assert outcome.amount == min(outcome.parts["separate"], outcome.parts["merged"])


PAY = st.sampled_from([Decimal(n) for n in (1, 3000, 6250, 6251, 10_000, 50_000)])


@given(st.lists(PAY, min_size=1, max_size=15).map(tuple), st.integers(0, 3), st.integers(0, 3))
def test_months_before_the_first_pay_and_after_the_last_change_nothing(
    incomes: Sums, before: int, after: int
) -> None:
    first = date(2026, 1, 1)
    alone = platform_tax(PlatformTaxFacts(place=PLACE, month=first, incomes=incomes[:6]))
    none = (Decimal(0),)
    longer = (*none * min(before, 2), *incomes[:6], *none * min(after, 2))
    both = platform_tax(PlatformTaxFacts(place=PLACE, month=first, incomes=longer))
    assert both.amount == alone.amount


def test_a_broken_row_of_months_is_answered_only_where_it_does_not_matter() -> None:
    def asked(*incomes: int) -> Decimal:
        paid = tuple(Decimal(income) for income in incomes)
        month = date(2025, 10, 1)
        return platform_tax(PlatformTaxFacts(place=PLACE, month=month, incomes=paid)).amount

    assert asked(6000, 0, 6000) == 0
    assert asked(10_000, 10_000, 0, 10_000) == 270  # January begins anew, broken or not
    with pytest.raises(Undetermined, match="连续取得"):
        asked(10_000, 0, 10_000)


@given(SUMS, st.booleans())
def test_less_sales_are_free_where_more_are(sales: Decimal, old: bool) -> None:
    day = date(2025, 12, 31) if old else date(2026, 1, 31)
    facts = [
        VatThresholdFacts(place=PLACE, on=day, sales=amount, who="registered")
        for amount in (max(sales - FEN, Decimal(0)), sales)
    ]
    less, more = (vat_threshold(each, trace=False).value for each in facts)
    assert less or not more


@pytest.mark.parametrize(
    "text",
    [
        "",
        "其余",
        "不超过36000元 3%",
        "不超过36000元3%；其余 10%",
        "不超过36000元 3%；不超过20000元 10%；其余 20%",
        "不超过36000元 10%；其余 3%",
        "不超过36000元 3%，其余 10%",
    ],
)
def test_a_table_that_does_not_rise_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"table of rates|must rise"):
        brackets(text)


@given(st.integers(0, 200_000_000))
def test_the_scale_of_a_payroll_is_the_table(amount: int) -> None:
    rates = brackets(
        "不超过36000元 3%；不超过144000元 10%；不超过300000元 20%；不超过420000元 25%；"
        "不超过660000元 30%；不超过960000元 35%；其余 45%"
    )
    assert SCALE.tax(amount) == fen(to_fen(rates.tax(yuan(amount))))
