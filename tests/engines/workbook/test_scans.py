"""Paper: lines and places become a grid, what is not sure stays a doubt until it is confirmed."""

from __future__ import annotations

import io
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

import pytest
from PIL import Image

from gongyue.engines.workbook import Hints, Limits, UnreadableWorkbook, read
from gongyue.engines.workbook.scanned import Scan, Scanned, scan_file, scanning
from gongyue.engines.workbook.scanned.columns import Word, columns_of, lines_of
from gongyue.engines.workbook.scanned.evidence import doubt_by_width, doubt_what_does_not_fit
from gongyue.engines.workbook.scanned.gridding import Part, Seen, loose_part, scan_of
from gongyue.engines.workbook.scanned.lattice import Stroke, lattice_of
from gongyue.engines.workbook.scanned.models import SURE, ScannedSheet
from tests.engines.workbook.builder import identity
from tests.engines.workbook.papers import scan_pdf, scan_picture, text_pdf

A, B = identity("19900101"), identity("19850212", 25)
LINES = [
    ["姓名", "身份证号", "入职日期", "月工资"],
    ["李建国", A, "2023-05-01", "6500"],
    ["王秀英", B, "2022-03-01", "5200"],
]


def refused(content: bytes, limits: Limits | None = None) -> UnreadableWorkbook:
    with pytest.raises(UnreadableWorkbook) as caught:
        read(content, name="x.pdf", limits=limits)
    return caught.value


def told(book: Any) -> list[tuple[str, str | None, str]]:
    return [
        (person.name, person.id_number, str(person.rows["roster"][0][1].values.get("hired_on")))
        for person in book.people
    ]


EVERYBODY = [("李建国", A, "2023-05-01"), ("王秀英", B, "2022-03-01")]


# ---------------------------------------------------------------- lines


def grid_strokes(xs: list[float], ys: list[float]) -> tuple[list[Stroke], list[Stroke]]:
    return [Stroke(y, xs[0], xs[-1]) for y in ys], [Stroke(x, ys[0], ys[-1]) for x in xs]


def test_lines_make_cells_and_a_missing_piece_joins_two() -> None:
    lying, standing = grid_strokes([0, 100, 200, 300], [0, 30, 60, 90])
    whole = lattice_of(lying, standing, 2.0)
    assert whole is not None and (whole.rows, whole.columns, len(whole.regions)) == (3, 3, 9)
    standing[1] = Stroke(100, 30, 90)  # the first line stops below the first row
    joined = lattice_of(lying, standing, 2.0)
    assert joined is not None and joined.regions[0][:4] == (0, 0, 1, 2)


def test_a_line_in_pieces_and_a_little_off_is_one_line() -> None:
    lying, standing = grid_strokes([0, 100, 200], [0, 30, 60])
    lying[1:2] = [Stroke(29.4, 0, 97), Stroke(30.8, 99, 200)]
    found = lattice_of(lying, standing, 2.0)
    assert found is not None and found.rows == 2


def test_strokes_of_characters_are_no_lines() -> None:
    lying, standing = grid_strokes([0, 100, 200, 300], [0, 30, 60, 90, 120])
    standing += [Stroke(40, 4, 26), Stroke(41, 34, 56), Stroke(150, 63, 88)]
    found = lattice_of(lying, standing, 2.0)
    assert found is not None and found.columns == 3


def test_two_lines_alone_are_no_table() -> None:
    assert lattice_of([Stroke(0, 0, 100), Stroke(9, 0, 100)], [Stroke(0, 0, 9)], 2.0) is None


def test_a_line_seen_twice_tears_no_row_apart() -> None:
    lying, standing = grid_strokes([0, 100, 200, 300], [0, 30, 60, 90, 120])
    # The third line, in two halves eleven dots apart: neither is drawn far enough to part cells.
    lying[2:3] = [Stroke(55, 0, 48), Stroke(66, 52, 148), Stroke(55, 152, 198), Stroke(61, 0, 300)]
    found = lattice_of(lying, standing, 2.0)
    assert found is not None and found.rows == 4
    assert {(region.row, region.rows) for region in found.regions} == {(r, 1) for r in range(4)}


