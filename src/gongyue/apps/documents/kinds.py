"""What may be handed in: closed lists of what a document is, and of what a file may be."""

from django.conf import settings
from django.db import models

MEGABYTE = 1 << 20


class DocumentKind(models.TextChoices):
    """What the document is to the matter."""

    EVIDENCE = "evidence", "证据材料"
    CONTRACT = "contract", "合同、协议"
    IDENTITY = "identity", "身份证明"
    CERTIFICATE = "certificate", "证明、证书"
    PAY = "pay", "工资、考勤材料"
    ATTACHMENT = "attachment", "附件"
    OTHER = "other", "其他"


class Media(models.TextChoices):
    """What the file really is."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG 照片"
    PNG = "png", "PNG 图片"
    WEBP = "webp", "WebP 图片"
    HEIC = "heic", "HEIC 照片"
    DOCX = "docx", "Word 文档"
    XLSX = "xlsx", "Excel 表格"
    XLS = "xls", "Excel 表格（旧版）"
    CSV = "csv", "CSV 表格"
    TXT = "txt", "文本"


PICTURES = frozenset({Media.JPEG, Media.PNG, Media.WEBP, Media.HEIC})
TABLES = frozenset({Media.XLSX, Media.XLS, Media.CSV, Media.TXT})
DRAWN = PICTURES | {Media.PDF}
MIME = {
    Media.PDF: "application/pdf",
    Media.JPEG: "image/jpeg",
    Media.PNG: "image/png",
    Media.WEBP: "image/webp",
    Media.HEIC: "image/heic",
    Media.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Media.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Media.XLS: "application/vnd.ms-excel",
    Media.CSV: "text/csv; charset=utf-8",
    Media.TXT: "text/plain; charset=utf-8",
}
# For the file chooser only: what comes is judged by its contents.
ACCEPT = "image/*,.pdf,.docx,.xlsx,.xls,.csv,.txt"


def limit_of(media: str) -> int:
    """Bytes at most for a file of this kind."""
    return settings.PICTURE_LIMIT if media in PICTURES else settings.UPLOAD_LIMIT


def largest() -> int:
    """Bytes at most for a file of any kind."""
    return max(settings.PICTURE_LIMIT, settings.UPLOAD_LIMIT)


def size_text(size: int) -> str:
    """12.3 MB, 45 KB."""
    if size >= MEGABYTE:
        tenths = size * 10 // MEGABYTE
        return f"{tenths // 10}.{tenths % 10} MB"
    return f"{max(1, size // 1024)} KB"
