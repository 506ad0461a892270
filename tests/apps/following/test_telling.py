"""Each follower is told once, and what it means for them by their own records."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.following.followings import follow, followings_of, unfollow
from gongyue.apps.following.models import Following, LawChange
from gongyue.apps.following.services import tell_changes
from gongyue.apps.following.telling import lines_for_firm, tell
from gongyue.apps.notifications.models import Message
from gongyue.apps.notifications.selectors import messages_of, views_of
from gongyue.apps.registry.models import Membership
from tests.apps.following.books import CITY, COUNTY, book_with_row, noticed
from tests.apps.people import ROSTER, People, imported, linked
from tests.cast import AT

pytestmark = pytest.mark.django_db
MINIMUM = "minimum_wage"


def told_now(changes: list[LawChange]) -> None:
    tell(Following.objects.values_list("pk", flat=True), [c.pk for c in changes], at=AT)


def bodies(user: Any) -> list[str]:
    rows = [row for row in messages_of(user) if row.kind.startswith("following.")]
    return [view.body for view in views_of(rows)]


def worker_follows(people: People, **what: str) -> None:
    imported(people.chen, people.factory)
    linked(people.li)
    follow(by=people.li, organisation_id=None, at=AT, **{"rule": "", "place": "", **what})


def test_a_worker_is_told_what_it_means_for_the_wage_on_record(people: People) -> None:
    worker_follows(people, rule=MINIMUM, place="430102")
    told_now(noticed())
    (body,) = bodies(people.li)
    assert "2025-09-01 起为 2,200元/月，之前是 2,100元/月" in body
    assert "您在晨光工厂登记的约定工资 4,200.00 元，高于或等于新标准" in body


def test_a_wage_below_the_new_minimum_is_told_with_what_it_lacks(people: People) -> None:
    low = [(*ROSTER[0][:6], "2150"), ROSTER[1]]
    imported(people.chen, people.factory, low)
    linked(people.li)
    follow(by=people.li, organisation_id=None, rule="", place="430100", at=AT)
    told_now(noticed())
    (body,) = bodies(people.li)
    assert "约定工资 2,150.00 元，低于新标准，每月差 50.00 元" in body


def test_where_records_do_not_answer_it_says_what_to_check(people: People) -> None:
    follow(by=people.sun, organisation_id=None, rule=MINIMUM, place="", at=AT)
    told_now(noticed())
    (body,) = bodies(people.sun)
    assert "重新算一遍" in body and "约定工资" not in body


def test_a_change_elsewhere_is_not_told_and_another_table_says_nothing_of_me(
    people: People,
) -> None:
    worker_follows(people, rule=MINIMUM, place="430102")
    told_now(noticed(COUNTY))
    assert bodies(people.li) == []
    follow(by=people.li, organisation_id=None, rule=MINIMUM, place="430121", at=AT)
    told_now(list(LawChange.objects.all()))
    (body,) = bodies(people.li)
    assert "1,900元/月" in body and "您在晨光工厂" not in body


def test_nobody_is_told_twice(people: People) -> None:
    worker_follows(people, rule=MINIMUM)
    follow(by=people.li, organisation_id=None, rule="", place="430100", at=AT)
    changes = noticed()
    told_now(changes)
    told_now(changes)
    assert len(bodies(people.li)) == 1


def test_the_round_hands_everything_out_once(
    people: People, django_capture_on_commit_callbacks: Any
) -> None:
    worker_follows(people, rule=MINIMUM)
    noticed()
    with django_capture_on_commit_callbacks(execute=True):
        assert tell_changes(at=AT) == 1
    assert tell_changes(at=AT) == 0
    assert LawChange.objects.get().told_at == AT


def test_a_firm_hears_how_many_and_how_much_and_no_name(people: People) -> None:
    low = [(*ROSTER[0][:6], "2150"), ROSTER[1]]
    imported(people.chen, people.factory, low)
    follow(by=people.hr, organisation_id=people.factory.pk, rule="", place="430100", at=AT)
    told_now(noticed())
    for member in (people.chen, people.hr, people.finance):
        (body,) = bodies(member)
        assert "2 名在职职工中，1 人的工资低于新标准，合计每月差 50.00 元" in body
        assert "李师傅" not in body and "2,150" not in body
    assert bodies(people.li) == bodies(people.sun) == []


def test_a_contribution_that_moves_is_summed_for_the_firm(people: People) -> None:
    from gongyue.apps.following.noticing import notice_changes

    imported(people.chen, people.factory)
    follow(by=people.chen, organisation_id=people.factory.pk, rule="contributions", place="", at=AT)
    key = "value:cn:pension.employer_rate"
    notice_changes(at=AT, book=book_with_row(key, value="0.15"))
    told_now(notice_changes(at=AT))
    (body,) = bodies(people.chen)
    assert "2 人的缴费会变，单位每月合计多" in body and "按约定工资估算" in body


def test_limited_members_are_not_told_the_sums_of_the_whole_firm(people: People) -> None:
    imported(people.chen, people.factory)
    follow(by=people.chen, organisation_id=people.factory.pk, rule=MINIMUM, place="", at=AT)
    rows = Membership.objects.filter(user=people.hr)
    rows.update(scope="self")
    told_now(noticed())
    assert bodies(people.chen) and not bodies(people.hr)
    with pytest.raises(NotAllowed):
        followings_of(people.hr, people.factory.pk)
    assert lines_for_firm(people.hr, people.factory.pk, LawChange.objects.get()) == []


def test_an_office_and_its_members_follow_too(people: People) -> None:
    follow(by=people.zhou, organisation_id=people.bureau.pk, rule="", place="430000", at=AT)
    follow(by=people.zhao, organisation_id=people.committee.pk, rule=MINIMUM, place="", at=AT)
    told_now(noticed())
    assert len(bodies(people.zhou)) == len(bodies(people.clerk)) == len(bodies(people.zhao)) == 1


def test_how_far_it_was_checked_goes_into_the_digest_under_its_own_kind(people: People) -> None:
    from gongyue.apps.following.noticing import notice_changes

    follow(by=people.sun, organisation_id=None, rule=MINIMUM, place="", at=AT)
    notice_changes(at=AT)
    told_now(notice_changes(at=AT, book=book_with_row(CITY, checked_until="2027-02-28")))
    assert [m.kind for m in Message.objects.filter(user=people.sun)] == ["following.law_checked"]


def test_following_is_refused_in_words(people: People) -> None:
    for what, field in (
        ({"rule": "no-such", "place": ""}, "rule"),
        ({"rule": "", "place": "000000"}, "place"),
        ({"rule": "", "place": ""}, "rule"),
    ):
        with pytest.raises(Refused) as refused:
            follow(by=people.li, organisation_id=None, at=AT, **what)
        assert refused.value.field == field


def test_a_stranger_follows_for_nobody_else_and_ends_nothing_of_others(people: People) -> None:
    with pytest.raises(NotFound):
        follow(by=people.sun, organisation_id=people.factory.pk, rule=MINIMUM, place="", at=AT)
    mine = follow(by=people.li, organisation_id=None, rule=MINIMUM, place="", at=AT)
    firm = follow(by=people.chen, organisation_id=people.factory.pk, rule=MINIMUM, place="", at=AT)
    for row in (mine, firm):
        with pytest.raises(NotFound):
            unfollow(by=people.sun, following_id=row.pk, at=AT)
    with pytest.raises(NotFound):
        followings_of(people.sun, people.factory.pk)
    unfollow(by=people.hr, following_id=firm.pk, at=AT)
    assert followings_of(people.chen, people.factory.pk) == []


def test_the_same_is_followed_once_and_again_after_it_was_ended(people: People) -> None:
    what: dict[str, Any] = {"by": people.li, "organisation_id": None, "rule": MINIMUM}
    first = follow(place="", at=AT, **what)
    assert follow(place="", at=AT, **what).pk == first.pk
    unfollow(by=people.li, following_id=first.pk, at=AT)
    assert follow(place="", at=AT, **what).pk != first.pk


def test_a_county_with_a_table_of_its_own_hears_nothing_of_the_citys(people: People) -> None:
    follow(by=people.sun, organisation_id=None, rule=MINIMUM, place="430121", at=AT)
    told_now(noticed(CITY))
    assert bodies(people.sun) == []
    told_now(noticed(COUNTY))
    assert len(bodies(people.sun)) == 1


def test_many_changes_make_one_message_whose_parts_are_whole_sentences(people: People) -> None:
    follow(by=people.sun, organisation_id=None, rule=MINIMUM, place="", at=AT)
    changes = noticed()
    for _ in range(4):
        changes[0].pk = None
        changes[0].save()
    told_now(list(LawChange.objects.all()))
    (body,) = bodies(people.sun)
    assert "（1）" in body and "（3）" in body and "还有 2 项" in body
    assert body.endswith("。") and "…" not in body


def test_what_is_told_is_what_recomputing_everybody_says(people: People) -> None:
    from gongyue.apps.following.meaning.books import comparison_of, day_of
    from gongyue.apps.following.meaning.effects import meanings_of
    from gongyue.apps.following.meaning.reading import employments_of_firm
    from gongyue.law.impact.records import questions_of

    imported(people.chen, people.factory, [(*ROSTER[0][:6], "2150"), ROSTER[1]])
    (change,) = noticed()
    subjects = employments_of_firm(people.chen, people.factory.pk, on=day_of(change))
    everybody = comparison_of(change)
    everybody.everyone = True
    for subject, found in meanings_of(change, ((one, "430102") for one in subjects)):
        moves = list(everybody.moves(questions_of(subject, place="430102")))
        minimum = [move.after.value for move in moves if move.asked.rule == MINIMUM]
        assert found.shortfall is not None
        assert [found.shortfall.lacking] == minimum or not found.shortfall.lacking


def test_pay_on_record_speaks_before_the_agreed_wage(people: People) -> None:
    from gongyue.apps.following.meaning.effects import meanings_of
    from gongyue.law.checkup.subject import subject_of
    from tests.law.checkup.staff import month, worker

    (change,) = noticed()
    august = month(date(2025, 8, 1), gross=Decimal(2150))
    subject = subject_of(worker(months=(august,)), date(2025, 9, 1))
    ((_, found),) = meanings_of(change, [(subject, "430102")])
    assert found.shortfall is not None
    assert (str(found.shortfall.lacking), found.shortfall.taken) == (
        "50.00",
        "最近一个整月的应发工资",
    )
