"""First uses: whoever is concerned is told, and nobody else, and once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from gongyue.apps.accounts.services import Caller, demo_sign_in, sign_in_with_password
from gongyue.apps.notifications.models import Delivery, Message
from gongyue.apps.notifications.selectors import messages_of, views_of
from gongyue.apps.registry.selectors.records import records_of_myself
from gongyue.apps.registry.services.access import open_organisation, open_person
from gongyue.apps.registry.services.links import link_myself, unlink_myself
from gongyue.apps.registry.services.members import add_member
from gongyue.apps.registry.services.organisations import end_role
from gongyue.apps.registry.services.questions import explain_opening, question_access
from gongyue.apps.registry.services.stances import take_stance
from tests.apps.people import DAY, HE, LI, PAY_HEADER, People, imported
from tests.cast import AT, PASSWORD

pytestmark = pytest.mark.django_db


def told(user: Any, kind: str = "") -> list[str]:
    rows = messages_of(user)
    return [view.title for view in views_of(list(rows.filter(kind=kind) if kind else rows))]


@pytest.fixture
def person(people: People) -> Any:
    imported(people.chen, people.factory)
    return link_myself(by=people.li, name="李师傅", id_number=LI, at=AT).person


def test_an_office_that_opens_a_file_is_told_once_a_day_for_one_purpose(
    people: People, person: Any
) -> None:
    kind = "registry.file_opened"
    for _ in range(2):
        open_person(by=people.zhou, person_id=person.pk, purpose="inspection", at=AT)
    assert told(people.li, kind) == ["示例区劳动监察大队 查阅了您的档案"]
    open_person(by=people.zhou, person_id=person.pk, purpose="complaint", at=AT)
    open_person(by=people.zhou, person_id=person.pk, purpose="inspection", at=AT + DAY)
    assert len(told(people.li, kind)) == 3
    assert told(people.zhou) == told(people.zhou, "registry.role_granted")


def test_the_own_employer_is_told_quietly(people: People, person: Any) -> None:
    open_person(by=people.hr, person_id=person.pk, purpose="staff_management", at=AT)
    assert told(people.li, "registry.file_opened") == []
    assert told(people.li, "registry.file_opened_at_work") == ["晨光工厂 看过您的档案"]


def test_a_firm_is_told_who_looked(people: People) -> None:
    open_organisation(
        by=people.zhou, organisation_id=people.factory.pk, purpose="inspection", at=AT
    )
    assert told(people.chen, "registry.firm_opened") == [
        "示例区劳动监察大队 查阅了 晨光工厂 的记录"
    ]
    assert told(people.hr, "registry.firm_opened") == []


def test_new_records_are_told_to_those_they_speak_of(people: People, person: Any) -> None:
    before = len(told(people.li))
    pay = [("李师傅", LI, "2026-01", "4200", "3800"), ("何大姐", HE, "2026-01", "3900", "3500")]
    imported(people.hr, people.factory, pay, header=PAY_HEADER, name="工资.csv")
    assert told(people.li)[0] == "晨光工厂 登记了 1 条关于您的记录，等您核对"
    assert len(told(people.li)) == before + 1
    assert "工资.csv 已导入，2 条记录" in told(people.chen, "registry.import_done")
    assert "工资.csv 已导入，2 条记录" not in told(people.hr)
    assert told(people.sun) == []


def test_a_dispute_reaches_the_firm_and_its_answer_the_worker(people: People, person: Any) -> None:
    record = records_of_myself(people.li)[0]
    take_stance(by=people.li, event_id=record.event_id, kind="disputed", words="少算了", at=AT)
    assert told(people.hr, "registry.record_answered") == ["李师傅 对一条记录有异议"]
    assert told(people.finance, "registry.record_answered") == []
    take_stance(by=people.hr, event_id=record.event_id, kind="confirmed", words="已核对", at=AT)
    assert told(people.li, "registry.firm_answered") == ["晨光工厂 答复了您有异议的记录"]
    row = Message.objects.get(kind="registry.record_answered", user=people.hr)
    assert row.sealed_for == person  # erasing 李师傅 takes his name out of it


def test_a_confirmation_makes_no_noise(people: People, person: Any) -> None:
    record = records_of_myself(people.li)[0]
    take_stance(by=people.li, event_id=record.event_id, kind="confirmed", words="", at=AT)
    assert told(people.hr, "registry.record_answered") == []


def test_binding_and_unbinding_are_told_to_the_account(people: People, person: Any) -> None:
    unlink_myself(by=people.li, at=AT)
    assert told(people.li, "registry.person_linked") == ["您的账号已绑定本人身份"]
    assert told(people.li, "registry.person_unlinked") == ["您的本人绑定已解除"]
    assert Delivery.objects.filter(message__kind="registry.person_linked", channel="sms").exists()


def test_a_role_given_or_taken_by_another_is_told(people: People) -> None:
    membership = add_member(
        by=people.chen,
        organisation_id=people.factory.pk,
        phone=people.sun.phone,
        name="孙",
        role="finance",
        at=AT,
    )
    assert told(people.sun) == ["您成为 晨光工厂 的财务"]
    end_role(by=people.chen, membership_id=membership.pk, at=AT)
    assert told(people.sun)[0] == "您不再是 晨光工厂 的财务"
    assert told(people.chen, "registry.role_granted") == []


def test_a_question_about_an_opening_reaches_the_office_and_its_answer_the_person(
    people: People, person: Any
) -> None:
    from gongyue.apps.registry.models import Event

    open_person(by=people.zhou, person_id=person.pk, purpose="inspection", at=AT)
    opening = Event.objects.get(type="access.opened")
    question = question_access(by=people.li, event_id=opening.pk, words="为什么？", at=AT)
    found = told(people.zhou, "registry.opening_questioned")
    assert len(found) == 1 and "李师傅" not in found[0]
    explain_opening(by=people.zhou, question_id=question.pk, words="核对工资。", at=AT)
    assert len(told(people.li, "registry.opening_explained")) == 1


def test_whoever_is_asked_for_consent_is_told_and_so_is_the_answer(
    people: People, person: Any
) -> None:
    from gongyue.apps.registry.services.consents import Asked, offer_consent, withdraw_consent

    asked = Asked(purpose="hiring", kinds=("pay.recorded",), days=30)
    row = offer_consent(by=people.li, organisation_id=people.platform.pk, asked=asked, at=AT)
    withdraw_consent(by=people.li, consent_id=row.pk, at=AT)
    found = told(people.wang, "registry.consent_answered")
    assert [title.rpartition("：")[2] for title in found] == ["已撤回", "已同意"]


def sign_in(user: Any, device: str, rf: Any, days: int) -> None:
    at = AT + timedelta(days=days)
    caller = Caller(address="192.0.2.1", device=device)
    sign_in_with_password(
        request=rf.post("/"), phone=user.phone, password=PASSWORD, caller=caller, at=at
    )


def test_a_new_device_is_told_the_first_and_the_usual_ones_are_not(
    people: People, rf: Any, settings: Any
) -> None:
    settings.DEMO = True
    for number, device in enumerate(("iPhone", "iPhone", "Windows NT", "iPhone", "Windows NT")):
        sign_in(people.operator, device, rf, number)
    kind = "accounts.new_device"
    assert len(told(people.operator, kind)) == 1
    body = views_of(list(messages_of(people.operator).filter(kind=kind)))[0].body
    assert "Windows 电脑" in body
    people.operator.is_demo = True
    people.operator.save()
    demo_sign_in(user_id=people.operator.pk, caller=Caller(device="Linux"), at=AT + 9 * DAY)
    assert len(told(people.operator, kind)) == 1


def test_a_large_import_is_told_to_whoever_waits_for_it(people: People, settings: Any) -> None:
    settings.IMPORT_AT_ONCE = 0
    imported(people.chen, people.factory)
    assert told(people.chen, "registry.import_done") == ["花名册.csv 已导入，2 条记录"]


def test_an_import_that_fails_in_the_queue_is_told(
    people: People, settings: Any, monkeypatch: Any
) -> None:
    from gongyue.apps.registry.services import imports

    def broken(*args: Any) -> None:
        raise ZeroDivisionError

    settings.IMPORT_AT_ONCE = 0
    monkeypatch.setattr(imports, "_carry_out", broken)
    imported(people.chen, people.factory)
    assert told(people.chen, "registry.import_failed") == ["花名册.csv 没有导入"]


def test_a_check_up_is_told_to_the_others_who_lead(people: People) -> None:
    from gongyue.apps.checkup.services import checkup_organisation

    imported(people.chen, people.factory)
    checkup_organisation(by=people.hr, organisation_id=people.factory.pk, on=AT.date(), at=AT)
    assert told(people.chen, "checkup.done")[0].startswith("晨光工厂 的用工体检做完了")
    assert told(people.hr, "checkup.done") == []
