"""A provider acts for a firm only as both agreed, in its own name, and not a day longer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate, now

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.registry.engaging import MOVES, EngagementAct, EngagementState
from gongyue.apps.registry.models import Engagement, Event
from gongyue.apps.registry.permissions import live_memberships, require_can, rights_of
from gongyue.apps.registry.roles import Can, Kind, Role
from gongyue.apps.registry.selectors.accesses import accesses_to_myself
from gongyue.apps.registry.selectors.engagements import engagement_of, engagements_of
from gongyue.apps.registry.selectors.people import myself, people_of_organisation
from gongyue.apps.registry.services.access import open_person
from gongyue.apps.registry.services.engagements import (
    Terms,
    answer_engagement,
    ask_engagement,
    assign_client,
    end_engagement,
)
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.registry.services.organisations import grant_role
from tests.apps.people import AT, LI, People, imported, office

ALL = tuple(EngagementAct.values)
TODAY = localdate()


@pytest.fixture
def agency(people: People) -> Any:
    """示例人力: 王骑手 owns it, 赵调解员 is an agent; and another agency, of 郑窗口."""
    made = office(people.operator, "示例人力", Kind.PROVIDER)
    for user, role in ((people.wang, Role.OWNER), (people.zhao, Role.AGENT)):
        grant_role(by=people.operator, organisation_id=made.pk, user=user, role=role, at=AT)
    other = office(people.operator, "别家人力", Kind.PROVIDER)
    grant_role(by=people.operator, organisation_id=other.pk, user=people.clerk, role="owner", at=AT)
    imported(people.chen, people.factory)
    return made


def ask(people: People, agency: Any, acts: tuple[str, ...] = ALL, **days: Any) -> Engagement:
    terms = Terms(acts=acts, first_on=days.get("first_on", AT.date()), last_on=days.get("last_on"))
    facts = {"by": people.chen, "organisation_id": people.factory.pk, "at": AT}
    return ask_engagement(other_id=agency.pk, terms=terms, **facts)


def engage(people: People, agency: Any, acts: tuple[str, ...] = ALL, **days: Any) -> Engagement:
    row = ask(people, agency, acts, **days)
    return answer_engagement(by=people.wang, engagement_id=row.pk, accept=True, at=AT)


def can(user: Any, people: People) -> set[str]:
    held = [m for m in live_memberships(user) if m.organisation_id == people.factory.pk]
    return {str(right) for membership in held for right in rights_of(membership)}


def test_nothing_before_the_other_side_agrees(people: People, agency: Any) -> None:
    row = ask(people, agency)
    assert can(people.wang, people) == can(people.zhao, people) == set()
    with pytest.raises(Refused):
        answer_engagement(by=people.chen, engagement_id=row.pk, accept=True, at=AT)
    for user in (people.sun, people.clerk, people.li, people.operator):
        with pytest.raises(NotFound):
            answer_engagement(by=user, engagement_id=row.pk, accept=True, at=AT)
    with pytest.raises(NotAllowed):
        answer_engagement(by=people.zhao, engagement_id=row.pk, accept=True, at=AT)
    answer_engagement(by=people.wang, engagement_id=row.pk, accept=False, at=AT)
    assert can(people.wang, people) == set()


@pytest.mark.parametrize(
    ("act", "rights"),
    [
        ("see_people", {"see_people", "open_person"}),
        ("import", {"import_records"}),
        ("check_up", {"check_up", "see_people"}),
        ("tasks", {"do_tasks"}),
    ],
)
def test_each_act_allows_what_it_says(
    people: People, agency: Any, act: str, rights: set[str]
) -> None:
    engage(people, agency, (act,))
    assert can(people.zhao, people) == can(people.wang, people) == rights
    for user in (people.sun, people.clerk, people.zhou, people.li):
        assert can(user, people) == set()


@pytest.mark.parametrize(
    ("first", "last", "runs"), [(0, 0, True), (1, 5, False), (-5, -1, False), (-5, 3, True)]
)
def test_the_days_bound_it(people: People, agency: Any, first: int, last: int, runs: bool) -> None:
    days = {"first_on": TODAY + timedelta(days=first), "last_on": TODAY + timedelta(days=last)}
    row = engage(people, agency, first_on=days["first_on"])
    Engagement.objects.filter(pk=row.pk).update(**days)
    assert bool(can(people.zhao, people)) is runs


def test_the_firm_asked_by_a_provider_agrees(people: People, agency: Any) -> None:
    terms = Terms(acts=("tasks",), first_on=AT.date(), words="代办社保")
    facts = {"by": people.wang, "organisation_id": agency.pk, "at": AT}
    row = ask_engagement(other_id=people.factory.pk, terms=terms, **facts)
    with pytest.raises(NotAllowed):
        answer_engagement(by=people.hr, engagement_id=row.pk, accept=True, at=AT)
    answer_engagement(by=people.chen, engagement_id=row.pk, accept=True, at=AT)
    assert can(people.zhao, people) == {"do_tasks"}


@pytest.mark.parametrize("side", ["chen", "wang"])
def test_either_side_ends_it_at_once(people: People, agency: Any, side: str) -> None:
    row = engage(people, agency)
    for user in (people.sun, people.clerk):
        with pytest.raises(NotFound):
            end_engagement(by=user, engagement_id=row.pk, at=AT)
    end_engagement(by=getattr(people, side), engagement_id=row.pk, at=AT)
    assert can(people.zhao, people) == set()
    with pytest.raises(NotFound):
        people_of_organisation(people.zhao, people.factory.pk)
    with pytest.raises(Refused):
        end_engagement(by=people.chen, engagement_id=row.pk, at=AT)
    assert engage(people, agency).pk != row.pk  # and may begin anew


def test_every_act_is_written_in_the_providers_name(people: People, agency: Any) -> None:
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    engage(people, agency)
    imported(people.zhao, people.factory, name="代办.csv", rows=[
        ("新职工", "", "", "仓储", "搬运", "2024-01-01", "4000"),
    ])  # fmt: skip
    me = myself(people.li)
    assert me is not None
    open_person(by=people.zhao, person_id=me.person_id, purpose="staff_management", at=now())
    done = Event.objects.filter(actor=people.zhao).exclude(type__startswith="engagement.")
    assert {event.type for event in done} >= {
        "import.completed", "employment.recorded", "access.opened",
    }  # fmt: skip
    assert {event.acting_as for event in done} == {agency}
    assert accesses_to_myself(people.li)[0].office == "示例人力"
    own = Event.objects.filter(actor=people.chen, type="import.completed").get()
    assert own.acting_as == people.factory


def test_a_member_of_the_firm_acts_as_that(people: People, agency: Any) -> None:
    grant_role(
        by=people.chen, organisation_id=people.factory.pk, user=people.zhao, role="hr", at=AT
    )
    engage(people, agency, ("tasks",))
    assert Can.IMPORT_RECORDS in can(people.zhao, people)
    imported(people.zhao, people.factory, name="本人.csv", rows=[("新人", "", "", "", "", "", "1")])
    event = Event.objects.filter(actor=people.zhao, type="import.completed").get()
    assert event.acting_as == people.factory


def test_asking_twice_and_nonsense_are_refused(people: People, agency: Any) -> None:
    ask(people, agency)
    with pytest.raises(Refused):
        ask(people, agency)
    facts = {"by": people.chen, "organisation_id": people.factory.pk, "at": AT}
    good = {"acts": ("tasks",), "first_on": AT.date()}
    late = AT.date() - timedelta(days=1)
    for other, terms in (
        (people.bureau.pk, good),
        (people.platform.pk, good),
        (people.factory.pk, good),
        (agency.pk, {**good, "acts": ()}),
        (agency.pk, {**good, "acts": ("everything",)}),
        (agency.pk, {**good, "last_on": late}),
        (agency.pk, {**good, "words": "字" * 301}),
    ):
        with pytest.raises(Refused):
            ask_engagement(other_id=other, terms=Terms(**terms), **facts)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        ask_engagement(other_id=agency.pk, terms=Terms(**good), **{**facts, "by": people.hr})
    with pytest.raises(NotFound):
        ask_engagement(other_id=agency.pk, terms=Terms(**good), **{**facts, "by": people.sun})


def test_both_sides_read_it_and_nobody_else(people: People, agency: Any) -> None:
    row = engage(people, agency)
    theirs = engagement_of(people.zhao, agency.pk, row.pk, on=TODAY)
    ours = engagement_of(people.hr, people.factory.pk, row.pk, on=TODAY)
    assert theirs.firm == ours.firm == "晨光工厂" and theirs.runs and ours.runs
    with pytest.raises(NotFound):
        engagements_of(people.sun, people.factory.pk, on=TODAY)
    with pytest.raises(NotFound):
        engagements_of(people.zhao, people.factory.pk, on=TODAY)  # an agent is no member there
    assert (
        engagements_of(people.clerk, live_memberships(people.clerk)[-1].organisation_id, on=TODAY)
        == []
    )


def test_clients_are_assigned_by_the_owner_to_members(people: People, agency: Any) -> None:
    row = engage(people, agency)
    agents = {m.user_id: m.pk for m in agency.memberships.all()}
    facts = {"engagement_id": row.pk, "at": AT}
    assign_client(by=people.wang, membership_ids=[agents[people.zhao.pk]], **facts)
    seen = engagement_of(people.wang, agency.pk, row.pk, on=TODAY).agents
    assert [name for _, name in seen] == ["赵调解员"]
    assign_client(by=people.wang, membership_ids=[], **facts)
    assert engagement_of(people.wang, agency.pk, row.pk, on=TODAY).agents == ()
    assert Event.objects.filter(type="client.assigned").count() == 2
    with pytest.raises(Refused):
        assign_client(
            by=people.wang, membership_ids=[people.factory.memberships.first().pk], **facts
        )  # type: ignore[union-attr]
    for user, error in ((people.zhao, NotAllowed), (people.chen, NotFound), (people.sun, NotFound)):
        with pytest.raises(error):
            assign_client(by=user, membership_ids=[], **facts)


def test_an_agent_of_a_firm_manages_nothing_there(people: People, agency: Any) -> None:
    engage(people, agency)
    for right in (Can.MANAGE_MEMBERS, Can.ANSWER_FOR_FIRM):
        with pytest.raises(NotAllowed):
            require_can(people.wang, right, people.factory.pk)


def test_no_state_is_a_dead_end_but_the_last(people: People) -> None:
    reached = {EngagementState.ASKED} | {then for after in MOVES.values() for then in after}
    assert reached == set(EngagementState)
