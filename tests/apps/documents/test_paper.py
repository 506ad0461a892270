"""Paper: what is written is printed as it is, the same each time, whatever people write."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader

from gongyue.apps.documents.paper.blanks import BLANKS
from gongyue.apps.documents.paper.letter import (
    Amounts,
    Check,
    Clauses,
    Fields,
    Heading,
    Letter,
    Pairs,
    Paragraph,
    Remark,
    Ruled,
    Table,
    print_letter,
)
from gongyue.apps.documents.paper.text import one_line

ON = date(2026, 3, 2)
CHECK = Check(
    url="https://example.org/check/?n=K7Q2M-2026-00001&c=ABCD2345",
    page="example.org/check/",
    code="ABCD-2345",
)


def text_of(pdf: bytes) -> str:
    """All text, without the spaces that typesetting puts in."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages).replace("\u200b", "")


def letter(*body: object, **more: object) -> Letter:
    return Letter(title="在职证明", body=body, **more)  # type: ignore[arg-type]


def test_a_letter_says_all_it_was_given() -> None:
    paper = letter(
        Heading(text="约定"),
        Paragraph(text="兹证明李师傅在本单位工作。\n第二行"),
        Pairs(rows=(("姓名", "李师傅"), ("部门", ""))),
        Clauses(items=("第一条内容", "第二条内容")),
        Table(header=("日期", "事项"), rows=(("2026-03-01", "出勤"),)),
        Amounts(rows=(("工资", Decimal("6380.5")), ("加班费", Decimal("320.07")))),
        Fields(rows=((("地址", 1, "填写处"),),)),
        Ruled(label="理由"),
        Remark(text="小字"),
        issuer="晨光工厂",
        number="K7Q2M-2026-00001",
        on=ON,
        addressee="致有关单位",
        seal="晨光工厂",
        signatures=("经办人",),
        stitched=True,
        check=CHECK,
    )
    said = text_of(print_letter(paper).pdf)
    for words in (
        "在职证明", "致有关单位：", "兹证明李师傅在本单位工作。", "第二行", "第一条内容",
        "6,380.50", "6,700.57", "人民币陆仟柒佰元伍角柒分", "填写处", "理由", "小字", "盖章处",
        "经办人（签名）", "2026年3月2日", "K7Q2M-2026-00001", "ABCD-2345", "example.org/check/",
        "骑缝章", "第2页共2页",
    ):  # fmt: skip
        assert words in said, words


@pytest.mark.parametrize(
    "attack",
    [
        '#read("/etc/passwd")',
        "#strong[粗]",
        "$x^2$ 和 \\ 和 @引用 和 `代码` 和 <标签> 和 *星* 和 _线_ 和 = 标题 和 // 注",
        '"); #panic("x") //',
        "]} #import \"@preview/x:1.0.0\": * {[",
        "{{ settings.SECRET_KEY }} {% load x %} ' OR 1=1 --",
        "\\u{4e00} ~ --- ... 'x' \"y\"",
    ],
)  # fmt: skip
def test_what_people_write_is_text_and_never_code(attack: str) -> None:
    blocks = (
        Paragraph(text=attack),
        Pairs(rows=((attack, attack),)),
        Clauses(items=(attack,)),
        Table(header=(attack,), rows=((attack,),)),
        Fields(rows=(((attack[:20], 1, attack),),)),
    )
    paper = letter(*blocks, addressee=attack, issuer=attack, seal=attack, signatures=(attack,))
    said = text_of(print_letter(paper).pdf)
    assert said.count("".join(attack.split())) >= 6


def test_the_same_letter_gives_the_same_bytes() -> None:
    paper = letter(Paragraph(text="䶮 李师傅"), number="K7Q2M-2026-00001", on=ON, check=CHECK)
    assert print_letter(paper).pdf == print_letter(paper).pdf


def test_marks_of_direction_and_other_invisible_things_are_left_out() -> None:
    assert one_line("李\u202e师\u2066傅\ufeff\u00ad\ufe0f\x00\x1b") == "李师傅  "


def test_a_character_no_font_has_is_named_and_never_an_empty_box() -> None:
    paper = print_letter(letter(Paragraph(text="\U000323af 和 😀"), on=ON))
    assert paper.missing == ("\U000323af", "😀")
    said = text_of(paper.pdf)
    assert "〔U+323AF〕和〔U+1F600〕" in said
    assert "〔U+323AF〕代表一个字" in said


def test_a_very_long_text_runs_over_pages_and_keeps_its_foot() -> None:
    paper = print_letter(letter(Paragraph(text="很长的说明" * 2_000), Paragraph(text="A" * 3_000)))
    pages = PdfReader(io.BytesIO(paper.pdf)).pages
    assert len(pages) > 4
    said = "".join("".join(pages[-1].extract_text().split()))
    assert f"第{len(pages)}页共{len(pages)}页" in said


@pytest.mark.parametrize("blank", BLANKS.values(), ids=lambda blank: blank.slug)
def test_a_blank_form_is_one_page_with_a_line_to_sign_on(blank: object) -> None:
    paper = print_letter(blank.letter)  # type: ignore[attr-defined]
    assert paper.missing == ()
    assert len(PdfReader(io.BytesIO(paper.pdf)).pages) == 1
    assert "（签名）" in text_of(paper.pdf)
