"""How a file is read: pasted, remembered, from paper; and given back with its problems."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from gongyue.apps.registry import papers
from gongyue.apps.registry.models import Employment, Event, ImportBatch, RememberedMapping
from gongyue.apps.registry.selectors.readings import mappings_of
from gongyue.apps.registry.services.imports import import_plan, read_behind
from gongyue.engines.workbook import UnreadableWorkbook
from gongyue.engines.workbook.scanned import Scan, Scanned
from gongyue.engines.workbook.scanned.models import ScannedSheet
from tests.cast import AT, Cast, identity_number
from tests.portals.conftest import Browse

NUMBER = identity_number(sequence=77)
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def upload(client: Any, content: bytes, name: str) -> Any:
    file = io.BytesIO(content)
    file.name = name
    return client.post(reverse("enterprise:imports"), {"file": file}, follow=True)


def batch_of(page: Any) -> ImportBatch:
    return ImportBatch.objects.get(pk=page.context["batch"].batch_id)


def table(month: int, mark: str = "A1") -> bytes:
    return f"姓名,身份证号,{month}月号牌\n赵卫平,{NUMBER},{mark}\n".encode("utf-8-sig")


# ---------------------------------------------------------------- pasted


def test_a_pasted_table_is_planned_like_a_file(cast: Cast, browse: Browse) -> None:
    text = f"姓名\t身份证号\r\n赵卫平\t{NUMBER}\r\n"
    client = browse(cast.enterprise)
    page = client.post(reverse("enterprise:imports"), {"pasted": text}, follow=True)
    assert page.context["batch"].counts["people"] == 1
    assert "粘贴的表格" in page.text and "每一列当作什么" in page.text


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({}, "请选择一个文件，或者把表格粘贴"),
        ({"pasted": "  \n "}, "请选择一个文件，或者把表格粘贴"),
        ({"pasted": "今天天气不错"}, "没有认出表头"),
        ({"pasted": "<script>alert(1)</script>' OR 1=1 --\u202e😀"}, "没有认出表头"),
    ],
)
def test_what_is_no_table_is_said_and_stays_in_the_box(
    cast: Cast, browse: Browse, posted: dict[str, str], said: str
) -> None:
    page = browse(cast.enterprise).post(reverse("enterprise:imports"), posted)
    assert page.status_code == 200 and said in page.text
    assert "<script>alert(1)" not in page.text


# ---------------------------------------------------------------- remembered


def corrected(cast: Cast, browse: Browse) -> Any:
    """September's table, its unknown column taken for the staff number, imported."""
    client = browse(cast.enterprise)
    batch = batch_of(upload(client, table(9), "九月.csv"))
    client.post(reverse("enterprise:import_remap", args=[batch.pk]), {"column-0-C": "employee_no"})
    client.post(reverse("enterprise:import_start", args=[batch.pk]))
    return client


def test_what_was_corrected_is_offered_for_the_next_table_like_it(
    cast: Cast, browse: Browse
) -> None:
    client = corrected(cast, browse)
    page = upload(client, table(10, "B2"), "十月.csv")
    (offer,) = page.context["offers"]
    assert [(c.heading, c.now, c.then) for c in offer.columns] == [("10月号牌", "", "employee_no")]
    batch = batch_of(page)
    assert batch.overrides == {} and "按上次的对应" in page.text  # offered, not applied
    recall = {"sheet": "十月", "column": "十月|C"}
    page = client.post(reverse("enterprise:import_recall", args=[batch.pk]), recall, follow=True)
    batch.refresh_from_db()
    assert batch.overrides == {"十月": {"C": "employee_no"}}
    assert batch.sheets[0]["mapping"]["C"] == "employee_no"
    assert not page.context["offers"]
    assert RememberedMapping.objects.get().used == 1
    assert Event.objects.filter(type="import.mapping_used").count() == 1


def test_another_table_is_offered_nothing(cast: Cast, browse: Browse) -> None:
    client = corrected(cast, browse)
    other = f"姓名,身份证号,部门\n赵卫平,{NUMBER},一部\n".encode("utf-8-sig")
    assert not upload(client, other, "别.csv").context["offers"]


