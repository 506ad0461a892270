"""Forms that survive a dead line: done once, and never over somebody's head."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongyue.apps.accounts.models import SentForm
from gongyue.apps.accounts.sending import begin_sending, end_sending, forget_sent_forms, was_done
from gongyue.apps.registry.models import Event
from gongyue.apps.registry.services.stances import take_stance
from tests.cast import AT, Cast
from tests.portals.conftest import Browse
from tests.portals.enterprise.examples import EXAMPLES
from tests.portals.worker.examples import record_number


def _hidden(page: Any) -> dict[str, str]:
    form = BeautifulSoup(page.content, "html.parser").select_one("form[data-draft]")
    fields = form.select("input[type=hidden]")
    return {field["name"]: field["value"] for field in fields if field["name"] in ("once", "stamp")}


@pytest.fixture
def record(cast: Cast) -> str:
    return reverse("worker:record", args=[record_number(cast)])


def _stances() -> int:
    return Event.objects.filter(type__startswith="stance.").count()


def test_the_same_form_twice_is_done_once(cast: Cast, browse: Browse, record: str) -> None:
    client = browse(cast.worker)
    answer = {**_hidden(client.get(record)), "kind": "disputed", "words": "少算两天"}
    first, second = client.post(record, answer), client.post(record, answer, follow=True)
    assert _stances() == 1
    assert first["Location"] == second.redirect_chain[0][0]
    assert "没有重复办理" in second.text


def test_a_refused_form_may_come_again_under_its_key(
    cast: Cast, browse: Browse, record: str
) -> None:
    client = browse(cast.worker)
    hidden = _hidden(client.get(record))
    assert client.post(record, {**hidden, "kind": "disputed", "words": ""}).status_code == 200
    assert client.post(record, {**hidden, "kind": "disputed", "words": "有"}).status_code == 302


def test_a_key_is_one_persons(cast: Cast) -> None:
    key = str(uuid4())
    assert begin_sending(by=cast.worker, key=key, at=AT) is None
    assert begin_sending(by=cast.stranger, key=key, at=AT) is None
    end_sending(by=cast.worker, key=key, location="/worker/")
    assert was_done(by=cast.worker, key=key) and not was_done(by=cast.stranger, key=key)


def test_a_request_that_died_does_not_block_for_ever(cast: Cast) -> None:
    begin_sending(by=cast.worker, key="k", at=AT)
    assert begin_sending(by=cast.worker, key="k", at=AT + timedelta(minutes=1)) is not None
    assert begin_sending(by=cast.worker, key="k", at=AT + timedelta(minutes=6)) is None


def test_old_keys_are_forgotten(cast: Cast) -> None:
    begin_sending(by=cast.worker, key="k", at=AT)
    assert forget_sent_forms(at=AT + timedelta(days=29)) == 0
    assert forget_sent_forms(at=AT + timedelta(days=31)) == 1
    assert not SentForm.objects.exists()


def test_an_answer_given_elsewhere_meanwhile_is_shown_beside_mine(
    cast: Cast, browse: Browse, record: str
) -> None:
    client = browse(cast.worker)
    hidden = _hidden(client.get(record))
    other = {"kind": "disputed", "words": "另一部手机写的"}
    take_stance(by=cast.worker, event_id=record_number(cast), at=AT, **other)
    mine = {**hidden, "kind": "disputed", "words": "这部手机写的"}
    page = client.post(record, mine)
    assert page.status_code == 409 and _stances() == 1
    assert "另一部手机写的" in page.text and "这部手机写的" in page.text


def test_each_field_is_chosen_without_scripts(cast: Cast, browse: Browse, record: str) -> None:
    client = browse(cast.worker)
    hidden = _hidden(client.get(record))
    number = record_number(cast)
    take_stance(by=cast.worker, event_id=number, kind="confirmed", words="", at=AT)
    page = client.post(record, {**hidden, "kind": "disputed", "words": "这部手机写的"})
    form = BeautifulSoup(page.content, "html.parser").select_one("form[data-draft-conflict]")
    sent = {field["name"]: field.get("value", "") for field in form.select("input[type=hidden]")}
    sent |= {area["name"]: area.text.strip() + "，补一句" for area in form.select("textarea")}
    sent |= {"pick-kind": "mine", "pick-words": "mine"}
    assert client.post(record, sent).status_code == 302
    latest = client.get(record).context["record"].worker
    assert (latest.kind, latest.words) == ("disputed", "这部手机写的，补一句")


def test_a_stranger_gets_no_conflict_page(cast: Cast, browse: Browse, record: str) -> None:
    client = browse(cast.stranger)
    assert client.post(record, {"stamp": "old", "kind": "confirmed"}).status_code == 404


def test_a_task_closed_by_a_colleague_is_not_closed_over_them(cast: Cast, browse: Browse) -> None:
    url = reverse("enterprise:task", kwargs=EXAMPLES["enterprise:task"](cast))
    client = browse(cast.enterprise)
    hidden = _hidden(client.get(url))
    form = {**hidden, "stamp": "0" * 16, "how": "done", "words": "离线写的"}
    page = client.post(url, form)
    assert page.status_code == 409 and "离线写的" in page.text
    sent = {**_hidden(page), "how": "done", "words": "离线写的"}
    assert client.post(url, sent).status_code == 302


def test_corrections_of_columns_show_a_colleagues_mapping(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    file = SimpleUploadedFile("花名册.csv", "姓名,备注栏,编码\n新来的,焊工,A1\n".encode())
    page = client.post(reverse("enterprise:imports"), {"file": file}, follow=True)
    batch = page.context["batch"]
    url = reverse("enterprise:import_remap", args=[batch.batch_id])
    client.post(url, {"column-0-B": "department"})
    answer = client.post(url, {**_hidden(page), "column-0-B": "post", "column-0-C": ""})
    assert answer.status_code == 409
    assert "部门" in answer.text and "岗位" in answer.text
    picked = {**_hidden(answer), "pick-column-0-B": "mine", "mine-column-0-B": "post"}
    client.post(url, picked)
    shown = client.get(reverse("enterprise:import", args=[batch.batch_id]))
    assert shown.context["batch"].sheets[0]["mapping"]["B"] == "post"
