"""Every list leaves as a file: the same rows, nothing that runs, no digit lost, recorded."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory
from django.urls import reverse
from django.utils.timezone import get_current_timezone

from gongyue.apps.registry.models import Event
from gongyue.portals.shared import exporting
from gongyue.portals.shared.exporting import Column, csv_of, exported, xlsx_of
from tests.cast import LI_NUMBER, Cast
from tests.consistency.templates import templates
from tests.portals.conftest import Browse
from tests.portals.enterprise.examples import person_number
from tests.portals.worker.examples import checkup_of_records, finding_about_li

ROOT = Path(__file__).resolve().parents[3]
EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "\t=1", "=cmd|' /C calc'!A0"]
# Lists with pages that leave otherwise, or are no list of the system.
NO_EXPORT = {
    "enterprise/imports/_doubts.html": "cells of one scan, with their pictures",
    "enterprise/imports/_problems.html": "the workbook itself comes back with its problems",
    "desk/_profile.html": "one person's file",
    "desk/consent.html": "a consent lets read, not take away",
    "worker/acting/records.html": "somebody else's records, lent for reading",
    "regulator/firm_rows.html": "one firm's file, opened page by page for a purpose",
    "messages/demo.html": "what the demo did not send",
    "messages/hook.html": "deliveries to another system, which has them already",
    "messages/key.html": "counts of one key by day, of no person; nothing to take elsewhere",
    "station/records.html": "a visitor's records: printed for them, never taken away",
}


def rows_of(answer: Any) -> list[list[str]]:
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def sheet_of(content: bytes) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [tuple(cell.value for cell in line) for line in book.worksheets[0].iter_rows()]


def test_every_list_with_pages_offers_its_export() -> None:
    silent = [
        name
        for name, path in templates(ROOT).items()
        if "{% pager " in (text := path.read_text("utf-8"))
        and "{% export_links" not in text
        and not name.startswith("design/")
        and name not in NO_EXPORT
    ]
    assert silent == [], "see docs/how-to/export-a-list.md"


LISTS = {
    "enterprise:people": "enterprise", "enterprise:imports": "enterprise",
    "enterprise:checkups": "enterprise", "enterprise:members": "enterprise",
    "enterprise:seen": "enterprise", "regulator:firms": "regulator",
    "regulator:openings": "regulator", "worker:records": "worker", "worker:accesses": "worker",
}  # fmt: skip


@pytest.mark.parametrize("route", LISTS)
def test_the_link_on_the_page_leads_to_the_file(cast: Cast, browse: Browse, route: str) -> None:
    checkup_of_records(cast)
    client = browse(cast.in_role(LISTS[route]))
    asked = {"purpose": "inspection", "show": "all", "state": "all"}
    firm = reverse("regulator:firm", args=[cast.factory.pk])
    browse(cast.regulator).get(firm, {"purpose": "inspection"})
    file = reverse("enterprise:person", args=[person_number(cast)])
    browse(cast.enterprise).get(file, {"purpose": "staff_management"})
    page = client.get(reverse(route), asked)
    assert "export=xlsx" in page.text
    for kind, kinds in (("xlsx", "spreadsheetml"), ("csv", "text/csv")):
        answer = client.get(reverse(route), {**asked, "export": kind})
        assert kinds in answer["Content-Type"] and "attachment" in answer["Content-Disposition"]
    assert len(rows_of(answer)) >= 1


@pytest.mark.parametrize("route", LISTS)
def test_the_stranger_exports_nothing_of_others(cast: Cast, browse: Browse, route: str) -> None:
    asked = {"purpose": "inspection", "export": "csv"}
    answer = browse(cast.stranger).get(reverse(route), asked)
    if answer.status_code == 200:  # one's own page, empty
        assert len(rows_of(answer)) == 1
    else:
        assert answer.status_code in (302, 404)


def test_people_leave_masked_under_the_filters_of_the_page_and_on_record(
    cast: Cast, browse: Browse
) -> None:
    asked = {"department": "包装", "export": "csv", "purpose": "check_up"}
    answer = browse(cast.enterprise).get(reverse("enterprise:people"), asked)
    assert [line[0] for line in rows_of(answer)] == ["姓名", "何大姐"]
    assert LI_NUMBER not in answer.content.decode()
    event = Event.objects.get(type="access.exported")
    assert (event.purpose, event.organisation_id) == ("check_up", cast.factory.pk)
    seen = browse(cast.enterprise).get(reverse("enterprise:seen"))
    assert "导出人员名单，1 行" in seen.text


def test_an_export_of_firms_names_its_purpose(cast: Cast, browse: Browse) -> None:
    client, url = browse(cast.regulator), reverse("regulator:firms")
    assert "为什么要看" in client.get(url, {"export": "csv"}).text
    answer = client.get(url, {"export": "csv", "purpose": "arrears"})
    assert cast.factory.name in [line[0] for line in rows_of(answer)]
    assert Event.objects.get(type="access.exported").purpose == "arrears"


def test_findings_leave_under_the_filters_of_the_page(cast: Cast, browse: Browse) -> None:
    url = reverse("enterprise:checkup", args=[finding_about_li(cast).checkup_id])
    client = browse(cast.enterprise)
    every = rows_of(client.get(url, {"export": "csv"}))[1:]
    assert every
    severity = {"高": "high", "中": "medium", "低": "low", "提示": "info"}[every[0][3]]
    some = rows_of(client.get(url, {"export": "csv", "severity": severity}))[1:]
    assert some == [line for line in every if line[3] == every[0][3]]
    assert rows_of(client.get(url, {"export": "csv", "code": "nonsense"}))[1:] == []


# ---------------------------------------------------------------- the file itself


def test_nothing_in_a_csv_runs_and_no_digit_is_lost() -> None:
    number = "430102199001010019"
    content = csv_of(["姓名", "号"], [[text, number] for text in EVIL] + [["零", "007"]])
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]
    assert all(line[0].startswith("'") for line in lines[:-1])
    assert lines[0][1] == f"{number}\t" and lines[-1][1] == "007\t"


def test_nothing_in_a_workbook_is_a_formula_and_numbers_stay_text() -> None:
    number = "430102199001010019"
    content = xlsx_of("名单/一", ["姓名", "号"], [[text, number] for text in EVIL], {})
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} == {"s"}
    assert sheet["B2"].value == number and sheet["B2"].number_format == "@"


def _request(**query: str) -> Any:
    request = RequestFactory().get("/list/", query)
    request.user, request.session = AnonymousUser(), {}
    request._messages = FallbackStorage(request)
    return request


def test_values_are_written_as_what_they_are() -> None:
    noon = datetime(2026, 9, 1, 12, 5, tzinfo=get_current_timezone())
    row = ["李", 3, Decimal("12.50"), date(2026, 9, 1), noon, True, None]
    columns = [Column(f"列{n}", lambda row, n=n: row[n]) for n in range(len(row))]
    answer = exported(_request(export="xlsx"), "表", columns, lambda: [row])
    assert answer is not None
    told = list(sheet_of(answer.content)[1])
    assert told.pop(3).date() == date(2026, 9, 1)
    assert told == ["李", 3, 12.5, "2026-09-01 12:05", "是", None]


def test_moments_are_told_in_the_time_of_the_city() -> None:
    night = datetime(2026, 9, 1, 18, 0, tzinfo=UTC)
    answer = exported(
        _request(export="csv"), "表", [Column("时", lambda row: row)], lambda: [night]
    )
    assert rows_of(answer)[1] == ["2026-09-02 02:00"]


def test_a_list_too_long_is_to_be_narrowed_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "ROWS", 3)
    request = _request(export="xlsx", q="李")
    recorded: list[int] = []
    answer = exported(request, "表", [Column("数", str)], lambda: range(4), before=recorded.append)
    assert answer is not None and answer.status_code == 302
    assert answer["Location"] == "/list/?q=%E6%9D%8E" and recorded == []
    assert "超过 3 行" in str(next(iter(request._messages)))


def test_without_the_wish_nothing_is_computed() -> None:
    def rows() -> list[int]:
        raise AssertionError

    assert exported(_request(export="exe"), "表", [], rows) is None
    assert exported(_request(), "表", [], rows) is None