def word(text: str, left: float, top: float, width: float = 40, sure: float = 1.0) -> Word:
    return Word(text, (left, top, left + width, top + 12), sure)


def test_words_without_lines_find_their_columns_and_a_title_does_not_bridge_them() -> None:
    words = [word("二〇二五年九月工资表", 60, 0, 200)]
    for row in range(1, 5):
        words += [word("李", 0, row * 20), word("8", 100, row * 20), word("9", 200, row * 20 + 2)]
    lines = lines_of(words)
    assert [len(line) for line in lines] == [1, 3, 3, 3, 3]
    assert len(columns_of(lines)) == 3
    part = loose_part(words)
    assert part is not None and part.columns == 3 and part.rows == 5


def test_one_line_seen_as_two_makes_no_row() -> None:
    ys = [0.0, 33, 66, 99, 123, 132, 165, 198]  # 123 and 132 are one line, a little bent
    lying, standing = grid_strokes([0, 100, 200, 300], ys)
    found = lattice_of(lying, standing, 5.0)
    assert found is not None and found.rows == 6


def test_a_table_whose_lines_do_not_agree_is_doubtful_as_a_whole() -> None:
    """A page that leans mixes its lines: each word is sure, and in the wrong place."""
    counts = [5, 7, 7, 4, 6, 7, 4, 6, 7, 8, 5]
    mixed = [
        word("8000", column * 100, row * 20)
        for row, count in enumerate(counts)
        for column in range(count)
    ]
    part = loose_part(mixed)
    assert part is not None and all(cell.confidence <= 0.5 for cell in part.cells)
    even = [word("8000", column * 100, row * 20) for row in range(9) for column in range(6)]
    part = loose_part(even)
    assert part is not None and all(cell.confidence == 1.0 for cell in part.cells)


