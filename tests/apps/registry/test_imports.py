"""Import: plan, start, compare, discard, restart."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.registry.files import FileGone, read_file
from gongyue.apps.registry.models import Employment, Event, ImportBatch, Person
from gongyue.apps.registry.selectors.batches import batch_page, batches_of
from gongyue.apps.registry.selectors.people import people_of_organisation
from gongyue.apps.registry.selectors.workbooks import workbook_of_records
from gongyue.apps.registry.services import imports
from gongyue.apps.registry.services.imports import (
    delete_expired_files,
    import_discard,
    import_plan,
    import_replan,
    import_restart,
    import_start,
    run_import,
)
from tests.apps.people import (
    DAY,
    HE,
    HEADER,
    HOUR,
    LI,
    PAY_HEADER,
    ROSTER,
    People,
    imported,
    table,
)
from tests.cast import AT, identity_number

pytestmark = pytest.mark.django_db
PAY = (("李师傅", LI, "2026-01", "4200", "3800"), ("李师傅", LI, "2026-02", "4200", "3800"))


def planned(people: People, rows: Any = ROSTER, header: Any = HEADER) -> ImportBatch:
    return import_plan(
        by=people.chen,
        organisation_id=people.factory.pk,
        content=table(rows, header),
        name="花名册.csv",
        at=AT,
    )


def names(people: People) -> list[str]:
    return [row.name for row in people_of_organisation(people.chen, people.factory.pk).rows]


def test_a_plan_shows_columns_and_counts_and_writes_nothing(people: People) -> None:
    plan = planned(people)
    page = batch_page(people.chen, plan.pk, at=AT)
    assert page.sheets[0]["role"] == "roster"
    assert page.sheets[0]["mapping"]["B"] == "id_number"
    assert page.sheets[0]["headers"]["B"] == "身份证号"
    assert (page.counts["people_new"], page.counts["rows_new"]) == (2, 2)
    assert not Person.objects.exists()
    assert not Event.objects.filter(type="employment.recorded").exists()


def test_an_import_makes_people_employments_and_declared_events(people: People) -> None:
    batch = imported(people.chen, people.factory)
    assert batch.state == "done"
    assert sorted(names(people)) == sorted(["李师傅", "何大姐"])
    event = Event.objects.filter(type="employment.recorded", row=2).get()
    assert (event.standing, event.source, event.actor) == ("declared", "import", people.chen)
    assert (event.batch, event.sheet, event.occurred_on) == (batch, 0, date(2023, 5, 4))
    employment = Employment.objects.get(department="装配车间")
    assert (employment.post, employment.hired_on) == ("钳工", date(2023, 5, 4))
    assert Event.objects.filter(type="import.completed", batch=batch).count() == 1


def test_neither_name_nor_number_nor_wage_rests_in_clear(people: People) -> None:
    imported(people.chen, people.factory)
    for model in (Person, Employment, Event, ImportBatch):
        for row in model.objects.values():
            stored = b"".join(
                bytes(v) if isinstance(v, (bytes, memoryview)) else str(v).encode()
                for v in row.values()
            )
            for secret in ("李师傅", LI, "13900001001", "4200"):
                assert secret.encode() not in stored, (model, secret)


def test_the_same_file_again_changes_nothing(people: People) -> None:
    imported(people.chen, people.factory)
    before = Event.objects.filter(type="employment.recorded").count()
    batch = imported(people.chen, people.factory, at=AT + HOUR)
    assert batch.counts["people_same"] == 2
    assert batch.counts["rows_new"] == 0
    assert Event.objects.filter(type="employment.recorded").count() == before


def test_a_changed_row_restates_the_person_and_the_old_row_stays_in_the_stream(
    people: People,
) -> None:
    imported(people.chen, people.factory)
    changed = [(*ROSTER[0][:4], "班长", *ROSTER[0][5:]), ROSTER[1]]
    batch = imported(people.chen, people.factory, changed, at=AT + HOUR)
    assert (batch.counts["people_changed"], batch.counts["people_same"]) == (1, 1)
    assert Employment.objects.get(department="装配车间").post == "班长"
    assert Event.objects.filter(type="employment.recorded").count() == 3
    book = workbook_of_records(people.chen, people.factory.pk)
    posts = {str(row.values.get("post")) for sheet in book.sheets for row in sheet.rows}
    assert posts == {"班长", "包装工"}


def test_who_is_missing_from_a_new_roster_is_counted_not_dismissed(people: People) -> None:
    imported(people.chen, people.factory)
    batch = imported(people.chen, people.factory, ROSTER[:1], at=AT + HOUR)
    assert batch.counts["people_absent"] == 1
    assert len(names(people)) == 2


def test_months_are_added_and_one_month_is_restated(people: People) -> None:
    imported(people.chen, people.factory)
    imported(people.chen, people.factory, PAY[:1], header=PAY_HEADER, name="工资.csv", at=AT + HOUR)
    both = [(*PAY[0][:3], "4300", "3900"), PAY[1]]
    batch = imported(
        people.chen, people.factory, both, header=PAY_HEADER, name="工资.csv", at=AT + 2 * HOUR
    )
    assert (batch.counts["rows_new"], batch.counts["rows_replaced"]) == (2, 1)
    book = workbook_of_records(people.chen, people.factory.pk)
    gross = [r.values["gross"] for s in book.sheets if s.role == "payroll" for r in s.rows]
    assert sorted(gross) == [Decimal(4200), Decimal(4300)]
    assert len(names(people)) == 2


def test_a_table_without_numbers_finds_the_one_person_of_that_name(people: People) -> None:
    imported(people.chen, people.factory)
    batch = imported(
        people.chen,
        people.factory,
        [("李师傅", "2026-01", "4200")],
        header=("姓名", "月份", "应发工资"),
        name="工资.csv",
        at=AT + HOUR,
    )
    assert batch.counts.get("people_new", 0) == 0
    book = workbook_of_records(people.chen, people.factory.pk)
    li = next(person for person in book.people if person.name == "李师傅")
    assert any("按姓名" in doubt for doubt in li.doubts)


def test_of_two_namesakes_nobody_is_guessed(people: People) -> None:
    other = identity_number(born="19700101", sequence=777)
    rows = [ROSTER[0], ("李师傅", other, "", "包装车间", "包装工", "2022-01-01", "4000")]
    imported(people.chen, people.factory, rows)
    batch = imported(
        people.chen,
        people.factory,
        [("李师傅", "2026-01", "4200")],
        header=("姓名", "月份", "应发工资"),
        name="工资.csv",
        at=AT + HOUR,
    )
    assert batch.counts["people_unclear"] == 1
    assert not Event.objects.filter(type="pay.recorded").exists()
    codes = {problem["code"] for problem in batch_page(people.chen, batch.pk, at=AT).problems}
    assert "person.unclear" in codes


def test_a_person_is_one_in_the_whole_city(people: People) -> None:
    imported(people.chen, people.factory)
    imported(people.wang, people.platform, [ROSTER[0]], name="骑手.csv")
    assert Person.objects.count() == 2
    person = Person.objects.get(employments__organisation=people.platform)
    assert person.employments.count() == 2


def test_a_wrong_number_is_the_firms_own_affair(people: People) -> None:
    wrong = LI[:-1] + ("0" if LI[-1] != "0" else "1")
    rows = [("李师傅", wrong, *ROSTER[0][2:])]
    imported(people.chen, people.factory, rows)
    imported(people.wang, people.platform, rows)
    assert Person.objects.count() == 2
    assert not Person.objects.exclude(id_hash=None).exists()
    again = imported(people.chen, people.factory, rows, at=AT + HOUR)
    assert again.counts["people_same"] == 1


def test_somebody_hired_again_gets_a_second_employment(people: People) -> None:
    header = (*HEADER, "离职日期")
    imported(people.chen, people.factory, [(*ROSTER[0], "2024-01-31")], header=header)
    assert names(people) == []
    back = [(*ROSTER[0][:5], "2025-03-01", "5000")]
    imported(people.chen, people.factory, back, at=AT + HOUR)
    held = Employment.objects.order_by("hired_on").values_list("hired_on", "has_left")
    assert list(held) == [(date(2023, 5, 4), True), (date(2025, 3, 1), False)]
    assert Person.objects.count() == 1


def test_a_day_of_leaving_before_the_first_day_is_named_and_left_out(people: People) -> None:
    header = (*HEADER, "离职日期")
    batch = imported(people.chen, people.factory, [(*ROSTER[0], "2020-01-31")], header=header)
    assert batch.state == "done"
    codes = {problem["code"] for problem in batch_page(people.chen, batch.pk, at=AT).problems}
    assert "left.before_hired" in codes
    assert Employment.objects.get().left_on is None


def test_columns_can_be_mapped_by_hand_before_the_start(people: People) -> None:
    plan = planned(people, header=(*HEADER[:4], "干啥的", *HEADER[5:]))
    sheet = batch_page(people.chen, plan.pk, at=AT).sheets[0]["name"]
    import_replan(by=people.chen, batch_id=plan.pk, overrides={sheet: {"E": "post"}}, at=AT)
    assert batch_page(people.chen, plan.pk, at=AT).sheets[0]["mapping"]["E"] == "post"
    import_start(by=people.chen, batch_id=plan.pk, at=AT)
    assert Employment.objects.get(department="装配车间").post == "钳工"
    with pytest.raises(Refused):
        import_replan(by=people.chen, batch_id=plan.pk, overrides={}, at=AT)


def test_only_the_firms_own_people_import(people: People) -> None:
    content = table(ROSTER)
    for user, error in (
        (people.sun, NotFound),
        (people.wang, NotFound),
        (people.zhou, NotFound),
        (people.li, NotFound),
        (people.finance, NotAllowed),
    ):
        with pytest.raises(error):
            import_plan(
                by=user, organisation_id=people.factory.pk, content=content, name="x", at=AT
            )
    plan = planned(people)
    for act in (import_start, import_discard, import_restart):
        with pytest.raises(NotFound):
            act(by=people.sun, batch_id=plan.pk, at=AT)
    for ask in (
        lambda: batch_page(people.sun, plan.pk, at=AT),
        lambda: batches_of(people.sun, people.factory.pk),
    ):
        with pytest.raises(NotFound):
            ask()
    assert [row.batch_id for row in batches_of(people.hr, people.factory.pk)] == [plan.pk]


def test_an_office_has_no_roster_to_import(people: People) -> None:
    with pytest.raises(NotAllowed):
        import_plan(by=people.zhou, organisation_id=people.bureau.pk, content=b"x", name="x", at=AT)


def test_what_is_no_workbook_is_refused_and_leaves_no_trace(people: People, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 10
    with pytest.raises(Refused):
        planned(people)
    settings.UPLOAD_LIMIT = 1 << 20
    with pytest.raises(Refused) as refusal:
        import_plan(
            by=people.chen,
            organisation_id=people.factory.pk,
            content=b"\x00" * 99,
            name="x.xlsx",
            at=AT,
        )
    assert refusal.value.field == "file"
    assert not ImportBatch.objects.exists()


def test_a_batch_runs_once_however_often_it_is_called(people: People) -> None:
    batch = imported(people.chen, people.factory)
    count = Event.objects.count()
    assert run_import(batch_id=batch.pk, at=AT).state == "done"
    with pytest.raises(Refused):
        import_restart(by=people.chen, batch_id=batch.pk, at=AT + DAY)
    assert Event.objects.count() == count


def test_a_discarded_plan_cannot_start_and_its_file_is_gone(people: People) -> None:
    plan = planned(people)
    import_discard(by=people.chen, batch_id=plan.pk, at=AT)
    import_start(by=people.chen, batch_id=plan.pk, at=AT)
    plan.refresh_from_db()
    assert plan.state == "discarded"
    assert not Person.objects.exists()
    with pytest.raises(FileGone):
        read_file("imports", plan.pk, plan.file_key_wrapped)


def test_a_large_file_goes_to_the_worker(people: People, settings: Any) -> None:
    settings.IMPORT_AT_ONCE = 1
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    plan = planned(people)
    assert import_start(by=people.chen, batch_id=plan.pk, at=AT).state == "queued"
    assert not Person.objects.exists()
    assert run_import(batch_id=plan.pk, at=AT).state == "done"


def test_a_run_that_was_killed_can_be_restarted_or_discarded_but_not_a_living_one(
    people: People,
) -> None:
    plan = planned(people)
    ImportBatch.objects.update(state="running", started_at=AT, seen_alive_at=AT)
    assert not batch_page(people.chen, plan.pk, at=AT + timedelta(seconds=119)).is_stuck
    for act in (import_restart, import_discard):
        with pytest.raises(Refused):
            act(by=people.chen, batch_id=plan.pk, at=AT + timedelta(seconds=119))
    assert batch_page(people.chen, plan.pk, at=AT + timedelta(seconds=120)).is_stuck
    import_restart(by=people.chen, batch_id=plan.pk, at=AT + timedelta(seconds=120))
    plan.refresh_from_db()
    assert plan.state == "done"


def test_a_run_that_woke_up_late_writes_nothing(people: People, monkeypatch: Any) -> None:
    plan = planned(people)
    seal = imports._sealed

    def restarted_meanwhile(changes: Any, progress: Any) -> Any:
        ImportBatch.objects.update(started_at=AT + HOUR)
        return seal(changes, progress)

    monkeypatch.setattr(imports, "_sealed", restarted_meanwhile)
    assert import_start(by=people.chen, batch_id=plan.pk, at=AT).state == "failed"
    assert not Person.objects.exists()


def test_a_failure_says_why_and_leaves_nothing(people: People, monkeypatch: Any) -> None:
    plan = planned(people)

    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("李师傅 broke it")

    with monkeypatch.context() as patch:
        patch.setattr(Event.objects, "bulk_create", broken)
        with pytest.raises(RuntimeError):
            import_start(by=people.chen, batch_id=plan.pk, at=AT)
    plan.refresh_from_db()
    assert plan.state == "failed"
    assert "李师傅" not in plan.failure
    assert not Person.objects.exists()
    import_restart(by=people.chen, batch_id=plan.pk, at=AT + HOUR)
    assert Person.objects.count() == 2


def test_when_the_records_move_meanwhile_the_import_is_computed_again(
    people: People, monkeypatch: Any
) -> None:
    plan = planned(people)
    seal, once = imports._sealed, []

    def moved_meanwhile(changes: Any, progress: Any) -> Any:
        if not once:
            once.append(1)
            monkeypatch.setattr(imports, "_sealed", seal)
            imported(people.hr, people.factory, ROSTER[:1], name="抢先.csv")
        return seal(changes, progress)

    monkeypatch.setattr(imports, "_sealed", moved_meanwhile)
    batch = import_start(by=people.chen, batch_id=plan.pk, at=AT + HOUR)
    assert batch.state == "done"
    assert batch.counts["people_same"] == 1
    assert Person.objects.count() == 2


def test_uploaded_files_rest_sealed_and_go_after_their_time(people: People, settings: Any) -> None:
    plan = planned(people)
    files = [path for path in settings.UPLOADS.rglob("*") if path.is_file()]
    assert len(files) == 1
    assert LI.encode() not in files[0].read_bytes()
    assert read_file("imports", plan.pk, plan.file_key_wrapped) == table(ROSTER)
    last = AT.date() + timedelta(days=settings.UPLOAD_DAYS)
    assert delete_expired_files(on=last - timedelta(days=1)) == 0
    assert delete_expired_files(on=last) == 1
    assert not files[0].exists()
    with pytest.raises(Refused):
        import_replan(by=people.chen, batch_id=plan.pk, overrides={}, at=AT)


def test_queries_do_not_grow_with_the_file(
    people: People, django_assert_max_num_queries: Any
) -> None:
    rows = [
        (
            f"工人{n}",
            identity_number(born="19900101", sequence=n),
            "",
            "车间",
            "工",
            "2024-01-01",
            "4000",
        )
        for n in range(1, 401)
    ]
    plan = planned(people, rows)
    with django_assert_max_num_queries(67):
        import_start(by=people.chen, batch_id=plan.pk, at=AT)
    assert Person.objects.count() == 400


def test_he_is_left_alone(people: People) -> None:
    imported(people.chen, people.factory)
    page = people_of_organisation(people.chen, people.factory.pk, search=HE)
    assert [row.name for row in page.rows] == ["何大姐"]
