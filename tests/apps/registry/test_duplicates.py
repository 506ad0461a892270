"""One number under two names, one person on two lines: named, kept, never merged in silence."""

from __future__ import annotations

from typing import Any

import pytest

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.registry.models import Employment, ImportBatch, Person
from gongyue.apps.registry.selectors.batches import batch_page
from gongyue.apps.registry.selectors.people import people_of_organisation
from gongyue.apps.registry.services.imports import import_plan
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.registry.services.undo import import_undo, state_checksum
from tests.apps.people import DAY, HE, HEADER, HOUR, LI, ROSTER, People, imported, table
from tests.cast import AT, identity_number

pytestmark = pytest.mark.django_db
OTHER = identity_number(born="19910203", sequence=145)
TWIN = ("张三", LI, "", "仓库", "搬运工", "2024-02-01", "4000")
WRONG = LI[:-1] + ("0" if LI[-1] != "0" else "1")


def problems(people: People, batch: ImportBatch, code: str) -> list[dict[str, Any]]:
    page = batch_page(people.chen, batch.pk, at=AT)
    return [dict(problem) for problem in page.problems if problem["code"] == code]


def on_record(people: People) -> dict[str, tuple[Any, str | None]]:
    """{name: (person, hash of their number)} of the firm."""
    rows = people_of_organisation(people.chen, people.factory.pk).rows
    hashes = dict(Person.objects.values_list("pk", "id_hash"))
    return {row.name: (row.person_id, hashes[row.person_id]) for row in rows}


def test_the_dry_run_names_both_with_sheet_and_row(people: People) -> None:
    plan = import_plan(
        by=people.chen,
        organisation_id=people.factory.pk,
        content=table([*ROSTER, TWIN]),
        name="花名册.csv",
        at=AT,
    )
    found = problems(people, plan, "person.duplicate_id")
    assert [problem["row"] for problem in found] == [2, 4]
    for problem in found:
        assert problem["sheet"]
        assert all(word in problem["message"] for word in ("李师傅", "张三", "第 2 行", "第 4 行"))


def test_neither_gets_the_number_when_nobody_knows_whose_it_is(people: People) -> None:
    batch = imported(people.chen, people.factory, [*ROSTER, TWIN])
    assert (batch.state, batch.failure) == ("done", "")
    held = on_record(people)
    assert set(held) == {"李师傅", "张三", "何大姐"}
    assert held["李师傅"][1] is None and held["张三"][1] is None
    assert held["何大姐"][1] is not None
    assert batch.counts["rows_new"] == 3


def test_who_is_known_by_that_number_keeps_it(people: People) -> None:
    imported(people.chen, people.factory)
    before = on_record(people)
    batch = imported(people.chen, people.factory, [TWIN, *ROSTER], at=AT + HOUR)
    held = on_record(people)
    assert held["李师傅"] == before["李师傅"]
    assert held["张三"][1] is None
    told = {problem["row"]: problem for problem in problems(people, batch, "person.duplicate_id")}
    assert "号码归「李师傅」" in told[3]["message"]
    assert "「张三」按没有证件号码导入" in told[2]["message"]


def test_another_firms_person_is_given_to_neither(people: People) -> None:
    imported(people.wang, people.platform, [ROSTER[0]], name="骑手.csv")
    imported(people.chen, people.factory, [*ROSTER, TWIN])
    rider = Person.objects.get(employments__organisation=people.platform)
    assert rider.employments.count() == 1


def test_the_same_file_again_finds_the_same_people_in_any_order(people: People) -> None:
    imported(people.chen, people.factory, [*ROSTER, TWIN])
    before = on_record(people)
    batch = imported(people.chen, people.factory, [TWIN, *reversed(ROSTER)], at=AT + HOUR)
    assert (batch.counts["people_same"], batch.counts["rows_new"]) == (3, 0)
    assert on_record(people) == before


def test_one_of_them_alone_is_still_that_one(people: People) -> None:
    imported(people.chen, people.factory, [*ROSTER, TWIN])
    before = on_record(people)
    batch = imported(people.chen, people.factory, [TWIN], at=AT + HOUR)
    assert on_record(people) == before
    assert problems(people, batch, "person.duplicate_id")


def test_undo_and_the_corrected_file_put_it_right(people: People) -> None:
    empty = state_checksum(organisation_id=people.factory.pk)
    batch = imported(people.chen, people.factory, [*ROSTER, TWIN])
    import_undo(by=people.chen, batch_id=batch.pk, at=AT + HOUR)
    assert state_checksum(organisation_id=people.factory.pk) == empty
    right = [*ROSTER, (TWIN[0], OTHER, *TWIN[2:])]
    imported(people.chen, people.factory, right, at=AT + DAY)
    assert all(hashed for _, hashed in on_record(people).values())
    assert len(on_record(people)) == 3


