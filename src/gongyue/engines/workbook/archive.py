"""An xlsx file as an archive: measured part by part before anything is allowed to parse it."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from gongyue.engines.workbook.models import Limits
from gongyue.engines.workbook.refusals import refuse

_CHUNK = 1 << 20
_RATIO_MATTERS = 5_000_000
_SMALL_PART = 8_000_000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


@dataclass(slots=True)
class SheetEntry:
    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class Archive:
    """A workbook whose parts were all unpacked once and counted."""

    zip: zipfile.ZipFile
    sheets: list[SheetEntry] = field(default_factory=list)
    epoch_1904: bool = False
    macros: bool = False
    shared_strings: str | None = None


def open_archive(content: bytes, limits: Limits) -> Archive:
    """Check a zip against the limits and list its sheets. Raises UnreadableWorkbook."""
    archive = Archive(_opened(io.BytesIO(content), limits))
    workbook_part = _workbook_part(archive.zip)
    _check_parts(archive.zip, limits)
    _list_sheets(archive, workbook_part)
    if not archive.sheets:
        raise refuse("file.no_sheets")
    if len(archive.sheets) > limits.sheets:
        raise refuse("file.too_many_sheets", limit=limits.sheets)
    return archive


def checked_zip(content: io.BytesIO, limits: Limits) -> zipfile.ZipFile:
    """A zip whose parts were all unpacked once and counted. Raises UnreadableWorkbook."""
    zipped = _opened(content, limits)
    _check_parts(zipped, limits)
    return zipped


def _opened(content: io.BytesIO, limits: Limits) -> zipfile.ZipFile:
    try:
        zipped = zipfile.ZipFile(content)
    except _BROKEN as error:
        raise refuse("file.corrupt") from error
    _check_directory(zipped, limits)
    return zipped


def chunks_of(zipped: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The unpacked bytes of a part. Raises UnreadableWorkbook when it is damaged."""
    try:
        with zipped.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except (KeyError, RuntimeError, *_BROKEN) as error:
        raise refuse("file.corrupt") from error


def _check_directory(zipped: zipfile.ZipFile, limits: Limits) -> None:
    entries = zipped.infolist()
    if len(entries) > limits.parts:
        raise refuse("file.expands")
    if any(entry.flag_bits & 1 for entry in entries):
        raise refuse("file.password")
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise refuse("file.corrupt")
    if sum(entry.file_size for entry in entries) > limits.expanded_bytes:
        raise refuse("file.expands")
    for entry in entries:
        packed = max(entry.compress_size, 1)
        if entry.file_size > _RATIO_MATTERS and entry.file_size / packed > limits.ratio:
            raise refuse("file.expands")


def _workbook_part(zipped: zipfile.ZipFile) -> str:
    names = set(zipped.namelist())
    if "xl/workbook.xml" in names:
        return "xl/workbook.xml"
    if "xl/workbook.bin" in names:
        raise refuse("file.old_format", found=".xlsb 二进制工作簿")
    if "word/document.xml" in names:
        raise refuse("file.not_workbook", found="这是 Word 文档")
    if "mimetype" in names or "content.xml" in names:
        raise refuse("file.old_format", found=".ods 开放文档")
    found = [name for name in names if name.lower().endswith("workbook.xml")]
    if len(found) == 1 and "[Content_Types].xml" in names:
        return found[0]
    raise refuse("file.archive")


def _check_parts(zipped: zipfile.ZipFile, limits: Limits) -> None:
    """Unpack every part once: sizes in the directory may lie, and DTDs have no business here."""
    total = 0
    for entry in zipped.infolist():
        markup = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
        for chunk in chunks_of(zipped, entry.filename):
            total += len(chunk)
            if total > limits.expanded_bytes:
                raise refuse("file.expands")
            if markup and (b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk):
                raise refuse("file.unsafe", found="文档类型声明")
        if markup and entry.file_size and _is_wide(zipped, entry.filename):
            raise refuse("file.unsafe", found="不常见的编码")


def _is_wide(zipped: zipfile.ZipFile, part: str) -> bool:
    """UTF-16 would hide from every check made on bytes."""
    head = next(chunks_of(zipped, part), b"")[:200]
    return head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head


def _list_sheets(archive: Archive, workbook_part: str) -> None:
    names = set(archive.zip.namelist())
    archive.macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    folder = posixpath.dirname(workbook_part)
    targets = _relations(archive.zip, workbook_part, folder)
    strings = [part for part, kind in targets.values() if kind.endswith("/sharedStrings")]
    archive.shared_strings = strings[0] if strings and strings[0] in names else None
    for tag, attributes in _elements(archive.zip, workbook_part):
        if tag == "workbookPr":
            archive.epoch_1904 = attributes.get("date1904") in ("1", "true", "on")
        elif tag == "sheet":
            part, kind = targets.get(attributes.get("id", ""), ("", ""))
            if kind.endswith("/worksheet") and part in names:
                hidden = attributes.get("state", "visible") != "visible"
                archive.sheets.append(SheetEntry(attributes.get("name", ""), part, hidden))


def _relations(
    zipped: zipfile.ZipFile, workbook_part: str, folder: str
) -> dict[str, tuple[str, str]]:
    """Relation id → (part, type) of the workbook."""
    part = posixpath.join(folder, "_rels", posixpath.basename(workbook_part) + ".rels")
    found = {}
    for tag, attributes in _elements(zipped, part):
        if tag == "Relationship":
            target = attributes.get("Target", "").replace("\\", "/")
            absolute = posixpath.normpath(posixpath.join("/" + folder, target))
            found[attributes.get("Id", "")] = (absolute.lstrip("/"), attributes.get("Type", ""))
    return found


def _elements(zipped: zipfile.ZipFile, part: str) -> list[tuple[str, dict[str, str]]]:
    """Start tags of a small part with local names. DTDs were refused before."""
    if part not in zipped.namelist() or zipped.getinfo(part).file_size > _SMALL_PART:
        raise refuse("file.corrupt")
    found: list[tuple[str, dict[str, str]]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        local = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if "id" in local and "sheetId" in local:
            local["id"] = next((v for k, v in attributes.items() if k.endswith(":id")), local["id"])
        found.append((tag.rpartition(":")[2], local))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(b"".join(chunks_of(zipped, part)), True)
    except expat.ExpatError as error:
        raise refuse("file.corrupt") from error
    return found
