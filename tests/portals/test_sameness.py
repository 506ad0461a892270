"""Two registrations that may be one, on four desks: shown, proposed, decided, answered, undone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from gongyue.apps.registry.models import Sameness
from tests.cast import LI_NUMBER, Cast
from tests.portals.pairs import pair_of_li

pytestmark = pytest.mark.django_db


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_firm_sees_counts_that_open_and_a_pair_that_waits(cast: Cast) -> None:
    pair = pair_of_li(cast)
    hr = client_of(cast.enterprise)
    page = text(hr.get("/enterprise/quality/"))
    assert "李师付" in page and "待确认" in page
    assert f'href="/enterprise/quality/pairs/{pair.firm}/"' in page
    assert 'href="/enterprise/quality/rows/phone_missing/"' in page
    rows = text(hr.get("/enterprise/quality/rows/phone_missing/"))
    assert "何大姐" in rows and LI_NUMBER not in rows
    file = hr.get("/enterprise/quality/rows/phone_missing/?export=csv")
    assert "何大姐" in file.content.decode("utf-8-sig")


def test_the_pair_page_shows_both_sides_and_why(cast: Cast) -> None:
    pair = pair_of_li(cast)
    page = text(client_of(cast.enterprise).get(f"/enterprise/quality/pairs/{pair.firm}/"))
    for words in ("李师傅", "李师付", "差一处", "像同一个人", "由人来定", "录错一位"):
        assert words in page
    assert LI_NUMBER not in page


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"say": "same", "reason": ""}, "请写明理由"),
        ({"say": "same", "reason": "长" * 301}, "最多 300 字"),
        ({"say": "perhaps", "reason": "像"}, "请选一个按钮"),
        ({"say": "same", "reason": "<script>alert(1)</script>"}, ""),
        ({"say": "apart", "reason": "同名\u202e😀'; drop table"}, ""),
    ],
)
def test_what_is_sent_is_read_with_care(cast: Cast, sent: dict[str, str], words: str) -> None:
    pair = pair_of_li(cast, proposed=False)
    hr = client_of(cast.enterprise)
    answer = hr.post(f"/enterprise/quality/pairs/{pair.firm}/", sent)
    if words:
        assert answer.status_code == 200 and words in text(answer)
        assert not Sameness.objects.exists()
    else:
        assert answer.status_code == 302 and Sameness.objects.count() == 1
        assert "<script>alert" not in text(hr.get("/enterprise/quality/"))


def test_the_worker_is_asked_and_says_yes_or_no(cast: Cast) -> None:
    pair = pair_of_li(cast)
    li = client_of(cast.worker)
    assert "很像您" in text(li.get("/worker/"))
    page = text(li.get("/worker/same/"))
    assert "李师付" in page and "录错一位" in page
    li.post(f"/worker/same/{pair.saying}/", {"how": "yes"})
    assert Sameness.objects.get().state == "merged"
    assert "没有要您认的登记" in text(li.get("/worker/same/"))
    assert "李师付" not in text(client_of(cast.stranger).get("/worker/same/"))


def test_the_operator_sees_no_name_before_a_purpose(cast: Cast) -> None:
    pair = pair_of_li(cast)
    operator = client_of(cast.operator)
    page = text(operator.get("/operator/quality/"))
    assert "李师" not in page and "差一处" in page
    asked = text(operator.get(f"/operator/quality/pairs/{pair.city}/"))
    assert "李师" not in asked and "为什么打开" in asked
    opened = text(operator.get(f"/operator/quality/pairs/{pair.city}/?purpose=duplicates"))
    assert "李师付" in opened and "晨光工厂" in opened
    assert "核对重复登记" in text(client_of(cast.worker).get("/worker/seen/"))


def test_the_operator_cannot_decide_for_a_bound_account_and_can_undo(cast: Cast) -> None:
    pair = pair_of_li(cast)
    operator = client_of(cast.operator)
    said = operator.post(f"/operator/quality/said/{pair.saying}/", {"how": "confirm"}, follow=True)
    assert "须本人确认" in text(said)
    client_of(cast.worker).post(f"/worker/same/{pair.saying}/", {"how": "yes"})
    operator.post(f"/operator/quality/said/{pair.saying}/", {"how": "undo"})
    assert Sameness.objects.get().state == "undone"


def test_the_operators_own_word_waits_for_the_holder(cast: Cast) -> None:
    pair = pair_of_li(cast, proposed=False)
    operator = client_of(cast.operator)
    sent = {"say": "same", "reason": "各单位的登记只差一位"}
    operator.post(f"/operator/quality/pairs/{pair.city}/", sent)
    assert Sameness.objects.get().state == "proposed"


def test_a_regulator_sees_counts_and_no_person(cast: Cast) -> None:
    pair_of_li(cast)
    page = text(client_of(cast.regulator).get("/regulator/quality/"))
    assert "晨光工厂" in page and "李师" not in page
    file = client_of(cast.regulator).get("/regulator/quality/?export=csv")
    assert "晨光工厂" in file.content.decode("utf-8-sig")


def test_a_firm_asks_for_a_new_look(cast: Cast) -> None:
    answer = client_of(cast.enterprise).post("/enterprise/quality/look/", follow=True)
    assert "已提交" in text(answer)


def test_a_list_of_pairs_costs_the_same_however_long(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from gongyue.apps.registry.models import DuplicatePair, Person, QualityRun
    from gongyue.apps.registry.selectors.duplicates import duplicates_of_firm

    pair_of_li(cast)
    with CaptureQueriesContext(connection) as one:
        duplicates_of_firm(cast.enterprise, cast.factory.pk)
    people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    mine = DuplicatePair.objects.filter(organisation=cast.factory)
    known, run = set(mine.values_list("left", "right")), QualityRun.objects.get()
    more = [
        DuplicatePair(organisation=cast.factory, left_id=left, right_id=right,
                      in_ten_thousand=9_000, verdict="review", run=run)
        for left in people for right in people if left < right and (left, right) not in known
    ]  # fmt: skip
    DuplicatePair.objects.bulk_create(more)
    with django_assert_num_queries(len(one)):
        assert len(duplicates_of_firm(cast.enterprise, cast.factory.pk)) == len(more) + 1
