"""Files on filings and tasks: both sides, the stranger, all or nothing, what erasure takes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.services import Caller
from gongyue.apps.documents.models import Document
from gongyue.apps.documents.permissions import Owner
from gongyue.apps.documents.sealed_files import parts_of
from gongyue.apps.documents.selectors.documents import attachments_of, documents_of_myself
from gongyue.apps.documents.services import attaching
from gongyue.apps.documents.services.adding import Handed, document_add
from gongyue.apps.documents.services.keeping import scan_document
from gongyue.apps.documents.services.opening import document_open, original_of, readable_document
from gongyue.apps.registry.about_me import PARTS, Subject
from gongyue.apps.registry.events import person_erased
from gongyue.apps.registry.models import Person
from gongyue.apps.registry.selectors.accesses import accesses_to_myself
from gongyue.apps.registry.selectors.people import myself
from gongyue.apps.registry.services.erasure import request_erasure
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.tasks.attaching import with_files
from gongyue.apps.tasks.filings.handling import filing_answer, filing_pass_on
from gongyue.apps.tasks.filings.progress import filing_progress
from gongyue.apps.tasks.filings.selectors import filing_page, filings_of_myself
from gongyue.apps.tasks.filings.submitting import (
    NewFiling,
    Visitor,
    filing_submit,
    filing_submit_at_counter,
)
from gongyue.apps.tasks.models import Filing
from gongyue.apps.tasks.services import NewTask, task_open
from gongyue.apps.tasks.services.remarks import task_say
from tests.apps.documents import files
from tests.apps.documents.clamd import clamd
from tests.apps.people import LI, People, imported
from tests.cast import AT

PHOTO = files.photograph()


def photo(name: str = "工牌.jpg", content: bytes = PHOTO) -> Handed:
    return Handed(name=name, content=content)


def filed(people: People, *handed: Handed, by: User | None = None) -> Filing:
    new = NewFiling(kind="opinion.request", office_id=people.bureau.pk, words="帮帮我")
    return with_files(does=filing_submit, handed=handed, by=by or people.li, new=new, at=AT)


def about(filing: Filing) -> str:
    return f"filing:{filing.pk}"


def names(viewer: User, filing: Filing) -> list[tuple[str, str]]:
    return [(card.name, card.added_by) for card in attachments_of(viewer, about(filing))]


def read(by: User, document: Document) -> bytes:
    opened = document_open(by=by, document_id=document.pk, purpose="", at=AT)
    found = readable_document(by=by, document_id=document.pk, opened=opened)
    return b"".join(original_of(found))


@pytest.fixture
def linked(people: People) -> Any:
    imported(people.chen, people.factory)
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    return myself(people.li).person_id  # type: ignore[union-attr]


def test_both_sides_see_what_came_with_a_filing_and_the_stranger_does_not(
    people: People, linked: Any
) -> None:
    filing = filed(people, photo())
    document = Document.objects.get()
    assert document.person_id == linked and document.organisation_id is None
    assert names(people.li, filing) == [("工牌.jpg", "您")]
    assert names(people.zhou, filing) == [("工牌.jpg", "李师傅")]
    assert read(people.zhou, document) == PHOTO
    assert [row.words for row in accesses_to_myself(people.li)] == ["打开文件：工牌.jpg"]
    for user in (people.sun, people.zhao, people.chen, people.wang):
        assert names(user, filing) == []
        with pytest.raises(NotFound):
            document_open(by=user, document_id=document.pk, purpose="complaint", at=AT)
        with pytest.raises(NotFound):
            document_add(
                by=user, owner=Owner(about=about(filing)), kind="attachment", handed=photo(), at=AT
            )
    assert [card.name for card in documents_of_myself(people.li)] == ["工牌.jpg"]
    assert filings_of_myself(people.li)[0].files == 1


def test_the_answer_brings_files_and_names_no_official(people: People) -> None:
    filing = filed(people)
    with_files(
        does=filing_answer, handed=[photo("答复.pdf", files.pdf())], by=people.zhou,
        filing_id=filing.pk, words="见附件", at=AT,
    )  # fmt: skip
    assert names(people.li, filing) == [("答复.pdf", "承办单位")]
    assert names(people.zhou, filing) == [("答复.pdf", "周监察员")]
    assert [card.name for card in filing_page(people.li, filing.pk).files] == ["答复.pdf"]
    assert read(people.li, Document.objects.get())[:5] == b"%PDF-"


def test_who_gets_it_passed_on_sees_the_files_and_the_former_office_no_more(people: People) -> None:
    filing = filed(people, photo())
    filing_pass_on(by=people.zhou, filing_id=filing.pk, to=people.committee.pk, words="调解", at=AT)
    assert len(names(people.zhao, filing)) == 1 and names(people.zhou, filing) == []


@pytest.mark.parametrize(
    ("handed", "words"),
    [
        (photo("合同.pdf", files.EXE), "合同.pdf：这个文件实际上是 Windows 程序"),
        (photo("空.jpg", b""), "空.jpg：这个文件是空的"),
        (photo("大.jpg", PHOTO + bytes(21 << 20)), "照片有 21.0 MB，最大收 20.0 MB"),
    ],
)
def test_a_file_that_is_refused_takes_nothing_in(
    people: People, handed: Handed, words: str, settings: Any
) -> None:
    with pytest.raises(Refused) as no:
        filed(people, photo(), handed)
    assert words in no.value.message_zh and no.value.field == "chosen"
    assert not Filing.objects.exists() and not Document.objects.exists()
    assert [path for path in Path(settings.UPLOADS).rglob("*") if path.is_file()] == []


def test_an_act_that_is_refused_leaves_no_file_behind(people: People, settings: Any) -> None:
    filing = filed(people)
    with pytest.raises(Refused):
        with_files(
            does=filing_answer, handed=[photo()], by=people.zhou, filing_id=filing.pk,
            words=" ", at=AT,
        )  # fmt: skip
    assert not Document.objects.exists()


def test_a_filing_holds_so_many_files_and_bytes_and_no_more(
    people: People, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    with pytest.raises(Refused, match="一次最多交 10 个"):
        filed(people, *[photo()] * 11)
    monkeypatch.setattr(attaching, "MOST_ABOUT", 2)
    with pytest.raises(Refused, match="最多附 2 个"):
        filed(people, *[photo()] * 3)
    monkeypatch.setattr(attaching, "BYTES_ABOUT", len(PHOTO) * 3 // 2)
    with pytest.raises(Refused, match="加起来不能超过"):
        filed(people, *[photo()] * 2)
    assert not Filing.objects.exists()
    assert [path for path in Path(settings.UPLOADS).rglob("*") if path.is_file()] == []


def test_an_infected_file_says_so_to_both_sides_and_opens_for_nobody(
    people: People, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with clamd() as server:
        settings.SCANNER = server.address
        filing = filed(people, photo("坏.txt", files.EICAR))
        document = Document.objects.get()
        for user in (people.li, people.zhou):
            assert "正在等待查毒" in attachments_of(user, about(filing))[0].trouble
        scan_document(document_id=document.pk, at=AT)
    for user in (people.li, people.zhou):
        assert "发现了病毒" in attachments_of(user, about(filing))[0].trouble
        with pytest.raises(Refused):
            read(user, document)


def test_at_the_counter_the_number_and_the_tail_tell_that_it_arrived_and_no_name(
    people: People,
) -> None:
    new = NewFiling(kind="opinion.request", office_id=people.committee.pk, words="替他写")
    filing = with_files(
        does=filing_submit_at_counter, handed=[photo("李师傅工资条.jpg")], by=people.clerk, new=new,
        visitor=Visitor(name="李师傅", phone="13800001234"), at=AT,
    )  # fmt: skip
    caller = Caller(address="192.0.2.1", device="")
    found = filing_progress(number=filing.number, tail="1234", caller=caller, at=AT)
    assert [(file.media_label, file.trouble) for file in found.files] == [("JPEG 照片", "")]
    assert "李师傅" not in repr(found)
    with pytest.raises(Refused):
        filing_progress(number=filing.number, tail="1235", caller=caller, at=AT)
    assert len(names(people.zhao, filing)) == 1 and names(people.sun, filing) == []


def test_what_is_held_about_me_has_the_files_and_erasure_takes_them(
    people: People, linked: Any, django_capture_on_commit_callbacks: Any
) -> None:
    early = filed(people, photo("早.jpg"), by=people.wang)
    Filing.objects.filter(pk=early.pk).update(filer=people.li)  # filed before anybody was linked
    other = filed(people, photo("别人.jpg"), by=people.wang)
    subject = Subject(
        person_id=linked, person_ids=frozenset({linked}), user_ids=frozenset({people.li.pk})
    )
    rows = list(PARTS["filing_files"].rows(subject))
    assert [(row["number"], row["name"]) for row in rows] == [(early.number, "早.jpg")]
    task = _task(people, linked)
    with_files(does=task_say, handed=[photo()], by=people.chen, task_id=task.pk, words="看", at=AT)
    before = AT.date() - timedelta(days=1)
    with django_capture_on_commit_callbacks(execute=True):
        request_erasure(by=people.li, person_id=linked, retain_until=before, at=AT)
        users = frozenset({people.li.pk})
        person_erased.send(Person, person_id=linked, user_ids=users, at=AT)
    left = Document.objects.filter(deleted_at=None)
    assert [row.about for row in left] == [about(other)]
    for gone in Document.objects.exclude(deleted_at=None):
        assert parts_of(gone.pk) == [] and gone.key_wrapped is None


def _task(people: People, concerns: Any = None) -> Any:
    new = NewTask(
        title="补签书面劳动合同", organisation_id=people.factory.pk,
        concerns_id=concerns, role="hr",
    )  # fmt: skip
    return task_open(by=people.chen, new=new, at=AT)


def test_colleagues_see_the_files_of_a_remark_and_nobody_else(people: People, linked: Any) -> None:
    task = _task(people, linked)
    with_files(does=task_say, handed=[photo()], by=people.hr, task_id=task.pk, words="照片", at=AT)
    thing = f"task:{task.pk}"
    assert [card.added_by for card in attachments_of(people.chen, thing)] == ["钱人事"]
    for user in (people.li, people.finance, people.sun, people.zhou):
        assert attachments_of(user, thing) == []
    assert documents_of_myself(people.li) == []
