"""The daily deed of each desk, from its first page to the answer: by keyboard, and by thumb."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import Cast, bring_to_life, credit_code
from tests.e2e.hands import HANDS, Hand
from tests.e2e.steps import script_errors
from tests.portals.engagements import asked, owner_of_provider
from tests.portals.tasks import filing_of, notice_to, task_of_office


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return bring_to_life()


@pytest.fixture(params=HANDS, ids=["keyboard", "thumb"])
def begin(request: pytest.FixtureRequest, open_page: Any) -> Any:
    """`begin("/path/", user)` → the hand, with that page before it."""

    def begin_(path: str, user: Any = None, **options: Any) -> Hand:
        hand = request.param
        page = open_page(path, user=user, viewport=hand.viewport, **{**hand.options, **options})
        return hand(page)

    return begin_


def says(hand: Hand, words: str) -> None:
    hand.page.get_by_text(words).first.wait_for()
    assert script_errors(hand.page) == []


def asked_now(hand: Hand) -> str:
    """The field of the calculator's question before the hand; empty when it is the result."""
    form = hand.page.locator("main form[action*='/question/']")
    return str(form.get_attribute("action")).rstrip("/").rsplit("/", 1)[1] if form.count() else ""


def shown(filing: Any) -> str:
    """The number as people read it: in groups."""
    return f"{filing.number[:6]}-{filing.number[6:10]}"


def office_of(user: Any) -> str:
    from gongyue.apps.registry.selectors.organisations import organisations_of

    return str(organisations_of(user)[0].organisation_id)


def test_a_visitor_asks_how_far_it_is(begin: Any, cast: Cast) -> None:
    filing = filing_of(cast.worker, cast.regulator)
    hand = begin("/")
    hand.press("查进度")
    hand.write("number", filing.number)
    hand.write("tail", "1001")
    hand.send("查一查")
    says(hand, "办理中")


def test_a_visitor_is_asked_one_question_at_a_time(begin: Any, cast: Cast) -> None:
    hand = begin("/")
    hand.press("算一算")
    hand.press("经济补偿（N）")
    says(hand, "合同是怎么结束的")


def test_a_worker_calculates_from_own_records_and_hands_it_on(begin: Any, cast: Cast) -> None:
    hand = begin("/calculators/severance/", cast.worker)
    hand.send("晨光工厂的记录")
    says(hand, "已按登记填了")
    known = {"ended_on": "2025-06-30", "average_wage": "6000"}
    seen: list[str] = []
    while field := asked_now(hand):
        assert field not in seen, hand.page.locator("main").inner_text()
        seen.append(field)
        if field in known:
            hand.write(field, known.pop(field))
        answered = field == "ground" or not hand.page.get_by_text("没有或者不知道").count()
        hand.send("下一题" if answered else "没有或者不知道")
    assert not known
    says(hand, "15,000.00")
    hand.send("做成链接")
    says(hand, "这个链接")
    hand.send("用这些答案重算")
    says(hand, "一题一题问")


def test_a_worker_says_that_a_record_is_wrong(begin: Any, cast: Cast) -> None:
    hand = begin("/worker/", cast.worker)
    hand.press("我的记录")
    hand.press("用工登记")
    hand.pick("kind", "disputed")
    hand.write("words", "我 2023 年 4 月就来了")
    hand.send("提交")
    says(hand, "1 条记录已提出异议")


def test_a_worker_asks_an_office_for_help(begin: Any, cast: Cast) -> None:
    hand = begin("/worker/", cast.worker)
    hand.press("办事")
    hand.press("提意见、求帮助")
    hand.pick("kind", "opinion.complaint")
    hand.pick("office", office_of(cast.regulator))
    hand.write("words", "上个月的加班费没有算进去。")
    hand.send("送出")
    says(hand, "流水号请留好")
    says(hand, "上个月的加班费没有算进去。")


def test_a_firm_finishes_a_task(begin: Any, cast: Cast) -> None:
    task_of_office(cast.enterprise)
    hand = begin("/enterprise/", cast.enterprise)
    hand.press("核对一份材料")
    hand.pick("how", "done")
    hand.send("记下来")
    says(hand, "已办")


def test_a_firm_answers_an_office(begin: Any, cast: Cast) -> None:
    notice = notice_to(cast.factory, cast.regulator)
    hand = begin("/enterprise/", cast.enterprise)
    hand.press("部门来函")
    hand.press(shown(notice))
    hand.write("answer-words", "工资支付表已经报送。")
    hand.send("答复")
    says(hand, "工资支付表已经报送。")


@pytest.mark.parametrize("desk", ["regulator", "mediator"])
def test_an_office_answers_a_worker(begin: Any, cast: Cast, desk: str) -> None:
    clerk = cast.in_role(desk)
    filing = filing_of(cast.worker, clerk)
    hand = begin(f"/{desk}/", clerk)
    hand.press("来件")
    hand.press(shown(filing))
    hand.write("answer-words", "请下周一上午带合同来。")
    hand.send("答复")
    says(hand, "请下周一上午带合同来。")


def test_a_provider_accepts_a_client(begin: Any, cast: Cast) -> None:
    owner_of_provider(cast)
    asked(cast)
    hand = begin("/provider/", cast.provider)
    hand.press("客户单位")
    hand.send("同意")
    says(hand, "晨光工厂")


def test_an_operator_looks_for_a_firms_functions(begin: Any, cast: Cast) -> None:
    hand = begin("/operator/", cast.operator)
    hand.press("单位功能")
    hand.write("code", credit_code())
    hand.send("查找")
    says(hand, "晨光工厂")
