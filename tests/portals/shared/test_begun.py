"""What was begun and not sent is filled in again, for its writer only, until it is sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from gongyue.apps.accounts.closing import close_account
from gongyue.apps.accounts.drafting import (
    KEPT_DAYS,
    LETTERS,
    MOST,
    Written,
    draft_kept,
    drafts_of,
    forget_old_drafts,
    keep_draft,
)
from gongyue.apps.accounts.models import WrittenDraft
from gongyue.apps.tasks.models import Filing
from tests.cast import AT, PLACE, Cast
from tests.portals.conftest import Browse
from tests.portals.tasks import filing_of
from tests.portals.worker.examples import record_number

WORDS = "三月的工资到今天没有发，问了两次都说下周"


@pytest.fixture
def new(cast: Cast) -> str:
    return reverse("worker:filing_new") + f"?place={PLACE}"


def _form(page: Any) -> dict[str, str]:
    """The hidden values of the form, and the first office it offers."""
    form = BeautifulSoup(page.content, "html.parser").select_one("form[data-draft]")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    return hidden | {"office": form.select_one("[name=office]")["value"]}


def _keep(client: Any, page: Any, **more: str) -> Any:
    sent = {**_form(page), "kind": "opinion.complaint", "words": WORDS, **more}
    return client.post(reverse("public:draft"), sent)


def test_it_is_filled_in_again_and_says_so(cast: Cast, browse: Browse, new: str) -> None:
    client = browse(cast.worker)
    answer = _keep(client, client.get(new))
    assert answer["Location"] == new and Filing.objects.count() == 0
    again = browse(cast.worker).get(new)  # another device
    page = BeautifulSoup(again.content, "html.parser")
    assert page.select_one("textarea[name=words]").text.strip() == WORDS
    assert page.select_one("input[name=kind][value='opinion.complaint']").has_attr("checked")
    assert "没写完的内容已经填回来了" in again.text
    assert "没写完的" in client.get(reverse("worker:matters")).text


def test_it_goes_when_the_form_is_sent_and_not_before(cast: Cast, browse: Browse, new: str) -> None:
    client = browse(cast.worker)
    page = client.get(new)
    _keep(client, page)
    sent = {**_form(page), "kind": "opinion.complaint", "words": ""}
    assert client.post(new, sent).status_code == 200 and drafts_of(cast.worker)
    assert client.post(new, {**sent, "words": WORDS}).status_code == 302
    assert not drafts_of(cast.worker)
    # The script's last word, later than the form itself.
    assert _keep(client, page).status_code == 302 and not drafts_of(cast.worker)


def test_it_can_be_dropped(cast: Cast, browse: Browse, new: str) -> None:
    client = browse(cast.worker)
    page = client.get(new)
    _keep(client, page)
    assert "写过的不要了" in client.get(new).text
    _keep(client, page, **{"draft-act": "drop"})
    assert not drafts_of(cast.worker) and WORDS not in client.get(new).text


def test_only_its_writer_reads_it(cast: Cast, browse: Browse, new: str) -> None:
    client = browse(cast.worker)
    _keep(client, client.get(new))
    assert WORDS not in browse(cast.stranger).get(new).text
    sealed = bytes(WrittenDraft.objects.get().sealed)
    assert WORDS.encode() not in sealed
    row = WrittenDraft.objects.get()
    WrittenDraft.objects.create(user=cast.stranger, key=row.key, sealed=row.sealed, at=AT)
    assert draft_kept(cast.stranger, row.key) is None  # a copied row does not open


def test_drafts_of_records_do_not_mix(cast: Cast, browse: Browse) -> None:
    client = browse(cast.worker)
    url = reverse("worker:correction_new", args=[record_number(cast)])
    page = BeautifulSoup(client.get(url).content, "html.parser")
    key = page.select_one("input[name=draft]")["value"]
    assert key == f"correct-{record_number(cast)}"
    kept = {"draft": key, "draft-page": url, "words": WORDS}
    client.post(reverse("public:draft"), kept)
    assert WORDS in client.get(url).text
    assert WORDS not in client.get(reverse("worker:filing_new")).text


def test_each_act_of_an_office_has_its_own(cast: Cast, browse: Browse) -> None:
    office = browse(cast.regulator)
    filing = filing_of(cast.worker, cast.regulator)
    url = reverse("regulator:filing", args=[filing.pk])
    page = BeautifulSoup(office.get(url).content, "html.parser")
    form = page.select_one(f"form[action='{url}pass-on/']")
    sent = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    office.post(reverse("public:draft"), {**sent, "pass-on-words": "归街道管"})
    page = BeautifulSoup(office.get(url).content, "html.parser")
    form = page.select_one(f"form[action='{url}pass-on/']")
    assert form.select_one("textarea").text.strip() == "归街道管"
    assert form.find_parent("details").has_attr("open")
    assert page.select_one(f"form[action='{url}answer/'] textarea").text.strip() == ""


def test_a_page_of_somebody_elses_is_not_gone_to(cast: Cast, browse: Browse) -> None:
    client = browse(cast.worker)
    for page in ("https://example.org/", "//example.org/", "javascript:alert(1)", ""):
        sent = {"draft": "k", "draft-page": page, "words": WORDS}
        assert client.post(reverse("public:draft"), sent)["Location"] == "/"


def test_it_is_bounded(cast: Cast, browse: Browse) -> None:
    client = browse(cast.worker)
    sent = {f"f{n}": "长" * 4_000 for n in range(LETTERS // 4_000 + 1)}
    answer = client.post(reverse("public:draft"), {"draft": "k", **sent}, follow=True)
    assert "太长了" in answer.text and not drafts_of(cast.worker)
    by_script = client.post(
        reverse("public:draft"), {"draft": "k", **sent}, headers={"X-Requested-With": "draft"}
    )
    assert by_script.status_code == 409
    for number in range(MOST + 3):
        _write(cast.worker, f"k{number}", minutes=number)
    kept = [written.key for written in drafts_of(cast.worker)]
    assert len(kept) == MOST and kept[0] == f"k{MOST + 2}" and "k0" not in kept


def test_it_does_not_outlive_its_time_or_the_account(cast: Cast) -> None:
    _write(cast.worker, "k")
    assert forget_old_drafts(at=AT + timedelta(days=KEPT_DAYS)) == 0
    assert forget_old_drafts(at=AT + timedelta(days=KEPT_DAYS, minutes=1)) == 1
    _write(cast.worker, "k")
    close_account(user=cast.worker)
    assert not WrittenDraft.objects.exists()


def _write(user: Any, key: str, minutes: int = 0) -> None:
    at = AT + timedelta(minutes=minutes)
    keep_draft(
        by=user, draft=Written(key=key, page="/", title="", values=(("words", "一"),), at=at)
    )
