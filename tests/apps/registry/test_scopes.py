"""数据范围: every selector and service that shows people, under each scope, against brute force."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Department, Employment, Event, Membership, Organisation
from gongyue.apps.registry.permissions import live_memberships, require_can, rights_of
from gongyue.apps.registry.reach import firms_within, reaches
from gongyue.apps.registry.roles import Can, Kind, Role
from gongyue.apps.registry.scoping import DEEPEST, Scope
from gongyue.apps.registry.selectors.departments import departments_of
from gongyue.apps.registry.selectors.disputes import disputes_with_firm
from gongyue.apps.registry.selectors.firms import FirmQuery, find_firms, firm_for_office
from gongyue.apps.registry.selectors.organisations import members_of
from gongyue.apps.registry.selectors.people import (
    names_of_people,
    people_of_organisation,
    person_page,
)
from gongyue.apps.registry.selectors.records import records_of_myself
from gongyue.apps.registry.selectors.workbooks import workbook_of_records
from gongyue.apps.registry.services.access import open_person
from gongyue.apps.registry.services.departments import (
    add_department,
    change_department,
    retire_department,
)
from gongyue.apps.registry.services.engagements import (
    Terms,
    answer_engagement,
    ask_engagement,
    assign_client,
)
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.registry.services.organisations import grant_role
from gongyue.apps.registry.services.scopes import Wish, set_scope
from gongyue.apps.registry.services.searching import PersonQuery, search_people
from gongyue.apps.registry.services.stances import take_stance
from gongyue.apps.tasks.selectors.inbox import InboxQuery, inbox_list
from gongyue.apps.tasks.services.opening import NewTask, task_open
from tests.apps.people import AT, HE, LI, ROSTER, People, firm, imported, office
from tests.cast import identity_number

HR_NUMBER = identity_number(sequence=555)
TREE = {  # person → department, as the roster writes it
    "李师傅": "生产/一车间",
    "何大姐": "生产/二车间",
    "钱人事": "行政",
    "孙出纳": "行政/财务",
    "周散工": "",
}
NUMBERS = {
    "李师傅": LI,
    "何大姐": HE,
    "钱人事": HR_NUMBER,
    "孙出纳": identity_number(sequence=556),
    "周散工": identity_number(sequence=557),
}
# Scope, departments chosen → who is seen, by hand.
EXPECTED = {
    ("all",): set(TREE),
    ("self",): {"钱人事"},
    ("department", "生产"): set(),
    ("department", "行政"): {"钱人事"},
    ("below", "生产"): {"李师傅", "何大姐"},
    ("below", "行政"): {"钱人事", "孙出纳"},
    ("custom", "生产/一车间", "行政/财务"): {"李师傅", "孙出纳"},
    ("custom", "生产", "行政"): {"李师傅", "何大姐", "钱人事", "孙出纳"},
}


@pytest.fixture
def tree(people: People) -> People:
    rows = [(name, NUMBERS[name], "", TREE[name], "", "2023-05-04", "4200") for name in TREE]
    imported(people.chen, people.factory, rows)
    for user, name in ((people.li, "李师傅"), (people.hr, "钱人事")):
        link_myself(by=user, name=name, id_number=NUMBERS[name], at=AT)
    return people


def number_of(people: People, text: str) -> int:
    return Department.objects.get(organisation=people.factory, text=text).pk


def membership_of(people: People, user: User, role: str = Role.HR) -> int:
    held = Membership.objects.filter(user=user, organisation=people.factory, role=role)
    return held.get(ended_at=None).pk


def scoped(people: People, case: tuple[str, ...]) -> set[str]:
    """Give 钱人事 the scope; answers whom they must see."""
    chosen = [number_of(people, text) for text in case[1:]]
    wish = Wish(scope=case[0], departments=chosen)
    set_scope(by=people.chen, membership_id=membership_of(people, people.hr), wish=wish, at=AT)
    return EXPECTED[case]


def ids() -> dict[str, Any]:
    """Name → person, without asking any selector."""
    from gongyue.apps.registry.identity import id_hash_of
    from gongyue.apps.registry.models import Person

    return {name: Person.objects.get(id_hash=id_hash_of(NUMBERS[name])).pk for name in NUMBERS}


def test_imports_begin_the_tree(tree: People) -> None:
    found = departments_of(tree.chen, tree.factory.pk)
    assert [(row.full_name, row.people) for row in found] == [
        ("生产", 0), ("生产 / 一车间", 1), ("生产 / 二车间", 1), ("行政", 1), ("行政 / 财务", 1),
    ]  # fmt: skip
    imported(tree.chen, tree.factory, name="再来.csv", rows=[
        ("新人", identity_number(sequence=558), "", "生产/三车间", "", "2024-01-01", "4000"),
    ])  # fmt: skip
    assert Department.objects.get(text="生产/三车间").parent == Department.objects.get(text="生产")


@pytest.mark.parametrize("case", EXPECTED)
def test_every_selector_of_people(tree: People, case: tuple[str, ...]) -> None:
    wanted, everybody = scoped(tree, case), ids()
    hr, factory = tree.hr, tree.factory.pk
    page = people_of_organisation(hr, factory, state="all")
    assert {row.name for row in page.rows} == wanted and page.total == len(wanted)
    assert set(page.departments) == {TREE[name] for name in wanted} - {""}
    assert set(names_of_people(hr, factory, set(everybody.values())).values()) == wanted
    for name, person in everybody.items():
        for words in (name, NUMBERS[name]):
            found = people_of_organisation(hr, factory, search=words, state="all")
            assert bool(found.total) is (name in wanted)
        opened = _opens(hr, person)
        assert opened is (name in wanted)
        if opened:
            assert person_page(hr, person, acting_as=factory).name == name
        else:
            with pytest.raises(NotFound):
                person_page(hr, person, acting_as=factory)
    counts = {row.text: row.people for row in departments_of(hr, factory) if row.people}
    assert sum(counts.values()) == len([name for name in wanted if TREE[name]])


def _opens(user: User, person: Any) -> bool:
    try:
        open_person(by=user, person_id=person, purpose="staff_management", at=AT)
    except (NotFound, NotAllowed):
        return False
    return True


@pytest.mark.parametrize("case", EXPECTED)
def test_records_disputes_and_answers(tree: People, case: tuple[str, ...]) -> None:
    record = records_of_myself(tree.li)[0]
    take_stance(by=tree.li, event_id=record.event_id, kind="disputed", words="不对", at=AT)
    wanted = scoped(tree, case)
    told = {dispute.name for dispute in disputes_with_firm(tree.hr, tree.factory.pk)}
    assert told == wanted & {"李师傅"}
    facts = {"by": tree.hr, "event_id": record.event_id, "kind": "confirmed", "at": AT}
    if "李师傅" in wanted:
        take_stance(words="核对过", **facts)
    else:
        with pytest.raises(NotFound):
            take_stance(words="核对过", **facts)


@pytest.mark.parametrize("case", EXPECTED)
def test_tasks_name_nobody_outside_the_scope(tree: People, case: tuple[str, ...]) -> None:
    for name, person in ids().items():
        new = NewTask(title="核对", organisation_id=tree.factory.pk, role="", concerns_id=person,
                      about=f"test:{name}")  # fmt: skip
        task_open(by=None, new=new, at=AT)
    wanted, on = scoped(tree, case), AT.date()
    facts = {"on": on, "organisation_id": tree.factory.pk}
    assert {view.concerns for view in inbox_list(tree.hr, InboxQuery(), **facts)} - {""} == wanted
    for name in TREE:
        assert len(inbox_list(tree.hr, InboxQuery(concerns=name), **facts)) == (name in wanted)


@pytest.mark.parametrize("case", [case for case in EXPECTED if case != ("all",)])
def test_what_is_of_the_whole_firm_needs_the_whole(tree: People, case: tuple[str, ...]) -> None:
    scoped(tree, case)
    for right in (Can.IMPORT_RECORDS, Can.CHECK_UP):
        with pytest.raises(NotAllowed):
            require_can(tree.hr, right, tree.factory.pk)
    with pytest.raises(NotAllowed):
        workbook_of_records(tree.hr, tree.factory.pk)
    with pytest.raises(NotAllowed):
        imported(tree.hr, tree.factory)


def test_two_roles_see_what_either_sees(tree: People) -> None:
    scoped(tree, ("below", "生产"))
    facts = {"by": tree.chen, "organisation_id": tree.factory.pk, "user": tree.hr, "at": AT}
    grant_role(role=Role.FINANCE, **facts)
    page = people_of_organisation(tree.hr, tree.factory.pk)
    assert {row.name for row in page.rows} == set(TREE)  # finance lists everybody
    assert not _opens(tree.hr, ids()["孙出纳"])  # and opens nobody


def test_moving_a_department_moves_what_is_seen(tree: People) -> None:
    scoped(tree, ("below", "行政"))
    first = number_of(tree, "生产/一车间")
    facts = {"by": tree.chen, "name": "一车间", "at": AT}
    change_department(department_id=first, parent_id=number_of(tree, "行政"), **facts)
    page = people_of_organisation(tree.hr, tree.factory.pk)
    assert {row.name for row in page.rows} == {"钱人事", "孙出纳", "李师傅"}
    change_department(department_id=first, parent_id=None, **facts)
    page = people_of_organisation(tree.hr, tree.factory.pk)
    assert {row.name for row in page.rows} == {"钱人事", "孙出纳"}


def test_the_tree_has_no_rings_and_an_end(tree: People) -> None:
    top, first = number_of(tree, "生产"), number_of(tree, "生产/一车间")
    facts = {"by": tree.chen, "at": AT}
    with pytest.raises(Refused):
        change_department(department_id=top, name="生产", parent_id=first, **facts)
    parent, here = first, {"organisation_id": tree.factory.pk, **facts}
    for depth in range(3, DEEPEST + 1):
        parent = add_department(name=f"第{depth}级", parent_id=parent, **here).pk
    with pytest.raises(Refused):
        add_department(name="太深", parent_id=parent, **here)
    for name in ("", " ", "长" * 61, "行政"):
        with pytest.raises(Refused):
            add_department(organisation_id=tree.factory.pk, name=name, parent_id=None, **facts)
    retire_department(department_id=first, **facts)
    assert [row.text for row in departments_of(tree.chen, tree.factory.pk) if row.retired] == [
        "生产/一车间"
    ]


@pytest.mark.parametrize(
    "wish",
    [
        Wish(scope="below"),
        Wish(scope="below", departments=[1, 2]),
        Wish(scope="department", departments=[999_999]),
        Wish(scope="places", places=["430102"]),
        Wish(scope="assigned"),
        Wish(scope="galaxy"),
    ],
)
def test_nonsense_is_refused(tree: People, wish: Wish) -> None:
    with pytest.raises(Refused):
        set_scope(by=tree.chen, membership_id=membership_of(tree, tree.hr), wish=wish, at=AT)


def test_only_the_owner_sets_it_and_never_for_owners(tree: People) -> None:
    facts = {"wish": Wish(scope="self"), "at": AT}
    mine = membership_of(tree, tree.hr)
    for user, error in ((tree.hr, NotAllowed), (tree.sun, NotFound), (tree.zhou, NotFound)):
        with pytest.raises(error):
            set_scope(by=user, membership_id=mine, **facts)
    with pytest.raises(Refused):
        set_scope(by=tree.chen, membership_id=membership_of(tree, tree.chen, Role.OWNER), **facts)
    set_scope(by=tree.chen, membership_id=mine, **facts)
    assert Event.objects.get(type="membership.scoped").actor == tree.chen
    assert {m.scope for m in members_of(tree.chen, tree.factory.pk)} == {Scope.ALL, Scope.SELF}


@pytest.mark.parametrize(
    ("places", "seen"),
    [
        (["430102"], {"晨光工厂", "顺风平台"}),
        (["430121"], {"星沙厂"}),
        (["430121", "430181"], {"星沙厂", "花炮厂"}),
    ],
)
def test_an_inspector_of_some_places(people: People, places: list[str], seen: set[str]) -> None:
    city = office(people.operator, "示例市监察支队", Kind.REGULATOR, place="430100")
    facts = {"by": people.operator, "organisation_id": city.pk, "at": AT}
    held = grant_role(user=people.hr, role=Role.INSPECTOR, **facts)
    for name, code, place in (
        ("星沙厂", "91430121MA4L1XC11", "430121"), ("花炮厂", "91430181MA4L1HPC1", "430181"),
    ):  # fmt: skip
        imported(people.chen, firm(people.chen, name, code, place=place))
    wish = Wish(scope="places", places=places)
    set_scope(by=people.operator, membership_id=held.pk, wish=wish, at=AT)
    query = FirmQuery()
    rows = find_firms(people.hr, city.pk, purpose="inspection", query=query).rows
    assert {row.name for row in rows} == seen
    (member,) = [m for m in live_memberships(people.hr) if m.organisation_id == city.pk]
    every = Organisation.objects.filter(kind__in=("enterprise", "platform"))
    assert {f.name for f in every if reaches(member, f)} == seen
    assert set(every.filter(firms_within(member)).values_list("name", flat=True)) == seen
    for each in every.exclude(name__in=seen):
        with pytest.raises(NotFound):
            firm_for_office(people.hr, city.pk, each.pk)
    asked = {"by": people.hr, "office_id": city.pk, "purpose": "inspection", "at": AT}
    found = search_people(query=PersonQuery(id_number=LI), **asked)
    wanted = Employment.objects.filter(organisation__name__in=seen, person__id_hash__isnull=False)
    assert {name for row in found for name in row.firms} == (
        seen & set(wanted.values_list("organisation__name", flat=True))
    )
    far = Wish(scope="places", places=["440300"])
    with pytest.raises(Refused):
        set_scope(by=people.operator, membership_id=held.pk, wish=far, at=AT)


def test_an_agent_of_assigned_clients_only(tree: People) -> None:
    agency = office(tree.operator, "示例人力", Kind.PROVIDER)
    held = {}
    for user, role in ((tree.wang, Role.OWNER), (tree.zhao, Role.AGENT)):
        facts = {"by": tree.operator, "organisation_id": agency.pk, "at": AT}
        held[user.pk] = grant_role(user=user, role=role, **facts).pk
    terms = Terms(acts=("see_people",), first_on=AT.date())
    row = ask_engagement(by=tree.chen, organisation_id=tree.factory.pk, other_id=agency.pk,
                         terms=terms, at=AT)  # fmt: skip
    answer_engagement(by=tree.wang, engagement_id=row.pk, accept=True, at=AT)

    def sees() -> bool:
        mine = [m for m in live_memberships(tree.zhao) if m.organisation_id == tree.factory.pk]
        return any(rights_of(membership) for membership in mine)

    assert sees()
    wish = Wish(scope="assigned")
    set_scope(by=tree.wang, membership_id=held[tree.zhao.pk], wish=wish, at=AT)
    assert not sees()
    facts = {"by": tree.wang, "engagement_id": row.pk, "at": AT}
    assign_client(membership_ids=[held[tree.zhao.pk]], **facts)
    assert sees()
    assign_client(membership_ids=[], **facts)
    assert not sees()


# ---------------------------------------------------------------- spellings


def test_another_spelling_belongs_to_the_department_and_to_its_scope(people: People) -> None:
    from gongyue.apps.registry.visibility import texts_of

    rows = [(*row[:3], text, *row[4:]) for row, text in zip(ROSTER, ("装配", "总装"), strict=True)]
    facts = {"by": people.chen, "at": AT, "parent_id": None}
    row = add_department(organisation_id=people.factory.pk, name="装配", **facts)
    change_department(department_id=row.pk, name="装配部", also="总装、 总装、装配", **facts)
    imported(people.chen, people.factory, rows)
    (seen,) = departments_of(people.chen, people.factory.pk)
    assert (seen.name, seen.also, seen.people) == ("装配部", ("总装",), 2)
    held = Membership(organisation=people.factory, scope="department", scope_departments=[row.pk])
    assert texts_of(held) == ["装配", "总装"]


def test_one_spelling_means_one_department(people: People) -> None:
    facts = {"by": people.chen, "at": AT, "parent_id": None}
    one = add_department(organisation_id=people.factory.pk, name="装配", **facts)
    add_department(organisation_id=people.factory.pk, name="总装", **facts)
    many = "、".join(map(str, range(21)))
    for bad, words in (("总装", "已经是"), (many, "20"), ("长" * 61, "60")):
        with pytest.raises(Refused, match=words) as refused:
            change_department(department_id=one.pk, name="装配", also=bad, **facts)
        assert refused.value.field == "also"
    change_department(department_id=one.pk, name="装配", also="组装", **facts)
    with pytest.raises(Refused, match="已经有"):
        add_department(organisation_id=people.factory.pk, name="组装", **facts)


def test_the_old_dictionary_goes_into_the_tree_and_loses_nothing(people: People) -> None:
    """What the migration does with an entry of the dictionary that there was."""
    into = import_module("gongyue.apps.workspace.migrations.0002_departments_are_the_tree")
    facts = {"by": people.chen, "at": AT, "organisation_id": people.factory.pk}
    workshop = add_department(name="装配车间", parent_id=None, **facts)
    line = add_department(name="一线", parent_id=workshop.pk, **facts)
    other = add_department(name="总装", parent_id=None, **facts)
    entry = {"organisation_id": people.factory.pk, "made_at": AT, "retired_at": None, "position": 3}
    told = SimpleNamespace(label="装配", also=["装配车间", "总装", "组装"], code="A1", **entry)
    into._move(Department, told)
    into._move(Department, SimpleNamespace(label="新部", also=["组装", "新"], code="新部", **entry))
    for row in (workshop, line, other):
        row.refresh_from_db()
    assert (workshop.name, workshop.also, workshop.code) == ("装配", ["装配", "组装"], "A1")
    assert other.parent == workshop and other.path == f"{workshop.path}{other.pk}/"
    assert line.parent == workshop and line.path == f"{workshop.path}{line.pk}/"
    fresh = Department.objects.get(text="新部")
    assert (fresh.also, fresh.path, fresh.position) == (["新"], f"/{fresh.pk}/", 3)
