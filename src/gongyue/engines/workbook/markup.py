"""Tables written as a web page or as XML and saved as .xls, as many Chinese programs export."""

from __future__ import annotations

import email
import email.policy
import re
from html.parser import HTMLParser
from xml.parsers import expat

from gongyue.engines.workbook.cells import Raw
from gongyue.engines.workbook.grids import Grid, Room
from gongyue.engines.workbook.models import Limits
from gongyue.engines.workbook.refusals import refuse

_HEAD = 4_000
_MOST_NESTED = 20
_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_PAGE = re.compile(
    r"\s*(<\?xml[^>]*\?>\s*)?(<!--.{0,2000}?-->\s*)*"
    r"<(!doctype\s+html|html|head|meta|style|body|table|div|center|font|caption)\b",
    re.I | re.S,
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]{3,20})""", re.I)
_ENCODING = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["']([\w-]{3,20})["']""", re.I)
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.I)
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "gb_2312-80": "gb18030"}
_SILENT = {"script", "style", "title", "xml"}


def looks_like_markup(content: bytes) -> bool:
    """Whether the file begins as a web page, a saved web page or an XML spreadsheet."""
    if content[:4].strip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"M", b"m") and _is_saved(content):
        return True
    head = _text(content[:_HEAD])
    return bool(_PAGE.match(head)) or _SPREADSHEET in head


