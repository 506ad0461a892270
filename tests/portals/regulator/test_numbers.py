"""A firm's and a person's file: every number on the page opens rows that add up to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from gongyue.apps.registry.selectors import firm_rows
from gongyue.apps.registry.selectors.records import records_of_myself
from gongyue.apps.registry.services.stances import take_stance
from tests.apps.people import imported
from tests.cast import AT, LI_NUMBER, Cast, identity_number
from tests.portals.conftest import Browse
from tests.portals.enterprise.examples import person_number
from tests.portals.numbers import numbers_on, walk
from tests.replay import replayed

MONTHS = ("2026-01", "2026-02")


@pytest.fixture
def books(cast: Cast) -> Cast:
    replayed(_books, cast)
    return cast


def _books(cast: Cast) -> None:
    """Two months of hours, pay and contributions of seven people; both sides have answered."""
    boss, factory = cast.enterprise, cast.factory
    soon = (localdate() + timedelta(days=20)).isoformat()
    staff = [("李师傅", LI_NUMBER)] + [
        (f"职工{number}", identity_number(sequence=300 + number)) for number in range(6)
    ]
    header = ("姓名", "身份证号", "用工形式", "部门", "入职日期", "合同起始日", "合同终止日")
    rows = [
        (*who, "劳务" if n == 3 else "全日制", "装配", "2025-03-01", "2025-03-01" if n % 2 else "",
         (soon if n == 1 else "2030-02-28") if n % 2 else "")
        for n, who in enumerate(staff)
    ]  # fmt: skip
    imported(boss, factory, rows, header=header, name="花名册2.csv")
    pay = [
        (*who, m, f"{4000 + n}.35", f"{3500 + n}.1") for m in MONTHS for n, who in enumerate(staff)
    ]
    imported(
        boss,
        factory,
        pay,
        header=("姓名", "身份证号", "月份", "应发工资", "实发工资"),
        name="工资.csv",
    )
    hours = [(*who, m, "22", f"{n}.5") for m in MONTHS for n, who in enumerate(staff)]
    imported(
        boss,
        factory,
        hours,
        header=("姓名", "身份证号", "月份", "实际出勤天数", "加班小时"),
        name="考勤.csv",
    )
    base = [(*who, m, "4250") for m in MONTHS for who in staff[:4]]
    imported(boss, factory, base, header=("姓名", "身份证号", "月份", "缴费基数"), name="社保.csv")
    # restated once: the old row no longer counts
    again = [(*staff[2], "2026-02", "9999.99", "8000")]
    imported(
        boss,
        factory,
        again,
        header=("姓名", "身份证号", "月份", "应发工资", "实发工资"),
        name="更正.csv",
    )
    mine = [r for r in records_of_myself(cast.worker) if r.type == "pay.recorded"]
    for record, kind in zip(mine, ("disputed", "confirmed"), strict=False):
        take_stance(by=cast.worker, event_id=record.event_id, kind=kind, words="少了", at=AT)


def firm_url(cast: Cast, month: str = "") -> str:
    page = reverse("regulator:firm", args=[cast.factory.pk])
    return f"{page}?purpose=inspection&month={month}"


@pytest.mark.parametrize("month", MONTHS)
def test_every_number_of_a_firm_opens_its_rows(
    books: Cast, browse: Browse, month: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(firm_rows, "PER_PAGE", 3)  # so that lists have pages
    monkeypatch.setattr("gongyue.portals.regulator.firm.PER_PAGE", 3)
    assert walk(browse(books.regulator), firm_url(books, month)) > 30


def test_the_numbers_are_the_records(books: Cast, browse: Browse) -> None:
    client = browse(books.regulator)
    found = dict(numbers_on(client, firm_url(books, "2026-02")))
    base = reverse("regulator:firm_rows", args=[books.factory.pk])
    asked = f"{base}?purpose=inspection&figure="
    gross = sum(4000 + n for n in range(7)) + 7 * 35 / 100 - 4002.35 + 9999.99
    assert float(found[f"{asked}amounts&kind=gross&month=2026-02"]) == pytest.approx(gross)
    assert found[f"{asked}records&kind=pay.recorded&month=2026-02"] == 7
    assert found[f"{asked}records&kind=pay.recorded&month=2026-02&state=disputed"] == 1
    assert found[f"{asked}contracts&kind=declared"] == 3
    assert found[f"{asked}contracts&kind=ending"] == 1
    assert found[f"{asked}people"] == 8


def test_rows_show_nobodys_name(books: Cast, browse: Browse) -> None:
    client = browse(books.regulator)
    for link, _ in numbers_on(client, firm_url(books)):
        text = client.get(link).text
        assert "李师傅" not in text and "职工1" not in text and "何大姐" not in text


def test_looking_at_rows_leaves_a_trace_that_says_which(books: Cast, browse: Browse) -> None:
    base = reverse("regulator:firm_rows", args=[books.factory.pk])
    asked = {"purpose": "arrears", "figure": "amounts", "kind": "net", "month": "2026-02"}
    browse(books.regulator).get(base, asked)
    assert (
        "明细：2026年2月 实发工资" in browse(books.enterprise).get(reverse("enterprise:seen")).text
    )


@pytest.mark.parametrize(
    "asked",
    [
        {}, {"figure": "people", "kind": "robots"},
        {"figure": "amounts", "kind": "secret", "month": "2026-02"}, {"figure": "checkup"},
        {"figure": "records", "kind": "checkup.found"}, {"figure": "contracts", "kind": "x" * 9000},
    ],
)  # fmt: skip
def test_a_question_that_no_number_asks_has_no_page(
    cast: Cast, browse: Browse, asked: dict[str, str]
) -> None:
    base = reverse("regulator:firm_rows", args=[cast.factory.pk])
    answer = browse(cast.regulator).get(base, {"purpose": "inspection", **asked})
    assert answer.status_code == 404


def test_every_number_of_a_person_opens_its_records(books: Cast, browse: Browse) -> None:
    page = reverse("regulator:person", args=[person_number(books)])
    assert walk(browse(books.regulator), f"{page}?purpose=complaint") > 10
    mine = reverse("enterprise:person", args=[person_number(books)])
    assert walk(browse(books.enterprise), f"{mine}?purpose=staff_management") > 10


def test_an_empty_firm_has_a_page_of_zeroes(cast: Cast, browse: Browse) -> None:
    from tests.apps.people import firm

    empty = firm(cast.stranger, "空壳厂", "91430102MA4L1EMP7")
    url = reverse("regulator:firm", args=[empty.pk])
    assert walk(browse(cast.regulator), f"{url}?purpose=inspection") == 1  # this opening


def test_the_numbers_of_the_firms_own_first_page(books: Cast, browse: Browse) -> None:
    from tests.portals.worker.examples import finding_about_li

    finding_about_li(books)
    assert walk(browse(books.enterprise), reverse("enterprise:home")) >= 2
