"""收件箱 and 办事步骤."""

from __future__ import annotations

from django.urls import reverse

from tests.cast import Cast
from tests.portals.conftest import Browse
from tests.portals.tasks import task_of_office


def test_the_inbox_shows_when_and_what_then(cast: Cast, browse: Browse) -> None:
    task = task_of_office(cast.mediator, "联系双方约时间")
    client = browse(cast.mediator)
    page = client.get(reverse("mediator:home")).text
    assert "联系双方约时间" in page and "2026年3月20日" in page and "转交上一级办理" in page
    answer = client.post(
        reverse("mediator:tasks_batch"), {"act": "done", "chosen": [str(task.pk)]}, follow=True
    )
    assert "没有待办" in answer.text


def test_a_task_of_another_office_does_not_exist(cast: Cast, browse: Browse) -> None:
    task = task_of_office(cast.regulator)
    client = browse(cast.mediator)
    assert client.get(reverse("mediator:task", args=[task.pk])).status_code == 404
    assert client.post(
        reverse("mediator:tasks_batch"), {"act": "done", "chosen": [str(task.pk)]}
    ).status_code in (
        302,
        403,
        404,
    )
    assert "核对一份材料" in browse(cast.regulator).get(reverse("regulator:home")).text


def test_every_step_cites_articles_that_exist_and_no_number_of_days(
    cast: Cast, browse: Browse
) -> None:
    from gongyue.law.sources import resolve
    from gongyue.portals.mediator.guide import STEPS

    assert [step.name for step in STEPS] == ["协商", "调解", "仲裁", "诉讼"]
    assert all(resolve(citation) for step in STEPS for citation in step.citations)
    page = browse(cast.mediator).get(reverse("mediator:guide")).text
    assert "《劳动争议调解仲裁法》第27条" in page
    assert not any(word in page for word in ("十五日", "15日", "四十五日", "45日", "一年内"))
