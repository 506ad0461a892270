"""Handing in, opening with a trace, replacing, withdrawing, erasing, and whether all is whole."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.vault import Unreadable
from gongyue.apps.documents import health
from gongyue.apps.documents.models import Document
from gongyue.apps.documents.permissions import Owner
from gongyue.apps.documents.rules import RULES, AboutRule, declare_about
from gongyue.apps.documents.sealed_files import parts_of, place_of, read_sealed, write_sealed
from gongyue.apps.documents.selectors.documents import (
    attachments_of,
    document_card,
    documents_of_myself,
    documents_of_organisation,
    versions_of,
)
from gongyue.apps.documents.services.adding import Handed, document_add, document_replace
from gongyue.apps.documents.services.integrity import check_integrity
from gongyue.apps.documents.services.keeping import delete_expired, document_withdraw
from gongyue.apps.documents.services.opening import (
    document_open,
    first_rows_of,
    needs_purpose,
    original_of,
    picture_of,
    readable_document,
)
from gongyue.apps.registry.models import Event
from gongyue.apps.registry.roles import Purpose
from gongyue.apps.registry.selectors.accesses import accesses_to_myself
from gongyue.apps.registry.selectors.people import myself
from gongyue.apps.registry.services.erasure import request_erasure
from gongyue.apps.registry.services.links import link_myself
from tests.apps.documents import files
from tests.apps.documents.clamd import clamd
from tests.apps.people import HE, LI, People, imported
from tests.cast import AT

PHOTO = files.photograph()
ABOUT = "tests.thing:1"


@pytest.fixture
def li(people: People) -> UUID:
    """李师傅 works for the factory and is linked."""
    imported(people.chen, people.factory)
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    return myself(people.li).person_id  # type: ignore[union-attr]


def add(
    by: Any, owner: Owner, content: Any = PHOTO, name: str = "照片.jpg", **more: Any
) -> Document:
    return document_add(
        by=by,
        owner=owner,
        kind="evidence",
        handed=Handed(name=name, content=content),
        at=AT,
        **more,
    )


def read(by: Any, document: Document, opened: str = "") -> bytes:
    found = readable_document(by=by, document_id=document.pk, opened=opened)
    return b"".join(original_of(found))


def test_a_worker_hands_in_their_own_photograph_and_gets_the_original_back(
    people: People, li: UUID
) -> None:
    document = add(people.li, Owner(person_id=li, about=ABOUT), io.BytesIO(PHOTO))
    assert (document.media, document.pages, document.bytes) == ("jpeg", 1, len(PHOTO))
    assert read(people.li, document) == PHOTO
    card = document_card(people.li, document.pk)
    assert (card.name, card.has_thumb, card.may_withdraw) == ("照片.jpg", True, True)
    assert [found.document_id for found in documents_of_myself(people.li)] == [document.pk]
    event = Event.objects.get(type="document.added")
    assert event.person_id == li and event.actor == people.li


def test_nothing_of_a_file_rests_in_the_clear(people: People, li: UUID, settings: Any) -> None:
    add(
        people.li,
        Owner(person_id=li),
        "李师傅的秘密".encode(),
        "秘密.txt",
    )
    kept = [path for path in Path(settings.UPLOADS).rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        assert "秘密".encode() not in path.read_bytes() and "秘密" not in path.name
        assert path.stat().st_mode & 0o077 == 0
    row = Document.objects.values().get()
    assert "秘密".encode() not in b"".join(
        bytes(v) for v in row.values() if isinstance(v, (bytes, memoryview))
    )


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (files.EXE, "合同.pdf", "Windows 程序"),
        (b"", "空.pdf", "空的"),
        (files.pdf(password="x"), "锁.pdf", "密码"),
        (files.bomb(), "炸弹.png", "像素太多"),
    ],
)
def test_what_cannot_be_taken_names_the_field_and_leaves_nothing(
    people: People, li: UUID, content: bytes, name: str, words: str
) -> None:
    with pytest.raises(Refused, match=words) as refused:
        add(people.li, Owner(person_id=li), content, name)
    assert refused.value.field == "file"
    assert not Document.objects.exists() and check_integrity().problems == ()


def test_files_too_large_are_refused_with_the_limit(
    people: People, li: UUID, settings: Any
) -> None:
    settings.PICTURE_LIMIT, settings.UPLOAD_LIMIT = 1_000, 1_000_000
    with pytest.raises(Refused, match=r"照片有 .* KB，最大收"):
        add(people.li, Owner(person_id=li))
    with pytest.raises(Refused, match=r"文件有 1.9 MB"):
        add(people.li, Owner(person_id=li), b"x" * 2_000_000, "x.txt")


def test_whoever_is_not_concerned_neither_hands_in_nor_sees(people: People, li: UUID) -> None:
    document = add(people.li, Owner(person_id=li, organisation_id=people.factory.pk, about=ABOUT))
    for stranger in (people.sun, people.wang, people.clerk, people.zhao):
        with pytest.raises(NotFound):
            add(stranger, Owner(person_id=li))
        with pytest.raises(NotFound):
            add(stranger, Owner(organisation_id=people.factory.pk))
        with pytest.raises(NotFound):
            document_open(by=stranger, document_id=document.pk, purpose="inspection", at=AT)
        with pytest.raises(NotFound):
            readable_document(by=stranger, document_id=document.pk, opened="")
        with pytest.raises(NotFound):
            document_card(stranger, document.pk)
        with pytest.raises(NotFound):
            document_withdraw(by=stranger, document_id=document.pk, at=AT)
        assert attachments_of(stranger, ABOUT) == []
    with pytest.raises(NotFound):
        document_open(by=people.sun, document_id=uuid4(), purpose="", at=AT)
    with pytest.raises(NotAllowed):
        add(people.finance, Owner(organisation_id=people.factory.pk, person_id=li))
    with pytest.raises(Refused):
        add(people.li, Owner(person_id=li, organisation_id=people.platform.pk))
    with pytest.raises(Refused):
        add(people.li, Owner())


def test_a_worker_s_own_file_is_not_the_firm_s_to_see(people: People, li: UUID) -> None:
    document = add(people.li, Owner(person_id=li))
    with pytest.raises(NotFound):
        document_card(people.chen, document.pk)
    assert documents_of_organisation(people.chen, people.factory.pk, person_id=li) == []


def test_the_firm_opens_a_shared_file_for_a_purpose_and_the_worker_sees_that(
    people: People, li: UUID
) -> None:
    document = add(people.li, Owner(person_id=li, organisation_id=people.factory.pk))
    listed = documents_of_organisation(people.chen, people.factory.pk, person_id=li)
    assert [card.document_id for card in listed] == [document.pk]
    assert not listed[0].has_thumb, "a thumb is content, and content leaves a trace"
    assert needs_purpose(people.chen, document.pk)
    with pytest.raises(Refused, match="时间到了"):
        read(people.chen, document)
    with pytest.raises(Refused):
        document_open(by=people.chen, document_id=document.pk, purpose="", at=AT)
    opened = document_open(
        by=people.chen, document_id=document.pk, purpose=Purpose.STAFF_MANAGEMENT, at=AT
    )
    assert read(people.chen, document, opened) == PHOTO
    with pytest.raises(Refused):
        read(people.hr, document, opened)  # a pass is nobody else's
    seen = accesses_to_myself(people.li)
    assert [(row.refused, row.words) for row in seen] == [
        (False, "打开文件：照片.jpg"),
        (True, ""),
    ]


def test_an_inspector_opens_what_a_firm_holds_of_its_people(people: People, li: UUID) -> None:
    document = add(people.chen, Owner(person_id=li, organisation_id=people.factory.pk))
    opened = document_open(
        by=people.zhou, document_id=document.pk, purpose=Purpose.INSPECTION, at=AT
    )
    assert read(people.zhou, document, opened) == PHOTO
    assert accesses_to_myself(people.li)[0].office == "示例区劳动监察大队"
    own = add(people.li, Owner(person_id=li))
    with pytest.raises(NotFound):
        document_open(by=people.zhou, document_id=own.pk, purpose=Purpose.INSPECTION, at=AT)


def test_another_app_says_who_sees_what_is_attached_to_its_things(people: People, li: UUID) -> None:
    mediator = people.zhao
    declare_about(
        AboutRule(
            prefix="tests.thing",
            may_see=lambda viewer, about: viewer == mediator and about == ABOUT,
            may_add=lambda viewer, about: viewer == mediator,
            purpose=Purpose.COMPLAINT,
        )
    )
    try:
        document = add(people.li, Owner(person_id=li, about=ABOUT))
        assert [card.document_id for card in attachments_of(mediator, ABOUT)] == [document.pk]
        opened = document_open(by=mediator, document_id=document.pk, purpose="", at=AT)
        assert read(mediator, document, opened) == PHOTO
        assert accesses_to_myself(people.li)[0].office == "示例街道调解委员会"
        assert attachments_of(people.chen, ABOUT) == []
        add(mediator, Owner(person_id=li, about=ABOUT))
    finally:
        RULES.pop("tests.thing")


def test_a_better_version_takes_the_place_and_the_old_one_stays(people: People, li: UUID) -> None:
    old = add(people.li, Owner(person_id=li, about=ABOUT))
    new = document_replace(
        by=people.li, document_id=old.pk, handed=Handed(name="新.png", content=files.png()), at=AT
    )
    assert (new.version, new.about) == (2, ABOUT)
    assert [card.document_id for card in attachments_of(people.li, ABOUT)] == [new.pk]
    assert [pk for pk, _, _ in versions_of(people.li, new.pk)] == [old.pk]
    assert document_card(people.li, old.pk).history
    assert read(people.li, old) == PHOTO
    with pytest.raises(Refused, match="新的版本"):
        document_replace(
            by=people.li,
            document_id=old.pk,
            handed=Handed(name="x.png", content=files.png()),
            at=AT,
        )
    with pytest.raises(NotFound):
        document_replace(
            by=people.sun,
            document_id=new.pk,
            handed=Handed(name="x.png", content=files.png()),
            at=AT,
        )


def test_who_handed_in_withdraws_and_nobody_opens_it_any_more(people: People, li: UUID) -> None:
    document = add(people.li, Owner(person_id=li, organisation_id=people.factory.pk))
    with pytest.raises(NotAllowed):
        document_withdraw(by=people.chen, document_id=document.pk, at=AT)
    document_withdraw(by=people.li, document_id=document.pk, at=AT)
    with pytest.raises(Refused, match="已经撤回"):
        read(people.li, document)
    with pytest.raises(Refused):
        document_withdraw(by=people.li, document_id=document.pk, at=AT)
    assert Event.objects.filter(type="document.withdrawn", person=li).count() == 1


def test_pictures_and_rows_for_looking(people: People, li: UUID) -> None:
    document = add(people.li, Owner(person_id=li), files.pdf(3), "三页.pdf")
    found = readable_document(by=people.li, document_id=document.pk, opened="")
    page = picture_of(found, number=3, width=700)
    assert page[:4] == b"RIFF" and picture_of(found, number=3, width=800) == page
    assert len(parts_of(document.pk)) == 3  # the original, the small one, page 3
    with pytest.raises(Refused):
        picture_of(found, number=4, width=800)
    table = add(people.li, Owner(person_id=li), files.xlsx(), "表.xlsx")
    found = readable_document(by=people.li, document_id=table.pk, opened="")
    assert first_rows_of(found) == {"rows": [["姓名", "实发"], ["李师傅", "4200"]], "more": False}


def test_erasing_a_person_takes_their_files_and_no_others(
    people: People, li: UUID, django_capture_on_commit_callbacks: Any
) -> None:
    theirs = add(people.li, Owner(person_id=li, organisation_id=people.factory.pk))
    link_myself(by=people.wang, name="何大姐", id_number=HE, at=AT)
    he = myself(people.wang).person_id  # type: ignore[union-attr]
    hers = add(people.wang, Owner(person_id=he))
    firms = add(people.chen, Owner(organisation_id=people.factory.pk))
    request_erasure(by=people.li, person_id=li, retain_until=AT.date() - timedelta(days=1), at=AT)
    assert check_integrity().problems == ()
    with pytest.raises(NotFound):
        document_open(by=people.chen, document_id=theirs.pk, purpose="check_up", at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_expired(on=AT.date()) == 1
    assert parts_of(theirs.pk) == []
    assert read(people.wang, hers) == PHOTO and read(people.chen, firms) == PHOTO


def test_the_doctor_hears_of_files_and_of_the_scanner(
    people: People, li: UUID, settings: Any
) -> None:
    assert {check.name: check.look(AT).level for check in health.CHECKS} == {
        "files": "ok",
        "scanner": "warn",
        "papers": "warn",
    }
    document = add(people.li, Owner(person_id=li))
    settings.SCANNER, settings.PUBLIC_URL = "clamd:127.0.0.1:9", "https://gongyue.example.org"
    place_of(document.pk).unlink()
    found = {check.name: check.look(AT) for check in health.CHECKS}
    assert (found["files"].level, found["scanner"].level, found["papers"].level) == (
        "bad",
        "bad",
        "ok",
    )
    with clamd() as server:
        settings.SCANNER = server.address
        assert health.files_are_scanned(AT).level == "ok"


def test_a_file_is_deleted_when_its_time_is_over(
    people: People, li: UUID, django_capture_on_commit_callbacks: Any
) -> None:
    document = add(people.li, Owner(person_id=li), keep_until=date(2026, 3, 2))
    assert delete_expired(on=date(2026, 3, 2)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_expired(on=date(2026, 3, 3)) == 1
    assert parts_of(document.pk) == []
    with pytest.raises(Refused, match="保存期已过"):
        read(people.li, document)
    assert Event.objects.filter(type="document.deleted").count() == 1


def test_whatever_is_wrong_with_the_files_is_found(people: People, li: UUID, settings: Any) -> None:
    missing, changed, swapped = (add(people.li, Owner(person_id=li)) for _ in range(3))
    add(people.li, Owner(person_id=li))
    assert check_integrity().checked == 4 and check_integrity().problems == ()
    swapped_path = place_of(swapped.pk)
    swapped_path.write_bytes(place_of(changed.pk).read_bytes())
    place_of(missing.pk).unlink()
    spoilt = bytearray(place_of(changed.pk).read_bytes())
    spoilt[-1] ^= 1
    place_of(changed.pk).write_bytes(spoilt)
    stray = place_of(uuid4())
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"?")
    found = {(problem.code, problem.what) for problem in check_integrity().problems}
    assert found == {
        ("missing", str(missing.pk)),
        ("unreadable", str(changed.pk)),
        ("unreadable", str(swapped.pk)),
        ("orphan", stray.name),
    }
    quick = {problem.code for problem in check_integrity(thorough=False).problems}
    assert quick == {"missing", "orphan"}


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_a_sealed_file_opens_whole_or_not_at_all(size: int, tmp_path: Path) -> None:
    path, key = tmp_path / "x" / "file.sealed", bytes(32)
    content = bytes(index % 251 for index in range(size))
    pieces = (content[start : start + 70_000] for start in range(0, size, 70_000))
    assert write_sealed(path, pieces, key, "here")[0] == size
    assert b"".join(read_sealed(path, key, "here")) == content
    for spoilt in (path.read_bytes()[:-1], path.read_bytes()[: 11 + (1 << 20) + 16][:-1] or b"x"):
        path.write_bytes(spoilt)
        with pytest.raises(Unreadable):
            b"".join(read_sealed(path, key, "here"))


def test_pieces_cannot_be_cut_off_or_changed_over(tmp_path: Path) -> None:
    path, key = tmp_path / "file.sealed", bytes(32)
    write_sealed(path, [bytes(2 << 20)], key, "here")
    whole, piece = path.read_bytes(), (1 << 20) + 16
    cut = whole[: 11 + piece]
    turned = whole[:11] + whole[11 + piece :] + whole[11 : 11 + piece]
    for spoilt in (cut, turned):
        path.write_bytes(spoilt)
        with pytest.raises(Unreadable):
            b"".join(read_sealed(path, key, "here"))
    path.write_bytes(whole)
    with pytest.raises(Unreadable):
        b"".join(read_sealed(path, key, "elsewhere"))
