"""Comments at the faulty cells of an .xlsx that is changed in place: the parts Excel and WPS want.

A sheet with comments of its sender keeps them and gets none of ours: the column 「问题」 has it.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from gongyue.engines.workbook.hidden import column_number
from gongyue.engines.workbook.said import Notes

AUTHOR = "工约"
MOST = 500  # comments of a sheet; the column goes on
LONGEST = 400  # characters of one comment
MORE = "……全文见“问题”列。"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument"
TYPES = "[Content_Types].xml"
_BAD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BEHIND = re.compile(
    rb"<(?:legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b"
)
_AUTHOR_TAG = re.compile(r"<author>(.*?)</author>", re.S)
_COMMENTS = re.compile(r"<Relationship\b[^>]*/comments\"[^>]*>")
_DRAWING = re.compile(r"<Relationship\b[^>]*/vmlDrawing\"[^>]*>")
_TARGET = re.compile(r"\bTarget=\"([^\"]*)\"")

Cell = tuple[str, int]


def comments_of(notes: Notes) -> list[tuple[Cell, str]]:
    """(cell, text) from the top, as many and as long as a sheet bears."""
    places = sorted(notes.said, key=lambda cell: (cell[1], column_number(cell[0])))
    return [(cell, comment_text(notes.said[cell])) for cell in places[:MOST]]


def comment_text(lines: Sequence[str]) -> str:
    """What stands in one comment."""
    text = _BAD.sub("", "\n".join(dict.fromkeys(lines)))
    return text if len(text) <= LONGEST else text[: LONGEST - len(MORE)] + MORE


def add_comments(
    zipped: zipfile.ZipFile, changed: dict[str, bytes], notes: Mapping[str, Notes]
) -> None:
    """Add to `changed` what the comments need. `notes` are by part of a sheet."""
    types = zipped.read(TYPES).decode()
    for number, (part, said) in enumerate(sorted(notes.items()), start=1):
        found = comments_of(said)
        places = _own_places(zipped, part)
        if places is not None:  # ours of an earlier round
            _write(changed, places, number, found)
        elif found and b"<legacyDrawing " not in changed[part] and "<Types" in types:
            places = (f"xl/commentsGongyue{number}.xml", f"xl/drawings/vmlGongyue{number}.vml")
            if not _hung_on(zipped, changed, part, places):
                continue
            _write(changed, places, number, found)
            types = _with_types(types, places[0])
    if types != zipped.read(TYPES).decode():
        changed[TYPES] = types.encode()


def _own_places(zipped: zipfile.ZipFile, part: str) -> tuple[str, str] | None:
    """The comments and their drawing, where nobody but us has commented on the sheet."""
    relations = _relations(zipped, part)
    comments, drawing = _COMMENTS.findall(relations), _DRAWING.findall(relations)
    if len(comments) != 1 or len(drawing) != 1:
        return None
    places = [_place(part, _TARGET.search(found)) for found in (comments[0], drawing[0])]
    if any(place not in zipped.namelist() for place in places):
        return None
    authors = set(_AUTHOR_TAG.findall(zipped.read(places[0]).decode()))
    return (places[0], places[1]) if authors == {AUTHOR} else None


def _place(part: str, target: re.Match[str] | None) -> str:
    if target is None:
        return ""
    folder = posixpath.join("/", posixpath.dirname(part))
    return posixpath.normpath(posixpath.join(folder, target[1])).lstrip("/")


def _relations_part(part: str) -> str:
    return posixpath.join(posixpath.dirname(part), "_rels", f"{posixpath.basename(part)}.rels")


def _relations(zipped: zipfile.ZipFile, part: str) -> str:
    name = _relations_part(part)
    if name in zipped.namelist():
        return zipped.read(name).decode()
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_PACKAGE}"></Relationships>'  # noqa: E501


def _hung_on(
    zipped: zipfile.ZipFile, changed: dict[str, bytes], part: str, places: tuple[str, str]
) -> bool:
    """Point from the sheet to the new parts; False where its own words do not allow it."""
    sheet = changed[part]
    relations = re.sub(
        r"(<Relationships\b[^>]*?)/>", r"\1></Relationships>", _relations(zipped, part)
    )
    if "</Relationships>" not in relations or b"</worksheet>" not in sheet:
        return False
    if b"purl.oclc.org" in sheet[:2_000] or any(each in zipped.namelist() for each in places):
        return False
    more = "".join(
        f'<Relationship Id="rIdGongyue{kind}" Type="{_OFFICE}/{kind}" Target="/{place}"/>'
        for kind, place in zip(("comments", "vmlDrawing"), places, strict=True)
    )
    relations = relations.replace("</Relationships>", f"{more}</Relationships>")
    changed[_relations_part(part)] = relations.encode()
    hook = f'<legacyDrawing xmlns:r="{_OFFICE}" r:id="rIdGongyuevmlDrawing"/>'.encode()
    begins = max(sheet.rfind(b"</sheetData>"), sheet.rfind(b"</conditionalFormatting>"), 0)
    behind = _BEHIND.search(sheet, begins)
    at = behind.start() if behind else sheet.rindex(b"</worksheet>")
    changed[part] = sheet[:at] + hook + sheet[at:]
    return True


def _with_types(types: str, comments: str) -> str:
    more = f'<Override PartName="/{comments}" ContentType="{_KIND}.spreadsheetml.comments+xml"/>'
    if not re.search(r'Extension="vml"', types, re.I):
        more = f'<Default Extension="vml" ContentType="{_KIND}.vmlDrawing"/>{more}'
    return types.replace("</Types>", f"{more}</Types>")


def _write(
    changed: dict[str, bytes], places: tuple[str, str], number: int,
    found: Sequence[tuple[Cell, str]],
) -> None:  # fmt: skip
    listed = "".join(
        f'<comment ref="{letter}{row}" authorId="0"><text><r><t xml:space="preserve">'
        f"{escape(text)}</t></r></text></comment>"
        for (letter, row), text in found
    )
    changed[places[0]] = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{_MAIN}">'
        f"<authors><author>{AUTHOR}</author></authors><commentList>{listed}</commentList></comments>"
    ).encode()
    shapes = "".join(
        _shape(number * 1024 + at, cell, text) for at, (cell, text) in enumerate(found, start=1)
    )
    changed[places[1]] = _DRAWN.format(number=number, shapes=shapes).encode()


def _shape(number: int, cell: Cell, text: str) -> str:
    """The yellow note beside a cell; hidden until somebody points at it."""
    column, row = column_number(cell[0]), cell[1] - 1
    lines = 2 + len(text) // 18 + text.count("\n")
    return _SHAPE.format(
        number=number, height=max(lines, 4) * 15, row=row, column=column, left=column + 1,
        right=column + 4, top=max(row - 1, 0), bottom=max(row - 1, 0) + max(lines, 4),
    )  # fmt: skip


_DRAWN = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="{number}"/></o:shapelayout><v:shapetype id="_x0000_t202" '
    'coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
    "{shapes}</xml>"
)
_SHAPE = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;width:210pt;'
    'height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/>"
    "<x:Anchor>{left}, 15, {top}, 4, {right}, 15, {bottom}, 4</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
