"""Ages, identity numbers, severance, and who is judged at all."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gongyue.kernel.ids import check_character
from gongyue.law.checkup import Known, Origin, SharedNumber, check
from tests.law.checkup.staff import ALL, FRESH, PLACE, found, gaps, result, term, worker

CHILD, MINOR, RETIRED = "age.under_16", "age.under_18", "age.retirement"
INVALID, DUPLICATE = "id.invalid", "id.duplicate"


def born(birth_on, hired_on=date(2025, 6, 1), **facts):
    return worker(birth_on=birth_on, hired_on=hired_on, contracts=(), insurance=(), **facts)


def number(body):
    return body + check_character(body)


def test_sixteen_on_the_day_of_hiring_is_sixteen():
    assert found(CHILD, born(date(2009, 6, 1))) is None
    finding = found(CHILD, born(date(2009, 6, 2)))
    assert (finding.status, finding.severity) == ("breach", "high")
    assert finding.amount == Decimal(5000)
    assert "cn/child-labour-provisions#6.1" in finding.citations


def test_each_month_begun_is_fined():
    finding = found(CHILD, born(date(2010, 1, 1)))  # 1 June to 15 December: seven months
    assert finding.amount == Decimal(35000)
    assert finding.worsens_on == date(2026, 1, 1)


def test_also_interns():
    assert found(CHILD, born(date(2010, 1, 1), employment_kind="intern"))


def test_child_labour_that_ended_stays_punishable_for_two_years():
    left = born(date(2010, 1, 1), left_on=date(2025, 7, 31))
    finding = found(CHILD, left)
    assert (finding.amount, finding.worsens_on) == (Decimal(10000), None)
    assert "cn/inspection-regulation#20" in finding.citations
    long_ago = born(date(2008, 1, 1), hired_on=date(2023, 6, 1), left_on=date(2023, 12, 14))
    assert found(CHILD, long_ago) is None
    grown = born(date(2009, 6, 1), hired_on=date(2025, 6, 1), left_on=FRESH)
    assert found(CHILD, grown) is None


def test_long_past_child_labour_is_low_and_before_the_provisions_silent():
    past = born(date(1998, 1, 1), hired_on=date(2013, 6, 1))
    assert (found(CHILD, past).severity, found(CHILD, past).status) == ("low", "to_check")
    assert found(CHILD, born(date(1980, 1, 1), hired_on=date(1995, 6, 1))) is None


@pytest.mark.parametrize(("birth_on", "minor"), [(date(2007, 12, 16), True),
                                                 (date(2007, 12, 15), False)])  # fmt: skip
def test_eighteen_today_is_adult(birth_on, minor):
    finding = found(MINOR, born(birth_on))
    assert (finding is not None) is minor
    assert finding is None or (finding.status, finding.amount) == ("to_check", None)


# Men born 1965-06: 60 in 2025-06, six months in: delayed by two months to 2025-08
@pytest.mark.parametrize(("birth_on", "retired"), [(date(1965, 9, 15), True),
                                                   (date(1965, 9, 16), False)])  # fmt: skip
def test_men_retire_by_the_formula(birth_on, retired):
    finding = found(RETIRED, worker(birth_on=birth_on))
    assert (finding is not None) is retired
    assert finding is None or (finding.severity, finding.status) == ("low", "to_check")


def test_women_past_fifty_depend_on_the_post():
    finding = found(RETIRED, worker(birth_on=date(1973, 1, 1), sex="F"))
    assert finding.severity == "info"
    assert found(RETIRED, worker(birth_on=date(1968, 1, 1), sex="F")).severity == "low"
    assert found(RETIRED, worker(birth_on=date(1976, 1, 1), sex="F")) is None


def test_rehired_retirees_are_known_and_an_unknown_sex_is_undecided():
    old = worker(birth_on=date(1960, 1, 1))
    assert found(RETIRED, replace(old, employment_kind="rehired_retiree")) is None
    assert gaps(replace(old, sex=None))[RETIRED] == "gender"


def test_a_wrong_check_digit_date_or_area():
    right = number("43010219900501123")
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    assert found(INVALID, worker(id_text=right)) is None
    assert found(INVALID, worker(id_text=wrong)).status == "breach"
    assert found(INVALID, worker(id_text=number("43010219900230123")))
    assert found(INVALID, worker(id_text=number("00010219900501123")))
    assert found(INVALID, worker(id_text=right[:-1])), "seventeen digits"


def test_other_documents_are_not_identity_numbers():
    for text in ("E12345678", "H1234567801", "430102900501123", "430102********1230"):
        assert found(INVALID, worker(id_text=text)) is None, text


def test_the_full_number_never_shows():
    text = number("43010219900501123")[:-1] + "A"
    finding = found(INVALID, worker(id_text=text))
    assert text not in str(finding)


def test_leavers_numbers_are_checked_too():
    wrong = number("43010219900230123")
    assert found(INVALID, worker(id_text=wrong, left_on=date(2024, 1, 1)))


def shared(*names):
    text = number("43010219900501123")
    rows = tuple((name, Origin("花名册", 3 + at)) for at, name in enumerate(names))
    people = [
        worker(name=name, key=f"k{name}", id_text=text, origin=origin)
        for name, origin in dict(rows).items()
    ]
    twice = (SharedNumber(number=text, rows=rows),)
    found = check(people, place=PLACE, on=FRESH, known=ALL, shared=twice).findings
    return [finding for finding in found if finding.code == DUPLICATE]


def test_one_number_under_two_names_concerns_both():
    findings = shared("李师傅", "王骑手")
    assert [(f.person, f.status) for f in findings] == [
        ("李师傅", "to_check"),
        ("王骑手", "to_check"),
    ]


def test_one_person_twice_is_one_finding():
    (finding,) = shared("李师傅", "李师傅")
    assert finding.status == "breach"


def test_severance_is_a_total_and_a_line_each_when_asked():
    person = worker(hired_on=date(2023, 3, 1))
    answer = result(person)
    assert answer.exposure.amount == Decimal("18000.00")  # 2 years 9 months: three months
    assert (answer.exposure.people, answer.exposure.not_covered) == (1, 0)
    assert answer.findings == ()
    detailed = result(person, severance_detail=True)
    (line,) = detailed.findings
    assert (line.code, line.severity, line.amount) == ("severance.exposure", "info", Decimal(18000))
    assert detailed.totals()["amount"] == "0.00"


def test_severance_without_a_wage_is_not_covered():
    person = worker(wage=None, contracts=(term(wage=None),))
    assert result(person).exposure.not_covered == 1


def test_people_outside_the_roster_are_judged_by_their_months_only():
    ghost = worker(on_roster=False, contracts=(), insurance=(), birth_on=date(2010, 1, 1))
    assert result(ghost).findings == ()
    assert gaps(ghost)["contract.missing"] == "status"


def test_an_empty_source_has_no_findings():
    answer = check([], place=PLACE, on=FRESH, known=Known())
    assert (answer.people, answer.findings, answer.totals()["amount"]) == (0, (), "0.00")
