"""Files that people hand in, good and bad, made here: nothing of anybody's is in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import lru_cache

from PIL import Image


def photograph(width: int = 640, height: int = 480, *, exif: bool = True) -> bytes:
    """A JPEG with a place and an orientation in its metadata: it must be turned to stand up."""
    picture = Image.new("RGB", (width, height), "steelblue")
    picture.paste("gold", (0, 0, width // 4, height // 4))
    out = io.BytesIO()
    tags = Image.Exif()
    tags[0x0112] = 6  # turn a quarter to the right
    tags[0x010F] = "某某手机"
    tags.get_ifd(0x8825)[1] = "N"
    tags.get_ifd(0x8825)[2] = (28.0, 11.0, 40.0)
    picture.save(out, "JPEG", exif=tags if exif else b"")
    return out.getvalue()


def png(width: int = 200, height: int = 100) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), (10, 100, 200, 128)).save(out, "PNG")
    return out.getvalue()


def bomb(width: int = 40_000, height: int = 40_000) -> bytes:
    """A PNG of a few kilobytes that says it has 1,600 million pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checked)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(width + 1) * 100, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf(pages: int = 1, *, password: str = "") -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=200, height=300)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_of_many_pages(count: int = 100_000) -> bytes:
    """One page object, listed again and again."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, b"3 0 R " * count),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 4\n0000000000 65535 f \n%s"
        b"trailer << /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (table, len(out))
    )


def office(main: str, *more: str, content: bytes = b"<x/>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name in ("[Content_Types].xml", main, *more):
            zipped.writestr(name, content)
    return out.getvalue()


def docx(*more: str) -> bytes:
    return office("word/document.xml", *more)


@lru_cache
def zip_bomb() -> bytes:
    """A Word document of some kilobytes with a gigabyte in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("[Content_Types].xml", b"<x/>")
        with zipped.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(600):
                part.write(bytes(1 << 20))
    return out.getvalue()


def xlsx() -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("工资")
    sheet.write_row(0, 0, ["姓名", "实发"])
    sheet.write_row(1, 0, ["李师傅", 4200])
    book.close()
    return out.getvalue()


def old_office(*streams: str) -> bytes:
    """The head of a compound file that names these streams."""
    named = b"".join(stream.encode("utf-16-le") + bytes(8) for stream in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + named


EXE = b"MZ\x90\0" + bytes(60) + b"This program cannot be run in DOS mode." + bytes(500)
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
