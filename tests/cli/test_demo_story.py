"""The demo city: its people pass the checks of real ones, and its books are as they are meant."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils.timezone import localdate, now

from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.selectors import demo_logins
from gongyue.apps.checkup.run import run
from gongyue.apps.checkup.selectors import checkup_page, checkups_of
from gongyue.apps.registry.models import (
    Consent,
    Correction,
    CounterSession,
    Delegation,
    Event,
    ImportBatch,
    Membership,
)
from gongyue.apps.registry.selectors.accesses import accesses_to_firm, accesses_to_myself
from gongyue.apps.registry.selectors.batches import batch_page, batches_of
from gongyue.apps.registry.selectors.duplicates import questions_for_me
from gongyue.apps.registry.selectors.firms import FirmQuery, find_firms
from gongyue.apps.registry.selectors.logs import (
    LogQuery,
    sign_ins_everywhere,
    sign_ins_of_organisation,
)
from gongyue.apps.registry.selectors.people import (
    myself,
    people_of_organisation,
)
from gongyue.apps.registry.selectors.quality import quality_of_city
from gongyue.apps.registry.selectors.readings import doubtful_cells, mappings_of
from gongyue.apps.registry.selectors.records import records_of_myself
from gongyue.apps.registry.stream import payload_of
from gongyue.apps.tasks.selectors import inbox
from gongyue.apps.workspace.selectors.dictionaries import dictionaries_of
from gongyue.apps.workspace.selectors.filters import filters_of
from gongyue.apps.workspace.selectors.switches import modules_of
from gongyue.cli.demo import crowd
from gongyue.cli.demo.books import HABITS, last_months, workbook
from gongyue.cli.demo.cast import (
    CHEN,
    FANG,
    HE,
    HU,
    LI,
    MEI,
    ON_STAGE,
    QIAN,
    SUN,
    TAN,
    WANG,
    WEN,
    YI,
    ZHAO,
    ZHOU,
    Player,
)
from gongyue.cli.demo.chapters import tables
from gongyue.cli.demo.city import City
from gongyue.cli.demo.firms import FIRMS, Firm
from gongyue.cli.demo.people import Employee, credit_code, employees, mobile
from gongyue.cli.demo.roster import roster_of
from gongyue.cli.demo.story import tell
from gongyue.cli.demo.trades import PLACES
from gongyue.kernel.ids import IdentityNumber, check_credit_code, is_mobile

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 21)
LAWFUL = Firm(
    name="守法样板厂",
    owner="某人",
    place="430100",
    people=25,
    wages=(4500, 8000),
    posts="生产/操作工",
)


def books_of(firm: Firm, habit: int) -> bytes:
    staff = employees(
        Random(firm.people),
        count=firm.people,
        start=1000,
        today=TODAY,
        wages=firm.wages,
        posts=firm.posts.split(),
        taken=set(),
    )
    people = roster_of(firm, staff, TODAY)
    return workbook(firm.name, people, months=last_months(TODAY, 3), habit=HABITS[habit])


def codes_of(content: bytes, place: str) -> set[str]:
    checkup = run(content, name="台账.xlsx", place=place, on=TODAY)
    return {finding["code"] for finding in checkup.to_json()["findings"]}


def test_every_number_of_the_city_passes_its_check():
    for player in ON_STAGE:
        assert is_mobile(player.phone)
    assert IdentityNumber.parse(LI.id_number).birth_on == LI.birth_on
    assert IdentityNumber.parse(WANG.id_number).sex == "M"
    codes = [check_credit_code(credit_code(number)) for number in range(1, len(FIRMS) + 1)]
    assert len(set(codes)) == len(FIRMS)
    assert len({mobile(number) for number in range(99)}) == 99


@pytest.mark.parametrize("habit", range(len(HABITS)))
def test_a_lawful_firm_gets_no_finding_however_it_keeps_its_books(habit):
    assert codes_of(books_of(LAWFUL, habit), LAWFUL.place) == set()


@pytest.fixture(scope="module")
def city(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The whole story, told once for all tests below and rolled back after them."""
    uploads = override_settings(DEMO=True, UPLOADS=tmp_path_factory.mktemp("uploads"))
    with django_db_blocker.unblock(), uploads, transaction.atomic():
        tell()
        yield
        transaction.set_rollback(True)