def page(width: int, *texts: str) -> list[Part]:
    cells = [Seen(n // width, n % width, 1, 1, text, 1.0) for n, text in enumerate(texts)]
    return [Part(0, width, cells)]


def test_pages_whose_table_goes_on_are_one_sheet() -> None:
    pages = [page(2, "姓名", "工资", "李", "1"), page(2, "王", "2"), page(3, "a", "b", "c")]
    found = scan_of(pages, recognised=False, seconds=0)
    assert [sheet.name for sheet in found.sheets] == ["第1-2页", "第3页"]
    assert [(c.row, c.text, c.page) for c in found.sheets[0].cells if c.column == 0] == [
        (0, "姓名", 1), (1, "李", 1), (2, "王", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [(A, False), (A[:17] + ("1" if A[17] != "1" else "2"), True), (A[:17], True), ("8000", False)],
)
def test_a_number_whose_check_fails_was_misread_however_sure(text: str, doubtful: bool) -> None:
    cells = [Seen(0, 0, 1, 1, text, 0.999)]
    found = scan_of([[Part(0, 1, cells)]], recognised=True, seconds=0)
    assert found.sheets[0].cells[0].is_doubtful is doubtful


# ---------------------------------------------------------------- doubts


def scan_with(**doubts: float) -> Scan:
    """LINES as a scan; doubts: address → confidence."""
    sheet = ScannedSheet("第1页")
    for row, line in enumerate(LINES):
        for column, text in enumerate(line):
            sure = doubts.get(f"{'ABCD'[column]}{row + 1}", 0.99)
            sheet.cells.append(Scanned(row, column, text, sure, 1, picture=b"png"))
    return Scan([sheet], pages=1, recognised=True)


def read_scan(scan: Scan, corrections: dict[str, str] | None = None) -> Any:
    hints = Hints(scan=scan, corrections={"第1页": corrections or {}})
    return read(b"%PDF-1.7", name="x.pdf", hints=hints)


def test_a_doubtful_cell_is_named_and_never_used() -> None:
    book = read_scan(scan_with(C2=0.6, D3=0.9))
    assert told(book) == [("李建国", A, "None"), ("王秀英", B, "2022-03-01")]
    row = book.people[0].rows["roster"][0][1]
    assert row.unreadable == ("hired_on",)
    assert [(p.code, p.column, p.row) for p in book.problems] == [
        ("scan.doubtful", "C", 2), ("scan.doubtful", "D", 3),
    ]  # fmt: skip
    assert "请核对：「2023-05-01」" in book.problems[0].message_zh


def test_a_doubtful_name_leaves_the_line_to_its_number() -> None:
    book = read_scan(scan_with(A2=0.5))
    assert [person.id_number for person in book.people] == [A, B]
    assert book.people[0].name == ""


def test_the_same_text_confirmed_elsewhere_clears_nothing() -> None:
    scan = scan_with(D2=0.5)
    scan.sheets[0].cells[11] = Scanned(2, 3, "6500", 0.99, 1)
    book = read_scan(scan)
    rows = [person.rows["roster"][0][1].values.get("wage") for person in book.people]
    assert rows[0] is None and rows[1] is not None


def test_what_a_person_confirms_or_corrects_is_used() -> None:
    book = read_scan(scan_with(C2=0.6, A3=0.4), {"C2": "2023-05-02", "A3": "王秀英"})
    assert told(book) == [("李建国", A, "2023-05-02"), EVERYBODY[1]]
    assert book.problems == ()


def test_doubtful_headings_are_read_for_a_person_sees_the_columns() -> None:
    assert told(read_scan(scan_with(A1=0.5, B1=0.5, C1=0.5))) == EVERYBODY


def test_a_scan_survives_storage() -> None:
    scan = scan_with(A2=0.5)
    assert Scan.from_json(scan.to_json()) == scan


# ---------------------------------------------------------------- files


def test_a_pdf_with_text_is_read_without_recognising() -> None:
    for ruled in (True, False):
        content = text_pdf(LINES, ruled=ruled)
        assert told(read(content, name="花名册.pdf")) == EVERYBODY
    assert not scan_file(content, Limits()).recognised


def test_pages_of_a_pdf_are_bounded() -> None:
    assert refused(text_pdf(LINES, pages=3), Limits(scan_pages=2)).code == "scan.too_many_pages"
    assert len(read(text_pdf(LINES, pages=2), name="x.pdf").sheets[0].rows) == 4


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, b"\xff\xd8\xff\xe0" + b"x" * 500]
)
def test_broken_paper_is_said_to_be_broken(content: bytes) -> None:
    assert refused(content).code == "file.corrupt"


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    target = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(target, "PNG")
    assert refused(target.getvalue(), Limits(scan_pixels=60_000_000)).code == "scan.too_large"


def test_time_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_slow(*_: Any, **given: Any) -> None:
        raise subprocess.TimeoutExpired("x", given["timeout"])

    monkeypatch.setattr(scanning.subprocess, "run", too_slow)
    found = refused(b"%PDF-1.7", Limits(scan_seconds=7))
    assert found.code == "scan.too_slow" and "7 秒" in found.message_zh


def test_without_the_optional_part_the_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import importlib.util as u, sys; find = u.find_spec\n"
        "u.find_spec = lambda n, *a: None if n == 'rapidocr' else find(n, *a)\n"
        "from pathlib import Path; from gongyue.engines.workbook.scanned.child import main\n"
        "import json; print(json.dumps(main(Path(sys.argv[-4]), 1, 10**7, 4 * 10**9)))"
    )
    run = subprocess.run

    def without(command: list[str], **given: Any) -> Any:
        return run([sys.executable, "-c", code, *command[-4:]], **given)

    monkeypatch.setattr(scanning.subprocess, "run", without)
    target = io.BytesIO()
    Image.new("RGB", (50, 50)).save(target, "PNG")
    found = refused(target.getvalue())
    assert found.code == "scan.extras_missing" and "make extras" in found.message_zh


def test_a_scan_is_recognised_with_the_network_closed() -> None:
    """The child process closes its own network, so that a download would fail the reading."""
    scan = scan_file(scan_picture(LINES), Limits())
    assert scan.recognised
    assert told(read(b"%PDF", name="x.jpg", hints=Hints(scan=scan))) == EVERYBODY


