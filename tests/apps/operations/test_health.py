"""The health of the system: each check can go bad, and says what to do."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils.timezone import now

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.operations import database, outside, storage, work
from gongyue.apps.operations.checks import CHECKS, Check, Health, Level, examine, worst
from gongyue.apps.operations.selectors import health_of_system, is_serving
from tests.cast import Cast, bring_to_life

pytestmark = pytest.mark.django_db


def test_every_check_speaks_and_knows_a_way_out() -> None:
    findings = examine(now())
    assert [finding.name for finding in findings] == list(CHECKS)
    assert all(finding.words for finding in findings)
    assert all(finding.way_out for finding in findings if finding.level != "ok")


def test_a_check_that_breaks_is_a_finding_and_the_others_are_heard() -> None:
    def broken(at: datetime) -> Health:
        raise RuntimeError("李师傅 13900001001")

    odd = Check(name="odd", label="怪", look=broken)
    found = examine(now(), [odd, CHECKS["database"]])
    assert [finding.level for finding in found] == ["bad", "ok"]
    assert "13900001001" not in str(found)
    assert worst(found) == "bad"


def test_missing_guards_of_the_stream_are_bad() -> None:
    assert database.cannot_be_changed(now()).level == Level.OK
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE registry_event DISABLE TRIGGER registry_event_no_change")
        else:
            cursor.execute("DROP TRIGGER registry_event_no_update")
    assert database.cannot_be_changed(now()).level == Level.BAD


def test_a_database_of_a_newer_version_is_bad() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)",
            ["registry", "9999_from_the_future", now()],
        )
    assert "比程序新" in database.is_up_to_date(now()).words
    assert not is_serving(now())


def test_a_key_others_can_read_is_bad(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GONGYUE_KEY", raising=False)
    settings.HOME = tmp_path
    assert "找不到" in storage.key_is_private(now()).words
    key = tmp_path / "system.key"
    key.write_text("x")
    key.chmod(0o644)
    assert storage.key_is_private(now()).level == Level.BAD
    key.chmod(0o600)
    assert storage.key_is_private(now()).level == Level.OK


def test_a_full_disk_is_bad(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 100 << 20})
    monkeypatch.setattr(storage.shutil, "disk_usage", lambda path: usage)
    found = storage.has_room(now())
    assert found.level == Level.BAD and "100 MB" in found.words


def test_an_old_copy_is_to_be_looked_at(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    assert storage.was_copied(now()).level == Level.WARN
    mark = tmp_path / storage.COPIED
    mark.touch()
    assert storage.was_copied(now()).level == Level.OK
    old = (now() - timedelta(days=9)).timestamp()
    os.utime(mark, (old, old))
    assert "9 天前" in storage.was_copied(now()).words


def test_reached_from_elsewhere_without_https_is_bad(settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.HTTPS = ["localhost"], False
    assert outside.speaks_https(now()).level == Level.OK
    settings.ALLOWED_HOSTS = ["localhost", "gongyue.example.org"]
    assert outside.speaks_https(now()).level == Level.BAD
    settings.HTTPS = True
    assert outside.speaks_https(now()).level == Level.OK
    settings.DEBUG = True
    assert outside.speaks_https(now()).level == Level.BAD


def test_work_that_waits_and_work_that_failed(settings: Any) -> None:
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    assert work.round_was_made(now()).level == Level.WARN
    row = _queued()
    assert work.is_done(now()).level == Level.OK
    DBTaskResult.objects.filter(pk=row.pk).update(enqueued_at=now() - timedelta(minutes=11))
    assert work.is_done(now()).level == Level.BAD
    DBTaskResult.objects.filter(pk=row.pk).update(status="FAILED", finished_at=now())
    assert work.did_not_fail(now()).level == Level.WARN
    DBTaskResult.objects.filter(pk=row.pk).update(status="SUCCESSFUL")
    assert work.round_was_made(now()).level == Level.OK


def _queued() -> Any:
    from django_tasks_db.models import DBTaskResult, get_date_max

    return DBTaskResult.objects.create(
        task_path=work.ROUND,
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=get_date_max(),
        status="READY",
    )


def test_the_daily_round_has_the_path_it_is_looked_for_under() -> None:
    from gongyue.apps.tasks.tasks import tell_what_is_overdue

    assert tell_what_is_overdue.module_path == work.ROUND


@pytest.fixture
def cast(db: None) -> Cast:
    return bring_to_life()


def test_the_report_is_for_the_operator_only(cast: Cast) -> None:
    assert health_of_system(cast.operator, at=now())
    for other in (cast.stranger, cast.enterprise, cast.regulator):
        with pytest.raises(NotFound):
            health_of_system(other, at=now())


def test_whoever_watches_learns_one_word(client: Client) -> None:
    answer = client.get("/health/")
    assert answer.status_code == 200 and answer.json() == {"status": "ok"}


def test_whoever_watches_learns_that_it_is_bad(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongyue.portals.public.health.is_serving", lambda at: False)
    answer = client.get("/health/")
    assert answer.status_code == 503 and answer.json() == {"status": "bad"}