def user(player: Player) -> User:
    return next(user for user in User.objects.all() if user.phone == player.phone)


def of_firm(name: str) -> tuple[User, UUID]:
    """Its owner, and its number."""
    held = Membership.objects.get(organisation__name=name, role="owner")
    return held.user, held.organisation_id


@pytest.mark.django_db
@pytest.mark.parametrize("firm", FIRMS, ids=lambda firm: firm.name)
def test_a_firm_shows_what_was_planted(city: None, firm: Firm) -> None:
    owner, pk = of_firm(firm.name)
    latest = checkups_of(owner, pk)[0]
    found = {row.code for row in checkup_page(owner, latest.checkup_id, per_page=999).findings}
    planted = {CODE_OF[situation.__name__] for situation in firm.planted}
    assert planted <= found
    cast_here = firm.name in {"晨光工厂", "顺风平台"}
    # 李师傅 once more, with a slip; 方主管 and 伍文员 were pasted.
    more = 3 if firm.name == "晨光工厂" else 0
    assert people_of_organisation(owner, pk).total == firm.people + cast_here + more


@pytest.mark.django_db
def test_no_import_of_the_city_is_in_doubt_by_accident(city: None) -> None:
    for batch in ImportBatch.objects.select_related("by"):
        page = batch_page(batch.by, batch.pk, at=now())
        assert not {p["code"] for p in page.problems} & {"person.duplicate_id", "person.renamed"}


@pytest.mark.django_db
def test_everybody_on_stage_has_a_door(city: None) -> None:
    assert [login.name for login in demo_logins()] == [player.name for player in ON_STAGE]


@pytest.mark.django_db
def test_one_month_is_confirmed_and_one_disputed(city: None) -> None:
    months = {
        record.reading: record
        for record in records_of_myself(user(LI))
        if record.type == "pay.recorded"
    }
    assert {"confirmed", "disputed", "declared"} == set(months)
    assert months["disputed"].worker.words
    assert months["confirmed"].occurred_on < months["disputed"].occurred_on


@pytest.mark.django_db
def test_a_wrong_file_was_taken_back(city: None) -> None:
    owner, pk = of_firm("湘味小馆")
    states = {row.file_name: row.state for row in batches_of(owner, pk)}
    assert states["湘味小馆用工台账.xlsx"] == "done"
    assert [name for name, state in states.items() if state != "done"] == [
        "湘味小馆河西店花名册.xlsx"
    ]
    assert people_of_organisation(owner, pk, state="all").total == 9


@pytest.mark.django_db
def test_reads_and_a_refusal_stand_under_who_looked(city: None) -> None:
    seen = [
        row for row in accesses_to_myself(user(LI)) if row.office.startswith(("浏阳市", "长沙市"))
    ]
    assert [(line.refused, line.office[:3]) for line in seen] == [
        (True, "浏阳市"),
        (False, "长沙市"),
    ]
    assert seen[1].words
    boss, factory = of_firm("晨光工厂")
    assert {line.refused for line in accesses_to_firm(boss, factory)} == {True, False}


@pytest.mark.django_db
def test_a_finding_was_settled_with_words(city: None) -> None:
    boss, factory = of_firm("晨光工厂")
    page = checkup_page(boss, checkups_of(boss, factory)[0].checkup_id, code="leave.unused")
    settled = [row for row in page.findings if row.settlement]
    assert [row.settlement for row in settled] == ["later"]
    event = Event.objects.get(type="checkup.settled")
    assert event.person_id == settled[0].person_id
    assert "年假" in payload_of(event)["words"]


@pytest.mark.django_db
def test_every_desk_has_something_to_do(city: None) -> None:
    for player in (CHEN, HE, ZHOU, ZHAO, QIAN):
        assert inbox(user(player), on=localdate()), player.name
    given = [task for task in inbox(user(QIAN), on=localdate()) if task.is_mine]
    assert {task.organisation for task in given} == {"湘味小馆"}
    assert {task.days_left for task in given} == {7}
    assert not inbox(user(SUN), on=localdate())