def grids_of_markup(content: bytes, name: str, limits: Limits) -> list[Grid]:
    """Each filled table as a grid. Raises UnreadableWorkbook when there is none."""
    if len(content) > limits.file_bytes:
        raise refuse("file.too_large", limit=limits.file_bytes // 1_000_000)
    if _is_saved(content):
        content = _page_of(content)
    text = _text(content)
    if _SPREADSHEET in text[:_HEAD]:
        return _XmlTables(limits).read(text)
    found = _PageTables(name, limits).read(text)
    if not found:
        raise refuse("file.not_workbook", found="这是网页，里面没有表格")
    return found


def _text(content: bytes) -> str:
    """The page in its own encoding; GB declared as GB2312 usually holds more than that."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if content[:_HEAD].count(b"\0") > len(content[:_HEAD]) // 4:
        return content.decode("utf-16-le", "replace")
    told = _CHARSET.search(content[:_HEAD]) or _ENCODING.search(content[:_HEAD])
    wished = told[1].decode("ascii").lower() if told else "utf-8"
    for encoding in (_CHINESE.get(wished, wished), "utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("gb18030", "replace")


def _is_saved(content: bytes) -> bool:
    head = content[:_HEAD].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def _page_of(content: bytes) -> bytes:
    """The pages inside a web archive (.mht), one below the other."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    pages = []
    for number, part in enumerate(message.walk()):
        if number > 300:
            break
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            pages.append(_text(payload) if isinstance(payload, bytes) else "")
    return "\n".join(pages).encode()


class _PageTables(HTMLParser):
    """Tables inside tables are tables of their own; a cell keeps only its own words."""

    def __init__(self, name: str, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.name, self.room = name, Room(limits)
        self.done: list[Grid] = []
        self.open: list[_PageTable] = []
        self.silent = 0

    def read(self, text: str) -> list[Grid]:
        self.feed(text)
        self.close()
        while self.open:
            self._end_table()
        for number, grid in enumerate(self.done, start=1):
            grid.name = grid.name or (self.name if len(self.done) == 1 else f"表{number}")
        return self.done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            if len(self.open) >= _MOST_NESTED:
                raise refuse("file.too_many_cells", sheet=self.name)
            self.open.append(_PageTable(Grid("", self.room)))
        elif self.open:
            self.open[-1].begin(tag, told)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(self.silent - 1, 0)
        elif tag == "table" and self.open:
            self._end_table()
        elif self.open:
            self.open[-1].end(tag)

    def handle_data(self, data: str) -> None:
        if self.open and not self.silent:
            self.open[-1].say(data)

    def _end_table(self) -> None:
        table = self.open.pop()
        table.end_cell()
        if any(line for line in table.grid.lines):
            if len(self.done) >= self.room.limits.sheets:
                raise refuse("file.too_many_sheets", limit=self.room.limits.sheets)
            self.done.append(table.grid)


class _PageTable:
    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.row, self.column = -1, 0
        self.taken: dict[int, int] = {}  # column → last row that a cell from above covers
        self.words: list[str] | None = None
        self.span = (1, 1)

    def begin(self, tag: str, told: dict[str, str]) -> None:
        if tag == "tr":
            self._begin_row(told)
        elif tag in ("td", "th"):
            self._begin_cell(told)
        elif tag in ("br", "p", "div", "li") and self.words:
            self.words.append("\n")

    def end(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self.end_cell()

    def say(self, data: str) -> None:
        if self.words is not None:
            self.words.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _begin_row(self, told: dict[str, str]) -> None:
        self.end_cell()
        self.row, self.column = self.row + 1, 0
        if self.row >= self.grid.room.limits.rows:
            raise refuse("file.too_many_rows", limit=self.grid.room.limits.rows)
        if _NOT_SHOWN.search(told.get("style", "")):
            self.grid.marks.hidden_rows.add(self.row + 1)

    def _begin_cell(self, told: dict[str, str]) -> None:
        self.end_cell()
        if self.row < 0:
            self.row = 0
        while self.taken.get(self.column, -1) >= self.row:
            self.column += 1
        self.words = []
        self.span = (_count(told.get("rowspan")), _count(told.get("colspan")))

    def end_cell(self) -> None:
        if self.words is None:
            return
        text = re.sub(r" *\n+ *", "\n", "".join(self.words)).strip(" \n\xa0\u3000")
        self.words = None
        rows, columns = self.span
        limits = self.grid.room.limits
        columns = min(columns, limits.columns + 1)
        self.grid.put(self.row, self.column, text)
        if text:
            self.grid.merge(self.row, self.column, rows, columns)
        if rows > 1:
            for covered in range(self.column, min(self.column + columns, limits.columns)):
                self.taken[covered] = self.row + min(rows, limits.rows) - 1
        self.column += columns


def _count(text: str | None) -> int:
    """rowspan and colspan as browsers take them."""
    found = re.match(r"\s*(\d{1,6})", text or "")
    return max(int(found[1]), 1) if found else 1


class _XmlTables:
    """The XML spreadsheet of 2003: Worksheet, Row and Cell, each may name its place."""

    def __init__(self, limits: Limits) -> None:
        self.room = Room(limits)
        self.done: list[Grid] = []
        self.row = self.column = self.after = -1
        self.kind = ""
        self.words: list[str] | None = None

    def read(self, text: str) -> list[Grid]:
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise refuse("file.unsafe", found="文档类型声明")
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._say
        try:
            parser.Parse(re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", text).encode(), True)
        except expat.ExpatError as error:
            raise refuse("file.corrupt") from error
        if not self.done:
            raise refuse("file.no_sheets")
        return self.done

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        told = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if local == "Worksheet":
            if len(self.done) >= self.room.limits.sheets:
                raise refuse("file.too_many_sheets", limit=self.room.limits.sheets)
            self.done.append(Grid(told.get("Name", "")[:100], self.room))
            self.row = -1
        elif not self.done:
            return
        elif local == "WorksheetOptions":
            self.words = None
        elif local == "Visible":
            self.words, self.kind = [], "visible"
        else:
            self._start_inside(local, told)

    def _start_inside(self, local: str, told: dict[str, str]) -> None:
        if local == "Row":
            self.row = _index(told, self.row + 1)
            self.column = -1
            if told.get("Hidden") == "1":
                self.done[-1].marks.hidden_rows.add(self.row + 1)
        elif local == "Cell":
            self.column = _index(told, self.column + 1)
            down, across = _count(told.get("MergeDown")), _count(told.get("MergeAcross"))
            down = down + 1 if "MergeDown" in told else 1
            across = across + 1 if "MergeAcross" in told else 1
            self.done[-1].merge(self.row, self.column, down, across)
            self.after = self.column + across - 1
        elif local == "Data":
            self.kind, self.words = told.get("Type", "String"), []

    def _end(self, tag: str) -> None:
        local = tag.rpartition(":")[2]
        if local == "Cell" and self.done:
            self.column = self.after
        elif local in ("Data", "Visible") and self.words is not None and self.done:
            text = "".join(self.words)
            self.words = None
            if local == "Visible":
                self.done[-1].hidden = text.strip() in ("SheetHidden", "SheetVeryHidden")
                return
            self._put(text)

    def _put(self, text: str) -> None:
        grid = self.done[-1]
        if self.kind == "Error":
            grid.marks.errors[self.row + 1, self.column] = text.strip()[:20]
            return
        grid.put(max(self.row, 0), max(self.column, 0), _typed(text, self.kind))

    def _say(self, data: str) -> None:
        if self.words is not None:
            self.words.append(data)


def _index(told: dict[str, str], otherwise: int) -> int:
    """ss:Index counts from 1."""
    text = told.get("Index", "")
    return int(text) - 1 if text.isdecimal() and 0 < int(text[:9]) < 10_000_000 else otherwise


def _typed(text: str, kind: str) -> Raw:
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    if kind == "DateTime":
        return text.strip().replace("T", " ").removesuffix(".000").removesuffix(" 00:00:00")
    if kind == "Boolean":
        return text.strip() == "1"
    return text.strip()
