"""关于我的一切 and 删除我的信息, on the screens."""

from __future__ import annotations

from django.urls import reverse

from tests.cast import Cast
from tests.portals.conftest import Browse


def test_exporting_and_fetching(cast: Cast, browse: Browse) -> None:
    mine = browse(cast.worker)
    page = mine.post(reverse("worker:takeouts"), follow=True)
    row = page.context["rows"][0]
    url = reverse("worker:takeout", args=[row.takeout_id])
    answer = mine.get(url)
    assert answer["Content-Type"] == "application/zip" and answer.content[:2] == b"PK"
    assert "no-store" in answer["Cache-Control"]
    for user in (cast.stranger, cast.enterprise, cast.regulator):
        assert browse(user).get(url).status_code == 404


def test_who_works_is_told_what_is_kept(cast: Cast, browse: Browse) -> None:
    mine = browse(cast.worker)
    page = mine.get(reverse("worker:erasure"))
    assert "在职期间" in page.text and 'name="sure"' not in page.text
    answer = mine.post(reverse("worker:erasure"), {"sure": "删除"}, follow=True)
    assert "还在晨光工厂上班" in answer.text


def test_somebody_nobody_employs_is_forgotten_at_once_and_only_when_sure(
    cast: Cast, browse: Browse
) -> None:
    from tests.cast import identity_number

    client = browse(cast.stranger)
    facts = {"name": "孙外人", "id_number": identity_number(sequence=611)}
    client.post(reverse("worker:link"), facts)
    answer = client.post(reverse("worker:erasure"), {"sure": "好"}, follow=True)
    assert "没有提交" in answer.text
    answer = client.post(reverse("worker:erasure"), {"sure": "删除"})
    assert "已经删除" in answer.text
    assert client.get(reverse("worker:me")).status_code == 302
    cast.stranger.refresh_from_db()
    assert not cast.stranger.is_active