def test_the_child_process_reaches_nobody() -> None:
    code = (
        "import socket; from gongyue.engines.workbook.scanned import child\n"
        "child._close_network()\n"
        "for ask in (lambda: socket.create_connection(('127.0.0.1', 9)),"
        " lambda: socket.socket().connect(('127.0.0.1', 9)),"
        " lambda: socket.getaddrinfo('localhost', 80)):\n"
        "    try: ask(); raise SystemExit('open')\n"
        "    except OSError as error: assert 'closed' in str(error), error\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_a_scanned_pdf_of_two_pages_is_one_table() -> None:
    book = read(scan_pdf(LINES, 2), name="x.pdf")
    assert told(book) == EVERYBODY
    assert book.sheets[0].name == "第1-2页"


# ---------------------------------------------------------------- what a page says about itself


def column(texts: list[str], at: int = 0) -> list[Seen]:
    return [Seen(row, at, 1, 1, text, 1.0) for row, text in enumerate(texts)]


def doubted(cells: list[Seen]) -> set[int]:
    return {cell.row for cell in cells if cell.confidence < SURE}


@pytest.mark.parametrize(
    ("texts", "doubtful"),
    [
        (["入职日期", *["2023-05-01"] * 8], set()),
        (["入职日期", *["2023-05-01"] * 8, "2023-02-30"], {9}),
        (["手机号", *["19912345678"] * 8, "1991234567"], {9}),
        (["月工资", *["6,500.00", "7200"] * 4, "生产部"], {9}),
        (["姓名", *["李建国", "王秀英"] * 4, "6500"], set()),  # words are of any shape
        (["月工资", "6500", "生产部"], set()),  # too few to tell
    ],
)
def test_a_cell_unlike_its_column_is_looked_at(texts: list[str], doubtful: set[int]) -> None:
    cells = column(texts)
    doubt_what_does_not_fit(cells)
    assert doubted(cells) == doubtful


def test_a_row_without_lines_that_lacks_a_cell_is_looked_at_with_its_neighbours() -> None:
    words = [
        word(text, at * 100, row * 40)
        for row in range(10)
        for at, text in enumerate(("甲", "乙", "丙", "丁"))
        if (row, at) != (5, 2)
    ]
    part = loose_part(words)
    assert part is not None and doubted(part.cells) == {4, 5, 6}


def test_two_words_where_the_others_have_one_are_looked_at() -> None:
    words = [word(text, at * 100, row * 40) for row in range(10)
             for at, text in enumerate(("甲", "乙", "丙"))]  # fmt: skip
    words.append(word("戊", 105, 6 * 40, width=20))
    part = loose_part(words)
    assert part is not None and doubted(part.cells) == {5, 6, 7}


def test_a_name_half_as_long_as_its_ink_is_not_sure() -> None:
    read_as = [("李建国", 1.0), ("王秀英", 1.0), ("陈勇", 1.0), ("赵芳", 1.0), ("孙明", 1.0),
               ("陈", 1.0), ("6500", 1.0)]  # fmt: skip
    widths = [78, 77, 52, 52, 51, 52, 20]
    sure = [confidence for _, confidence in doubt_by_width(read_as, widths)]
    assert sure[5] < SURE and sure[:5] == [1.0] * 5 and sure[6] == 1.0


@pytest.mark.skipif(find_spec("rapidocr") is None, reason="the optional recogniser is not here")
def test_a_rough_page_has_nothing_wrong_that_is_sure() -> None:
    from gongyue.cli.bench import _ocr_pages as draw
    from gongyue.cli.bench.ocr import compare

    lines = draw.lines_of(8, 2)
    small = draw.printed(lines).crop((0, 0, 2_000, 560)).resize((1_000, 280))
    scan = scan_file(draw.jpeg_of(draw.scanned(small, 2, quality=25)), Limits())
    told_of = compare(scan, lines)
    assert told_of["wrong_and_sure"] == 0 and told_of["right"] >= told_of["cells"] // 2
