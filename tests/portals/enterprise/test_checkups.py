"""用工体检 on the desk: run it, read it, take it away, put it right."""

from __future__ import annotations

import io
import json
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import AT, Cast, identity_number
from tests.portals.conftest import Browse
from tests.portals.worker.examples import checkup_of_records, finding_about_li

ROWS = "姓名,身份证号,入职日期,是否签订劳动合同,月工资\n=HYPERLINK(1),{},2024-03-01,否,5000\n"


def _file() -> SimpleUploadedFile:
    content = ROWS.format(identity_number(sequence=333)).encode("utf-8-sig")
    return SimpleUploadedFile("体检.csv", content)


def _finding(cast: Cast, name: str = "enterprise:finding") -> str:
    return reverse(name, args=[finding_about_li(cast).finding_id])


def test_the_records_are_checked_with_one_button(cast: Cast, browse: Browse) -> None:
    answer = browse(cast.enterprise).post(reverse("enterprise:check_records"), follow=True)
    assert answer.status_code == 200 and "体检报告" in answer.text
    assert "登记的记录" in answer.text


def test_a_file_is_checked_without_being_imported(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    facts = {"file": _file(), "on": "2026-02-20"}
    answer = client.post(reverse("enterprise:check_file"), facts, follow=True)
    assert "未签书面劳动合同" in answer.text
    assert client.get(reverse("enterprise:people")).context["found"].total == 2


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"on": "2026-02-20"}, "file"), ({"on": "昨天"}, "on"), ({"on": ""}, "on")],
)
def test_bad_input_is_named(cast: Cast, browse: Browse, facts: dict[str, Any], field: str) -> None:
    given = facts if field == "file" else {**facts, "file": _file()}
    page = browse(cast.enterprise).post(reverse("enterprise:check_file"), given)
    assert page.status_code == 200 and field in page.context["form"].errors


@pytest.mark.parametrize(
    ("asked", "some"),
    [
        ({}, True),
        ({"severity": "high"}, True),
        ({"code": "contract.missing"}, True),
        ({"code": "contract.expired"}, False),
        ({"status": "nonsense"}, False),
    ],
)
def test_filters(cast: Cast, browse: Browse, asked: dict[str, str], some: bool) -> None:
    found = finding_about_li(cast)
    url = reverse("enterprise:checkup", args=[found.checkup_id])
    page = browse(cast.enterprise).get(url, asked)
    assert bool(page.context["findings"]) is some
    part = browse(cast.enterprise).get(url, asked, headers={"HX-Request": "true"})
    assert "<html" not in part.text


def test_breach_and_to_check_are_told_apart(cast: Cast, browse: Browse) -> None:
    url = reverse("enterprise:checkup", args=[finding_about_li(cast).checkup_id])
    client = browse(cast.enterprise)
    counts = [
        len(client.get(url, {"status": status}).context["findings"])
        for status in ("", "breach", "to_check")
    ]
    assert counts[0] == counts[1] + counts[2] > 0


