"""Dated parameters: look-up by place and day, standing, refusals, and validation while loading."""

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from gongyue.kernel.dates import ONE_DAY
from gongyue.law.rulebook import (
    BOOK,
    BadFacts,
    InvalidRulebook,
    NotCovered,
    NotInForce,
    Outcome,
    Rulebook,
)
from gongyue.law.rulebook.book import ROOT
from gongyue.law.rulebook.parameters import UNITS
from tests.law.tables import ACTS_CHECKED, LAST, VALUES_CHECKED, as_in_2025

IN_2025 = date(2025, 10, 1)


def test_the_nearest_place_that_has_a_value_decides() -> None:
    district = BOOK.open(on=IN_2025, place="430102")
    county = BOOK.open(on=IN_2025, place="430121")
    assert district.use("minimum_wage.monthly") == 2200  # the city's row
    assert county.use("minimum_wage.monthly") == 2000  # the county's own
    assert county.use("contribution.floor") == 4072  # the province's
    assert county.use("pay.days_month") == Decimal("21.75")  # the country's


def test_a_place_is_data_and_nothing_else() -> None:
    work = BOOK.open(on=IN_2025, place="999902")
    assert work.use("minimum_wage.monthly") == 2400
    assert BOOK.place_name("999902") == "示例市（虚构）示例区"


@pytest.mark.parametrize(
    "place", ["123456", "000000", "43010", "4301020", "长沙", "", "４３０１０２", "999903"]
)
def test_an_unknown_place_is_refused_by_name(place: str) -> None:
    with pytest.raises(BadFacts) as refused:
        BOOK.open(on=IN_2025, place=place)
    assert refused.value.field == "place"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("430102", "湖南省长沙市芙蓉区"),
        ("430121", "湖南省长沙市长沙县"),
        ("440300", "广东省深圳市"),
        ("110101", "北京市东城区"),
        ("430600", "湖南省岳阳市"),
    ],
)
def test_places_are_called_by_their_names(code: str, name: str) -> None:
    assert BOOK.place_name(code) == name


def test_a_real_place_without_tables_has_national_law_only() -> None:
    work = BOOK.open(on=IN_2025, place="440300")
    assert work.use("pay.days_month") == Decimal("21.75")
    assert work.find("minimum_wage.monthly") is None
    with pytest.raises(NotCovered, match="最低工资标准"):
        work.use("minimum_wage.monthly")


def test_values_change_on_their_day() -> None:
    def on(day: date) -> Decimal:
        return BOOK.open(on=day, place="430102").use("minimum_wage.monthly")

    assert on(date(2025, 8, 31)) == 2100
    assert on(date(2025, 9, 1)) == 2200


def test_before_the_first_known_day_is_refused() -> None:
    with pytest.raises(NotInForce):
        BOOK.open(on=date(2014, 12, 31), place="430102").use("minimum_wage.monthly")


def test_after_checked_until_the_last_value_is_used_and_marked() -> None:
    until = BOOK.parameter("minimum_wage.monthly", "430102").rows[-1].checked_until
    fresh = BOOK.open(on=until, place="430102")
    fresh.use("minimum_wage.monthly")
    assert fresh.outcome("x", None).stale == ()
    stale = BOOK.open(on=until + ONE_DAY, place="430102")
    assert stale.use("minimum_wage.monthly") == fresh.use("minimum_wage.monthly")
    outcome = stale.outcome("x", None)
    assert outcome.stale == ("minimum_wage.monthly",)
    assert outcome.working[0].stale
    assert any(str(until) in doubt for doubt in outcome.doubts)


def test_a_number_in_the_text_of_an_act_is_checked_no_longer_than_others() -> None:
    def standing(day: date) -> tuple[str, ...]:
        work = BOOK.open(on=day, place="430102")
        assert work.use("overtime.max_hours_month") == 36
        return work.outcome("x", None).stale

    until = BOOK.parameter("overtime.max_hours_month", "430102").rows[-1].checked_until
    assert standing(until) == ()
    assert standing(until + ONE_DAY) == ("overtime.max_hours_month",)


@pytest.mark.parametrize("trace", [True, False])
def test_what_rests_on_an_act_alone_is_in_doubt_after_its_checked_day(trace: bool) -> None:
    def outcome(day: date, asked_on: date | None = None) -> Outcome:
        work = BOOK.open(on=day, place="430102", trace=trace, asked_on=asked_on)
        work.given("甲", True)
        work.step("乙", True, "cn/labour-contract-law#19.1", "cn/old-severance-measures")
        work.step("丙", True, "cn/labour-law#41")
        return work.outcome("x", None)

    fresh, late = ACTS_CHECKED, ACTS_CHECKED + ONE_DAY
    assert (outcome(fresh).stale, outcome(fresh, fresh).doubts) == ((), ())
    for stale in (outcome(late), outcome(fresh, asked_on=late)):
        assert stale.stale == ()
        assert stale.doubts == (
            f"《劳动合同法》《劳动法》只核对到{ACTS_CHECKED}，此后有没有修改尚未核对。",
        )