def test_another_firm_is_offered_nothing(cast: Cast, browse: Browse) -> None:
    from gongyue.apps.registry.services.organisations import register_organisation

    corrected(cast, browse)
    facts = {"name": "别家", "kind": "enterprise", "credit_code": "", "place": "430102"}
    register_organisation(by=cast.stranger, at=AT, **facts)
    client = browse(cast.stranger)
    assert not upload(client, table(10), "十月.csv").context["offers"]
    mine = RememberedMapping.objects.get()
    forget = {"act": "forget"}
    assert client.post(reverse("enterprise:mapping", args=[mine.pk]), forget).status_code == 404
    assert RememberedMapping.objects.count() == 1


def test_against_what_the_reader_now_knows_the_box_is_not_ticked(
    cast: Cast, browse: Browse
) -> None:
    client = corrected(cast, browse)
    mine = RememberedMapping.objects.get()
    mine.columns = [{**mine.columns[0], "letter": "B", "heading": "身份证号", "shown": "身份证号"}]
    mine.save()
    page = upload(client, table(10), "十月.csv")
    assert "现在认作 身份证号，要换请打勾" in page.text
    assert 'value="十月|B" checked' not in page.text


def test_the_role_and_the_header_row_are_remembered_too(cast: Cast, browse: Browse) -> None:
    content = f"说,明,列\n姓名,身份证号,号牌\n赵卫平,{NUMBER},A1\n".encode("utf-8-sig")
    client = browse(cast.enterprise)
    batch = batch_of(upload(client, content, "表.csv"))
    told = {"role-0": "contracts", "header-0": "2"}
    client.post(reverse("enterprise:import_remap", args=[batch.pk]), told)
    batch.refresh_from_db()
    assert batch.sheets[0]["role"] == "contracts"
    client.post(reverse("enterprise:import_start", args=[batch.pk]))
    (row,) = mappings_of(cast.enterprise, cast.factory.pk)
    assert row.role == "contracts"


def test_remembered_mappings_are_shown_changed_and_forgotten(cast: Cast, browse: Browse) -> None:
    client = corrected(cast, browse)
    url = reverse("enterprise:mappings")
    assert "9月号牌" in client.get(url).text
    (row,) = mappings_of(cast.enterprise, cast.factory.pk)
    change = {"act": "change", "column-C": "post", "role": ""}
    client.post(reverse("enterprise:mapping", args=[row.mapping_id]), change)
    assert mappings_of(cast.enterprise, cast.factory.pk)[0].columns[0]["field"] == "post"
    client.post(reverse("enterprise:mapping", args=[row.mapping_id]), {"act": "forget"})
    assert "还没有记住过" in client.get(url).text
    assert Event.objects.filter(type="import.mapping_forgotten").count() == 1


# ---------------------------------------------------------------- paper


def scan(sure: float) -> Scan:
    sheet = ScannedSheet("第1页")
    for row, line in enumerate([["姓名", "身份证号"], ["赵卫平", NUMBER]]):
        for column, text in enumerate(line):
            cell = Scanned(row, column, text, sure if row else 0.99, 1, picture=PICTURE)
            sheet.cells.append(cell)
    return Scan([sheet], pages=1, recognised=True)


