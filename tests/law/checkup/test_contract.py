from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.law.checkup.staff import ALL, FRESH, STALE, found, gaps, result, term, without, worker

MISSING, LATE = "contract.missing", "contract.late_signed"
EXPIRED, EXPIRING, DUE = "contract.expired", "contract.expiring", "contract.open_ended_due"


def test_nothing_is_said_of_somebody_whose_papers_are_in_order():
    assert result(worker()).findings == ()
    assert result(worker()).undecided == ()


def unsigned(hired_on, **facts):
    return worker(hired_on=hired_on, contracts=(), insurance=(), wage=Decimal(6000), **facts)


def test_within_the_first_month_no_contract_is_due_yet():
    assert found(MISSING, unsigned(date(2025, 11, 16))) is None


def test_the_day_after_the_first_full_month_the_contract_is_missing():
    finding = found(MISSING, unsigned(date(2025, 11, 14)))
    assert finding.status == "breach"
    assert finding.severity == "high"
    assert 0 < finding.amount < 900
    assert "cn/labour-contract-law#82.1" in finding.citations
    assert finding.worsens_on == date(2026, 1, 14)


def test_on_the_first_day_a_signature_still_costs_nothing():
    finding = found(MISSING, unsigned(date(2025, 11, 15)))
    assert finding.status == "to_check"
    assert any("当天补签" in doubt for doubt in finding.doubts)


def test_claims_more_than_a_year_old_name_the_time_bar():
    old, new = (
        found(MISSING, unsigned(date(2023, 3, 1))),
        found(MISSING, unsigned(date(2025, 1, 1))),
    )
    assert any("时效" in doubt for doubt in old.doubts)
    assert not any("时效" in doubt for doubt in new.doubts)


def test_the_second_wage_stops_at_the_anniversary_after_eleven_months():
    finding = found(MISSING, unsigned(date(2024, 12, 1)))
    assert finding.amount == Decimal("66000.00")
    assert finding.worsens_on is None
    assert "视为已订立无固定期限" in finding.message
    assert found(DUE, unsigned(date(2024, 12, 1))) is None


def test_the_anniversary_is_the_next_day_it_gets_worse_in_the_twelfth_month():
    finding = found(MISSING, unsigned(date(2025, 1, 1)))
    assert finding.worsens_on == date(2026, 1, 1)


def test_without_a_wage_the_amount_is_unknown_not_zero():
    finding = found(MISSING, worker(contracts=(), wage=None))
    assert finding.amount is None
    assert finding.status == "breach"


@pytest.mark.parametrize("kind", ["part_time", "intern", "rehired_retiree", "service", "dispatch"])
def test_other_kinds_of_work_need_no_written_labour_contract_here(kind):
    person = worker(employment_kind=kind, contracts=(), insurance=())
    assert found(MISSING, person) is None
    assert MISSING not in gaps(person)


def test_an_apprentice_needs_one():
    assert found(MISSING, worker(employment_kind="apprentice", contracts=()))


def test_without_contract_columns_nobody_is_accused():
    columns = ("contract_signed", "signed_on", "contract_first", "contract_last")
    known = without(*columns, "contract_kind", "contract_months", "sign_count")
    person = worker(contracts=())
    assert found(MISSING, person, known=known) is None
    assert gaps(person, known=known)[MISSING] == "contract_signed"


def test_a_contract_cell_that_cannot_be_read_is_not_a_blank_one():
    person = worker(contracts=(), unreadable=frozenset({"contract_first"}))
    assert found(MISSING, person) is None
    assert gaps(person)[MISSING] == "contract_first"


def test_a_plain_no_is_a_breach_and_a_no_beside_dates_is_to_check():
    plain = worker(
        contracts=(term(signed=False, signed_on=None, first=None, last=None, kind=None),)
    )
    assert found(MISSING, plain).status == "breach"
    mixed = worker(contracts=(term(signed=False),))
    assert found(MISSING, mixed).status == "to_check"


def test_a_blank_yes_no_cell_alone_is_to_check():
    columns = ("signed_on", "contract_first", "contract_last", "contract_kind")
    known = without(*columns, "contract_months", "sign_count")
    assert found(MISSING, worker(contracts=()), known=known).status == "to_check"


def test_a_namesakes_contract_makes_it_to_check():
    person = worker(contracts=(), namesakes=frozenset({"contracts"}))
    assert found(MISSING, person).status == "to_check"


def test_people_who_left_or_are_not_yet_hired_are_not_judged():
    assert found(MISSING, worker(contracts=(), left_on=FRESH)) is None
    assert found(MISSING, worker(contracts=(), has_left=True)) is None
    assert found(MISSING, worker(contracts=(), hired_on=date(2026, 1, 1))) is None
    assert found(MISSING, worker(contracts=(), left_on=date(2025, 12, 31))), "leaves later"


def test_past_retirement_the_kind_of_work_must_be_known():
    person = worker(birth_on=date(1960, 1, 1), contracts=())
    assert found(MISSING, person) is None
    assert gaps(person)[MISSING] == "employment_kind"