def test_reading_another_day_within_a_calculation_asks_about_that_day_too() -> None:
    work = BOOK.open(on=IN_2025, place="430102")
    work.step("乙", True, "cn/labour-law#41")
    until = BOOK.parameter("minimum_wage.monthly", "430102").rows[-1].checked_until
    work.use("minimum_wage.monthly", max(until, ACTS_CHECKED) + ONE_DAY)
    outcome = work.outcome("x", None)
    assert outcome.stale == ("minimum_wage.monthly",)
    assert any("《劳动法》" in doubt for doubt in outcome.doubts)


def test_general_knowledge_computes_with_a_doubt() -> None:
    work = BOOK.open(on=IN_2025, place="430102")
    work.use("pension.employer_rate")
    assert any("尚未与官方文本核对" in doubt for doubt in work.outcome("x", None).doubts)


def test_an_unverified_value_stays_disabled() -> None:
    work = BOOK.open(on=date(2023, 6, 1), place="430102")
    assert work.find("average_wage.monthly") is None
    with pytest.raises(NotCovered, match="停用"):
        work.use("average_wage.monthly")


def test_a_step_without_a_source_is_a_programming_error() -> None:
    work = BOOK.open(on=IN_2025, place="430102")
    with pytest.raises(ValueError, match="without a source"):
        work.step("无来源", Decimal(1))


def test_an_act_is_not_applied_before_it_began() -> None:
    with pytest.raises(NotInForce, match="劳动合同法"):
        BOOK.open(on=date(2007, 12, 31), place="430102", under="cn/labour-contract-law")


def test_readings_are_shared_between_calculations_of_one_place_and_day() -> None:
    BOOK.open(on=IN_2025, place="430102").use("minimum_wage.monthly")
    first = BOOK.read_cached("minimum_wage.monthly", "430102", IN_2025)
    assert BOOK.read_cached("minimum_wage.monthly", "430102", IN_2025) is first


def test_another_day_can_be_read_within_a_calculation() -> None:
    work = BOOK.open(on=IN_2025, place="430102")
    assert work.use("minimum_wage.monthly", date(2024, 12, 1)) == 2100


# --- validation: each edit makes the tables wrong, and loading must say so -----------------


def load_edited(tmp_path: Path, edit: Callable[[str], str], file: str = "430100.yaml") -> Rulebook:
    root = tmp_path / "parameters"
    shutil.copytree(ROOT, root)
    as_in_2025(root)
    path = root / file
    before = path.read_text(encoding="utf-8")
    after = edit(before)
    assert after != before, "the edit changed nothing"
    path.write_text(after, encoding="utf-8")
    return Rulebook.load(root)


def replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


MISTAKES = {
    "a dropped citation": replaced("source: 430000/minimum-wage-2025, ", ""),
    "a citation of nothing": replaced("430000/minimum-wage-2025", "430000/minimum-wage-2035"),
    "a dropped checked_until": replaced(", checked_until: 2026-02-28, note", ", note"),
    "a checked_until that is no date": replaced("checked_until: 2026-02-28", "checked_until: soon"),
    "a checked_until before the value": replaced(
        LAST, LAST.replace("checked_until: 2026", "checked_until: 2020")
    ),
    "a checked_until without a date": replaced("checked_until: 2026-02-28", "checked_until:"),
    "a dropped label": replaced("    label: 最低工资标准（月）\n", ""),
    "an empty label": replaced("label: 最低工资标准（月）", "label:"),
    "a dropped unit": replaced("    unit: yuan/month\n", ""),
    "an unknown unit": replaced("unit: yuan/month", "unit: dollars"),
    "a dropped mark": replaced("mark: V, checked_until", "checked_until"),
    "an unknown mark": replaced("mark: V, checked_until", "mark: W, checked_until"),
    "a dropped value": replaced("value: 2200, ", ""),
    "a value that is not a number or word": replaced("value: 2200", "value: [2200]"),
    "a misspelt key": replaced("mark: V, checked_until", "marc: V, checked_until"),
    "dates that do not ascend": replaced("      2024-09-01:", "      2021-09-01:"),
    "a date written twice": replaced("      2024-09-01:", "      2022-04-01:"),
    "a key that is no date": replaced("      2024-09-01:", "      autumn:"),
    "an unexplained gap": replaced(
        "minimum-wage-2024, mark: V}", "minimum-wage-2024, mark: V, checked_until: 2025-01-31}"
    ),
    "a dropped place name": replaced("place: 湖南省长沙市\n", ""),
    "a district code that is not text": replaced('"430102": ', "430102: "),
    "broken YAML": replaced("values:", "values: ["),
}