@pytest.fixture
def recogniser(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Stands in for the child process; what it was asked to read."""
    asked: list[bytes] = []

    def read(content: bytes, limits: Any) -> Scan:
        asked.append(content)
        return scan(0.6)

    monkeypatch.setattr(papers, "scan_file", read)
    return asked


def test_doubtful_cells_of_a_photograph_wait_beside_their_picture(
    cast: Cast, browse: Browse, recogniser: list[bytes]
) -> None:
    client = browse(cast.enterprise)
    page = upload(client, PICTURE, "名册.png")
    batch = batch_of(page)
    assert "识别存疑，请核对（2 格）" in page.text and "data:image/png;base64," in page.text
    assert batch.counts.get("people", 0) == 0  # nothing is used
    place = "第1页|A2"
    fixed = {f"cell|{place}": "赵卫国", f"was|{place}": "赵卫平"}
    other = "第1页|B2"
    seen = {f"cell|{other}": NUMBER, f"was|{other}": NUMBER, f"seen|{other}": "yes"}
    url = reverse("enterprise:import_correct", args=[batch.pk])
    page = client.post(url, {**fixed, **seen}, follow=True)
    assert "2 格已核对" in page.text and page.context["batch"].counts["people"] == 1
    assert len(recogniser) == 1  # slow work is done once
    batch.refresh_from_db()
    assert NUMBER.encode() not in bytes(batch.corrections_sealed)
    client.post(reverse("enterprise:import_start", args=[batch.pk]))
    assert "赵卫国" in client.get(reverse("enterprise:people")).text


def photographed(client: Any, day: str = "2026-03-02") -> Any:
    """A photograph handed in for a check-up."""
    file = io.BytesIO(PICTURE)
    file.name = "名册.png"
    facts = {"file": file, "on": day}
    return client.post(reverse("enterprise:check_file"), facts, follow=True)


def test_a_photograph_is_corrected_before_it_is_judged(
    cast: Cast, browse: Browse, recogniser: list[bytes]
) -> None:
    client, people = browse(cast.enterprise), Employment.objects.count()
    page = photographed(client)
    batch = batch_of(page)
    assert "识别存疑，请核对（2 格）" in page.text and 'value="2026-03-02"' in page.text
    cells = {f"cell|第1页|{at}": text for at, text in (("A2", "赵卫国"), ("B2", NUMBER))} | {
        "was|第1页|A2": "赵卫平",
        "was|第1页|B2": NUMBER,
        "seen|第1页|B2": "yes",
    }
    client.post(reverse("enterprise:import_correct", args=[batch.pk]), cells)
    url = reverse("enterprise:check_import", args=[batch.pk])
    report = client.post(url, {"on": "2026-03-02"}, follow=True)
    assert "2026年3月2日体检报告" in report.text and "名册.png" in report.text
    assert report.context["found"].report["people"] == 1
    assert "原表加" not in report.text  # the file is the import's
    batch.refresh_from_db()
    assert batch.state == "planned" and Employment.objects.count() == people


def test_uncorrected_cells_are_left_out_of_the_check_up(
    cast: Cast, browse: Browse, recogniser: list[bytes]
) -> None:
    client = browse(cast.enterprise)
    batch = batch_of(photographed(client))
    url = reverse("enterprise:check_import", args=[batch.pk])
    report = client.post(url, {"on": "2026-03-02"}, follow=True)
    assert report.context["found"].report["people"] == 0


@pytest.mark.parametrize(
    ("day", "said"),
    [("", "体检日：请填写体检日"), ("x", "体检日：请填写日期"), ("1999-01-01", "体检日")],
)
def test_a_day_that_is_none_is_said_on_the_page_of_the_import(
    cast: Cast, browse: Browse, recogniser: list[bytes], day: str, said: str
) -> None:
    client = browse(cast.enterprise)
    batch = batch_of(photographed(client))
    page = client.post(
        reverse("enterprise:check_import", args=[batch.pk]), {"on": day}, follow=True
    )
    assert said in page.text and page.context["batch"].state == "planned"


def test_what_was_given_up_is_not_judged(
    cast: Cast, browse: Browse, recogniser: list[bytes]
) -> None:
    client = browse(cast.enterprise)
    batch = batch_of(photographed(client))
    client.post(reverse("enterprise:import_discard", args=[batch.pk]))
    url = reverse("enterprise:check_import", args=[batch.pk])
    assert "已经导入或放弃" in client.post(url, {"on": "2026-03-02"}, follow=True).text


def test_nothing_ticked_changes_nothing(
    cast: Cast, browse: Browse, recogniser: list[bytes]
) -> None:
    client = browse(cast.enterprise)
    batch = batch_of(upload(client, PICTURE, "名册.png"))
    place = "第1页|A2"
    url = reverse("enterprise:import_correct", args=[batch.pk])
    same = {f"cell|{place}": "赵卫平", f"was|{place}": "赵卫平"}
    assert "还没有勾选或更改" in client.post(url, same, follow=True).text
    batch.refresh_from_db()
    assert batch.corrections_sealed is None


def test_a_pdf_is_recognised_behind_and_planned_then(
    cast: Cast, recogniser: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    from gongyue.apps.registry.tasks import read_paper_later

    waiting: list[str] = []
    monkeypatch.setattr(
        type(read_paper_later), "enqueue", lambda self, number: waiting.append(number)
    )
    batch = import_plan(
        by=cast.enterprise,
        organisation_id=cast.factory.pk,
        content=b"%PDF-1.7",
        name="x.pdf",
        at=AT,
    )
    assert (batch.state, waiting) == ("reading", [str(batch.pk)])
    read_behind(batch_id=batch.pk, at=AT)
    batch.refresh_from_db()
    assert batch.state == "planned" and batch.sheets
    assert read_behind(batch_id=batch.pk, at=AT).state == "planned"  # twice is once


def test_a_pdf_that_cannot_be_read_fails_in_words_and_can_be_tried_again(
    cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(content: bytes, limits: Any) -> Scan:
        raise UnreadableWorkbook("scan.extras_missing", "请管理员运行 make extras。")

    monkeypatch.setattr(papers, "scan_file", refuse)
    client = browse(cast.enterprise)
    page = upload(client, b"%PDF-1.7", "x.pdf")
    batch = batch_of(page)
    if batch.state == "reading":
        read_behind(batch_id=batch.pk, at=AT)
    page = client.get(reverse("enterprise:import", args=[batch.pk]))
    assert "请管理员运行 make extras" in page.text
    monkeypatch.setattr(papers, "scan_file", lambda content, limits: scan(0.99))
    client.post(reverse("enterprise:import_restart", args=[batch.pk]))
    batch.refresh_from_db()
    if batch.state == "reading":
        read_behind(batch_id=batch.pk, at=AT)
        batch.refresh_from_db()
    assert batch.state == "planned"  # a plan first: nothing is imported unseen


def test_giving_up_forgets_the_reading_with_the_file(
    cast: Cast, browse: Browse, recogniser: list[bytes]
) -> None:
    client = browse(cast.enterprise)
    batch = batch_of(upload(client, PICTURE, "名册.png"))
    client.post(reverse("enterprise:import_discard", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.scan_key_wrapped is None and batch.file_key_wrapped is None
    assert papers.scan_of_batch(batch) is None


# ---------------------------------------------------------------- given back


def test_the_own_file_comes_back_with_its_problems(cast: Cast, browse: Browse) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "花名册"
    for line in (["姓名", "身份证号", "入职日期"], ["赵卫平", NUMBER, "去年"]):
        sheet.append(line)
    target = io.BytesIO()
    book.save(target)
    client = browse(cast.enterprise)
    batch = batch_of(upload(client, target.getvalue(), "花名册.xlsx"))
    answer = client.get(reverse("enterprise:import_marked", args=[batch.pk]))
    assert "attachment" in answer["Content-Disposition"]
    back = openpyxl.load_workbook(io.BytesIO(answer.content))["花名册"]
    assert "去年" in back["D2"].value
    client.post(reverse("enterprise:import_discard", args=[batch.pk]))
    page = client.get(reverse("enterprise:import_marked", args=[batch.pk]), follow=True)
    assert "已过保存期" in page.text


def test_a_checked_file_comes_back_with_its_findings(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    text = f"姓名,身份证号,入职日期,是否签订劳动合同,月工资\n赵卫平,{NUMBER},2023-05-04,否,4200\n"
    page = client.post(
        reverse("enterprise:check_file"), {"pasted": text, "on": "2026-03-02"}, follow=True
    )
    url = reverse("enterprise:download", args=[page.context["checkup"].checkup_id, "marked"])
    answer = client.get(url)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert "劳动合同" in sheet.cell(2, 6).value
    assert browse(cast.stranger).get(url).status_code == 404
