"""The hierarchy of today's divisions, their names, and finding them by everyday words."""

import subprocess
import sys

import pytest

from gongyue.kernel import areas
from gongyue.kernel.areas import (
    area_exists,
    area_meant,
    area_name,
    chain,
    full_name,
    in_force,
    inside,
    provinces,
    search_areas,
)


def walk(codes: tuple[str, ...]) -> list[str]:
    return [met for code in codes for met in (code, *walk(inside(code)))]


def test_every_division_of_today_is_reached_exactly_once() -> None:
    met = walk(provinces())
    assert len(met) == len(set(met))
    assert set(met) == areas._today()
    counties = [code for code in met if not code.endswith("00")]
    # 34, 333, and 2,844 less the two districts of 三沙, which the table does not list.
    assert len(provinces()) == 34
    assert len([c for c in met if c.endswith("00") and not c.endswith("0000")]) == 333
    assert len(counties) == 2842 + 2


def test_every_province_of_the_standard_is_there_and_named() -> None:
    there = {code[:2] for code in provinces()}
    assert there == areas.PROVINCES - {"83"}  # 83: residence permits, not a place
    assert all(full_name(code) == area_name(code) for code in provinces())


def test_every_province_but_three_leads_on() -> None:
    assert [code for code in provinces() if not inside(code)] == ["710000", "810000", "820000"]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("110000", "110101"),
        ("120000", "120116"),
        ("310000", "310115"),
        ("500000", "500101"),
        ("420000", "429004"),
        ("410000", "419001"),
        ("460000", "469001"),
        ("650000", "659012"),
        ("440000", "441900"),
        ("440000", "442000"),
        ("620000", "620200"),
        ("460000", "460400"),
        ("430000", "430100"),
        ("430100", "430104"),
    ],
)
def test_what_others_cannot_reach_is_one_step_below(upper: str, lower: str) -> None:
    assert lower in inside(upper)


def test_cities_without_districts_end_there() -> None:
    without = [c for c in walk(provinces()) if c[4:] == "00" and not inside(c)]
    assert without == ["441900", "442000", "460300", "460400", "620200", "710000", "810000",
                       "820000"]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("430104", "湖南省长沙市岳麓区"),
        ("430100", "湖南省长沙市"),
        ("110000", "北京市"),
        ("110100", "北京市"),
        ("110101", "北京市东城区"),
        ("500229", "重庆市城口县"),
        ("429004", "湖北省仙桃市"),
        ("419001", "河南省济源市"),
        ("441900", "广东省东莞市"),
        ("659001", "新疆维吾尔自治区石河子市"),
        ("430122", "湖南省长沙市望城县"),
        ("330104", "浙江省杭州市江干区"),
        ("430300", "湖南省湘潭市"),
        ("430302", "湖南省湘潭市雨湖区"),
        ("220281", "吉林省吉林市蛟河市"),
        ("140202", "山西省大同市城区"),
    ],
)
def test_a_full_name_doubles_nothing_and_keeps_what_was_abolished(code: str, name: str) -> None:
    assert full_name(code) == name


@pytest.mark.parametrize("code", ["", "43", "430199", "999999", "４３０１００", "430100\0"])
def test_what_is_no_code_has_no_name(code: str) -> None:
    assert full_name(code) is None
    assert chain(code) == () == inside(code)
    assert not in_force(code)


@pytest.mark.parametrize(
    "code", ["430122", "330104", "330103", "410381", "350403", "431121", "110100", "429000"]
)
def test_the_abolished_and_the_unspoken_are_known_but_not_offered(code: str) -> None:
    assert area_exists(code)
    assert not in_force(code)
    assert code not in walk(provinces())


def test_later_changes_begin_and_end_in_their_year() -> None:
    assert area_name("350404", 2022) == "三元区"
    assert area_name("431121", 2020) == "祁阳县"
    assert in_force("431181") and full_name("431181") == "湖南省永州市祁阳市"
    assert in_force("330113") and in_force("410308")
    for year, ended, begun in areas.CHANGES:
        assert 2020 < year <= areas.CHANGED_UNTIL
        assert not any(in_force(code) for code in ended.split())
        assert all(in_force(word[:6]) for word in begun.split())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("岳麓", "430104"),
        ("岳麓区", "430104"),
        ("长沙岳麓", "430104"),
        ("湖南省长沙市岳麓区", "430104"),
        ("湖南 长沙 岳麓", "430104"),
        ("湖南岳麓", "430104"),
        ("长沙", "430100"),
        ("长沙县", "430121"),
        ("东莞", "441900"),
        ("仙桃", "429004"),
        ("湖北仙桃市", "429004"),
        ("北京", "110000"),
        ("北京朝阳", "110105"),
        ("内蒙古", "150000"),
        ("湘西", "433100"),
        ("yuelu", "430104"),
        ("Changsha Yuelu", "430104"),
        ("430104", "430104"),
        ("雨花", "430111"),
    ],
)
def test_everyday_words_mean_one_place(words: str, code: str) -> None:
    assert area_meant(words) == code
    assert search_areas(words)[0] == code


def test_a_search_for_duplicates_beforehand_changes_no_reading_of_a_place() -> None:
    """One process does both: what the linkage asks of the pinyin tables must not thin them."""
    asked = (
        "from gongyue.engines.linkage.names import _sounds; _sounds()\n"
        "from gongyue.kernel.areas import area_meant; print(area_meant('Changsha Yuelu'))"
    )
    seen = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "430104"


@pytest.mark.parametrize("words", ["朝阳", "鼓楼", "", "岳", "火星", "x" * 5000, "\0", "430122"])
def test_what_means_nothing_or_several_is_not_guessed(words: str) -> None:
    assert area_meant(words) is None


def test_a_search_finds_all_of_one_name_and_is_bounded() -> None:
    found = search_areas("鼓楼")
    assert {"320106", "320302", "350102", "410204"} <= set(found)
    assert len(search_areas("区", 5)) == 0
    assert len(search_areas("城区", 5)) == 5


def test_every_full_name_leads_back_to_its_code() -> None:
    wrong = [code for code in walk(provinces()) if area_meant(full_name(code) or "") != code]
    assert wrong == []
