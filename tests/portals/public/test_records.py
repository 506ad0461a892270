"""算一算 from records: one's own, or of one's firm's people with a purpose; for nobody else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from gongyue.apps.registry.models import PersonLink
from gongyue.apps.registry.selectors.accesses import accesses_to_myself
from gongyue.apps.registry.selectors.people import own_firms
from tests.cast import PLACE, Cast, bring_to_life


@pytest.fixture
def cast(db: None) -> Cast:
    return bring_to_life()


def as_user(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def kept(client: Client, rule: str) -> dict[str, Any]:
    return dict(client.session.get("answers", {}).get(rule, {}).get("raw", {}))


def fill(client: Client, rule: str, **facts: Any) -> Any:
    return client.post(f"/calculators/{rule}/records/", facts, follow=True)


def person_of(cast: Cast) -> UUID:
    return PersonLink.objects.get(user=cast.worker).person_id


def test_a_worker_need_not_type_what_the_firm_wrote(cast: Cast) -> None:
    client = as_user(cast.worker)
    assert "用我的记录填" in client.get("/calculators/contract_due/").content.decode()
    answer = fill(client, "contract_due", organisation=cast.factory.pk)
    assert kept(client, "contract_due") == {
        "place": {"place": PLACE},
        "started_on": {"started_on": "2023-05-04"},
    }
    said = answer.content.decode()
    assert "用工之日（花名册）" in said
    assert "请逐项核对" in said


def test_what_was_answered_otherwise_stays_and_can_be_changed(cast: Cast) -> None:
    client = as_user(cast.worker)
    client.post("/calculators/contract_due/question/signed_on/", {"signed_on": "2023-06-30"})
    fill(client, "contract_due", organisation=cast.factory.pk)
    assert kept(client, "contract_due")["signed_on"] == {"signed_on": "2023-06-30"}
    client.post("/calculators/contract_due/question/started_on/", {"started_on": "2023-05-01"})
    assert kept(client, "contract_due")["started_on"] == {"started_on": "2023-05-01"}


def test_the_birthday_comes_from_the_identity_number(cast: Cast) -> None:
    client = as_user(cast.worker)
    fill(client, "retirement", organisation=cast.factory.pk)
    assert kept(client, "retirement")["birth_on"] == {"birth_on": "1988-03-07"}


def test_where_nothing_is_usable_it_is_said(cast: Cast) -> None:
    answer = fill(as_user(cast.worker), "void_clauses", organisation=cast.factory.pk)
    assert "没有这个计算用得上的内容" in answer.content.decode()


def test_the_firm_fills_for_its_person_and_the_person_sees_it(cast: Cast) -> None:
    client = as_user(cast.enterprise)
    before = len(accesses_to_myself(cast.worker))
    fill(client, "contract_due", person=person_of(cast), purpose="staff_management")
    assert kept(client, "contract_due")["started_on"] == {"started_on": "2023-05-04"}
    assert len(accesses_to_myself(cast.worker)) == before + 1


def test_without_a_purpose_the_firm_gets_nothing(cast: Cast) -> None:
    client = as_user(cast.enterprise)
    fill(client, "contract_due", person=person_of(cast), purpose="")
    assert kept(client, "contract_due") == {}


def test_another_persons_answers_do_not_stay_beneath(cast: Cast) -> None:
    client = as_user(cast.enterprise)
    client.post("/calculators/contract_due/question/signed_on/", {"signed_on": "2023-06-30"})
    fill(client, "contract_due", person=person_of(cast), purpose="staff_management")
    assert "signed_on" not in kept(client, "contract_due")


@pytest.mark.parametrize("role", ["stranger", "mediator", "provider", "operator"])
def test_nobody_else_gets_anything(cast: Cast, role: str) -> None:
    client = as_user(cast.in_role(role))
    assert "用我的记录填" not in client.get("/calculators/contract_due/").content.decode()
    for facts in (
        {"organisation": cast.factory.pk},
        {"person": person_of(cast), "purpose": "staff_management"},
        {"organisation": "nonsense"},
        {"person": "'; drop table"},
        {},
    ):
        fill(client, "contract_due", **facts)
        assert kept(client, "contract_due") == {}


def test_an_office_cannot_take_a_persons_wage_this_way(cast: Cast) -> None:
    """It opens a file and is written down; the books stay the firm's."""
    client = as_user(cast.regulator)
    fill(client, "contract_due", person=person_of(cast), purpose="inspection")
    assert kept(client, "contract_due") == {}


def test_a_visitor_is_led_to_the_sign_in(cast: Cast) -> None:
    answer = Client().post("/calculators/severance/records/", {"organisation": cast.factory.pk})
    assert answer.status_code == 302
    assert "/sign-in/" in answer["Location"]


def test_own_firms_are_one_s_own(cast: Cast) -> None:
    assert [firm.name for firm in own_firms(cast.worker)] == ["晨光工厂"]
    assert own_firms(cast.stranger) == ()