def test_the_report_can_be_taken_away_in_four_forms(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    facts = {"file": _file(), "on": "2026-02-20"}
    answer = client.post(reverse("enterprise:check_file"), facts)
    checkup = answer["Location"].rstrip("/").split("/")[-1]

    def taken(kind: str) -> Any:
        answer = client.get(reverse("enterprise:download", args=[checkup, kind]))
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")
        return answer

    told = json.loads(taken("json").content)
    assert [item["code"] for item in told["findings"]].count("contract.missing") == 1
    assert taken("pdf").content.startswith(b"%PDF")
    assert "未签书面劳动合同" in taken("html").text
    book = openpyxl.load_workbook(io.BytesIO(taken("xlsx").content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == "未签书面劳动合同" for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)
    assert client.get(reverse("enterprise:download", args=[checkup, "exe"])).status_code == 404


def test_the_finding_shows_its_working_and_its_articles(cast: Cast, browse: Browse) -> None:
    page = browse(cast.enterprise).get(_finding(cast)).text
    assert "怎么算的" in page and "《劳动合同法》第82条第1款" in page
    assert "怎么补救" in page and "建待办" in page


def test_a_finding_becomes_a_task_of_the_role_chosen(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    url = _finding(cast, "enterprise:to_task")
    page = client.post(url, {"role": "finance"}, follow=True)
    assert "未签书面劳动合同" in page.text and "李师傅" in page.text
    again = client.post(url, {"role": "finance"}, follow=True)
    assert again.redirect_chain[-1] == page.redirect_chain[-1]  # one is open at a time
    back = client.get(page.context["about_url"])
    assert "/checkups/findings/" in back["Location"]


def test_a_role_that_does_not_exist_is_refused(cast: Cast, browse: Browse) -> None:
    page = browse(cast.enterprise).post(_finding(cast, "enterprise:to_task"), {"role": "x"})
    assert list(page.context["task_form"].errors) == ["role"]


def test_settling_needs_words_unless_it_was_put_right(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    found = finding_about_li(cast)
    url = reverse("enterprise:settle", args=[found.finding_id])
    page = client.post(url, {"settlement": "not_so", "words": ""})
    assert list(page.context["form"].errors) == ["words"]
    assert client.post(url, {"settlement": "fixed", "words": ""}).status_code == 302
    worker = browse(cast.worker).get(reverse("worker:finding", args=[found.finding_id]))
    assert "已整改" in worker.text


def test_tasks_are_closed_in_a_batch(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    page = client.post(_finding(cast, "enterprise:to_task"), {"role": "hr"}, follow=True)
    task = page.context["task"].task_id
    batch = reverse("enterprise:tasks_batch")
    answer = client.post(batch, {"act": "done", "chosen": [str(task)]}, follow=True)
    assert "1 件已记为办好" in answer.text
    done = client.get(reverse("enterprise:inbox"), {"state": "done"})
    assert [row.task_id for row in done.context["page"]] == [task]
    assert "还没有勾选" in client.post(batch, {"act": "done"}, follow=True).text


def test_a_task_given_up_needs_a_reason(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    page = client.post(_finding(cast, "enterprise:to_task"), {"role": "hr"}, follow=True)
    url = page.redirect_chain[-1][0]
    refused = client.post(url, {"how": "cancel", "words": ""})
    assert list(refused.context["form"].errors) == ["words"]
    client.post(url, {"how": "cancel", "words": "重复了"})
    assert "已取消" in client.get(url).text


def test_another_firm_reads_no_checkup(cast: Cast, browse: Browse) -> None:
    from gongyue.apps.registry.services.organisations import register_organisation

    found = finding_about_li(cast)
    facts = {"name": "别家", "kind": "enterprise", "credit_code": "", "place": "430102"}
    register_organisation(by=cast.stranger, at=AT, **facts)
    client = browse(cast.stranger)
    for url in (
        reverse("enterprise:checkup", args=[found.checkup_id]),
        reverse("enterprise:download", args=[found.checkup_id, "json"]),
        reverse("enterprise:finding", args=[found.finding_id]),
    ):
        assert client.get(url).status_code == 404
    assert client.post(reverse("enterprise:settle", args=[found.finding_id])).status_code == 404


def test_the_desk_begins_with_what_must_be_done(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    checkup_of_records(cast)
    client.post(_finding(cast, "enterprise:to_task"), {"role": "hr"})
    page = client.get(reverse("enterprise:home")).text
    assert "有 1 件事要办" in page and "最近一次体检" in page


def test_a_task_may_be_due_on_a_day_of_ones_own_but_not_in_the_past(cast, browse):
    url = _finding(cast, "enterprise:to_task")
    page = browse(cast.enterprise).post(url, {"role": "hr", "due_on": "2020-01-01"})
    assert 'value="2020-01-01"' in page.text
    assert "已建待办" not in page.text
    page = browse(cast.enterprise).post(url, {"role": "hr", "due_on": "2099-01-31"}, follow=True)
    assert "2099年1月31日" in page.text
