"""街道、乡镇: files good and broken, the operator's right, and addresses that use the codes."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.registry.models import Event, Organisation, Street
from gongyue.apps.registry.selectors.organisations import registered
from gongyue.apps.registry.selectors.streets import (
    street_districts,
    street_name,
    streets_in,
    streets_named,
    streets_of,
)
from gongyue.apps.registry.services.organisations import register_organisation
from gongyue.apps.registry.services.particulars import Particulars, change_particulars
from gongyue.apps.registry.services.streets import StreetsImported, streets_import
from gongyue.apps.registry.street_files import LARGEST, MOST_ROWS, read_streets
from tests.apps.people import People
from tests.cast import AT, PLACE

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=1)
THREE = "代码,名称\n430102001,晴川街道\n430102002,望月街道\n430104101,橘香镇\n"


def bring(people: People, text: str | bytes, *, complete: bool = False) -> StreetsImported:
    content = text.encode() if isinstance(text, str) else text
    return streets_import(by=people.operator, content=content, complete=complete, at=LATER)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_a_file_comes_in_whatever_its_encoding(people: People, encoding: str) -> None:
    done = bring(people, THREE.encode(encoding))
    assert (done.added, done.problems) == (3, ())
    assert streets_of("430102") == [("430102001", "晴川街道"), ("430102002", "望月街道")]
    assert streets_of("430103") == []


@pytest.mark.parametrize(
    "text",
    [
        THREE.replace("\n", "\r\n"),
        THREE.replace("\n", "\r"),
        THREE.replace(",", "\t"),
        THREE.replace(",", "，"),
        THREE.replace("430102001", "430102001000"),
        THREE.replace("430102001", "４３０１０２００１"),
        THREE.replace("430102001", '"430102001"'),
        "\n" + THREE.split("\n", 1)[1] + "\n\n,,\n",
        THREE + "430102001,晴川街道\n",
    ],
)
def test_habits_of_writing_do_not_matter(people: People, text: str) -> None:
    done = bring(people, text)
    assert (done.added, done.problems) == (3, ())


def test_the_same_file_again_changes_nothing(people: People) -> None:
    bring(people, THREE)
    again = bring(people, THREE)
    assert (again.added, again.changed, again.retired, again.same) == (0, 0, 0, 3)
    assert Event.objects.filter(type="streets.imported").count() == 1


def test_bad_lines_are_told_by_number_and_the_good_ones_written(people: People) -> None:
    done = bring(
        people,
        "代码,名称\n430102001,晴川街道\n43010200,少一位\n4.3E+08,表格软件\n430102000,区本身\n"
        "330104001,已撤销\n999999001,没有的\n430100001,要用区县\n430102003,\n430102001,别的名字\n"
        f"430102004,{'长' * 41}\n430102005,看不\0见\nabc\n",
    )
    assert done.added == 1
    told = {problem.line: problem.words for problem in done.problems}
    assert sorted(told) == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
    for line, word in {3: "九位", 4: "科学计数法", 5: "区县本身", 6: "江干区已经撤销", 7: "没有",
                       8: "下面还有区县", 9: "没有写名称", 10: "第 2 行", 11: "40",
                       12: "看不见", 13: "九位"}.items():  # fmt: skip
        assert word in told[line], told[line]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        "代码,名称\n".encode(),
        b"\xff\xfe\x00\xd8\xff\xff",
        b"x" * (LARGEST + 1),
        b"\n" * (MOST_ROWS + 1),
    ],
    ids=["empty", "blank", "heading", "no text", "too big", "too long"],
)
def test_what_is_no_file_of_streets_is_refused(people: People, content: bytes) -> None:
    with pytest.raises(Refused):
        bring(people, content)
    assert not Street.objects.exists()


def test_any_bytes_are_read_or_refused_without_breaking() -> None:
    for text in ('"', '"430102001', "430102001,\"a'b", ",", "\t\t", "430102001," + "x" * 200_000):
        with suppress(Refused):
            read_streets(text.encode())


def test_a_complete_file_retires_what_it_leaves_out_in_its_districts_only(people: People) -> None:
    bring(people, THREE)
    done = bring(people, "430102001,晴川街道\n", complete=True)
    assert done.retired == 1
    assert streets_of("430102") == [("430102001", "晴川街道")]
    assert streets_of("430104") == [("430104101", "橘香镇")]
    assert street_name("430102002") == "望月街道"
    assert bring(people, THREE).changed == 1
    assert len(streets_of("430102")) == 2


def test_a_file_with_a_bad_line_retires_nothing(people: People) -> None:
    bring(people, THREE)
    done = bring(people, "430102001,晴川街道\n43010200,望月街道\n", complete=True)
    assert (done.retired, len(done.problems)) == (0, 1)
    assert len(streets_of("430102")) == 2


def test_only_the_operator_brings_and_sees_the_list(people: People) -> None:
    for user in (people.chen, people.zhou, people.sun):
        with pytest.raises((NotAllowed, NotFound)):
            streets_import(by=user, content=THREE.encode(), complete=False, at=LATER)
        with pytest.raises((NotAllowed, NotFound)):
            street_districts(user)
        with pytest.raises((NotAllowed, NotFound)):
            streets_in(user, "430102")
    assert not Street.objects.exists()


def test_the_operator_sees_districts_with_their_counts(people: People) -> None:
    bring(people, THREE)
    bring(people, "430102001,晴川街道\n", complete=True)
    rows = [(row.name, row.used, row.retired) for row in street_districts(people.operator)]
    assert rows == [("湖南省长沙市芙蓉区", 1, 1), ("湖南省长沙市岳麓区", 1, 0)]
    assert [row.code for row in streets_in(people.operator, "430102")] == ["430102001", "430102002"]


def test_words_end_with_a_street(people: People) -> None:
    bring(people, THREE)
    assert streets_named("长沙岳麓橘香镇") == [("430104101", "长沙岳麓")]
    assert streets_named("镇") == []


def test_a_firm_is_registered_with_its_street(people: People) -> None:
    bring(people, THREE)
    made = register_organisation(
        by=people.chen, name="月光厂", kind="enterprise", credit_code="", place="430102002", at=AT
    )
    assert (made.place, made.street) == ("430102", "430102002")
    with pytest.raises(Refused):
        register_organisation(
            by=people.chen, name="无此街", kind="enterprise", credit_code="", place="430102999",
            at=AT,
        )  # fmt: skip


def test_a_street_stays_when_retired_and_goes_when_the_firm_moves(people: People) -> None:
    bring(people, THREE)
    made = people.factory
    say = {"by": people.chen, "organisation_id": made.pk, "at": LATER}
    change_particulars(particulars=Particulars(place="430102002", address="一号"), **say)
    bring(people, "430102001,晴川街道\n", complete=True)
    change_particulars(particulars=Particulars(place="430102002", name="改名厂"), **say)
    found = registered(people.chen, made.pk)
    assert (found.place, found.street, found.address) == (PLACE, "430102002", "一号")
    change_particulars(particulars=Particulars(place="430104"), **say)
    assert Organisation.objects.get(pk=made.pk).street == ""
    with pytest.raises(Refused):
        change_particulars(particulars=Particulars(place="430102002"), **say)
