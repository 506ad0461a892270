"""What a file is comes from its contents; whatever cannot be taken is refused in plain words."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable

import pytest
from PIL import Image

from gongyue.apps.documents.reading import bounded
from gongyue.apps.documents.reading.bounded import ask
from gongyue.apps.documents.reading.names import clean_name
from gongyue.apps.documents.reading.refusals import NotTaken
from gongyue.apps.documents.reading.sniffing import media_of, text_of
from tests.apps.documents import files


@pytest.mark.parametrize(
    ("content", "name", "media"),
    [
        (files.pdf(), "合同.pdf", "pdf"),
        (b"\n\n" + files.pdf(), "合同", "pdf"),
        (files.photograph(), "照片.pdf", "jpeg"),
        (files.png(), "x", "png"),
        (files.docx(), "x.zip", "docx"),
        (files.xlsx(), "x", "xlsx"),
        (files.old_office("Workbook"), "x.xls", "xls"),
        ("姓名,工资\n李师傅,4200".encode("gb18030"), "表.csv", "csv"),
        ("说明".encode("utf-16"), "说明.txt", "txt"),
        ("说明".encode(), "说明.exe", "txt"),
    ],
)
def test_the_kind_comes_from_the_contents(content: bytes, name: str, media: str) -> None:
    assert media_of(content, name) == media


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空的"),
        (files.EXE, "Windows 程序"),
        (b"\x7fELF" + bytes(99), "Linux 程序"),
        (b"#!/bin/sh\nrm -rf /\n", "脚本程序"),
        (b"Rar!\x1a\x07\0" + bytes(99), "RAR 压缩包"),
        (files.office("a.txt"), "压缩包"),
        (files.docx("word/vbaProject.bin"), "宏"),
        (files.office("ppt/presentation.xml"), "PowerPoint"),
        (files.old_office("WordDocument"), "旧版 Word"),
        (files.old_office("EncryptedPackage"), "密码"),
        (files.old_office("Something"), "复合文件"),
        (b"PK\3\4" + bytes(200), "坏了"),
        (files.zip_bomb, "大得不正常"),
        (b"<!DOCTYPE html><html><script>alert(1)</script>", "网页"),
        (b'<svg xmlns="x" onload="alert(1)"/>', "SVG"),
        (b"<?php system($_GET[0]);", "程序文本"),
        (b"GIF89a" + bytes(99), "GIF"),
        (b"\0\0\0\x18ftypmp42" + bytes(99), "MP4"),
        (b"\0\0\0\x18ftypavif" + bytes(99), "AVIF"),
        (b"RIFF\0\0\0\0WAVE" + bytes(99), "录音"),
        (bytes(range(256)) * 8, "文件"),
    ],
)
def test_what_is_not_taken_is_named(content: bytes | Callable[[], bytes], words: str) -> None:
    content = content() if callable(content) else content  # the bomb takes seconds to make
    with pytest.raises(NotTaken) as no:
        media_of(content, "合同.pdf")
    assert words in no.value.message_zh


def test_text_is_read_in_the_encodings_people_use() -> None:
    assert text_of("中文".encode("gb18030")) == "中文"
    assert text_of("\ufeff中文".encode()) == "中文"
    assert text_of(b"\0\1\2") is None
    assert text_of(bytes([7, 8, 14, 15]) * 50) is None


@pytest.mark.parametrize(
    ("name", "media", "kept"),
    [
        ("合同.pdf", "pdf", "合同.pdf"),
        ("../../etc/passwd", "txt", "passwd.txt"),
        (r"C:\Users\me\合同.PDF", "pdf", "合同.pdf"),
        ("合同\u202efdp.exe", "pdf", "合同fdp.pdf"),
        ("照片.pdf", "jpeg", "照片.jpg"),
        ("照片.JPEG", "jpeg", "照片.jpeg"),
        ("工资😀条.xlsx", "xlsx", "工资😀条.xlsx"),
        ("", "png", "文件.png"),
        ("...", "png", "文件.png"),
        ("a\0b\nc.txt", "txt", "a b c.txt"),
        ('<b>"x"|?*.csv', "csv", "_b__x____.csv"),
        ("2026.03.02考勤", "csv", "2026.03.02考勤.csv"),
        (".pdf", "pdf", "文件.pdf"),
    ],
)
def test_a_name_is_cleaned(name: str, media: str, kept: str) -> None:
    assert clean_name(name, media) == kept


def test_a_name_of_ten_thousand_characters_is_cut() -> None:
    assert clean_name("长" * 10_000 + ".pdf", "pdf") == "长" * 76 + ".pdf"


def test_a_photograph_is_turned_upright_and_loses_its_metadata() -> None:
    answer, small = ask("look", {"name": "x.jpg"}, [files.photograph(640, 480)])
    assert answer["media"] == "jpeg" and answer["size"] == [480, 640]
    picture = Image.open(io.BytesIO(small))
    assert picture.format == "WEBP" and picture.size == (320, 427)
    assert not picture.getexif() and "exif" not in picture.info


@pytest.mark.parametrize("content", [files.photograph()[:3_000], files.png()[:60]])
def test_a_damaged_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NotTaken, match="打不开"):
        ask("look", {"name": "x.jpg"}, [content])


def test_a_heic_photograph_is_refused_with_the_way_out() -> None:
    with pytest.raises(NotTaken, match="兼容性最佳"):
        ask("look", {"name": "IMG.HEIC"}, [b"\0\0\0\x18ftypheic" + bytes(300)])


def test_bombs_are_refused_fast() -> None:
    began = time.monotonic()
    with pytest.raises(NotTaken, match="像素太多"):
        ask("look", {"name": "x.png"}, [files.bomb()])
    with pytest.raises(NotTaken, match="大得不正常"):
        ask("look", {"name": "x.docx"}, [files.zip_bomb()])
    assert time.monotonic() - began < 20


def test_pdfs_too_long_locked_or_broken_are_refused() -> None:
    with pytest.raises(NotTaken, match="100,000 页"):
        ask("look", {"name": "x.pdf"}, [files.pdf_of_many_pages()])
    with pytest.raises(NotTaken, match="有密码"):
        ask("look", {"name": "x.pdf"}, [files.pdf(password="geheim")])
    with pytest.raises(NotTaken, match="打不开"):
        ask("look", {"name": "x.pdf"}, [b"%PDF-1.4 and nothing else"])


def test_a_page_of_a_pdf_is_drawn() -> None:
    answer, _ = ask("look", {"name": "x.pdf"}, [files.pdf(3)])
    assert answer == {"media": "pdf", "pages": 3}
    _, page = ask("page", {"media": "pdf", "number": 3, "width": 800}, [files.pdf(3)])
    assert Image.open(io.BytesIO(page)).size == (800, 1200)
    with pytest.raises(NotTaken, match="没有这一页"):
        ask("page", {"media": "pdf", "number": 4, "width": 800}, [files.pdf(3)])


def test_the_first_rows_of_tables_and_text() -> None:
    rows, _ = ask("table", {"media": "xlsx"}, [files.xlsx()])
    assert rows == {"rows": [["姓名", "实发"], ["李师傅", "4200"]], "more": False}
    rows, _ = ask("table", {"media": "csv"}, ["姓名;工资\n李;1\n".encode() * 90])
    assert rows["more"] and len(rows["rows"]) == 40 and rows["rows"][1] == ["李", "1"]
    rows, _ = ask("table", {"media": "txt"}, ["一行\n二行".encode()])
    assert rows == {"lines": ["一行", "二行"], "more": False}
    with pytest.raises(NotTaken, match="表格打不开"):
        ask("table", {"media": "xls"}, [files.old_office("Workbook")])


def test_the_child_knows_none_of_our_secrets_and_dies_in_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    """A child that says what it was given, and one that never answers."""
    os.environ.setdefault("GONGYUE_KEY", "secret")
    spy = tmp_path / "spy.py"  # type: ignore[operator]
    spy.write_text("import json, os; print(json.dumps({'seen': sorted(os.environ)}))")
    monkeypatch.setattr(bounded, "CHILD", spy)
    answer, _ = ask("look", {}, [b""])
    assert not [name for name in answer["seen"] if name.startswith(("GONGYUE", "DATABASE"))]
    spy.write_text("import time; time.sleep(60)")
    began = time.monotonic()
    with pytest.raises(NotTaken, match="时间或内存"):
        ask("look", {}, [b""], seconds=1)
    assert time.monotonic() - began < 10


def test_the_child_may_not_eat_the_memory_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    hungry = tmp_path / "hungry.py"  # type: ignore[operator]
    real = bounded.CHILD.read_text(encoding="utf-8").split("JOBS =")[0]
    hungry.write_text(real + "\nlimit_myself()\nkept = bytearray(2 << 30)\nprint('{}')")
    monkeypatch.setattr(bounded, "CHILD", hungry)
    with pytest.raises(NotTaken, match="时间或内存"):
        ask("look", {}, [b""])
