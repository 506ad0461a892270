"""Notice boards: each sees their own, words are kept by version, an office can be answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.notifications.boards.prose import Part, blocks_of
from gongyue.apps.notifications.boards.selectors import (
    announcement_page,
    announcements_by,
    answers_to,
    audience_choices,
    board_of,
    my_answers,
    versions_of,
    views_of,
)
from gongyue.apps.notifications.boards.services import (
    ANSWERS_EACH,
    NewAnnouncement,
    answer,
    edit,
    mark_announcement_read,
    publish,
    reply,
    withdraw,
)
from gongyue.apps.notifications.boards.urgent import tell_urgent
from gongyue.apps.notifications.models import Announcement, AnnouncementReading, Message
from gongyue.apps.notifications.selectors import messages_of
from gongyue.apps.notifications.selectors import views_of as messages_as_read
from gongyue.apps.registry.models import Event
from gongyue.apps.registry.roles import Kind, Role
from gongyue.apps.registry.services.erasure import destroy_key
from gongyue.apps.registry.services.links import link_myself
from tests.apps.people import DAY, LI, People, firm, grant, imported, office
from tests.cast import AT

pytestmark = pytest.mark.django_db
TODAY = AT.date()
NEW = NewAnnouncement(
    title="高温津贴发放提醒", text="六月起发放高温津贴。", audience="firms", first_on=TODAY
)


def on_board(user: Any, day: Any = TODAY) -> list[str]:
    return [view.title for view in views_of(board_of(user, on=day))]


def by_bureau(people: People, **change: Any) -> Announcement:
    return publish(
        by=people.zhou, organisation_id=people.bureau.pk, new=replace(NEW, **change), at=AT
    )


@pytest.fixture
def person(people: People) -> Any:
    imported(people.chen, people.factory)
    return link_myself(by=people.li, name="李师傅", id_number=LI, at=AT).person


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ("everybody", {"li", "chen", "hr", "zhao", "zhou", "sun", "visitor"}),
        ("firms", {"chen", "hr"}),
        ("workers", {"li"}),
        ("own", {"zhou"}),
    ],
)
def test_an_announcement_is_on_the_boards_it_is_for_and_no_other(
    people: People, person: Any, audience: str, readers: set[str]
) -> None:
    from django.contrib.auth.models import AnonymousUser

    row = by_bureau(people, audience=audience)
    everybody = {
        name: getattr(people, name) for name in ("li", "chen", "hr", "zhao", "zhou", "sun")
    }
    everybody["visitor"] = AnonymousUser()
    assert {name for name, user in everybody.items() if on_board(user)} == readers
    for name in everybody.keys() - readers - {"zhou"}:
        with pytest.raises(NotFound):
            announcement_page(everybody[name], row.pk, on=TODAY)


def test_a_firm_tells_its_members_and_its_workers_and_nobody_else(
    people: People, person: Any
) -> None:
    publish(
        by=people.hr, organisation_id=people.factory.pk, new=replace(NEW, audience="own"), at=AT
    )
    for reader in (people.li, people.chen, people.finance):
        assert on_board(reader)
    for other in (people.wang, people.zhou, people.sun):
        assert not on_board(other)
    assert [name for name, _ in audience_choices(people.chen, people.factory.pk)] == ["own"]
    with pytest.raises(Refused) as refused:
        publish(by=people.chen, organisation_id=people.factory.pk, new=NEW, at=AT)
    assert refused.value.field == "audience"


def test_an_office_reaches_its_own_place_only(people: People) -> None:
    elsewhere = firm(people.sun, "外地工厂", "91430181MA4L1XYW9", place="430181")
    city = office(people.operator, "示例市局", Kind.REGULATOR, place="430100")
    grant(people.operator, city, people.zhao, Role.INSPECTOR)
    by_bureau(people)
    assert on_board(people.chen) and not on_board(people.sun)
    publish(by=people.zhao, organisation_id=city.pk, new=replace(NEW, title="全市"), at=AT)
    assert "全市" in on_board(people.sun) and "全市" in on_board(people.chen)
    publish(
        by=people.zhao,
        organisation_id=city.pk,
        new=replace(NEW, title="只给一个区", place="430102"),
        at=AT,
    )
    assert "只给一个区" in on_board(people.chen) and "只给一个区" not in on_board(people.sun)
    with pytest.raises(Refused, match="辖区"):
        by_bureau(people, place="430181")
    assert elsewhere.place == "430181"


def test_who_may_publish(people: People) -> None:
    for by, organisation, error in (
        (people.finance, people.factory, NotAllowed),
        (people.clerk, people.bureau, NotAllowed),
        (people.zhao, people.committee, NotAllowed),
        (people.sun, people.factory, NotFound),
        (people.chen, people.bureau, NotFound),
    ):
        with pytest.raises(error):
            publish(by=by, organisation_id=organisation.pk, new=NEW, at=AT)
    row = by_bureau(people)
    for stranger in (people.sun, people.chen):
        with pytest.raises(NotFound):
            edit(by=stranger, announcement_id=row.pk, title="x", text="y", at=AT)
        with pytest.raises(NotFound):
            withdraw(by=stranger, announcement_id=row.pk, reason="x", at=AT)
        with pytest.raises(NotFound):
            answers_to(stranger, row.pk)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "长" * 81}, "title"),
        ({"text": ""}, "text"),
        ({"text": "长" * 10_001}, "text"),
        ({"audience": "nobody"}, "audience"),
        ({"last_on": TODAY - timedelta(days=1)}, "last_on"),
    ],
)
def test_a_mistake_is_named_by_its_field(people: People, change: Any, field: str) -> None:
    with pytest.raises(Refused) as refused:
        by_bureau(people, **change)
    assert refused.value.field == field


def test_it_begins_and_ends_by_itself(people: People) -> None:
    by_bureau(people, first_on=TODAY + timedelta(days=1), last_on=TODAY + timedelta(days=2))
    days = [bool(on_board(people.chen, TODAY + timedelta(days=number))) for number in range(4)]
    assert days == [False, True, True, False]


def test_urgent_and_pinned_ones_come_first(people: People) -> None:
    by_bureau(people, title="紧急", is_urgent=True)
    by_bureau(people, title="置顶", is_pinned=True)
    by_bureau(people, title="普通")
    assert on_board(people.chen) == ["紧急", "置顶", "普通"]


def test_an_edit_keeps_what_was_and_readers_see_that_it_changed(people: People) -> None:
    row = by_bureau(people)
    mark_announcement_read(by=people.chen, announcement_id=row.pk, at=AT)
    assert views_of(board_of(people.chen, on=TODAY))[0].is_new is False
    edit(by=people.zhou, announcement_id=row.pk, title="新标题", text="新正文", at=AT + DAY)
    view = views_of(board_of(people.chen, on=TODAY))[0]
    assert (view.title, view.version, view.is_new) == ("新标题", 2, True)
    old = versions_of(people.chen, row.pk, on=TODAY)
    assert [(v.number, v.title) for v in old] == [(1, "高温津贴发放提醒")]
    types = Event.objects.filter(type__startswith="announcement.").order_by("pk")
    assert [event.type for event in types] == ["announcement.published", "announcement.edited"]


def test_a_withdrawn_one_leaves_the_boards_and_says_why_to_those_who_read_it(
    people: People,
) -> None:
    row = by_bureau(people)
    mark_announcement_read(by=people.chen, announcement_id=row.pk, at=AT)
    with pytest.raises(Refused) as refused:
        withdraw(by=people.zhou, announcement_id=row.pk, reason=" ", at=AT)
    assert refused.value.field == "reason"
    withdraw(by=people.zhou, announcement_id=row.pk, reason="标准写错了", at=AT)
    assert not on_board(people.chen)
    assert announcement_page(people.chen, row.pk, on=TODAY).withdraw_reason == "标准写错了"
    with pytest.raises(NotFound):
        announcement_page(people.hr, row.pk, on=TODAY)
    with pytest.raises(Refused):
        edit(by=people.zhou, announcement_id=row.pk, title="x", text="y", at=AT)
    with pytest.raises(NotFound):
        answer(by=people.hr, announcement_id=row.pk, words="x", organisation_id=None, at=AT)


def test_the_publisher_sees_how_many_read_it_never_who(people: People) -> None:
    row = by_bureau(people)
    for reader in (people.chen, people.chen, people.hr, people.sun):
        mark_announcement_read(by=reader, announcement_id=row.pk, at=AT)
    edit(by=people.zhou, announcement_id=row.pk, title="二", text="二", at=AT)
    mark_announcement_read(by=people.chen, announcement_id=row.pk, at=AT)
    view = views_of(announcements_by(people.zhou, people.bureau.pk))[0]
    assert (view.readers, view.readers_of_this) == (2, 1)
    assert AnnouncementReading.objects.count() == 2


def test_what_an_office_says_can_always_be_answered_and_is_replied_to(people: People) -> None:
    row = by_bureau(people, is_answerable=False)
    told = answer(
        by=people.hr,
        announcement_id=row.pk,
        words="我单位已发放。",
        organisation_id=people.factory.pk,
        at=AT,
    )
    assert "已发放".encode() not in bytes(told.words_sealed)
    seen = answers_to(people.zhou, row.pk)[0]
    assert (seen.who, seen.words, seen.reply) == ("晨光工厂", "我单位已发放。", "")
    reply(by=people.zhou, answer_id=told.pk, words="收到，谢谢。", at=AT)
    assert my_answers(people.hr, row.pk)[0].reply == "收到，谢谢。"
    latest = messages_as_read(list(messages_of(people.hr)[:1]))[0]
    assert latest.title == "示例区劳动监察大队 回复了您的答复"
    with pytest.raises(Refused):
        reply(by=people.zhou, answer_id=told.pk, words="又", at=AT)
    with pytest.raises(NotFound):
        reply(by=people.chen, answer_id=told.pk, words="x", at=AT)
    assert my_answers(people.chen, row.pk) == []


def test_answers_are_for_those_it_is_for_and_bounded(people: People) -> None:
    row = by_bureau(people)
    facts = {"announcement_id": row.pk, "organisation_id": None, "at": AT}
    with pytest.raises(NotFound):
        answer(by=people.sun, words="x", **facts)
    with pytest.raises(NotFound):
        answer(
            by=people.hr, announcement_id=row.pk, words="x", organisation_id=people.bureau.pk, at=AT
        )
    for words in (" ", "长" * 1_001):
        with pytest.raises(Refused):
            answer(by=people.hr, words=words, **facts)
    for _ in range(ANSWERS_EACH):
        answer(by=people.hr, words="x", **facts)
    with pytest.raises(Refused):
        answer(by=people.hr, words="x", **facts)


def test_a_firm_decides_whether_it_takes_answers(people: People, person: Any) -> None:
    new = replace(NEW, audience="own")
    facts = {"by": people.chen, "organisation_id": people.factory.pk, "at": AT}
    closed = publish(new=new, **facts)
    with pytest.raises(Refused):
        answer(by=people.li, announcement_id=closed.pk, words="x", organisation_id=None, at=AT)
    opened = publish(new=replace(new, is_answerable=True), **facts)
    answer(by=people.li, announcement_id=opened.pk, words="收到", organisation_id=None, at=AT)
    assert answers_to(people.chen, opened.pk)[0].who == "李师傅"
    destroy_key(person=person, by=None, at=AT)
    assert answers_to(people.chen, opened.pk)[0].words == "内容已随个人信息一并删除"


def test_an_urgent_one_is_sent_to_each_once_however_often_the_worker_is_killed(
    people: People, person: Any
) -> None:
    for audience, readers in (("firms", {"chen", "hr", "finance"}), ("workers", {"li"})):
        row = by_bureau(people, audience=audience, is_urgent=True)
        tell_urgent(announcement_id=row.pk, at=AT)
        tell_urgent(announcement_id=row.pk, at=AT)
        rows = Message.objects.filter(about=f"announcement:{row.pk}", user__isnull=False)
        told = {name for name in readers if rows.filter(user=getattr(people, name)).count() == 1}
        assert told == readers
        assert not rows.filter(user=people.sun).exists()
    quiet = by_bureau(people)
    assert tell_urgent(announcement_id=quiet.pk, at=AT) == 0
    loud = by_bureau(people, audience="everybody", is_urgent=True)
    assert tell_urgent(announcement_id=loud.pk, at=AT) == 0


def test_the_database_refuses_what_cannot_be(people: People) -> None:
    row = by_bureau(people)
    for bad in (
        {"last_on": TODAY - timedelta(days=9)},
        {"audience": "x"},
        {"withdrawn_at": AT, "withdrawn_by": people.zhou},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Announcement.objects.filter(pk=row.pk).update(**bad)


def flat(text: str) -> list[tuple[bool, list[str]]]:
    return [
        (block.is_list, ["".join(part.text for part in line) for line in block.lines])
        for block in blocks_of(text)
    ]


def test_plain_text_becomes_paragraphs_and_lists() -> None:
    text = "第一段\r\n第二行\n\n请带：\n- 身份证\n- 合同\n\n1. 先取号\n2、再办理\n<b>x</b>"
    assert flat(text) == [
        (False, ["第一段", "第二行"]),
        (False, ["请带："]),
        (True, ["身份证", "合同"]),
        (True, ["先取号", "再办理"]),
        (False, ["<b>x</b>"]),
    ]
    assert blocks_of("") == [] and blocks_of("\n \n") == []


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("见 https://example.org/a?b=1。", ["见 ", ("https://example.org/a?b=1",) * 2, "。"]),
        ("[办事指南](https://example.org/)", [("办事指南", "https://example.org/")]),
        ("[首页](/announcements/)", [("首页", "/announcements/")]),
        ("[x](javascript:alert(1))", ["[x](javascript:alert(1))"]),
        ("[x](data:text/html,y)", ["[x](data:text/html,y)"]),
        ("[x](//evil.example/)", [("x", "")]),
        ('https://example.org/"onx=', [("https://example.org/",) * 2, '"onx=']),
    ],
)
def test_only_plain_addresses_become_links(line: str, parts: list[Any]) -> None:
    wanted = [Part(part) if isinstance(part, str) else Part(*part) for part in parts]
    assert list(blocks_of(line)[0].lines[0]) == wanted


def test_long_and_nasty_text_is_read_in_no_time() -> None:
    for text in ("[" * 10_000, "https://" * 1_250, "- " * 5_000, "[a](" * 2_500, "\n" * 10_000):
        blocks_of(text)