CODE_OF = {
    "no_contract": "contract.missing",
    "late_signed": "contract.late_signed",
    "expired": "contract.expired",
    "expiring": "contract.expiring",
    "expiring_later": "contract.expiring",
    "third_term": "contract.open_ended_due",
    "long_probation": "probation.too_long",
    "low_probation_pay": "probation.underpaid",
    "low_wage": "wage.below_minimum",
    "cut_pay": "wage.below_minimum",
    "long_hours": "overtime.over_limit",
    "unpaid_overtime": "overtime.underpaid",
    "flat_overtime": "overtime.underpaid",
    "not_insured": "insurance.not_enrolled",
    "late_insured": "insurance.late_enrolment",
    "low_base": "insurance.base_too_low",
    "unused_leave": "leave.unused",
    "minor": "age.under_18",
    "retiree": "age.retirement",
    "wrong_number": "id.invalid",
}


@pytest.fixture(scope="module")
def rosters() -> list[tuple[Firm, list[Employee]]]:
    """The whole crowd on paper; it costs no database."""
    return list(crowd.crowd(City(), crowd.COUNT))


def test_the_crowd_is_of_every_trade_size_and_place(rosters):
    firms = [firm for firm, _ in rosters]
    sizes = sorted(firm.people for firm in firms)
    assert len({firm.name for firm in firms} | {firm.owner for firm in firms}) == 360
    assert (sizes[0], sizes[-1]) == (crowd.SMALLEST, crowd.LARGEST)
    assert sizes[len(sizes) // 2] < 30, "half of all firms are small"
    assert {firm.place for firm in firms} == set(PLACES)
    assert len({firm.posts for firm in firms}) >= 12
    well = [firm for firm in firms if not firm.planted]
    assert 0.2 < len(well) / len(firms) < 0.7, "many firms do well, many do not"


def test_people_move_between_firms_and_some_are_written_with_a_slip(rosters):
    numbers = Counter(one.id_number for _, roster in rosters for one in roster)
    by_phone = defaultdict(set)
    for _, roster in rosters:
        for one in roster:
            by_phone[one.phone].add(one.id_number)
    assert sum(times > 1 for times in numbers.values()) > 30
    assert sum(len(held) > 1 for held in by_phone.values()) > 10


def test_the_crowd_is_the_same_on_one_day_and_nobody_of_the_story(rosters):
    again = list(crowd.crowd(City(), 5))
    assert [roster for _, roster in again] == [roster for _, roster in rosters[:5]]
    story = City()
    for number, firm in enumerate(FIRMS):
        employees(story.rng, count=firm.people, start=1000 + 100 * number, today=story.today,
                  wages=firm.wages, posts=firm.posts.split(), taken=story.numbers)  # fmt: skip
    assert not story.numbers & {one.id_number for _, roster in rosters for one in roster}


@pytest.mark.django_db
def test_firms_of_the_crowd_move_in_once(city: None) -> None:
    before = ImportBatch.objects.count()
    crowd.tell(City(), 2)
    assert ImportBatch.objects.count() == before + 2
    crowd.tell(City(), 3)
    assert ImportBatch.objects.count() == before + 3
    for firm, roster in crowd.crowd(City(), 3):
        owner, pk = of_firm(firm.name)
        assert people_of_organisation(owner, pk, state="all").total == len(roster)
        found = checkup_page(owner, checkups_of(owner, pk)[0].checkup_id, per_page=999).findings
        assert {CODE_OF[s.__name__] for s in firm.planted} <= {row.code for row in found}


@pytest.mark.django_db
def test_li_is_asked_whether_another_registration_is_his(city: None) -> None:
    (asked,) = questions_for_me(user(LI))
    assert (asked.firm, asked.name) == ("晨光工厂", "李师付")
    assert quality_of_city(user(HU)).total > 0


@pytest.mark.django_db
def test_li_uses_his_rights(city: None) -> None:
    """Opened with a purpose, asked about; corrected and refused; given and taken back."""
    li = user(LI)
    purposes = {row.purpose_code for row in accesses_to_myself(li)}
    assert {"complaint", "mediation", "hiring", "delegation", "card"} <= purposes
    states = Counter(row.state for row in Correction.objects.filter(person=myself(li).person_id))
    assert states == {"corrected": 1, "refused": 1}
    given = {row.organisation.kind: row.state for row in Consent.objects.all()}
    assert given == {"mediation": "given", "provider": "withdrawn"}


@pytest.mark.django_db
def test_two_delegations_and_the_receipt_of_the_visit(city: None) -> None:
    rows = {row.reason: row for row in Delegation.objects.all()}
    assert {reason: row.state for reason, row in rows.items()} == {
        "family": "accepted",
        "counter": "accepted",
    }
    assert rows["family"].grantor == rows["counter"].delegate == user(LI)
    (visit,) = CounterSession.objects.filter(clerk=user(MEI))
    done = [act.what for act in visit.acts.order_by("pk")]
    assert done == ["registered", "delegation", "intention", "everything"]
    assert visit.ended_at is not None


@pytest.mark.django_db
def test_each_scope_sees_its_part(city: None) -> None:
    boss, factory = of_firm("晨光工厂")

    def seen(viewer: User) -> set[str]:
        rows = people_of_organisation(viewer, factory, per_page=99).rows
        return {row.department for row in rows}

    assert len(seen(boss)) > 3
    assert seen(user(FANG)) == {"生产"}
    assert seen(user(YI)) == {"质检", "仓储"}
    (herself,) = people_of_organisation(user(WEN), factory).rows
    assert herself.name == WEN.name
    bureau = Membership.objects.get(user=user(TAN)).organisation_id
    found = {
        viewer.name: find_firms(user(viewer), bureau, purpose="inspection", query=FirmQuery())
        for viewer in (ZHOU, TAN)
    }
    assert {row.place for row in found[TAN.name].rows} == {"430121"}
    assert found[ZHOU.name].total > found[TAN.name].total


@pytest.mark.django_db
def test_desks_are_set_up(city: None) -> None:
    boss, factory = of_firm("晨光工厂")
    lists = {one.name: one for one in dictionaries_of(boss, factory)}
    (operators,) = [one for one in lists["post"].entries if one.label == "操作工"]
    assert operators.used > 0
    assert all(lists[name].entries for name in ("shift", "site"))
    assert [one.name for one in filters_of(boss, "enterprise:people", factory)] == ["生产部在职"]
    owner, shop = of_firm("湘味小馆")
    assert [one.name for one in modules_of(owner, shop) if not one.is_on] == ["consents"]
    mine = sign_ins_of_organisation(boss, factory, LogQuery()).rows
    assert Counter(row.who for row in mine) == {"陈经理": 2, "方主管": 1}
    # A code that does not fit is nobody's: it stands in the operator's log alone.
    assert [row.refused for row in sign_ins_everywhere(user(HU), LogQuery()).rows].count(True) == 1


@pytest.mark.django_db
def test_tables_came_in_by_every_way(city: None) -> None:
    boss, factory = of_firm("晨光工厂")
    states = {row.file_name: row for row in batches_of(boss, factory)}
    assert states["粘贴的表格.txt"].state == "done"
    owner, shop = of_firm("湘味小馆")
    (remembered,) = mappings_of(owner, shop)
    assert remembered.used == 2
    if find_spec("rapidocr"):
        scan = states["车间登记表扫描件.pdf"]
        assert scan.state == "planned"
        assert {cell.address[0] for cell in doubtful_cells(boss, scan.batch_id)} >= {"B"}


def test_without_character_recognition_the_scan_is_left_out_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tables, "find_spec", lambda name: None)
    tables._photograph(City())
    assert "make extras" in capsys.readouterr().out


def test_the_manual_lists_everybody_on_stage() -> None:
    page = (ROOT / "docs/start/run-it.md").read_text("utf-8")
    assert [f"| {p.name} | {p.label} |" for p in ON_STAGE if f"| {p.name} |" in page] == [
        f"| {p.name} | {p.label} |" for p in ON_STAGE
    ]
