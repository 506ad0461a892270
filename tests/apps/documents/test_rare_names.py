"""Names with rare characters: each is drawn, differs from the empty box, and can be copied out."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pypdfium2
import pytest
import typst
from PIL import Image, ImageChops
from pypdf import PdfReader

from gongyue.apps.documents.paper.fonts import SANS, SERIF, shelf, shelf_of
from gongyue.apps.documents.paper.glyphs import NotAFont, can_draw, ranges_of
from gongyue.apps.documents.paper.letter import Letter, Paragraph, print_letter

RARE = "䶮㛃𬱟𡐓㼆𠅤𫖯龑喆·"
NOWHERE = "\U000323af"  # the last character of extension H
MINORITY = "阿依古丽·买买提江·阿卜杜热合曼·吐尔逊江·艾合买提·热合木江·阿布都拉"
SIZE = 96


def picture(text: str, *, serif: bool = False) -> Image.Image:
    """The text alone on a small page, in one of our two faces, with nothing to fall back on."""
    here = shelf()
    data = {"fonts": here.serif if serif else here.sans, "text": text}
    source = (
        "#let d = json(bytes(sys.inputs.data))\n"
        "#set page(width: 30mm, height: 30mm, margin: 5mm)\n"
        "#set text(font: d.fonts, fallback: false, size: 48pt)\n#d.text"
    )
    pdf = typst.Compiler(font_paths=here.fonts).compile(
        input=source.encode(), format="pdf", sys_inputs={"data": json.dumps(data)}
    )
    page = pypdfium2.PdfDocument(pdf)[0]
    return page.render(scale=2).to_pil().convert("L").resize((SIZE, SIZE))


def ink(image: Image.Image) -> int:
    return sum(255 - tone for tone in image.tobytes())


def difference(left: Image.Image, right: Image.Image) -> int:
    return sum(ImageChops.difference(left, right).tobytes())


@pytest.mark.parametrize("serif", [False, True], ids=["sans", "serif"])
@pytest.mark.parametrize("character", RARE)
def test_a_rare_character_is_drawn_and_is_not_the_empty_box(character: str, serif: bool) -> None:
    drawn, box, blank = (picture(text, serif=serif) for text in (character, NOWHERE, " "))
    assert ink(blank) == 0
    assert ink(box) > 0, "the empty box itself must be seen, or this test proves nothing"
    assert ink(drawn) > 3_000
    assert difference(drawn, box) > 30_000


def test_rare_characters_differ_from_each_other() -> None:
    drawn = [picture(character) for character in RARE]
    for number, one in enumerate(drawn):
        assert all(difference(one, other) > 30_000 for other in drawn[number + 1 :])


@pytest.mark.parametrize("name", [*RARE, f"欧阳{RARE}", MINORITY])
def test_a_rare_name_can_be_copied_out_of_the_paper(name: str) -> None:
    paper = print_letter(Letter(title="证明", body=(Paragraph(text=f"兹证明{name}在职"),)))
    assert paper.missing == ()
    said = PdfReader(io.BytesIO(paper.pdf)).pages[0].extract_text()
    assert f"兹证明{name}在职" in "".join(said.split())


def test_the_fonts_that_come_with_us_are_enough_for_these_names() -> None:
    """On a machine without any Chinese font of its own."""
    alone = shelf_of("", with_system=False)
    assert [character for character in RARE if not alone.can_draw(character)] == []
    assert alone.family_of("䶮") == SANS[0]
    assert set(alone.sans) == {SANS[0], SERIF[0]}


def test_a_folder_of_fonts_for_rare_characters_is_looked_at(tmp_path: Path) -> None:
    assert shelf_of(str(tmp_path), with_system=False).sans == (SANS[0], SERIF[0])
    assert shelf_of(str(tmp_path / "nowhere"), with_system=False).sans == (SANS[0], SERIF[0])


@pytest.mark.parametrize("content", [b"", b"OTTO", b"no font at all", b"\0\1\0\0\0\xff" + bytes(9)])
def test_a_file_that_is_no_font_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.ttf"
    path.write_bytes(content)
    with pytest.raises(NotAFont):
        ranges_of(path)


def test_the_character_map_agrees_with_the_typesetter() -> None:
    """What the map calls missing is drawn as the empty box, and nothing else is."""
    path = dict(shelf().files)[SANS[0]]
    assert can_draw(ranges_of(path), "李")
    assert not can_draw(ranges_of(path), NOWHERE)
    assert difference(picture(NOWHERE), picture("\U000323ae")) == 0
