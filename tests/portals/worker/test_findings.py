"""与我有关的问题: the worker reads what the check-up found, and answers."""

from __future__ import annotations

from django.urls import reverse

from tests.cast import Cast
from tests.portals.conftest import Browse
from tests.portals.worker.examples import finding_about_li


def test_the_worker_reads_the_finding_and_says_otherwise(cast: Cast, browse: Browse) -> None:
    found = finding_about_li(cast)
    url = reverse("worker:finding", args=[found.finding_id])
    client = browse(cast.worker)
    page = client.get(url).text
    assert "未签书面劳动合同" in page and "单位最多可能要承担" in page
    client.post(url, {"kind": "disputed", "words": "签过，没给我一份"})
    assert "签过，没给我一份" in client.get(url).text
    firm = browse(cast.enterprise).get(reverse("enterprise:finding", args=[found.finding_id]))
    assert "签过，没给我一份" in firm.text and "有争议" in firm.text


def test_saying_otherwise_needs_words(cast: Cast, browse: Browse) -> None:
    url = reverse("worker:finding", args=[finding_about_li(cast).finding_id])
    page = browse(cast.worker).post(url, {"kind": "disputed", "words": ""})
    assert list(page.context["form"].errors) == ["words"]


def test_a_record_of_a_finding_leads_to_its_page(cast: Cast, browse: Browse) -> None:
    found = finding_about_li(cast)
    answer = browse(cast.worker).get(reverse("worker:record", args=[found.event_id]))
    assert answer["Location"] == reverse("worker:finding", args=[found.finding_id])


def test_strangers_list_nothing(cast: Cast, browse: Browse) -> None:
    finding_about_li(cast)
    assert "未签书面" not in browse(cast.stranger).get(reverse("worker:findings")).text
