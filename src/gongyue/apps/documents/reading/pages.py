"""The pages of a PDF: counted, and drawn one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

from gongyue.apps.documents.reading.pictures import as_webp
from gongyue.apps.documents.reading.refusals import NotTaken

PAGES = 2_000
PIXELS = 12_000_000
PASSWORD = 4  # FPDF_ERR_PASSWORD
DAMAGED = "这个 PDF 打不开，文件可能坏了，请重新导出后再传。"


def look(content: bytes) -> int:
    """How many pages. Raises NotTaken."""
    with _opened(content) as pdf:
        count = len(pdf)
        if not count:
            raise NotTaken(DAMAGED)
        if count > PAGES:
            raise NotTaken(f"这个 PDF 有 {count:,} 页，最多收 {PAGES:,} 页。请拆开后再传。")
        return count


def drawn(content: bytes, number: int, width: int) -> bytes:
    """Page `number` (from 1) as WebP at most `width` across. Raises NotTaken."""
    with _opened(content) as pdf:
        if not 1 <= number <= len(pdf):
            raise NotTaken("没有这一页。")
        page = pdf[number - 1]
        across, down = page.get_size()
        if not (0 < across < 100_000 and 0 < down < 100_000):
            raise NotTaken("这一页的尺寸不正常，画不出来。请下载原件看。")
        scale = width / across
        if across * down * scale * scale > PIXELS:
            scale = (PIXELS / (across * down)) ** (1 / 2)
        return as_webp(page.render(scale=scale, may_draw_forms=False).to_pil(), width)


@contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as reason:
        if getattr(reason, "err_code", None) == PASSWORD or "password" in str(reason).lower():
            raise NotTaken("这个 PDF 有密码，请去掉密码（另存或打印成 PDF）后再传。") from None
        raise NotTaken(DAMAGED) from None
    try:
        yield pdf
    except pypdfium2.PdfiumError:
        raise NotTaken(DAMAGED) from None
    finally:
        pdf.close()
