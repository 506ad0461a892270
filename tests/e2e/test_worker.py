"""A worker on a phone and the employer at a desk, about the same records."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import AT, Cast, bring_to_life, identity_number
from tests.e2e.conftest import PHONE
from tests.e2e.steps import script_errors

HE = identity_number(born="19790912", sequence=224)  # on the factory's roster, without an account
BOOK = "姓名,身份证号,入职日期,部门,是否签订劳动合同,月工资\n何大姐,{},2021-09-01,包装,否,3900\n"
NOT_SO = "我 2021 年 8 月就来上班了"
SIGNED = "签过的，合同在办公室"
ANSWER = "查到了考勤，入职日期改为 8 月 2 日"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return bring_to_life()


@pytest.fixture
def he(cast: Cast) -> Any:
    """何大姐 has a telephone; the firm has imported more about her and had itself checked."""
    from gongyue.apps.accounts.services import register_user
    from gongyue.apps.checkup.services import checkup_organisation
    from gongyue.apps.registry.services.imports import import_plan, import_start

    by = {"by": cast.enterprise, "at": AT}
    facts = {"content": BOOK.format(HE).encode("utf-8-sig"), "name": "合同.csv"}
    plan = import_plan(organisation_id=cast.factory.pk, **by, **facts)
    import_start(batch_id=plan.pk, **by)
    checkup_organisation(organisation_id=cast.factory.pk, on=AT.date(), **by)
    return register_user(phone="13900005202", name="何大姐", at=AT)


def test_both_sides_speak_about_one_record(open_page: Any, cast: Cast, he: Any) -> None:
    hers = open_page("/worker/", user=he, viewport=PHONE)
    _link_herself(hers)
    _confirm_one_and_dispute_another(hers)
    _answer_the_finding(hers)
    theirs = open_page("/enterprise/", user=cast.enterprise)
    _the_firm_answers(theirs)
    hers.get_by_role("link", name="谁看过我").click()
    assert "晨光工厂" in hers.locator(".slips").inner_text()
    assert "本单位人事管理" in hers.locator(".slips").inner_text()
    hers.goto("/worker/records/?show=disputed")
    hers.locator(".slip__title").first.click()
    assert ANSWER in hers.locator(".sides").inner_text()
    assert script_errors(hers) == []


def _link_herself(page: Any) -> None:
    page.get_by_role("link", name="绑定本人身份").click()
    page.get_by_label("姓名").fill("何大姐")
    page.get_by_label("身份证号").fill(HE)
    page.get_by_role("button", name="绑定").click()
    page.get_by_text("绑定好了").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def _confirm_one_and_dispute_another(page: Any) -> None:
    page.get_by_role("link", name="劳动合同").first.click()
    page.get_by_label("核对无误").check()
    page.get_by_role("button", name="提交").click()
    page.get_by_text("1 条记录已确认").wait_for()
    page.get_by_role("link", name="用工登记").first.click()
    page.get_by_role("radio", name="有异议").check()
    page.get_by_role("button", name="提交").click()
    page.locator(".has-error, .error-summary").first.wait_for()  # a dispute needs words
    page.get_by_label("哪里不对").fill(NOT_SO)
    page.get_by_role("button", name="提交").click()
    page.get_by_text("1 条记录已提出异议").wait_for()


def _answer_the_finding(page: Any) -> None:
    page.get_by_role("link", name="看一看，说一说").click()
    page.get_by_role("link", name="未签书面劳动合同").click()
    page.get_by_role("radio", name="不是这样").check()
    page.get_by_label("您要说的").fill(SIGNED)
    page.get_by_role("button", name="提交").click()
    page.get_by_text("记下了").wait_for()


def _the_firm_answers(page: Any) -> None:
    desk = page.locator("main").inner_text()
    assert NOT_SO in desk and SIGNED in desk
    page.locator(".line-item", has_text=NOT_SO).get_by_role("link").click()
    page.locator("summary", has_text="单位答复").click()
    page.get_by_label("登记有误，会更正").check()
    page.get_by_label("依据和说明").fill(ANSWER)
    page.get_by_role("button", name="提交").click()
    page.get_by_text("单位的答复已记下").wait_for()
