"""Looking over the records: what is found, who sees what, and that nothing personal rests."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.registry.models import DuplicatePair, Event, Person, QualityIssue, QualityRun
from gongyue.apps.registry.selectors import duplicates, quality
from gongyue.apps.registry.selectors.accesses import accesses_to_myself
from gongyue.apps.registry.services import merging
from gongyue.apps.registry.services.erasure import destroy_key
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.registry.services.merging import Two
from gongyue.apps.registry.services.pairs import open_pair
from gongyue.apps.registry.services.quality import ask_for_quality, look_over
from tests.apps.people import DAY, HOUR, LI, ROSTER, People, firm, imported
from tests.cast import AT, identity_number
from tests.replay import replayed

pytestmark = pytest.mark.django_db
WRONG = LI[:-1] + ("1" if LI[-1] != "1" else "2")
TROUBLED = (
    *ROSTER,
    ("李师付", WRONG, "13900001001", "装配车间", "钳工", "2023-05-04", "4200"),
    (
        "赵小妹",
        identity_number(born="20150620", sequence=202),
        "12345",
        "包装",
        "工",
        "2025-05-04",
        "3000",
    ),
    ("没有号码", "", "", "包装", "工", "", "3000"),
)


@pytest.fixture
def looked(people: People) -> QualityRun:
    return replayed(_looked, people)


def _looked(people: People) -> QualityRun:
    imported(people.chen, people.factory, TROUBLED)
    return look_over(organisation_id=None, at=AT + 200 * DAY)


def counts(people: People) -> dict[str, int]:
    seen = quality.quality_of_firm(people.hr, people.factory.pk)
    return {c.code: c.number for _, group in seen.groups for c in group if c.number}


def test_each_number_opens_its_rows(people: People, looked: QualityRun) -> None:
    found = counts(people)
    assert found == {
        "number_missing": 1, "phone_missing": 1, "hired_missing": 1, "insurance_missing": 5,
        "number_wrong": 1, "phone_wrong": 1, "age_impossible": 1, "silent": 5,
    }  # fmt: skip
    for code, number in found.items():
        rows = quality.quality_rows(people.hr, people.factory.pk, code)
        assert (rows.total, len(rows.rows)) == (number, number), code
    assert (
        quality.quality_rows(people.hr, people.factory.pk, "number_wrong").rows[0].name == "李师付"
    )
    assert quality.quality_rows(people.hr, people.factory.pk, "nonsense").total == 0


def test_who_is_fresh_is_not_silent(people: People) -> None:
    imported(people.chen, people.factory)
    pay = (("李师傅", LI, "2026-02", "4200", "3800"),)
    header = ("姓名", "身份证号", "月份", "应发工资", "实发工资")
    imported(people.chen, people.factory, pay, header=header, name="工资.csv")
    look_over(organisation_id=people.factory.pk, at=AT + DAY)
    rows = quality.quality_rows(people.hr, people.factory.pk, "silent").rows
    assert [row.name for row in rows] == ["何大姐"]


def test_a_firm_sees_its_pair_side_by_side_with_reasons(people: People, looked: QualityRun) -> None:
    (pair,) = duplicates.duplicates_of_firm(people.hr, people.factory.pk)
    assert pair.left and pair.right
    assert {pair.left.name, pair.right.name} == {"李师傅", "李师付"}
    told = {line.field: (line.words, line.speaks) for line in pair.reasons}
    assert told["证件号码"][0].startswith("差一处") and told["证件号码"][1] == "yes"
    assert told["住址"] == ("至少一方没有", "none")
    assert LI not in repr(pair) and "13900001001" not in repr(pair)
    one = duplicates.duplicate_of_firm(people.hr, people.factory.pk, pair.pair_id)
    assert one.left == pair.left


def test_what_other_firms_wrote_does_not_reach_a_firm(people: People) -> None:
    """Two namesakes of one firm; only another firm knows that they share a telephone."""
    phone = "13900008888"
    names = [
        ("王大明", "", phone, "一部", "工", "2023-05-04", "4200"),
        ("王大明", LI, "", "二部", "工", "2023-05-04", "4200"),
    ]
    imported(people.chen, people.factory, names)
    other = firm(people.sun, "别家", "91430102MA4L1QQQ8")
    imported(people.sun, other, [("王大明", LI, phone, "三部", "工", "2024-05-04", "4200")])
    look_over(organisation_id=None, at=AT)
    assert duplicates.duplicates_of_city(people.operator)[1] == 1
    assert duplicates.duplicates_of_firm(people.hr, people.factory.pk) == []


def test_what_was_decided_is_not_asked_again(people: People, looked: QualityRun) -> None:
    (pair,) = duplicates.duplicates_of_firm(people.hr, people.factory.pk)
    two = Two(kind="person", one=pair.left.person_id, other=pair.right.person_id, reason="查过")
    saying = merging.propose_same(by=people.hr, two=two, at=AT)
    (waiting,) = duplicates.duplicates_of_firm(people.hr, people.factory.pk)
    assert waiting.saying and waiting.saying.reason == "查过" and waiting.saying.is_mine
    merging.say_apart(by=people.hr, saying_id=saying.pk, at=AT)
    look_over(organisation_id=None, at=AT + DAY)
    assert duplicates.duplicates_of_firm(people.hr, people.factory.pk) == []


@pytest.mark.parametrize("name", ["sun", "wang", "zhou", "zhao", "li"])
def test_strangers_see_nothing(people: People, looked: QualityRun, name: str) -> None:
    user, pk = getattr(people, name), people.factory.pk
    pair = DuplicatePair.objects.first()
    for ask in (
        lambda: quality.quality_of_firm(user, pk),
        lambda: quality.quality_rows(user, pk, "number_wrong"),
        lambda: duplicates.duplicates_of_firm(user, pk),
        lambda: duplicates.duplicate_of_firm(user, pk, pair.pk),
        lambda: ask_for_quality(by=user, organisation_id=pk, at=AT),
        lambda: quality.quality_of_city(user),
        lambda: duplicates.duplicates_of_city(user),
        lambda: duplicates.sayings_of_city(user),
        lambda: duplicates.pair_for_operator(user, pair.pk),
        lambda: open_pair(by=user, people=duplicates.people_of_pair(user, pair.pk),
                          purpose="duplicates", at=AT),
    ):  # fmt: skip
        with pytest.raises((NotFound, NotAllowed)):
            ask()


def test_finance_may_not_and_another_firm_sees_only_its_own(
    people: People, looked: QualityRun
) -> None:
    with pytest.raises(NotAllowed):
        quality.quality_of_firm(people.finance, people.factory.pk)
    mine = firm(people.sun, "别家", "91430102MA4L1QQQ8")
    assert quality.quality_of_firm(people.sun, mine.pk).total == 0
    pair = DuplicatePair.objects.get(organisation=people.factory)
    with pytest.raises(NotFound):
        duplicates.duplicate_of_firm(people.sun, mine.pk, pair.pk)


def test_the_operator_counts_and_opens_with_a_purpose(people: People, looked: QualityRun) -> None:
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    assert quality.quality_of_city(people.operator).total == sum(counts(people).values())
    (pair,), total = duplicates.duplicates_of_city(people.operator)
    assert total == 1 and pair.left is None
    both = duplicates.people_of_pair(people.operator, pair.pair_id)
    with pytest.raises(Refused):
        open_pair(by=people.operator, people=both, purpose="", at=AT)
    with pytest.raises(Refused):
        open_pair(by=people.operator, people=both, purpose="inspection", at=AT)
    open_pair(by=people.operator, people=both, purpose="duplicates", at=AT)
    opened = duplicates.pair_for_operator(people.operator, pair.pair_id)
    assert opened.left.jobs[0].startswith("晨光工厂")
    assert [view.purpose for view in accesses_to_myself(people.li)] == ["核对重复登记"]


def test_a_regulator_sees_counts_of_firms_in_its_place(people: People, looked: QualityRun) -> None:
    firm(people.sun, "外地厂", "91430102MA4L1QQQ8", place="430181")
    rows = quality.quality_by_firm(people.zhou, people.bureau.pk)
    assert [row.name for row in rows] == ["晨光工厂", "顺风平台"]
    assert rows[0].total == sum(counts(people).values()) and rows[0].people == 5
    with pytest.raises((NotFound, NotAllowed)):
        quality.quality_by_firm(people.clerk, people.bureau.pk)


def test_the_person_concerned_is_asked(people: People, looked: QualityRun) -> None:
    (pair,) = duplicates.duplicates_of_firm(people.hr, people.factory.pk)
    two = Two(kind="person", one=pair.left.person_id, other=pair.right.person_id, reason="同一人")
    assert duplicates.questions_for_me(people.li) == []
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    merging.propose_same(by=people.hr, two=two, at=AT)
    (asked,) = duplicates.questions_for_me(people.li)
    assert (asked.firm, asked.post, asked.name) == ("晨光工厂", "钳工", "李师付")
    assert duplicates.questions_for_me(people.wang) == duplicates.questions_for_me(people.sun) == []


def test_no_personal_value_rests_in_what_was_found(people: People, looked: QualityRun) -> None:
    told = json.dumps([
        *QualityRun.objects.values(), *QualityIssue.objects.values(),
        *DuplicatePair.objects.values(),
    ], default=str, ensure_ascii=False)  # fmt: skip
    assert DuplicatePair.objects.count() == 2, "one for the firm, one for the operator"
    for value in (LI, WRONG, "李师", "13900001001", "钳工"):
        assert value not in told


def test_the_erased_are_left_alone(people: People, looked: QualityRun) -> None:
    destroy_key(person=Person.objects.get(id_hash=None, employments__department="装配车间"),
                by=people.operator, at=AT)  # fmt: skip
    run = look_over(organisation_id=None, at=AT + HOUR)
    assert (run.people, run.pairs, run.employments) == (4, 0, 4)
    assert DuplicatePair.objects.count() == 0


def test_a_second_look_replaces_the_first(people: People, looked: QualityRun) -> None:
    before = counts(people)
    again = look_over(organisation_id=None, at=AT + 201 * DAY)
    assert counts(people) == before
    assert list(QualityRun.objects.values_list("pk", flat=True)) == [again.pk]
    look_over(organisation_id=people.factory.pk, at=AT + 201 * DAY)
    assert counts(people) == before
    assert QualityRun.objects.count() == 2


def test_a_look_that_breaks_says_so(
    people: People, looked: QualityRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gongyue.apps.registry.services import quality as service

    def breaks(*_: Any, **__: Any) -> None:
        raise RuntimeError("cut off")

    monkeypatch.setattr(service.linkage, "find", breaks)
    with pytest.raises(RuntimeError):
        look_over(organisation_id=None, at=AT + DAY)
    assert QualityRun.objects.order_by("-pk")[0].state == "failed"
    assert not quality.quality_of_firm(people.hr, people.factory.pk).is_running


def test_a_firm_may_ask_and_not_twice_at_once(people: People, settings: Any) -> None:
    imported(people.chen, people.factory)
    ask_for_quality(by=people.hr, organisation_id=people.factory.pk, at=AT)
    QualityRun.objects.create(organisation=people.factory, state="running", started_at=AT)
    with pytest.raises(Refused):
        ask_for_quality(by=people.hr, organisation_id=people.factory.pk, at=AT + HOUR)
    assert not Event.objects.filter(type__startswith="access.").exists()
