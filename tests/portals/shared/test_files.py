"""Files and papers on screen: handed in, looked at for a purpose, sent safely, ended."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongyue.apps.documents.selectors.documents import documents_of_myself
from gongyue.apps.documents.selectors.papers import paper_page, papers_of_myself
from gongyue.apps.documents.services.integrity import check_integrity
from gongyue.apps.registry.selectors.accesses import accesses_to_myself
from gongyue.portals.public.check import DOOR
from tests.apps.documents import files
from tests.cast import Cast
from tests.portals.conftest import Browse
from tests.portals.shared.examples import document_of, li_of, paper_of

MINE = "/worker/files/"


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def hand_in(client: Client, *sent: SimpleUploadedFile, **more: Any) -> Any:
    return client.post(MINE, {"kind": "evidence", "chosen": list(sent), **more}, follow=True)


def text_of(answer: Any) -> str:
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def test_a_worker_hands_several_files_in_and_finds_them(cast: Cast, browse: Browse) -> None:
    client = browse(cast.worker)
    assert "还没有文件" in text_of(client.get(MINE))
    sent = [upload(files.photograph(), "照片.jpg"), upload(files.xlsx(), "工资表.xlsx")]
    page = text_of(hand_in(client, *sent, camera=upload(files.png(), "拍的.png")))
    assert "已收到 3 个文件" in page
    for name in ("照片.jpg", "工资表.xlsx", "拍的.png"):
        assert name in page
    assert all(card.shared_with == "" for card in documents_of_myself(cast.worker))


def test_what_is_refused_is_named_and_the_rest_is_kept(cast: Cast, browse: Browse) -> None:
    client = browse(cast.worker)
    sent = [upload(files.EXE, "合同.pdf"), upload(files.png(), "好的.png"), upload(b"", "空.txt")]
    page = text_of(hand_in(client, *sent))
    assert "合同.pdf：这个文件实际上是 Windows 程序" in page
    assert "空.txt：这个文件是空的" in page
    assert "已收到 1 个文件" in page and "好的.png" in page
    assert len(documents_of_myself(cast.worker)) == 1


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({}, "请选择文件"),
        ({"kind": ""}, "请选择文件的类别"),
        ({"kind": "nonsense"}, "请从列出的类别里选"),
        ({"share": "00000000-0000-0000-0000-000000000000"}, "只能交给登记过您的用人单位"),
    ],
)
def test_what_is_missing_is_named(
    cast: Cast, browse: Browse, posted: dict[str, str], words: str
) -> None:
    chosen = [] if not posted else [upload(files.png(), "x.png")]
    answer = browse(cast.worker).post(MINE, {"kind": "evidence", "chosen": chosen} | posted)
    assert answer.status_code == 200 and words in text_of(answer)
    assert documents_of_myself(cast.worker) == []


def test_too_many_files_at_once_are_refused(cast: Cast, browse: Browse) -> None:
    sent = [upload(b"x", f"{number}.txt") for number in range(11)]
    assert "一次最多交 10 个" in text_of(hand_in(browse(cast.worker), *sent))


def test_a_shared_file_is_opened_by_the_firm_for_a_purpose(cast: Cast, browse: Browse) -> None:
    document = document_of(cast)
    client, address = browse(cast.enterprise), reverse("files:page", args=[document.pk])
    asked = client.get(address)
    assert "为什么要看这份文件" in text_of(asked)
    assert accesses_to_myself(cast.worker) == []
    opened = client.get(address, {"purpose": "staff_management"})
    drawn = BeautifulSoup(opened.content, "html.parser")
    assert accesses_to_myself(cast.worker)[0].words == "打开文件：照片.png"
    picture = client.get(drawn.select_one(".sheet-view img")["src"])  # type: ignore[index]
    assert picture["Content-Type"] == "image/webp" and picture.content[:4] == b"RIFF"
    link = drawn.select_one("a[download]")["href"]  # type: ignore[index]
    assert b"".join(client.get(link)) == files.png()  # type: ignore[arg-type]
    assert browse(cast.regulator).get(link).status_code == 404
    assert len(accesses_to_myself(cast.worker)) == 1


def test_a_purpose_that_is_none_is_refused_and_that_is_on_record(
    cast: Cast, browse: Browse
) -> None:
    document = document_of(cast)
    address = reverse("files:page", args=[document.pk])
    page = text_of(browse(cast.enterprise).get(address, {"purpose": "inspection"}))
    assert "不在你单位可用的范围内" in page and "为什么要看" in page
    assert accesses_to_myself(cast.worker)[0].refused


@pytest.mark.parametrize(
    ("content", "name", "mime"),
    [
        (files.png(), "照片.png", "image/png"),
        (files.pdf(), "合同.pdf", "application/pdf"),
        ("<b>一行</b>,2".encode(), "表.csv", "text/csv; charset=utf-8"),
    ],
)
def test_a_file_is_sent_so_that_no_browser_takes_it_for_a_page(
    cast: Cast, browse: Browse, content: bytes, name: str, mime: str
) -> None:
    document = document_of(cast, content=content, name=name)
    client = browse(cast.worker)
    answer = client.get(reverse("files:original", args=[document.pk]))
    assert b"".join(answer) == content  # type: ignore[arg-type]
    assert answer["Content-Type"] == mime
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    page = client.get(reverse("files:page", args=[document.pk])).content.decode()
    assert "<b>一行" not in page


def test_pages_are_turned_by_links(cast: Cast, browse: Browse) -> None:
    document = document_of(cast, content=files.pdf(3), name="三页.pdf")
    client, address = browse(cast.worker), reverse("files:page", args=[document.pk])
    first = text_of(client.get(address))
    assert "第 1 页，共 3 页" in first and "下一页" in first and "上一页" not in first
    last = text_of(client.get(address, {"n": "99"}))
    assert "第 3 页，共 3 页" in last and "下一页" not in last
    assert client.get(address, {"n": "１x"}).status_code == 200
    picture = reverse("files:picture", args=[document.pk])
    assert client.get(picture, {"n": "9"}).status_code == 404
    assert client.get(picture, {"n": "2", "w": "999999"}).status_code == 200


def test_a_table_is_shown_as_one(cast: Cast, browse: Browse) -> None:
    document = document_of(cast, content=files.xlsx(), name="工资.xlsx")
    page = client_page(browse(cast.worker), document)
    assert "李师傅 4200" in page


def client_page(client: Client, document: Any) -> str:
    return text_of(client.get(reverse("files:page", args=[document.pk])))


def test_a_better_file_and_a_withdrawn_one(cast: Cast, browse: Browse) -> None:
    client, document = browse(cast.worker), document_of(cast)
    address = reverse("files:replace", args=[document.pk])
    refused = client.post(address, {"chosen": upload(files.EXE, "x.png")})
    assert "Windows 程序" in text_of(refused)
    page = text_of(client.post(address, {"chosen": upload(files.pdf(), "新.pdf")}, follow=True))
    assert "新.pdf" in page and "第 2 版" in page and "第 1 版" in page
    assert "这是以前的版本" in client_page(client, document)
    new = documents_of_myself(cast.worker)[0]
    gone = client.post(reverse("files:withdraw", args=[new.document_id]), follow=True)
    assert "已撤回" in text_of(gone)
    page = text_of(client.get(reverse("files:page", args=[new.document_id])))
    assert "现在打不开" in page and "下载原件" not in page
    assert client.get(reverse("files:original", args=[new.document_id])).status_code == 404


def test_a_file_that_waits_for_the_scanner_says_so(
    cast: Cast, browse: Browse, settings: Any
) -> None:
    settings.SCANNER = "clamd:127.0.0.1:9"
    document = document_of(cast)
    client = browse(cast.worker)
    page = client_page(client, document)
    assert "正在等待查毒" in page and "再查一次" in page
    assert client.post(reverse("files:scan", args=[document.pk])).status_code == 302


def test_a_certificate_from_the_form_to_both_sides(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    address = reverse("enterprise:person_papers", args=[li_of(cast)])
    assert "李师傅 · 文件和证明" in text_of(client.get(address))
    wrong = client.post(address, {"kind": "employed", "recipient": "银行", "income": "六千"})
    page = text_of(wrong)
    assert (
        "请填写用途" in page and "请用数字填写" in page and 'value="银行"' in wrong.content.decode()
    )
    sent = {"kind": "employed", "recipient": "银行", "use": "办卡", "income": "6,380.50"}
    page = text_of(client.post(address, sent, follow=True))
    assert "已出具，编号" in page and "有效" in page
    assert "在职证明" in text_of(browse(cast.worker).get(MINE))
    card = papers_of_myself(cast.worker)[0]
    pdf = browse(cast.worker).get(reverse("files:paper_pdf", args=[card.paper_id]))
    assert b"".join(pdf).startswith(b"%PDF")  # type: ignore[arg-type]
    assert card.number in text_of(client.get("/enterprise/papers/"))


def test_a_paper_is_issued_anew_and_voided_on_screen(cast: Cast, browse: Browse) -> None:
    client, old = browse(cast.enterprise), paper_of(cast)
    address = reverse("enterprise:person_papers", args=[li_of(cast)])
    sent = {"kind": "employed", "recipient": "银行", "use": "办卡", "instead_of": str(old.pk)}
    client.post(address, sent)
    assert paper_page(cast.worker, old.pk).state == "replaced"
    new = papers_of_myself(cast.worker)[0]
    void = reverse("files:paper_void", args=[new.paper_id])
    assert "请写明作废的原因" in text_of(client.post(void, {"reason": ""}))
    client.post(void, {"reason": "岗位写错"})
    page = text_of(browse(cast.worker).get(reverse("files:paper", args=[new.paper_id])))
    assert "已作废" in page and "岗位写错" in page
    assert browse(cast.worker).post(void, {"reason": "x"}).status_code == 403


def test_the_firm_looking_at_a_paper_again_leaves_a_trace(cast: Cast, browse: Browse) -> None:
    paper = paper_of(cast)
    before = len(accesses_to_myself(cast.worker))
    browse(cast.worker).get(reverse("files:paper", args=[paper.pk]))
    assert len(accesses_to_myself(cast.worker)) == before
    browse(cast.enterprise).get(reverse("files:paper", args=[paper.pk]))
    assert f"打开文书：在职证明 {paper.number}" in accesses_to_myself(cast.worker)[0].words


def test_a_worker_prints_all_records(cast: Cast, browse: Browse) -> None:
    answer = browse(cast.worker).post("/worker/files/records-paper/", follow=True)
    assert "本人记录清单" in text_of(answer)
    assert check_integrity().problems == ()


def test_the_firm_s_own_files(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    sent = {"kind": "contract", "chosen": upload(files.pdf(), "规章制度.pdf")}
    assert "规章制度.pdf" in text_of(client.post("/enterprise/papers/", sent, follow=True))
    address = reverse("enterprise:person_files", args=[li_of(cast)])
    page = client.post(address, {"kind": "contract", "chosen": upload(files.EXE, "合同.pdf")})
    assert "Windows 程序" in text_of(page)
    sent = {"kind": "contract", "chosen": upload(files.pdf(), "李师傅合同.pdf")}
    client.post(address, sent)
    assert "李师傅合同.pdf" in text_of(browse(cast.worker).get(MINE))


def test_anybody_checks_a_paper_by_number_code_and_file(cast: Cast, browse: Browse) -> None:
    from tests.apps.documents.test_issuing import code_in

    paper, visitor = paper_of(cast), browse(None)
    got = browse(cast.worker).get(reverse("files:paper_pdf", args=[paper.pk]))
    pdf = b"".join(got)  # type: ignore[arg-type]
    asked = {"n": paper.number, "c": code_in(pdf)}
    page = visitor.get("/check/", asked)
    said = text_of(page)
    assert "这份文书有效" in said and "晨光工厂" in said and "在职证明" in said
    assert "李师傅" not in said and "银行" not in said
    assert hashlib.sha256(pdf).hexdigest() in said
    assert "没有被改过" in text_of(visitor.post("/check/", asked | {"file": upload(pdf, "x.pdf")}))
    changed = upload(pdf + b" ", "x.pdf")
    assert "和出具时不一样" in text_of(visitor.post("/check/", asked | {"file": changed}))
    digest = hashlib.sha256(pdf).hexdigest()
    assert "没有被改过" in text_of(visitor.post("/check/", asked | {"sha256": digest}))
    wrong = text_of(visitor.get("/check/", asked | {"c": "AAAA-AAAA"}))
    assert "对不上" in wrong and "晨光工厂" not in wrong


def test_the_check_page_is_throttled_and_says_what_is_missing(browse: Browse, db: None) -> None:
    visitor = browse(None)
    assert "请填写校验码" in text_of(visitor.get("/check/", {"n": "x", "c": ""}))
    assert "编号没有这么长" in text_of(visitor.get("/check/", {"n": "x" * 10_000, "c": "x"}))
    for _ in range(DOOR.most):
        visitor.get("/check/", {"n": "AAAAA-2026-00001", "c": "AAAA-AAAA"})
    said = text_of(visitor.get("/check/", {"n": "AAAAA-2026-00001", "c": "AAAA-AAAA"}))
    assert "一小时内已验真" in said


def test_blank_forms_are_downloaded(browse: Browse, db: None) -> None:
    visitor = browse(None)
    drawn = BeautifulSoup(visitor.get("/blanks/").content, "html.parser")
    links = [a["href"] for a in drawn.select("main .card-link")]
    assert len(links) == 6
    answer = visitor.get(links[0])
    assert answer.content.startswith(b"%PDF") and answer["Content-Type"] == "application/pdf"
    assert visitor.get("/blanks/nothing.pdf").status_code == 404