@pytest.mark.parametrize("edit", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_table_is_found_while_loading(
    tmp_path: Path, edit: Callable[[str], str]
) -> None:
    with pytest.raises(InvalidRulebook, match=r"430100\.yaml"):
        load_edited(tmp_path, edit)


def test_a_gap_with_its_reason_is_allowed_and_stale(tmp_path: Path) -> None:
    book = load_edited(
        tmp_path,
        replaced(
            "minimum-wage-2024, mark: V}",
            "minimum-wage-2024, mark: V, checked_until: 2025-01-31, gap: 文件缺失}",
        ),
    )
    work = book.open(on=date(2025, 3, 1), place="430102")
    assert work.use("minimum_wage.monthly") == 2100
    assert work.outcome("x", None).stale == ("minimum_wage.monthly",)


@pytest.mark.parametrize(
    "instead", ["", ", checked_until: in_force", ", checked_until: 2007-12-31"]
)
def test_a_number_of_an_act_needs_its_checked_day_too(tmp_path: Path, instead: str) -> None:
    with pytest.raises(InvalidRulebook, match=r"cn\.yaml: severance.ceiling_multiple"):
        load_edited(tmp_path, replaced(", checked_until: 2026-02-28", instead), "cn.yaml")


def test_a_rulebook_needs_the_country(tmp_path: Path) -> None:
    with pytest.raises(InvalidRulebook, match=r"cn\.yaml"):
        Rulebook.load(tmp_path)


def test_a_new_place_is_one_file(tmp_path: Path) -> None:
    root = tmp_path / "parameters"
    shutil.copytree(ROOT, root)
    new = (root / "999901.yaml").read_text(encoding="utf-8").replace("2000", "2345")
    (root / "999905.yaml").write_text(new, encoding="utf-8")
    work = Rulebook.load(root).open(on=IN_2025, place="999905")
    assert work.use("minimum_wage.monthly") == 2345


def more_of_changsha(tmp_path: Path, text: str) -> Rulebook:
    root = tmp_path / "parameters"
    shutil.copytree(ROOT, root)
    (root / "430100.more.yaml").write_text(text, encoding="utf-8")
    return Rulebook.load(root)


ROW = "2025-01-01: {value: 5, source: 430000/minimum-wage-2025, mark: V, checked_until: 2025-12-31}"
MORE = """place: 湖南省长沙市
parameters:
  {}:
    label: 标准
    unit: day
    values:
      {}
"""


def test_a_place_may_have_a_file_for_each_business(tmp_path: Path) -> None:
    work = more_of_changsha(tmp_path, MORE.format("a.b", ROW)).open(on=IN_2025, place="430102")
    assert work.use("a.b") == 5
    assert work.use("minimum_wage.monthly") == 2200


def test_what_stands_in_two_files_of_a_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidRulebook, match=r"430100\.more\.yaml: minimum_wage\.monthly"):
        more_of_changsha(tmp_path, MORE.format("minimum_wage.monthly", ROW))


# --- the tables that ship -------------------------------------------------------------------

ALL = [p for table in BOOK.tables.values() for p in table.parameters.values()]


def test_numbers_are_never_floats() -> None:
    for parameter in ALL:
        for row in parameter.rows:
            assert isinstance(row.value, (Decimal, str, type(None))), parameter.name


def test_every_parameter_means_the_same_everywhere() -> None:
    meanings: dict[str, tuple[str, str]] = {}
    for parameter in ALL:
        meaning = (parameter.label, parameter.unit)
        assert meanings.setdefault(parameter.name, meaning) == meaning
        assert parameter.unit in UNITS


def test_real_values_end_at_the_latest_when_we_stopped_checking() -> None:
    for parameter in ALL:
        last = parameter.rows[-1]
        if parameter.place in ("cn", "430000", "430100", "430121", "430181", "430182"):
            stated = BOOK.sources.resolve(last.source).source.in_force_until
            assert last.checked_until <= VALUES_CHECKED or last.checked_until == stated


def test_a_superseded_row_ends_the_day_before_the_next_begins() -> None:
    for parameter in ALL:
        for row, after in pairwise(parameter.rows):
            assert row.checked_until == after.first - ONE_DAY, parameter.name


@pytest.mark.parametrize(
    "place", ["430102", "430103", "430104", "430105", "430111", "430112", "430100"]
)
def test_the_districts_of_changsha_are_in_the_first_tier(place: str) -> None:
    assert BOOK.open(on=IN_2025, place=place).use("minimum_wage.monthly") == 2200
    assert BOOK.place_name(place).startswith("湖南省长沙市")


@pytest.mark.parametrize("place", ["430121", "430181", "430182"])
def test_the_counties_of_changsha_are_in_the_second_tier(place: str) -> None:
    assert BOOK.open(on=IN_2025, place=place).use("minimum_wage.monthly") == 2000
    assert BOOK.open(on=IN_2025, place=place).use("minimum_wage.hourly") == 20


def test_contribution_limits_are_the_published_shares_of_the_benchmark() -> None:
    for year in (2022, 2023, 2024, 2025):
        work = BOOK.open(on=date(year, 6, 1), place="430000")
        benchmark = work.use("contribution.benchmark")
        assert abs(work.use("contribution.floor") - benchmark * Decimal("0.6")) < 1
        assert work.use("contribution.cap") == benchmark * 3
