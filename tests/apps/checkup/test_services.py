"""The check-up in the portal: same law, same findings, seen by those concerned."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
from django.db import IntegrityError, transaction

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.checkup.models import Checkup, CheckupFinding
from gongyue.apps.checkup.run import run
from gongyue.apps.checkup.selectors import (
    checkup_page,
    checkups_of,
    finding_about_me,
    finding_page,
    findings_about_me,
    result_of,
)
from gongyue.apps.checkup.services import (
    checkup_organisation,
    checkup_restart,
    checkup_upload,
    delete_expired_uploads,
    finding_settle,
    finding_to_task,
    run_queued,
)
from gongyue.apps.registry.models import Event, Membership
from gongyue.apps.registry.services.erasure import request_erasure
from gongyue.apps.registry.services.imports import delete_expired_files
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.registry.services.stances import take_stance
from gongyue.apps.tasks.selectors import inbox
from tests.apps.people import DAY, HE, LI, People, imported, table
from tests.cast import AT, PLACE

pytestmark = pytest.mark.django_db
ON = date(2026, 2, 10)
HEADER = (
    "姓名",
    "身份证号",
    "部门",
    "入职日期",
    "合同签订",
    "合同起始日",
    "合同终止日",
    "月工资",
    "参保日期",
)
FIRM = (
    ("李师傅", LI, "装配车间", "2025-10-01", "未签", "", "", "4200", "2025-10-10"),
    ("何大姐", HE, "包装车间", "2024-01-01", "已签", "2024-01-01", "2026-03-01", "1500", ""),
)


def done(people: People, rows: Sequence[Sequence[str]] = FIRM) -> Checkup:
    imported(people.chen, people.factory, rows, header=HEADER)
    return checkup_organisation(by=people.chen, organisation_id=people.factory.pk, on=ON, at=AT)


def uploaded(people: People, by: Any = None, **more: Any) -> Checkup:
    return checkup_upload(
        by=by or people.chen,
        organisation_id=people.factory.pk,
        content=table(FIRM, HEADER),
        name="花名册.csv",
        on=ON,
        at=AT,
        **more,
    )


def plain(findings: Sequence[Any]) -> list[Any]:
    """Findings without the keys by which two sources name the same person."""
    return sorted(
        ({k: v for k, v in f.items() if k != "person_key"} for f in findings),
        key=lambda f: (f["code"], f["person"]),
    )


def test_the_records_give_what_the_workbook_gave(people: People) -> None:
    checkup = done(people)
    of_records = result_of(people.chen, checkup.pk)
    of_file = run(table(FIRM, HEADER), name="花名册.csv", place=PLACE, on=ON).to_json()
    assert of_file["findings"]
    assert plain(of_records["findings"]) == plain(of_file["findings"])
    assert plain(of_records["undecided"]) == plain(of_file["undecided"])
    assert of_records["totals"] == of_file["totals"]


def test_an_upload_gives_it_too_without_importing_anything(people: People) -> None:
    checkup = uploaded(people)
    of_file = run(table(FIRM, HEADER), name="花名册.csv", place=PLACE, on=ON).to_json()
    assert result_of(people.chen, checkup.pk) == of_file
    assert not Event.objects.filter(type="employment.recorded").exists()
    assert not Event.objects.filter(type="checkup.found").exists()


def test_amounts_rest_in_fen_and_names_do_not_rest_in_clear(people: People) -> None:
    checkup = done(people)
    finding = checkup.findings.get(code="contract.missing")
    view = finding_page(people.chen, finding.pk)
    assert Decimal(view.details["amount"]) == view.amount == Decimal(finding.amount_fen or 0) / 100
    assert view.details["person"] == "李师傅"
    for model in (Checkup, CheckupFinding):
        for row in model.objects.values():
            stored = b"".join(
                bytes(v) if isinstance(v, (bytes, memoryview)) else str(v).encode()
                for v in row.values()
            )
            assert "李师傅".encode() not in stored
            assert LI.encode() not in stored


def test_the_worker_sees_what_concerns_them_and_answers(people: People) -> None:
    done(people)
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    mine = findings_about_me(people.li)
    assert "contract.missing" in {view.code for view in mine}
    assert {view.details["person"] for view in mine} == {"李师傅"}
    event_id = mine[0].event_id
    assert event_id
    take_stance(by=people.li, event_id=event_id, kind="disputed", words="签过一份", at=AT)
    view = finding_page(people.chen, mine[0].finding_id)
    assert [(s.side, s.kind, s.words) for s in view.stances] == [("worker", "disputed", "签过一份")]
    assert finding_about_me(people.li, mine[0].finding_id).stances


def test_nobody_sees_findings_about_another(people: People) -> None:
    checkup = done(people)
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    of_he = next(
        f
        for f in checkup.findings.filter(is_undecided=False)
        if finding_page(people.chen, f.pk).details["person"] == "何大姐"
    )
    for user in (people.li, people.sun):
        with pytest.raises(NotFound):
            finding_about_me(user, of_he.pk)
    assert findings_about_me(people.sun) == []


def test_the_firms_own_read_and_run_check_ups_and_nobody_else(people: People) -> None:
    checkup = done(people)
    finding = checkup.findings.filter(is_undecided=False).first()
    assert finding is not None
    for user in (people.sun, people.wang, people.zhou, people.zhao, people.li, people.operator):
        for ask in (
            lambda user=user: checkups_of(user, people.factory.pk),
            lambda user=user: checkup_page(user, checkup.pk),
            lambda user=user: finding_page(user, finding.pk),
            lambda user=user: result_of(user, checkup.pk),
            lambda user=user: uploaded(people, user),
            lambda user=user: finding_to_task(by=user, finding_id=finding.pk, at=AT),
            lambda user=user: finding_settle(
                by=user, finding_id=finding.pk, settlement="fixed", words="", at=AT
            ),
            lambda user=user: checkup_organisation(
                by=user, organisation_id=people.factory.pk, on=ON, at=AT
            ),
        ):
            with pytest.raises(NotFound):
                ask()
    assert [row.checkup_id for row in checkups_of(people.finance, people.factory.pk)] == [
        checkup.pk
    ]


def test_a_finding_becomes_one_task_with_the_day_it_worsens(people: People) -> None:
    finding = done(people).findings.get(code="contract.missing")
    task = finding_to_task(by=people.chen, finding_id=finding.pk, at=AT)
    assert finding_to_task(by=people.chen, finding_id=finding.pk, at=AT) == task
    view = inbox(people.hr, on=ON)[0]
    assert (view.concerns, view.due_on) == ("李师傅", finding.worsens_on)
    assert view.citation.startswith("cn/labour-contract-law#")
    assert view.if_nobody
    assert view.about == finding_page(people.chen, finding.pk).about


def test_a_later_check_up_finds_the_task_already_open(people: People) -> None:
    finding = done(people).findings.get(code="contract.missing")
    task = finding_to_task(by=people.chen, finding_id=finding.pk, at=AT)
    later = checkup_organisation(
        by=people.chen, organisation_id=people.factory.pk, on=ON + DAY, at=AT + DAY
    )
    again = later.findings.get(code="contract.missing")
    assert finding_to_task(by=people.chen, finding_id=again.pk, at=AT + DAY) == task


def test_the_same_finding_day_after_day_is_one_event_and_keeps_its_answer(people: People) -> None:
    done(people)
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    mine = findings_about_me(people.li)[0]
    assert mine.event_id
    take_stance(by=people.li, event_id=mine.event_id, kind="confirmed", words="", at=AT)
    count = Event.objects.filter(type="checkup.found").count()
    checkup_organisation(
        by=people.chen, organisation_id=people.factory.pk, on=ON + DAY, at=AT + DAY
    )
    assert Event.objects.filter(type="checkup.found").count() == count
    assert len(findings_about_me(people.li)) > 0
    assert findings_about_me(people.li)[0].stances


def test_what_the_latest_check_up_no_longer_finds_is_no_longer_shown(people: People) -> None:
    done(people)
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    assert "contract.missing" in {view.code for view in findings_about_me(people.li)}
    put_right = [(*FIRM[0][:4], "已签", "2025-10-01", "2028-09-30", *FIRM[0][7:]), FIRM[1]]
    imported(people.chen, people.factory, put_right, header=HEADER, at=AT + DAY)
    checkup_organisation(by=people.chen, organisation_id=people.factory.pk, on=ON, at=AT + DAY)
    assert "contract.missing" not in {view.code for view in findings_about_me(people.li)}


def test_settling_needs_a_reason_unless_it_is_fixed(people: People) -> None:
    finding = done(people).findings.get(code="contract.missing")
    for settlement, words in (("not_so", " "), ("later", ""), ("forgotten", "x")):
        with pytest.raises(Refused):
            finding_settle(
                by=people.chen, finding_id=finding.pk, settlement=settlement, words=words, at=AT
            )
    finding_settle(
        by=people.hr, finding_id=finding.pk, settlement="not_so", words="合同在档案室", at=AT
    )
    view = finding_page(people.chen, finding.pk)
    assert (view.settlement, view.settlement_label) == ("not_so", "经核实不属实")
    event = Event.objects.get(type="checkup.settled")
    assert event.about_id == finding.event_id
    assert "档案室".encode() not in bytes(event.payload)


def test_erasing_a_person_erases_what_was_found_about_them(people: People) -> None:
    checkup = done(people)
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    person = findings_about_me(people.li)[0].person_id
    assert person
    request_erasure(by=people.li, person_id=person, retain_until=ON, at=AT)
    told = result_of(people.chen, checkup.pk)
    assert "李师傅" not in repr(told)
    assert "何大姐" in repr(told)
    page = checkup_page(people.chen, checkup.pk)
    assert next(view.details for view in page.findings if view.person_id == person) == {}


def test_findings_are_filtered_and_paged(people: People) -> None:
    checkup = done(people)
    page = checkup_page(people.chen, checkup.pk, per_page=1, page=99)
    assert (page.page, len(page.findings)) == (page.pages, 1)
    assert page.pages == page.total
    only = checkup_page(people.chen, checkup.pk, code="contract.missing", severity="high")
    assert {view.code for view in only.findings} == {"contract.missing"}
    assert page.report["place_name"]
    assert page.checkup.totals == checkup.totals


def test_what_is_no_workbook_or_no_place_is_refused(people: People, settings: Any) -> None:
    with pytest.raises(Refused):
        uploaded(people, place="777777")
    settings.UPLOAD_LIMIT = 10
    with pytest.raises(Refused):
        uploaded(people)
    assert not Checkup.objects.exists()


def test_a_large_file_waits_for_the_worker_and_is_deleted_in_time(
    people: People, settings: Any
) -> None:
    settings.CHECKUP_AT_ONCE = 1
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    checkup = uploaded(people)
    assert checkup.state == "queued"
    assert run_queued(checkup_id=checkup.pk, at=AT).state == "done"
    assert run_queued(checkup_id=checkup.pk, at=AT).state == "done"
    assert checkup_page(people.chen, checkup.pk).total
    kept = delete_expired_uploads(on=AT.date() + timedelta(days=settings.UPLOAD_DAYS))
    assert kept == 1  # so long it can be given back with its problems
    assert not [path for path in settings.UPLOADS.rglob("*") if path.is_file()]
    assert checkups_of(people.chen, people.factory.pk)[0].state == "done"


def test_a_queued_file_that_is_gone_ends_in_plain_words(people: People, settings: Any) -> None:
    settings.CHECKUP_AT_ONCE = 1
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    checkup = uploaded(people)
    for path in settings.UPLOADS.rglob("*.sealed"):
        path.unlink()
    assert run_queued(checkup_id=checkup.pk, at=AT).state == "failed"
    row = checkups_of(people.chen, people.factory.pk)[0]
    assert "重新上传" in row.failure


def test_an_inspector_of_another_firm_is_a_stranger_here(people: People) -> None:
    checkup = done(people)
    with pytest.raises(NotFound):
        checkup_page(people.wang, checkup.pk)


def test_a_role_without_the_right_is_told_so(people: People) -> None:
    from gongyue.apps.registry.roles import Role
    from tests.apps.people import grant, office

    union = office(people.operator, "示例工会", "union")
    grant(people.operator, union, people.sun, Role.REPRESENTATIVE)
    with pytest.raises(NotAllowed):
        checkups_of(people.sun, union.pk)


@pytest.mark.parametrize(
    "broken",
    [
        {"amount_fen": -1},
        {"severity": "awful"},
        {"status": ""},
        {"is_undecided": True},
        {"settlement": "fixed"},
        {"settled_at": AT},
    ],
)
def test_the_database_holds_the_rules(people: People, broken: dict) -> None:
    finding = done(people).findings.get(code="contract.missing")
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckupFinding.objects.filter(pk=finding.pk).update(**broken)


def test_queries_do_not_grow_with_the_findings(
    people: People, django_assert_max_num_queries: Any
) -> None:
    checkup = done(people)
    with django_assert_max_num_queries(7):
        checkup_page(people.chen, checkup.pk)


def test_a_killed_check_up_is_run_again_or_ends(people: People, settings: Any) -> None:
    settings.CHECKUP_AT_ONCE = 1
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    checkup = uploaded(people)
    Checkup.objects.update(state="running")
    with pytest.raises(Refused):
        checkup_restart(by=people.chen, checkup_id=checkup.pk, at=AT + timedelta(seconds=599))
    with pytest.raises(NotFound):
        checkup_restart(by=people.sun, checkup_id=checkup.pk, at=AT + DAY)
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    checkup_restart(by=people.chen, checkup_id=checkup.pk, at=AT + timedelta(seconds=600))
    checkup.refresh_from_db()
    assert checkup.state == "done"
    with pytest.raises(Refused):
        checkup_restart(by=people.chen, checkup_id=checkup.pk, at=AT + DAY)


def test_a_killed_check_up_without_its_file_ends(people: People, settings: Any) -> None:
    settings.CHECKUP_AT_ONCE = 1
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    checkup = uploaded(people)
    last = AT.date() + timedelta(days=settings.UPLOAD_DAYS)
    delete_expired_files(on=last - timedelta(days=1))
    assert checkups_of(people.chen, people.factory.pk)[0].state == "queued"
    delete_expired_files(on=last)
    row = checkups_of(people.chen, people.factory.pk)[0]
    assert (row.state, row.failure) == ("failed", "上传的文件已被删除，请重新上传。")
    assert not [path for path in settings.UPLOADS.rglob("*") if path.is_file()]
    Checkup.objects.update(state="running")
    assert checkup_restart(by=people.chen, checkup_id=checkup.pk, at=AT + DAY).state == "failed"


def expiring(people: People) -> CheckupFinding:
    return done(people).findings.exclude(worsens_on=None).order_by("position")[0]


def test_the_firms_own_day_stands_beside_the_laws(people: People) -> None:
    finding = expiring(people)
    own = AT.date() + timedelta(days=2)
    assert finding.worsens_on != own
    finding_to_task(by=people.chen, finding_id=finding.pk, at=AT, due_on=own)
    (view,) = inbox(people.hr, on=AT.date())
    assert (view.due_on, view.law_due_on) == (own, finding.worsens_on)
    assert view.citation and str(finding.worsens_on) in view.if_nobody


@pytest.mark.parametrize("chosen", [False, True])
def test_the_laws_day_keeps_its_citation(people: People, chosen: bool) -> None:
    finding = expiring(people)
    at = AT - timedelta(days=60)
    day = {"due_on": finding.worsens_on} if chosen else {}
    finding_to_task(by=people.chen, finding_id=finding.pk, at=at, **day)
    (view,) = inbox(people.hr, on=at.date())
    assert (view.due_on, view.law_due_on) == (finding.worsens_on, None)
    assert view.citation


def test_a_day_nobodys_law_set_cites_none(people: People) -> None:
    finding = done(people).findings.filter(worsens_on=None, is_undecided=False)[0]
    finding_to_task(by=people.chen, finding_id=finding.pk, at=AT, due_on=AT.date())
    (view,) = inbox(people.hr, on=AT.date())
    assert (view.due_on, view.law_due_on, view.citation) == (AT.date(), None, "")
    assert "自己定" in view.if_nobody


def test_a_finding_is_given_to_a_colleague(people: People) -> None:
    finding = done(people).findings.filter(is_undecided=False)[0]
    finance = Membership.objects.get(user=people.finance).pk
    finding_to_task(by=people.hr, finding_id=finding.pk, at=AT, assignee=finance)
    assert [view.is_mine for view in inbox(people.finance, on=AT.date())] == [True]
    assert not inbox(people.hr, on=AT.date())


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"due_on": AT.date() - timedelta(days=1)}, "due_on"),
        ({"assignee": 0}, "assignee"),
        ({"role": "inspector"}, "role"),
    ],
)
def test_a_task_of_a_finding_is_refused(people: People, facts: Any, field: str) -> None:
    finding = done(people).findings.filter(is_undecided=False)[0]
    with pytest.raises(Refused) as refusal:
        finding_to_task(by=people.chen, finding_id=finding.pk, at=AT, **facts)
    assert refusal.value.field == field
    assert not inbox(people.chen, on=AT.date())


@pytest.mark.parametrize("at_once", [True, False])
def test_hidden_rows_count_when_asked(people: People, settings: Any, at_once: bool) -> None:
    settings.CHECKUP_AT_ONCE = 1 << 20 if at_once else 1
    content = hidden_sheet()
    facts = {"organisation_id": people.factory.pk, "content": content, "name": "册.xlsx"}
    told = []
    for include in (False, True):
        checkup = checkup_upload(by=people.chen, **facts, on=ON, at=AT, include_hidden=include)
        checkup.refresh_from_db()
        told.append(checkup.totals["people"]["all"])
    assert told == [1, 2]


def hidden_sheet() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("花名册")
        for number, line in enumerate([HEADER, *FIRM]):
            sheet.write_row(number, 0, line)
        sheet.set_row(2, None, None, {"hidden": True})
    return out.getvalue()