def test_a_woman_of_fifty_may_be_on_the_later_track():
    person = worker(birth_on=date(1974, 1, 1), sex="F", contracts=())
    assert found(MISSING, person).status == "to_check"


def test_signed_a_month_after_hiring_to_the_day_is_in_time():
    person = worker(hired_on=date(2025, 3, 1), contracts=(term(signed_on=date(2025, 4, 1)),))
    assert found(LATE, person) is None


def test_signed_one_day_later_costs_one_day():
    signed = term(signed_on=date(2025, 4, 2), first=date(2025, 3, 1))
    finding = found(LATE, worker(hired_on=date(2025, 3, 1), contracts=(signed,)))
    assert finding.status == "breach"
    assert finding.severity == "medium"
    assert Decimal(200) < finding.amount < Decimal(400)


def test_a_late_signature_of_long_ago_is_low_and_names_the_time_bar():
    signed = term(signed_on=date(2023, 6, 1))
    finding = found(LATE, worker(contracts=(signed,)))
    assert finding.severity == "low"
    assert any("时效" in doubt for doubt in finding.doubts)
    assert finding.amount == Decimal("12000.00")


def test_only_a_start_date_to_go_by_is_to_check():
    start = term(signed_on=None, first=date(2023, 6, 1))
    assert found(LATE, worker(contracts=(start,))).status == "to_check"


@pytest.mark.parametrize("count", [2, 3])
def test_a_renewal_is_never_late(count):
    renewal = term(signed_on=date(2025, 3, 1), first=date(2025, 3, 1), sign_count=count)
    assert found(LATE, worker(contracts=(renewal,))) is None


def test_a_contract_years_after_hiring_may_be_a_renewal():
    later = term(signed_on=date(2025, 3, 1), first=date(2025, 3, 1), sign_count=None)
    assert found(LATE, worker(contracts=(later,))) is None
    assert gaps(worker(contracts=(later,)))[LATE] == "sign_count"


def test_only_the_first_of_several_contracts_counts():
    first = term(last=date(2025, 2, 28))
    second = term(signed_on=date(2025, 3, 20), first=date(2025, 3, 1), sign_count=None)
    assert found(LATE, worker(contracts=(second, first))) is None


def test_the_last_day_of_a_contract_is_not_past_it():
    today = worker(contracts=(term(last=FRESH),))
    assert found(EXPIRED, today) is None
    assert found(EXPIRING, today).worsens_on == FRESH + timedelta(days=1)


def test_the_day_after_its_last_a_contract_has_run_out():
    finding = found(EXPIRED, worker(contracts=(term(last=date(2025, 12, 14)),)))
    assert (finding.status, finding.severity, finding.amount) == ("breach", "high", None)
    assert finding.worsens_on == date(2026, 1, 15)


def test_a_month_past_its_end_the_interpretation_is_cited():
    finding = found(EXPIRED, worker(contracts=(term(last=date(2025, 11, 1)),)))
    assert "cn/dispute-interpretation-2#11" in finding.citations
    assert finding.worsens_on is None


def test_a_contract_renewed_in_time_has_not_run_out():
    old, new = term(last=date(2025, 2, 28)), term(first=date(2025, 3, 1), last=date(2028, 2, 29))
    assert found(EXPIRED, worker(contracts=(old, new))) is None


def test_an_open_ended_contract_never_runs_out():
    assert found(EXPIRED, worker(contracts=(term(kind="open", last=None),))) is None
    person = worker(contracts=(term(kind="open", last=None),))
    assert EXPIRED not in gaps(person)


def test_an_end_nobody_wrote_is_undecided():
    assert gaps(worker(contracts=(term(last=None, kind=None),)))[EXPIRED] == "contract_last"


def test_the_end_follows_from_first_day_and_length():
    by_length = term(first=date(2024, 12, 15), last=None, months=Decimal(12), kind="fixed")
    assert found(EXPIRED, worker(contracts=(by_length,))).message.startswith(
        "合同2025年12月14日到期"
    )


@pytest.mark.parametrize(
    ("days", "severity"), [(0, "medium"), (30, "medium"), (31, "low"), (60, "low"), (61, None)]
)
def test_thirty_and_sixty_days_before_the_end(days, severity):
    finding = found(EXPIRING, worker(contracts=(term(last=FRESH + timedelta(days=days)),)))
    assert (finding.severity if finding else None) == severity
    assert finding is None or finding.status == "to_check"


def test_ten_years_to_the_day():
    nearly = worker(hired_on=date(2015, 12, 17), contracts=(term(sign_count=1),))
    assert found(DUE, nearly) is None
    ten = worker(hired_on=date(2015, 12, 16), contracts=(term(sign_count=1),))
    finding = found(DUE, ten)
    assert (finding.severity, finding.status) == ("medium", "to_check")
    assert "cn/labour-contract-law#14.2.1" in finding.citations


