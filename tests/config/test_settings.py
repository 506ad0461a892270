"""Settings from the environment, the key file, logs and headers."""

from __future__ import annotations

import base64
import json
import logging
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from gongyue.config.env import BadSetting, envbool, envint, envlist, postgres_from_url
from gongyue.config.keys import derived, key_id, load_keys, new_key_text
from gongyue.config.logs import JsonLines
from gongyue.config.middleware import ContentSecurity
from gongyue.config.settings import base


def test_yes_no_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    for word, meaning in {"1": True, "Yes": True, "off": False, "": False}.items():
        monkeypatch.setenv("GONGYUE_HTTPS", word)
        assert envbool("GONGYUE_HTTPS") is meaning
    monkeypatch.setenv("GONGYUE_HTTPS", "perhaps")
    with pytest.raises(BadSetting):
        envbool("GONGYUE_HTTPS")


def test_numbers_and_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGYUE_HOSTS", "a.example, ,b.example")
    assert envlist("GONGYUE_HOSTS") == ["a.example", "b.example"]
    monkeypatch.setenv("GONGYUE_UPLOAD_DAYS", "ten")
    with pytest.raises(BadSetting):
        envint("GONGYUE_UPLOAD_DAYS", 30)
    for number in ("0", "-5", "99999999"):
        monkeypatch.setenv("GONGYUE_UPLOAD_DAYS", number)
        with pytest.raises(BadSetting, match="1 to 36500"):
            envint("GONGYUE_UPLOAD_DAYS", 30, least=1, most=36_500)


def test_the_worker_tells_of_failures_only() -> None:
    """The command of the queue raises the level of its loggers to INFO: the handler holds."""
    for name in ("django_tasks", "django_tasks_db"):
        (handler,) = base.LOGGING["loggers"][name]["handlers"]
        assert base.LOGGING["handlers"][handler]["level"] == "WARNING"


def test_a_database_url_becomes_settings() -> None:
    found = postgres_from_url("postgresql://gong:p%40ss@db.example:5433/city?sslmode=require")
    assert found["NAME"] == "city"
    assert found["PASSWORD"] == "p@ss"
    assert (found["HOST"], found["PORT"]) == ("db.example", 5433)
    assert found["OPTIONS"] == {"sslmode": "require"}
    for bad in ("mysql://x/y", "postgresql://host"):
        with pytest.raises(BadSetting):
            postgres_from_url(bad)


def test_the_key_file_is_made_once_and_only_the_owner_reads_it(tmp_path: Path) -> None:
    first = load_keys(tmp_path)
    assert load_keys(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "system.key").stat().st_mode) == 0o600


def test_a_key_file_others_can_read_is_refused(tmp_path: Path) -> None:
    load_keys(tmp_path)
    (tmp_path / "system.key").chmod(0o644)
    with pytest.raises(BadSetting):
        load_keys(tmp_path)


def test_keys_from_the_environment_newest_first(tmp_path: Path) -> None:
    texts = [new_key_text(), new_key_text()]
    keys = load_keys(tmp_path, ",".join(texts))
    assert keys == [base64.urlsafe_b64decode(text) for text in texts]
    assert not list(tmp_path.iterdir())
    for bad in ("c2hvcnQ=", "not base64 at all!", ",", "äöü"):
        with pytest.raises(BadSetting):
            load_keys(tmp_path, bad)


def test_no_key_does_two_jobs() -> None:
    key = bytes(32)
    assert len({derived(key, "a"), derived(key, "b"), key}) == 3
    assert bytes.fromhex(key_id(key)) not in key


@pytest.mark.parametrize("name", ["demo", "embedded"])
def test_every_installation_starts(name: str, tmp_path: Path) -> None:
    assert _check(name, tmp_path).returncode == 0


def test_the_scaled_system_insists_on_postgresql(tmp_path: Path) -> None:
    assert "DATABASE_URL" in _check("scaled", tmp_path).stderr
    city = {"DATABASE_URL": "postgresql://nobody@127.0.0.1/none"}
    assert _check("scaled", tmp_path, city).returncode == 0


def _check(name: str, home: Path, more: dict[str, str] | None = None) -> Any:
    code = (
        "import django; django.setup(); from django.conf import settings as s; "
        f"assert s.DEMO is {name == 'demo'}; assert s.TIME_ZONE == 'Asia/Shanghai'; "
        "assert s.SESSION_COOKIE_SECURE is s.HTTPS"
    )
    plain = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "GONGYUE_KEY"}}
    env = {
        **plain,
        "DJANGO_SETTINGS_MODULE": f"gongyue.config.settings.{name}",
        "GONGYUE_HOME": str(home),
        **(more or {}),
    }
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)


def test_a_log_line_carries_no_query_no_address_and_no_message_of_an_error() -> None:
    try:
        raise ValueError("身份证 430102198803071012")
    except ValueError:
        record = logging.getLogger("gongyue").makeRecord(
            "gongyue", logging.ERROR, "f", 1, "GET /people?name=%s", ("李师傅",), sys.exc_info()
        )
    record.rows = 7
    record.client = "192.0.2.1"
    line = JsonLines().format(record)
    assert json.loads(line)["rows"] == 7
    for secret in ("李师傅", "430102", "192.0.2.1"):
        assert secret not in line


def test_every_answer_carries_a_strict_policy_with_its_own_nonce() -> None:
    answer = ContentSecurity(lambda request: HttpResponse(request.csp_nonce))
    pages = [answer(RequestFactory().get("/")) for _ in range(2)]
    for page in pages:
        policy = page["Content-Security-Policy"]
        assert f"'nonce-{page.content.decode()}'" in policy
        script = next(part for part in policy.split("; ") if part.startswith("script-src"))
        assert "unsafe" not in script
    assert pages[0].content != pages[1].content
