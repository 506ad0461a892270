"""Text, Markdown and Word files as lines; bounded before anything is parsed."""

import io
import zipfile
import zlib
from xml.etree import ElementTree

LARGEST = 8 * 1024 * 1024
LARGEST_PART = 32 * 1024 * 1024
MOST_LINES = 60_000
LONGEST_LINE = 20_000
KINDS = (".md", ".txt", ".docx")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAKS = {f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}tab": " "}
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError)


class NotReadable(ValueError):
    """The file cannot be read as text; the words say why, in Chinese."""


def lines_of(content: bytes, *, name: str = "") -> list[str]:
    """The lines of a file. Raises NotReadable."""
    if len(content) > LARGEST:
        raise NotReadable(f"文件超过 {LARGEST // 1024 // 1024} MB。")
    text = _word_text(content) if content[:2] == b"PK" else _text(content)
    if text.lstrip("\ufeff").startswith("%PDF") or content[:4] == b"\xd0\xcf\x11\xe0":
        raise NotReadable("这是 PDF 或旧版 Word，请另存为 docx、txt 或 Markdown。")
    if "\0" in text:
        raise NotReadable("这不是文本文件。")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise NotReadable(f"文件超过 {MOST_LINES} 行。")
    if any(len(line) > LONGEST_LINE for line in lines):
        raise NotReadable(f"有一行超过 {LONGEST_LINE} 个字，不像法规文本。")
    return lines


def _text(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    if content[:4] == b"\xd0\xcf\x11\xe0":
        raise NotReadable("这是旧版 Word，请另存为 docx。")
    raise NotReadable("看不懂文件的编码，请存成 UTF-8 或 GBK。")


def _word_text(content: bytes) -> str:
    """The paragraphs of a Word file, one a line; no entities, no part larger than it may be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            part = zipped.getinfo("word/document.xml")
            with zipped.open(part) as stream:
                xml = stream.read(LARGEST_PART + 1)
    except BROKEN:
        raise NotReadable("打不开这个 Word 文件。") from None
    if len(xml) > LARGEST_PART:
        raise NotReadable("这个 Word 文件展开以后太大。")
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise NotReadable("这个 Word 文件里有不该有的内容。")
    try:
        root = ElementTree.fromstring(xml)
    except ElementTree.ParseError:
        raise NotReadable("打不开这个 Word 文件。") from None
    return "\n".join(_paragraph(node) for node in root.iter(f"{WORD}p"))


def _paragraph(node: ElementTree.Element) -> str:
    told = []
    for part in node.iter():
        if part.tag == f"{WORD}t":
            told.append(part.text or "")
        told.append(BREAKS.get(part.tag, ""))
    return "".join(told)