def test_two_fixed_terms_in_a_row():
    first = term(last=date(2025, 2, 28))
    second = term(first=date(2025, 3, 1), last=date(2028, 2, 29), sign_count=None)
    assert found(DUE, worker(contracts=(first,))) is None
    assert found(DUE, worker(contracts=(first, second))).severity == "low"


def test_two_terms_by_count_and_a_third():
    assert found(DUE, worker(contracts=(term(sign_count=2),))).severity == "low"
    assert found(DUE, worker(contracts=(term(sign_count=3),))).severity == "medium"


def test_a_term_that_ran_when_the_law_began_does_not_count():
    old = term(first=date(2007, 1, 1), last=date(2009, 12, 31), signed_on=None, sign_count=None)
    new = term(first=date(2023, 3, 1), sign_count=None)
    assert found(DUE, worker(contracts=(old, new))) is None


def test_task_and_open_ended_contracts_are_not_due():
    for kind in ("task", "open"):
        assert found(DUE, worker(contracts=(term(kind=kind, sign_count=4),))) is None


@pytest.mark.parametrize("code", [MISSING, EXPIRED])
def test_an_act_nobody_has_checked_so_far_is_a_doubt_not_a_reprieve(code):
    person = worker(contracts=()) if code == MISSING else worker(contracts=(term(last=FRESH),))
    finding = found(code, person, on=STALE)
    assert finding.status == "breach"
    assert not finding.stale
    assert any("《劳动合同法》" in doubt and "尚未核对" in doubt for doubt in finding.doubts)


def test_a_workbook_without_contracts_names_every_column_it_would_need():
    known = without(*(name for name in ALL.fields if name.startswith(("contract", "sign"))))
    missing = gaps(worker(contracts=()), known=known)
    assert {"contract.missing", "contract.late_signed", "contract.expired"} <= missing.keys()


@pytest.mark.parametrize(
    "facts",
    [
        {"last": date(2099, 12, 31)},
        {"last": date(9999, 12, 31), "kind": None},
        {"last": None, "kind": None, "months": Decimal(1200)},
    ],
)
def test_an_end_nobody_will_see_is_no_end(facts):
    person = worker(contracts=(term(sign_count=3, **facts),))
    assert not result(person).findings
    assert not result(person).undecided


def test_an_end_before_the_beginning_is_nobodys_breach():
    person = worker(contracts=(term(first=date(2028, 2, 1), last=date(2025, 1, 31)),))
    assert found(EXPIRED, person) is None
    assert gaps(person)[EXPIRED] == "contract_last"


def test_a_contract_of_an_earlier_employment_proves_nothing_of_this_one():
    old = term(first=date(2019, 1, 1), last=date(2020, 12, 31), signed_on=date(2019, 1, 1))
    person = worker(hired_on=date(2024, 1, 1), contracts=(old,))
    assert found(EXPIRED, person) is None
    assert found(MISSING, person).status == "to_check"


def test_contracts_with_years_between_them_are_not_in_a_row():
    old = term(first=date(2019, 1, 1), last=date(2020, 12, 31), signed_on=date(2019, 1, 1))
    new = term(first=date(2024, 1, 1), signed_on=date(2024, 1, 1), sign_count=2)
    assert found(DUE, worker(hired_on=date(2024, 1, 1), contracts=(old, new))) is None
    assert found(DUE, worker(hired_on=date(2019, 1, 1), contracts=(old, new))) is None
    close = term(first=date(2021, 1, 1), signed_on=date(2021, 1, 1), sign_count=2)
    assert found(DUE, worker(hired_on=date(2019, 1, 1), contracts=(old, close)))


def test_a_renewal_signed_and_still_to_begin_keeps_the_contract_alive():
    runs = term(last=FRESH + timedelta(days=10))
    signed = term(
        first=FRESH + timedelta(days=11), last=date(2029, 1, 1), signed_on=date(2025, 12, 1)
    )
    person = worker(contracts=(runs, signed))
    assert found(EXPIRING, person) is None
    assert found(EXPIRED, person) is None


def test_a_contract_that_begins_months_after_hiring_may_not_be_the_first():
    later = term(signed_on=date(2023, 9, 1), first=date(2023, 9, 1), sign_count=None)
    assert found(LATE, worker(contracts=(later,))).status == "to_check"
    counted = term(signed_on=date(2023, 9, 1), first=date(2023, 9, 1), sign_count=1)
    assert found(LATE, worker(contracts=(counted,))).status == "breach"


@pytest.mark.parametrize(
    ("remark", "status"),
    [
        ("2025.10.31已离职", "to_check"),
        ("续签至2028.10.31", "to_check"),
        ("产假中", "to_check"),
        ("调走", "to_check"),
        ("未续签", "breach"),
        ("尚未离职", "breach"),
        ("优秀员工", "breach"),
    ],
)
def test_a_remark_against_the_columns_is_quoted_and_checked_first(remark, status):
    finding = found(EXPIRED, worker(contracts=(term(last=date(2025, 10, 31)),), remarks=(remark,)))
    assert finding.status == status
    assert any(remark in doubt for doubt in finding.doubts) is (status == "to_check")
