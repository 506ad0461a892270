"""What `gongyue doctor` and the operator's page say of files: there, scanned, well addressed."""

from datetime import datetime

from django.conf import settings

from gongyue.apps.documents import scanning
from gongyue.apps.documents.models import Document, ScanState
from gongyue.apps.documents.services.integrity import check_integrity
from gongyue.apps.operations.checks import Check, Health, bad, ok, warn

HARMLESS = b"gongyue"  # only to see whether the scanner answers


def files_are_there(at: datetime) -> Health:
    """Every document and paper has its file, and no file is without a row."""
    found = check_integrity(thorough=False)
    missing = sum(problem.code != "orphan" for problem in found.problems)
    if missing:
        return bad(
            f"{found.checked:,} 份文件里有 {missing:,} 份不见了。",
            "从备份恢复 uploads/documents；恢复之前不要清理。",
        )
    if found.problems:
        return warn(
            f"文件夹里有 {len(found.problems):,} 个没有登记的文件。",
            "多半是断电留下的；核对后可以删除 uploads/documents 里的这些文件。",
        )
    return ok(f"{found.checked:,} 份都在")


def files_are_scanned(at: datetime) -> Health:
    """The virus scanner answers, and nothing waits for it or was found by it."""
    infected = Document.objects.filter(scan=ScanState.INFECTED, deleted_at=None).count()
    waiting = Document.objects.filter(scan=ScanState.WAITING, deleted_at=None).count()
    if not scanning.is_configured():
        return warn("没有装查毒软件，收到的文件没有查过。", "装 clamd，并设置 GONGYUE_SCANNER。")
    try:
        scanning.scan([HARMLESS])
    except scanning.ScannerDown as reason:
        return bad(
            f"查毒软件没有回答（{reason}），{waiting} 份文件在等。",
            "启动查毒软件，检查 GONGYUE_SCANNER。",
        )
    if infected or waiting:
        words = f"{infected} 份有病毒，{waiting} 份在等查毒。"
        return warn(words, "有病毒的谁也打不开；请告诉提交人换一份。等着的会自动再查。")
    return ok("在查，没有积压")


def papers_have_an_address(at: datetime) -> Health:
    """The QR of a paper leads somewhere that others can reach."""
    if settings.PUBLIC_URL or settings.DEMO:
        return ok(settings.PUBLIC_URL or "演示城市")
    return warn(
        "没有设置本站网址，文书上的验真码用的是当时浏览器里的地址。",
        "设置 GONGYUE_PUBLIC_URL，例如 https://gongyue.example.org。",
    )


CHECKS = (
    Check(name="files", label="收到和出具的文件", look=files_are_there),
    Check(name="scanner", label="查毒", look=files_are_scanned),
    Check(name="papers", label="文书验真网址", look=papers_have_an_address),
)
