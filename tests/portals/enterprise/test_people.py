"""人员: a quick list with masked numbers, and files that open for a purpose only."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import AT, LI_NUMBER, Cast, identity_number
from tests.portals.conftest import Browse
from tests.portals.enterprise.examples import person_number
from tests.portals.worker.examples import record_number

QUERIES = 17


def _names(page: Any) -> list[str]:
    return [row.name for row in page.context["found"].rows]


def test_numbers_are_masked_and_the_worker_with_an_account_is_marked(
    cast: Cast, browse: Browse
) -> None:
    page = browse(cast.enterprise).get(reverse("enterprise:people"))
    assert set(_names(page)) == {"李师傅", "何大姐"}
    assert LI_NUMBER not in page.text and "已绑定" in page.text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "李师傅"}, ["李师傅"]),
        ({"q": LI_NUMBER}, ["李师傅"]),
        ({"q": LI_NUMBER.lower()}, ["李师傅"]),
        ({"q": "李"}, []),
        ({"department": "包装"}, ["何大姐"]),
        ({"state": "left"}, []),
        ({"page": "999"}, ["李师傅", "何大姐"]),
        ({"page": "x", "state": "nonsense"}, ["李师傅", "何大姐"]),
    ],
)
def test_search_and_filters(
    cast: Cast, browse: Browse, asked: dict[str, str], found: list[str]
) -> None:
    page = browse(cast.enterprise).get(reverse("enterprise:people"), asked)
    assert sorted(_names(page)) == sorted(found)


def test_htmx_gets_the_list_alone(cast: Cast, browse: Browse) -> None:
    page = browse(cast.enterprise).get(reverse("enterprise:people"), headers={"HX-Request": "true"})
    assert "<html" not in page.text and "李师傅" in page.text
    back = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    whole = browse(cast.enterprise).get(reverse("enterprise:people"), headers=back)
    assert "<html" in whole.text


def test_the_number_of_queries_does_not_grow_with_the_people(cast: Cast, browse: Browse) -> None:
    from gongyue.apps.registry.services.imports import import_plan, import_start

    rows = "".join(
        f"员工{n},{identity_number(sequence=n)},2024-01-02,部门{n % 7}\n" for n in range(300, 420)
    )
    content = ("姓名,身份证号,入职日期,部门\n" + rows).encode("utf-8-sig")
    facts = {"by": cast.enterprise, "at": AT}
    plan = import_plan(organisation_id=cast.factory.pk, content=content, name="多.csv", **facts)
    import_start(batch_id=plan.pk, **facts)
    client = browse(cast.enterprise)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        page = client.get(reverse("enterprise:people"))
    assert page.context["found"].total == 122
    assert len(seen) <= QUERIES, [query["sql"][:80] for query in seen]


def test_a_file_opens_for_a_purpose_only(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    url = reverse("enterprise:person", args=[person_number(cast)])
    for purpose in ("", "inspection", "nonsense"):
        page = client.get(url, {"purpose": purpose})
        assert "为什么打开" in page.text and "李师傅" not in page.text
    page = client.get(url, {"purpose": "staff_management"})
    assert "用工登记" in page.text and "本单位人事管理" in page.text
    assert LI_NUMBER not in page.text


def test_another_firm_cannot_open_the_file(cast: Cast, browse: Browse) -> None:
    from gongyue.apps.registry.services.organisations import register_organisation

    facts = {"name": "别家", "kind": "enterprise", "credit_code": "", "place": "430102"}
    register_organisation(by=cast.stranger, at=AT, **facts)
    url = reverse("enterprise:person", args=[person_number(cast)])
    answer = browse(cast.stranger).get(url, {"purpose": "staff_management"})
    assert answer.status_code == 404
    assert "被系统拒绝" in browse(cast.worker).get(reverse("worker:accesses")).text


def test_finance_sees_the_list_but_opens_no_file(cast: Cast, browse: Browse) -> None:
    from gongyue.apps.registry.services.organisations import grant_role

    facts = {"by": cast.enterprise, "organisation_id": cast.factory.pk, "at": AT}
    grant_role(user=cast.stranger, role="finance", **facts)
    client = browse(cast.stranger)
    assert client.get(reverse("enterprise:people")).status_code == 200
    url = reverse("enterprise:person", args=[person_number(cast)])
    assert client.get(url, {"purpose": "staff_management"}).status_code == 403
    assert "您的角色不能导入" in client.get(reverse("enterprise:imports")).text


def test_the_firm_answers_a_disputed_record(cast: Cast, browse: Browse) -> None:
    record = record_number(cast)
    dispute = {"kind": "disputed", "words": "入职早一个月"}
    browse(cast.worker).post(reverse("worker:record", args=[record]), dispute)
    client = browse(cast.enterprise)
    assert "入职早一个月" in client.get(reverse("enterprise:home")).text
    url = reverse("enterprise:answer", args=[person_number(cast), record])
    facts = {"kind": "disputed", "words": "下周重新导入", "purpose": "staff_management"}
    page = client.post(url, facts, follow=True)
    assert "登记有误，会更正：下周重新导入" in page.text
    assert "入职早一个月" not in client.get(reverse("enterprise:home")).text


def test_members_show_what_each_role_may_do(cast: Cast, browse: Browse) -> None:
    page = browse(cast.enterprise).get(reverse("enterprise:members")).text
    assert "陈经理" in page and "导入表格" in page and "13900001002" not in page
