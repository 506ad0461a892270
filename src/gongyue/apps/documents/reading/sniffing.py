"""What a file really is, by its contents and never by its name."""

import io
import re
import zipfile
import zlib

from gongyue.apps.documents.reading.refusals import TAKEN, NotTaken, really

HEAD = 4_096
ZIP_PARTS, ZIP_BYTES, ZIP_RATIO, RATIO_MATTERS = 5_000, 400_000_000, 300, 5_000_000
CHUNK = 1 << 20
HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)

# What people do send by mistake, or on purpose.
OTHERS = (
    (b"MZ", "Windows 程序"),
    (b"\x7fELF", "Linux 程序"),
    (b"\xca\xfe\xba\xbe", "程序"),
    (b"\xcf\xfa\xed\xfe", "macOS 程序"),
    (b"#!", "脚本程序"),
    (b"Rar!", "RAR 压缩包，请解开后把里面的文件逐个上传"),
    (b"7z\xbc\xaf", "7z 压缩包，请解开后把里面的文件逐个上传"),
    (b"\x1f\x8b", "gzip 压缩包，请解开后把里面的文件逐个上传"),
    (b"GIF8", "GIF 动图，请截图或另存为 PNG、JPEG"),
    (b"BM", "BMP 图片，请另存为 PNG 或 JPEG"),
    (b"II*\0", "TIFF 图片，请另存为 PNG 或 JPEG"),
    (b"MM\0*", "TIFF 图片，请另存为 PNG 或 JPEG"),
    (b"ID3", "MP3 录音，录音现在还不能收，请先留好原件"),
    (b"#!AMR", "AMR 录音，录音现在还不能收，请先留好原件"),
    (b"{\\rtf", "RTF 文档，请另存为 .docx 或 PDF"),
    (b"OggS", "Ogg 录音或录像，现在还不能收，请先留好原件"),
    (b"\x1aE\xdf\xa3", "录像，现在还不能收，请先留好原件"),
)
MARKUP = (
    (re.compile(rb"<(!doctype\s+html|html|head|body|script|iframe)\b", re.I), "网页（HTML）"),
    (re.compile(rb"<svg\b", re.I), "SVG 图片（里面可以藏程序）"),
    (re.compile(rb"^\s*<\?(xml|php)", re.I), "XML 或程序文本"),
)


def media_of(content: bytes, name: str) -> str:
    """pdf, jpeg, png, webp, heic, docx, xlsx, xls, csv or txt. Raises NotTaken.

    The name only tells a table in text (csv) from other text.
    """
    head = content[:HEAD]
    if not content:
        raise NotTaken("这个文件是空的（0 字节），请重新选择。")
    if simple := _by_magic(head):
        return simple
    if head[:4] in {b"PK\3\4", b"PK\5\6", b"PK\7\x08"}:
        return _office(content)
    if head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return _old_office(content)
    return _text(content, name)


def _by_magic(head: bytes) -> str:
    for magic, what in OTHERS:
        if head.startswith(magic) and not (magic == b"#!" and head.startswith(b"#!AMR")):
            raise really(what)
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] == b"RIFF":
        return _riff(head[8:12])
    if head[4:8] == b"ftyp":
        return _boxed(head[8:12])
    return "pdf" if b"%PDF-" in head[:1_024] else ""


def _riff(form: bytes) -> str:
    if form == b"WEBP":
        return "webp"
    raise really("录音或录像（RIFF），现在还不能收，请先留好原件")


def _boxed(brand: bytes) -> str:
    if brand in HEIC:
        return "heic"
    if brand in {b"avif", b"avis"}:
        raise really("AVIF 图片，请另存为 PNG 或 JPEG")
    raise really("录像或录音（MP4），现在还不能收，请先留好原件")


def _office(content: bytes) -> str:
    try:
        names = _measured(content)
    except BROKEN:
        raise NotTaken("这个文件坏了，打不开，请重新导出后再传。") from None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise NotTaken("这个文件里有宏（程序），不能收。请另存为不带宏的 .docx 或 .xlsx 再传。")
    whole = "[Content_Types].xml" in names
    if whole and "word/document.xml" in names:
        return "docx"
    if whole and "xl/workbook.xml" in names:
        return "xlsx"
    if whole and "ppt/presentation.xml" in names:
        raise really("PowerPoint 演示文稿，请另存为 PDF")
    if "AndroidManifest.xml" in names or "META-INF/MANIFEST.MF" in names:
        raise really("手机应用或 Java 程序")
    raise really("压缩包，请解开后把里面的文件逐个上传")


def _measured(content: bytes) -> set[str]:
    """Names of the parts, after each was unpacked once and counted: directories may lie."""
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        parts, total = zipped.infolist(), 0
        if len(parts) > ZIP_PARTS or sum(part.file_size for part in parts) > ZIP_BYTES:
            raise _expands()
        if any(part.flag_bits & 1 for part in parts):
            raise NotTaken("这个文件有密码，请去掉密码后再传。")
        for part in parts:
            if part.file_size > RATIO_MATTERS and part.file_size > ZIP_RATIO * part.compress_size:
                raise _expands()
            with zipped.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    total += len(chunk)
                    if total > ZIP_BYTES:
                        raise _expands()
        return {part.filename for part in parts}


def _expands() -> NotTaken:
    return NotTaken("这个文件解开后大得不正常，不能收。请重新导出后再传。")


def _old_office(content: bytes) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise NotTaken("这个文件有密码，请在 Office 里去掉密码后再传。")
    if holds("WordDocument"):
        raise really("旧版 Word 文档（.doc），请另存为 .docx 或 PDF")
    if holds("PowerPoint Document"):
        raise really("旧版演示文稿（.ppt），请另存为 PDF")
    if holds("_VBA_PROJECT"):
        raise NotTaken("这个文件里有宏（程序），不能收。请另存为不带宏的 .xlsx 再传。")
    if holds("Workbook") or holds("Book"):
        return "xls"
    raise really("Office 以外的复合文件")


def _text(content: bytes, name: str) -> str:
    for pattern, what in MARKUP:
        if pattern.search(content[:HEAD]):
            raise really(what)
    if text_of(content) is None:
        raise really(_guessed(content, name))
    return "csv" if name.lower().endswith((".csv", ".tsv")) else "txt"


def text_of(content: bytes) -> str | None:
    """The text in UTF-8, UTF-16 with its mark, or GB 18030; None when it is no text."""
    wide = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    if not wide and b"\0" in content:
        return None
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        odd = sum(
            1 for character in text[:20_000] if ord(character) < 32 and character not in "\t\r\n\f"
        )
        return text if odd * 50 <= len(text[:20_000]) else None
    return None


def _guessed(content: bytes, name: str) -> str:
    import puremagic

    try:
        found = puremagic.from_string(content[:HEAD] + content[-HEAD:])
    except (puremagic.PureError, ValueError):
        return f"认不出的文件（不是{TAKEN.removeprefix('能收的有：')}里的任何一种）"
    return f"“{found.strip('.') or '未知'}”一类的文件"
