"""申报事项: handed in, answered, asked back, passed on, closed, rated; silence on both sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.registry.models import Event, Organisation, Person
from gongyue.apps.registry.services.erasure import destroy_key
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.tasks.events import filing_moved
from gongyue.apps.tasks.filings.handling import (
    filing_answer,
    filing_ask,
    filing_close,
    filing_pass_on,
)
from gongyue.apps.tasks.filings.kinds import FILING_KINDS, FilingKind, declare_filings
from gongyue.apps.tasks.filings.promises import promise_make, working_days_after
from gongyue.apps.tasks.filings.rating import filing_rate
from gongyue.apps.tasks.filings.replying import (
    close_the_silent,
    filing_accept,
    filing_claim,
    filing_reply,
    filing_withdraw,
)
from gongyue.apps.tasks.filings.selectors import (
    filing_page,
    filings_of_myself,
    filings_of_office,
    filings_sent,
    offices_for,
    offices_to_pass_to,
    promises_of,
    sums_of_office,
)
from gongyue.apps.tasks.filings.submitting import (
    MOST_OPEN,
    NewFiling,
    Visitor,
    filing_submit,
    filing_submit_at_counter,
)
from gongyue.apps.tasks.kinds import BadKind
from gongyue.apps.tasks.models import Filing
from gongyue.apps.tasks.selectors import inbox
from gongyue.apps.tasks.services import task_done
from gongyue.apps.tasks.services.clock import move_on
from gongyue.apps.tasks.services.covers import cover_give
from gongyue.apps.tasks.services.handing import task_take
from tests.apps.people import DAY, LI, People
from tests.apps.tasks.conftest import member
from tests.cast import AT

pytestmark = pytest.mark.django_db
TODAY = AT.date()
WORDS = "厂里三个月没发工资了，找谁？"


@pytest.fixture
def asked(people: People) -> NewFiling:
    return NewFiling(kind="opinion.request", office_id=people.bureau.pk, words=WORDS)


@pytest.fixture
def filing(people: People, asked: NewFiling) -> Filing:
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    return filing_submit(by=people.li, new=asked, at=AT)


def answer(people: People, filing: Filing, at: Any = AT) -> Filing:
    return filing_answer(by=people.zhou, filing_id=filing.pk, words="请带工资条来。", at=at)


def test_a_filing_has_a_number_a_promise_and_a_task(people: People, filing: Filing) -> None:
    assert len(filing.number) == 15 and filing.number.startswith("260302")
    assert filing.promised_on == working_days_after(TODAY, 10)
    task = inbox(people.zhou, on=TODAY)[0]
    assert (task.kind, task.due_on, task.by_hand) == ("filings.answer", filing.promised_on, False)
    assert task.page == "filing" and task.page_key == str(filing.pk)
    mine = filings_of_myself(people.li)
    assert [(row.state_label, row.office) for row in mine] == [("办理中", "示例区劳动监察大队")]
    page = filing_page(people.li, filing.pk)
    assert page.steps[0].words == WORDS and page.who == "李师傅"


def test_both_sides_see_it_and_nobody_else(people: People, filing: Filing) -> None:
    for user in (people.li, people.zhou, people.clerk):
        assert filing_page(user, filing.pk).filing.filing_id == filing.pk
    for user in (people.sun, people.wang, people.chen, people.zhao, people.operator):
        with pytest.raises(NotFound):
            filing_page(user, filing.pk)
    for user in (people.sun, people.chen):
        with pytest.raises(NotFound):
            filings_of_office(user, people.bureau.pk)
        with pytest.raises(NotFound):
            sums_of_office(user, people.bureau.pk, on=TODAY)
    with pytest.raises(NotFound):
        filing_page(people.li, uuid4())


def test_names_of_officials_are_for_their_own_office(people: People, filing: Filing) -> None:
    answer(people, filing)
    assert [step.by for step in filing_page(people.li, filing.pk).steps] == ["", ""]
    assert [step.by for step in filing_page(people.zhou, filing.pk).steps] == ["", "周监察员"]


def test_it_is_answered_on_its_page_and_not_ticked_off(people: People, filing: Filing) -> None:
    task = inbox(people.zhou, on=TODAY)[0]
    with pytest.raises(Refused):
        task_done(by=people.zhou, task_id=task.task_id, result="x", at=AT)
    answer(people, filing)
    assert inbox(people.zhou, on=TODAY) == []
    assert [view.title[:3] for view in inbox(people.li, on=TODAY)] == ["已答复"]
    assert filing_page(people.li, filing.pk).may == {"reply", "accept", "withdraw"}


def test_asking_back_rests_the_promise_until_the_reply(people: People, filing: Filing) -> None:
    before = filing.promised_on
    filing_ask(by=people.zhou, filing_id=filing.pk, words="哪个厂？", at=AT)
    assert filing_page(people.li, filing.pk).may == {"reply", "withdraw"}
    assert filing_page(people.zhou, filing.pk).may == frozenset()
    filing = filing_reply(by=people.li, filing_id=filing.pk, words="晨光工厂。", at=AT + 4 * DAY)
    assert (filing.state, filing.promised_on) == ("received", before + timedelta(days=4))
    assert inbox(people.zhou, on=TODAY)[0].due_on == filing.promised_on
    assert inbox(people.li, on=TODAY) == []


def test_without_a_reply_the_office_goes_on(people: People, filing: Filing) -> None:
    filing = filing_ask(by=people.zhou, filing_id=filing.pk, words="哪个厂？", at=AT)
    last = (filing.waits_until - TODAY).days  # type: ignore[operator]
    assert close_the_silent(at=AT + last * DAY) == 0
    assert close_the_silent(at=AT + (last + 1) * DAY) == 1
    assert close_the_silent(at=AT + (last + 1) * DAY) == 0
    filing.refresh_from_db()
    assert filing.state == "received"
    assert len(inbox(people.zhou, on=TODAY)) == 1


def test_an_answer_nobody_objects_to_closes_and_says_so(people: People, filing: Filing) -> None:
    filing = answer(people, filing)
    days = (filing.waits_until - TODAY).days + 1  # type: ignore[operator]
    assert close_the_silent(at=AT + days * DAY) == 1
    page = filing_page(people.li, filing.pk)
    assert (page.filing.state, page.filing.outcome) == ("closed", "答复后未再提出")
    assert "可以再提一次" in page.steps[-1].note
    assert inbox(people.li, on=TODAY) == []


def test_an_answer_that_solves_nothing_comes_back(people: People, filing: Filing) -> None:
    answer(people, filing)
    filing_reply(by=people.li, filing_id=filing.pk, words="去了没人。", at=AT + DAY)
    assert filing_page(people.zhou, filing.pk).steps[-1].what == "本人说还没有解决，继续办"
    answer(people, filing, AT + DAY)
    filing_accept(by=people.li, filing_id=filing.pk, at=AT + DAY)
    assert filing_page(people.li, filing.pk).filing.outcome == "已解决"
    with pytest.raises(Refused):
        filing_accept(by=people.li, filing_id=filing.pk, at=AT + DAY)


def test_passing_on_moves_the_holder_and_ends_after_three_times(
    people: People, filing: Filing
) -> None:
    names = {row.name for row in offices_to_pass_to(people.zhou, filing.pk)}
    assert names == {"示例街道调解委员会", "示例市数据中心"}
    offices = [(people.zhou, people.committee), (people.zhao, people.bureau)] * 2
    for number, (user, to) in enumerate(offices):
        call = {"filing_id": filing.pk, "to": to.pk, "words": "属于贵单位职责", "at": AT}
        if number == 3:
            with pytest.raises(Refused):
                filing_pass_on(by=user, **call)
            continue
        filing_pass_on(by=user, **call)
        assert inbox(user, on=TODAY) == []
    assert filing_page(people.zhao, filing.pk).passes_left is False
    with pytest.raises(NotFound):
        filing_page(people.zhou, filing.pk)


@pytest.mark.parametrize("to", ["factory", "bureau", None])
def test_it_is_passed_only_to_who_takes_such_filings(
    people: People, filing: Filing, to: str | None
) -> None:
    office = getattr(people, to).pk if to else uuid4()
    with pytest.raises(Refused):
        filing_pass_on(by=people.zhou, filing_id=filing.pk, to=office, words="转", at=AT)


def test_a_new_office_has_three_working_days(people: People, filing: Filing) -> None:
    late = AT + timedelta(days=(filing.promised_on - TODAY).days)
    call = {"filing_id": filing.pk, "to": people.committee.pk, "words": "转", "at": late}
    filing = filing_pass_on(by=people.zhou, **call)
    assert filing.promised_on == working_days_after(late.date(), 3)


def test_closing_has_a_result_and_words(people: People, filing: Filing) -> None:
    call = {"by": people.zhou, "filing_id": filing.pk, "at": AT}
    for outcome, words, field in (
        ("settled", "办好了", "outcome"),
        ("no", "办好了", "outcome"),
        ("solved", " ", "words"),
        ("solved", "字" * 3_001, "words"),
    ):
        with pytest.raises(Refused) as refusal:
            filing_close(outcome=outcome, words=words, **call)
        assert refusal.value.field == field
    filing_close(outcome="solved", words="工资已补发。", **call)
    assert filing_page(people.li, filing.pk).may == {"rate"}
    for act in (filing_answer, filing_ask):
        with pytest.raises(Refused):
            act(words="再答", **call)


def test_silence_of_the_office_moves_the_filing(
    people: People, filing: Filing, headed: Organisation, city_bureau: Organisation
) -> None:
    late = (filing.promised_on - TODAY).days + 1
    move_on(at=AT + late * DAY)
    page = filing_page(people.li, filing.pk)
    assert (page.steps[-1].what, page.filing.office) == ("到期没有办，移交", "示例区劳动监察大队")
    move_on(at=AT + (late + 5) * DAY)
    page = filing_page(people.li, filing.pk)
    assert page.filing.office == "示例市人社局" and "转到示例市人社局" in page.steps[-1].note
    with pytest.raises(NotFound):
        filing_page(people.zhou, filing.pk)
    move_on(at=AT + (late + 10) * DAY)
    assert filing_page(people.operator, filing.pk).filing.office == "示例市数据中心"
    filing_answer(by=people.operator, filing_id=filing.pk, words="督办中。", at=AT + 60 * DAY)


def test_the_filer_may_take_it_back(people: People, filing: Filing) -> None:
    filing_withdraw(by=people.li, filing_id=filing.pk, words="", at=AT)
    assert inbox(people.zhou, on=TODAY) == []
    assert filing_page(people.li, filing.pk).may == frozenset()
    with pytest.raises(Refused):
        filing_withdraw(by=people.li, filing_id=filing.pk, words="", at=AT)


def test_nobody_acts_for_the_filer_or_for_the_office(people: People, filing: Filing) -> None:
    for user in (people.sun, people.zhou, people.wang):
        for act in (filing_reply, filing_withdraw):
            with pytest.raises(NotFound):
                act(by=user, filing_id=filing.pk, words="x", at=AT)
        with pytest.raises(NotFound):
            filing_accept(by=user, filing_id=filing.pk, at=AT)
        with pytest.raises(NotFound):
            filing_rate(by=user, filing_id=filing.pk, level=5, reasons=(), words="", at=AT)
    for user in (people.li, people.sun, people.zhao):
        with pytest.raises(NotFound):
            filing_answer(by=user, filing_id=filing.pk, words="x", at=AT)


def test_a_low_rating_opens_a_follow_up_for_the_head(
    people: People, filing: Filing, headed: Organisation
) -> None:
    call = {"by": people.li, "filing_id": filing.pk, "at": AT}
    with pytest.raises(Refused):
        filing_rate(level=1, reasons=["slow"], words="", **call)
    filing_close(by=people.zhou, filing_id=filing.pk, outcome="explained", words="已解释", at=AT)
    for level, reasons in ((0, []), (6, []), (3, ["no such"])):
        with pytest.raises(Refused):
            filing_rate(level=level, reasons=reasons, words="", **call)
    filing_rate(level=1, reasons=["unsolved", "slow"], words="钱还没到。", **call)
    with pytest.raises(Refused):
        filing_rate(level=5, reasons=[], words="", **call)
    titles = [view.title for view in inbox(people.sun, on=TODAY)]
    assert titles == [f"差评回访 {filing_page(people.li, filing.pk).filing.number}：非常不满意"]
    rating = filing_page(people.zhou, filing.pk).rating
    assert rating and (rating.label, rating.words) == ("非常不满意", "钱还没到。")
    assert rating.reasons == ("办得慢", "问题没解决")
    sums = sums_of_office(people.zhou, people.bureau.pk, on=TODAY)
    assert (sums.rated, sums.content, dict(sums.levels)["非常不满意"]) == (1, "0%", 1)


def test_a_good_rating_opens_nothing(people: People, filing: Filing) -> None:
    filing_close(by=people.zhou, filing_id=filing.pk, outcome="solved", words="已发", at=AT)
    filing_rate(by=people.li, filing_id=filing.pk, level=5, reasons=["quick"], words="", at=AT)
    assert inbox(people.zhou, on=TODAY) == []
    assert sums_of_office(people.zhou, people.bureau.pk, on=TODAY).content == "100%"


def test_an_erased_person_leaves_the_dates_and_no_words(people: People, filing: Filing) -> None:
    destroy_key(person=Person.objects.get(), by=people.operator, at=AT)
    answer(people, filing)
    page = filing_page(people.zhou, filing.pk)
    assert [step.words for step in page.steps] == ["（已按本人要求删除）", "请带工资条来。"]
    assert page.who == "（已按本人要求删除）"


def test_who_is_not_linked_may_file_too(people: People, asked: NewFiling) -> None:
    filing = filing_submit(by=people.sun, new=asked, at=AT)
    assert filing.person is None
    assert filing_page(people.zhou, filing.pk).who == "孙外人"
    filing_ask(by=people.zhou, filing_id=filing.pk, words="哪个厂？", at=AT)
    filing_reply(by=people.sun, filing_id=filing.pk, words="晨光。", at=AT)


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"kind": "no.such"}, "kind"),
        ({"office_id": uuid4()}, "office"),
        ({"words": " \n "}, "words"),
        ({"words": "字" * 3_001}, "words"),
    ],
)
def test_a_filing_that_makes_no_sense_is_refused(
    people: People, asked: NewFiling, broken: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        filing_submit(by=people.li, new=replace(asked, **broken), at=AT)
    assert refusal.value.field == field
    assert not Filing.objects.exists()


def test_to_a_firm_goes_no_request(people: People, asked: NewFiling) -> None:
    with pytest.raises(Refused):
        filing_submit(by=people.li, new=replace(asked, office_id=people.factory.pk), at=AT)


def test_twenty_wait_at_most(people: People, asked: NewFiling) -> None:
    for _ in range(MOST_OPEN):
        filing_submit(by=people.li, new=asked, at=AT)
    with pytest.raises(Refused):
        filing_submit(by=people.li, new=asked, at=AT)


def test_a_day_from_the_law_stands_with_its_article(people: People, asked: NewFiling) -> None:
    law = {"promised_on": date(2026, 3, 9), "citation": "cn/inspection-regulation#17"}
    filing = filing_submit(by=people.li, new=replace(asked, **law), at=AT)
    task = inbox(people.zhou, on=TODAY)[0]
    assert (filing.promised_on, task.citation) == (law["promised_on"], law["citation"])


def test_an_office_promises_for_itself(
    people: People, asked: NewFiling, headed: Organisation
) -> None:
    call = {"office_id": people.bureau.pk, "kind": "opinion.request"}
    promise_make(by=people.sun, days=2, **call)
    promise_make(by=people.sun, days=3, **call)
    assert ("opinion.request", "求助", 3) in promises_of(people.zhou, people.bureau.pk)
    assert filing_submit(by=people.li, new=asked, at=AT).promised_on == date(2026, 3, 5)
    for user, error in ((people.zhou, NotAllowed), (people.chen, NotFound)):
        with pytest.raises(error):
            promise_make(by=user, days=3, **call)
    for broken in ({"days": 0}, {"days": 61}, {"days": 3, "kind": "no.such"}):
        with pytest.raises(Refused):
            promise_make(by=people.sun, **{**call, **broken})


def test_working_days_leave_out_weekends_and_holidays() -> None:
    assert working_days_after(date(2026, 3, 6), 1) == date(2026, 3, 9)
    assert working_days_after(date(2026, 9, 30), 1) > date(2026, 10, 7)


def test_at_the_counter_a_visitor_gets_a_number_and_may_claim_it(
    people: People, asked: NewFiling
) -> None:
    visitor = Visitor(name="何大姐", phone="139 0000 1008")
    call = {"new": asked, "visitor": visitor, "at": AT}
    filing = filing_submit_at_counter(by=people.clerk, **call)
    assert (filing.filer, filing.counter_clerk) == (None, people.clerk)
    assert filing_page(people.zhou, filing.pk).who == "何大姐"
    assert Event.objects.get(type="filing.submitted").source == "counter"
    with pytest.raises(Refused):
        filing_claim(by=people.li, number=filing.number, at=AT)
    claimed = filing_claim(by=people.clerk, number=filing.number, at=AT)  # the same telephone
    assert claimed.filer == people.clerk
    with pytest.raises(Refused):
        filing_claim(by=people.clerk, number=filing.number, at=AT)
    for user, error in ((people.zhou, NotAllowed), (people.li, NotFound), (people.sun, NotFound)):
        with pytest.raises(error):
            filing_submit_at_counter(by=user, **call)
    for broken in (Visitor(name="", phone=visitor.phone), Visitor(name="何", phone="12")):
        with pytest.raises(Refused):
            filing_submit_at_counter(by=people.clerk, new=asked, visitor=broken, at=AT)


def test_a_notice_to_a_firm_is_answered_and_the_office_sees_it(people: People) -> None:
    notice = NewFiling(
        kind="notice.reply",
        office_id=people.factory.pk,
        organisation_id=people.bureau.pk,
        words="请在十日内报送工资支付表。",
    )
    for user, error in ((people.chen, NotFound), (people.zhao, NotFound), (people.sun, NotFound)):
        with pytest.raises(error):
            filing_submit(by=user, new=notice, at=AT)
    with pytest.raises(NotAllowed):
        filing_submit(by=people.zhou, new=replace(notice, organisation_id=None), at=AT)
    filing = filing_submit(by=people.zhou, new=notice, at=AT)
    assert [row.state for row in filings_sent(people.zhou, people.bureau.pk)] == ["received"]
    with pytest.raises(NotFound):
        filing_page(people.hr, filing.pk, office_id=people.bureau.pk)
    page = filing_page(people.hr, filing.pk, office_id=people.factory.pk)
    assert page.who == "示例区劳动监察大队" and not page.is_mine
    filing_answer(by=people.hr, filing_id=filing.pk, words="已报送。", at=AT)
    page = filing_page(people.zhou, filing.pk, office_id=people.bureau.pk)
    assert page.is_mine and page.may == {"reply", "accept", "withdraw"}
    assert [view.kind for view in inbox(people.zhou, on=TODAY)] == ["filings.look"]


def test_a_firm_that_does_not_answer_is_told_to_the_sender(people: People) -> None:
    notice = NewFiling(
        kind="notice.reply",
        office_id=people.factory.pk,
        organisation_id=people.bureau.pk,
        words="请报送。",
    )
    filing = filing_submit(by=people.zhou, new=notice, at=AT)
    move_on(at=AT + ((filing.promised_on - TODAY).days + 1) * DAY)
    assert [view.title[:6] for view in inbox(people.zhou, on=TODAY)] == ["到期没有回复"]


def test_offices_of_a_place_the_nearest_first(people: People, city_bureau: Organisation) -> None:
    names = [row.name for row in offices_for("430102")]
    assert names == ["示例区劳动监察大队", "示例市人社局", "示例街道调解委员会", "示例市数据中心"]
    assert [row.name for row in offices_for("440300")] == ["示例市数据中心"]


def test_apps_above_hear_of_each_step(people: People, filing: Filing, hear: Any) -> None:
    said = hear(filing_moved)
    answer(people, filing)
    assert [(facts["step"], facts["by"]) for facts in said] == [("filing.answered", people.zhou)]


def test_a_list_by_state_and_number(people: People, filing: Filing) -> None:
    bureau = people.bureau.pk
    assert len(filings_of_office(people.zhou, bureau)) == 1
    assert filings_of_office(people.zhou, bureau, state="closed") == []
    assert len(filings_of_office(people.zhou, bureau, text=filing.number[6:10])) == 1
    assert filings_of_office(people.zhou, bureau, text="没有数字") == []


@pytest.mark.parametrize(
    "broken",
    [{"name": "nodot"}, {"label": ""}, {"to": frozenset()}, {"days": 0}, {"days": 61}],
)
def test_a_kind_of_filing_that_makes_no_sense(broken: dict[str, Any]) -> None:
    with pytest.raises(BadKind):
        FilingKind(**{"name": "a.b", "label": "甲", **broken})
    with pytest.raises(BadKind):
        declare_filings(replace(FILING_KINDS["opinion.request"], label="另一种"))


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "lost"},
        {"number": "123"},
        {"state": "asked"},
        {"waits_until": TODAY, "waits_since": TODAY},
        {"state": "closed"},
        {"state": "closed", "closed_at": AT},
        {"outcome": "solved"},
        {"filer": None},
    ],
)
def test_the_database_holds_the_rules(
    people: People, filing: Filing, broken: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Filing.objects.filter(pk=filing.pk).update(**broken)


def test_a_filing_follows_an_earlier_one_of_the_same_filer(
    people: People, filing: Filing, asked: NewFiling
) -> None:
    again = filing_submit(by=people.li, new=replace(asked, follows_id=filing.pk), at=AT)
    assert again.follows == filing
    with pytest.raises(NotFound):
        filing_submit(by=people.wang, new=replace(asked, follows_id=filing.pk), at=AT)


def test_a_colleague_covers_on_filings_too(people: People, filing: Filing) -> None:
    task = inbox(people.zhou, on=TODAY)[0]
    task_take(by=people.zhou, task_id=task.task_id, at=AT)
    with pytest.raises(NotAllowed):
        filing_answer(by=people.clerk, filing_id=filing.pk, words="x", at=AT)
    numbers = [member(user, people.bureau) for user in (people.zhou, people.clerk)]
    cover_give(by=people.zhou, membership_id=numbers[0], to=numbers[1], days=(TODAY, TODAY), at=AT)
    filing_answer(by=people.clerk, filing_id=filing.pk, words="代答。", at=AT)
    assert filing_page(people.zhou, filing.pk).steps[-1].on_behalf_of == "周监察员"