def test_nobody_binds_to_a_number_two_names_claim(people: People) -> None:
    imported(people.chen, people.factory, [*ROSTER, TWIN])
    link = link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    assert not Employment.objects.filter(person=link.person_id).exists()
    with pytest.raises(Refused):
        link_myself(by=people.sun, name="张三", id_number=LI, at=AT)


@pytest.mark.parametrize("number", [WRONG, LI[:6] + LI[8:17]])
def test_a_wrong_or_an_old_number_under_two_names(people: People, number: str) -> None:
    rows = [("李师傅", number, *ROSTER[0][2:]), ("张三", number, *TWIN[2:])]
    imported(people.chen, people.factory, rows)
    before = on_record(people)
    assert len({person for person, _ in before.values()}) == 2
    again = imported(people.chen, people.factory, rows[::-1], at=AT + HOUR)
    assert again.counts["people_same"] == 2
    assert on_record(people) == before


def test_one_person_on_two_lines_is_one_and_named(people: People) -> None:
    batch = imported(people.chen, people.factory, [*ROSTER, ROSTER[0]])
    assert batch.state == "done"
    assert len(on_record(people)) == 2
    assert [p["row"] for p in problems(people, batch, "person.listed_twice")] == [2, 4]


def test_a_new_name_under_a_known_number_is_the_same_person_and_said(people: People) -> None:
    imported(people.chen, people.factory)
    before = on_record(people)["李师傅"]
    batch = imported(people.chen, people.factory, [("李十傅", *ROSTER[0][1:])], at=AT + HOUR)
    assert on_record(people)["李十傅"] == before
    (problem,) = problems(people, batch, "person.renamed")
    assert problem["row"] == 2
    assert "「李师傅」" in problem["message"] and "「李十傅」" in problem["message"]


def test_a_number_that_moves_to_another_takes_nobodys_records(people: People) -> None:
    """李师傅's number was 张三's all along: the records of 李师傅 stay his."""
    imported(people.chen, people.factory)
    li = on_record(people)["李师傅"]
    rows = [("李师傅", OTHER, *ROSTER[0][2:]), TWIN]
    imported(people.chen, people.factory, rows, at=AT + HOUR)
    assert on_record(people)["张三"][0] != li[0]
    kept = Employment.objects.get(person=li[0])
    assert kept.post == "钳工"


@pytest.mark.parametrize("first", ["", WRONG])
def test_a_number_that_comes_later_makes_two_and_says_what_to_do(
    people: People, first: str
) -> None:
    imported(people.chen, people.factory, [("李师傅", first, *ROSTER[0][2:])], name="旧册.csv")
    batch = imported(people.chen, people.factory, ROSTER[:1], name="新册.csv", at=AT + HOUR)
    assert people_of_organisation(people.chen, people.factory.pk).total == 2
    (problem,) = problems(people, batch, "person.maybe_same")
    for words in ("李师傅", "旧册.csv", "不会自动合并", "两位", "先撤销"):
        assert words in problem["message"]


@pytest.mark.parametrize(
    ("number", "why"),
    [(WRONG, "校验"), (LI[:14], "18位"), (LI, ""), ("", "")],
)
def test_a_number_that_nobody_can_have_is_named_before_anything_is_written(
    people: People, number: str, why: str
) -> None:
    batch = imported(people.chen, people.factory, [("李师傅", number, *ROSTER[0][2:])])
    told = [problem["message"] for problem in problems(people, batch, "person.wrong_id")]
    assert all(why in text and "「李师傅」" in text for text in told) and bool(told) is bool(why)


@pytest.mark.parametrize("order", [1, -1])
def test_who_came_back_is_here_in_whatever_order_the_lines_stand(
    people: People, order: int
) -> None:
    header = (*HEADER, "离职日期")
    rows = [(*ROSTER[0], "2024-01-31"), (*ROSTER[0][:5], "2025-03-01", "5000", "")]
    batch = imported(people.chen, people.factory, rows[::order], header=header)
    (row,) = people_of_organisation(people.chen, people.factory.pk).rows
    assert (str(row.hired_on), row.left_on) == ("2025-03-01", None)
    assert not problems(people, batch, "left.before_hired")
    assert not problems(people, batch, "person.listed_twice")


def test_two_lines_without_a_number_for_one_known_person_are_not_guessed(people: People) -> None:
    imported(people.chen, people.factory, [(*ROSTER[0][:3], "", *ROSTER[0][4:])])
    rows = [("李师傅", "一车间", "3000"), ("李师傅", "二车间", "3100")]
    header = ("姓名", "部门", "基本工资")
    batch = imported(people.chen, people.factory, rows, header=header, at=AT + HOUR)
    assert batch.state == "done"
    assert batch.counts["people_unclear"] == 2
    assert len(problems(people, batch, "person.unclear")) == 2


def test_he_is_another(people: People) -> None:
    imported(people.chen, people.factory, [*ROSTER, TWIN])
    page = people_of_organisation(people.chen, people.factory.pk, search=HE)
    assert [row.name for row in page.rows] == ["何大姐"]
