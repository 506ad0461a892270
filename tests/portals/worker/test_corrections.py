"""申请更正 on the screens of the worker, the firm and the regulator."""

from __future__ import annotations

from django.urls import reverse

from tests.cast import Cast
from tests.portals.conftest import Browse
from tests.portals.worker.examples import correction_of, record_number


def test_asking_by_the_form_and_the_firms_answer(cast: Cast, browse: Browse) -> None:
    mine, firm = browse(cast.worker), browse(cast.enterprise)
    url = reverse("worker:correction_new", args=[record_number(cast)])
    page = mine.post(url, {"field": "hired_on", "right": "某年某月", "words": "记得"})
    assert list(page.context["form"].errors) == ["right"] and "记得" in page.text
    assert list(mine.post(url, {"field": ""}).context["form"].errors) == ["words"]
    answer = mine.post(url, {"field": "hired_on", "right": "2023-5-1", "words": "<b>"}, follow=True)
    assert "更正申请中" in answer.text and "&lt;b&gt;" in answer.text
    assert "更正申请中" in mine.get(reverse("worker:record", args=[record_number(cast)])).text
    task = firm.get(reverse("enterprise:inbox")).context["page"][0]
    page = firm.get(reverse("enterprise:task", args=[task.task_id]))
    there = page.context["about_url"]
    page = firm.post(there, {"how": "refuse", "words": ""})
    assert list(page.context["form"].errors) == ["words"]
    firm.post(there, {"how": "correct", "right": "2023-05-01", "words": "对不起"})
    assert "对不起" in mine.get(answer.redirect_chain[-1][0]).text
    assert "已更正" in mine.get(reverse("worker:corrections")).text


def test_refused_then_the_regulator(cast: Cast, browse: Browse) -> None:
    number = correction_of(cast)
    firm = browse(cast.enterprise)
    firm.post(reverse("enterprise:correction", args=[number]), {"how": "refuse", "words": "没有错"})
    mine = browse(cast.worker)
    url = reverse("worker:correction", args=[number])
    assert "没有错" in mine.get(url).text
    assert list(mine.post(url, {"how": "object"}).context["form"].errors) == ["words"]
    mine.post(url, {"how": "object", "words": "有照片"})
    office = browse(cast.regulator)
    there = reverse("regulator:correction", args=[number])
    assert "有照片" in office.get(there).text
    office.post(there, {"how": "direct", "words": "照片清楚"})
    assert "监管部门要求更正" in mine.get(url).text
    assert browse(cast.mediator).get(there).status_code == 404
