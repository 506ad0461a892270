"""The virus scanner: clean, infected, slow, dead, nonsense; and the quarantine while it is down."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.documents import scanning
from gongyue.apps.documents.events import document_readable
from gongyue.apps.documents.models import Document, ScanState
from gongyue.apps.documents.permissions import Owner
from gongyue.apps.documents.scanning import ScannerDown, scan
from gongyue.apps.documents.services.adding import Handed, document_add
from gongyue.apps.documents.services.keeping import (
    document_scan_again,
    is_readable,
    scan_document,
    scan_waiting,
)
from gongyue.apps.documents.services.opening import readable_document
from gongyue.apps.registry.models import Event
from tests.apps.documents import files
from tests.apps.documents.clamd import clamd
from tests.apps.people import People
from tests.cast import AT

CLEAN = [b"clean " * 20_000]
INFECTED = [b"x" * 70_000, files.EICAR]


def test_clamd_tells_clean_from_infected(settings: Any) -> None:
    with clamd() as server:
        settings.SCANNER = server.address
        assert scan(CLEAN).is_clean
        assert server.seen == CLEAN[0]
        assert scan(INFECTED).found == "Eicar-Test-Signature"


@pytest.mark.parametrize("mode", ["silent", "dies", "babbles"])
def test_a_clamd_that_fails_gives_no_verdict(mode: str, settings: Any) -> None:
    settings.SCANNER_SECONDS = 1
    with clamd(mode) as server:
        settings.SCANNER = server.address
        with pytest.raises(ScannerDown):
            scan([b"x" * 1_000_000] * 8)


@pytest.mark.parametrize("scanner", ["clamd:127.0.0.1:9", "clamd:/nowhere.ctl", "nonsense:x"])
def test_a_scanner_that_is_not_there_gives_no_verdict(scanner: str, settings: Any) -> None:
    settings.SCANNER = scanner
    with pytest.raises(ScannerDown):
        scan(CLEAN)


def test_a_command_answers_by_its_exit_code(settings: Any, tmp_path: Any) -> None:
    script = tmp_path / "scanner.py"
    script.write_text(
        "import sys\n"
        "content = sys.stdin.buffer.read()\n"
        "if b'EICAR' in content: print('stdin: Eicar-Test FOUND'); sys.exit(1)\n"
        "sys.exit(2 if b'odd' in content else 0)\n"
    )
    settings.SCANNER = f"command:{sys.executable} -I {script}"
    assert scan(CLEAN).is_clean
    assert scan(INFECTED).found == "Eicar-Test"
    with pytest.raises(ScannerDown):
        scan([b"odd"])
    settings.SCANNER = "command:/nowhere/scanner"
    with pytest.raises(ScannerDown):
        scan(CLEAN)


def handed(people: People, content: bytes = b"text") -> Document:
    return document_add(
        by=people.chen,
        owner=Owner(organisation_id=people.factory.pk),
        kind="evidence",
        handed=Handed(name="x.txt", content=content),
        at=AT,
    )


def test_without_a_scanner_a_file_says_that_nobody_looked(people: People) -> None:
    assert not scanning.is_configured()
    document = handed(people)
    assert document.scan == ScanState.NOT_SCANNED and is_readable(document)


def test_a_file_waits_in_quarantine_until_it_is_found_clean(
    people: People, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    told: list[Any] = []
    document_readable.connect(lambda document, **_: told.append(document.pk), weak=False)
    settings.SCANNER = "clamd:127.0.0.1:9"
    with django_capture_on_commit_callbacks(execute=True):
        document = handed(people)
    with pytest.raises(Refused, match="等待查毒"):
        readable_document(by=people.chen, document_id=document.pk, opened="")
    assert scan_waiting(at=AT) == 0 and told == []
    with clamd() as server:
        settings.SCANNER = server.address
        assert document_scan_again(by=people.chen, document_id=document.pk, at=AT) == "clean"
    assert told == [document.pk]
    assert readable_document(by=people.chen, document_id=document.pk, opened="").pk == document.pk
    assert scan_document(document_id=document.pk, at=AT) == ScanState.CLEAN


def test_where_the_operator_says_so_a_file_passes_while_the_scanner_is_down(
    people: People, settings: Any
) -> None:
    settings.SCANNER, settings.SCANNER_DOWN = "clamd:127.0.0.1:9", "pass"
    document = handed(people)
    assert document.scan == ScanState.WAITING and is_readable(document)


def test_an_infected_file_is_opened_by_nobody(
    people: People, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with clamd() as server:
        settings.SCANNER = server.address
        with django_capture_on_commit_callbacks(execute=True):
            document = handed(people, files.EICAR)
    document.refresh_from_db()
    assert document.scan == ScanState.INFECTED
    settings.SCANNER_DOWN = "pass"
    with pytest.raises(Refused, match="发现了病毒"):
        readable_document(by=people.chen, document_id=document.pk, opened="")
    assert Event.objects.filter(type="document.infected").count() == 1
    assert scan_document(document_id=document.pk, at=AT) == ScanState.INFECTED
