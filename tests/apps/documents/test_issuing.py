"""Issued papers: numbers without gaps, codes, both sides, replacing and voiding, and checking."""

from __future__ import annotations

import hashlib
import io
import threading
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.documents.models import Paper, Series
from gongyue.apps.documents.paper.letter import Letter, Paragraph
from gongyue.apps.documents.selectors.checking import check_paper
from gongyue.apps.documents.selectors.papers import (
    paper_page,
    papers_of_myself,
    papers_of_organisation,
)
from gongyue.apps.documents.services import issuing
from gongyue.apps.documents.services.certificates import Wanted, certificate_issue
from gongyue.apps.documents.services.integrity import check_integrity
from gongyue.apps.documents.services.issuing import Draft, document_issue, document_void, spaced
from gongyue.apps.documents.services.opening import pdf_of
from gongyue.apps.documents.services.own_records import own_records_issue
from gongyue.apps.registry.models import Event
from gongyue.apps.registry.roles import Purpose
from gongyue.apps.registry.selectors.accesses import accesses_to_myself
from gongyue.apps.registry.selectors.people import myself
from gongyue.apps.registry.services.erasure import request_erasure
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.registry.services.stances import take_stance
from tests.apps.documents.test_paper import text_of
from tests.apps.people import LI, People, imported
from tests.cast import AT

SITE = "https://gongyue.example.org"


@pytest.fixture
def li(people: People) -> UUID:
    imported(people.chen, people.factory)
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    return myself(people.li).person_id  # type: ignore[union-attr]


def draft(people: People, **more: Any) -> Draft:
    letter = Letter(title="通知", body=(Paragraph(text="内容"),))
    return Draft(kind="other", letter=letter, organisation_id=people.factory.pk, **more)


def certificate(people: People, li: UUID, *, by: Any = None, **more: Any) -> Any:
    wanted = {"kind": "employed", "recipient": "示例银行", "use": "办理租房手续"} | more
    instead_of = wanted.pop("instead_of", None)
    purpose = wanted.pop("purpose", Purpose.STAFF_MANAGEMENT)
    return certificate_issue(
        by=by or people.hr,
        organisation_id=people.factory.pk,
        person_id=li,
        wanted=Wanted(**wanted),
        purpose=purpose,
        site=SITE,
        at=AT,
        instead_of=instead_of,
    )


def code_in(pdf: bytes) -> str:
    said = text_of(pdf)
    return said.split("校验码")[1][:9]


def pdf(viewer: Any, paper: Paper) -> bytes:
    return b"".join(pdf_of(viewer, paper.pk))


def test_a_certificate_says_what_the_registry_says_and_both_sides_see_it(
    people: People, li: UUID
) -> None:
    issued = certificate(people, li, income=Decimal("6380.50"))
    content = pdf(people.li, issued.paper)
    said = text_of(content)
    for words in (
        "在职证明", "示例银行：", "李师傅", "430***********", "2023年5月4日起至今在本单位工作",
        "装配车间", "钳工", "本证明仅用于办理租房手续", "人民币陆仟叁佰捌拾元伍角", "盖章处",
        issued.paper.number, "gongyue.example.org/check/",
    ):  # fmt: skip
        assert words in said, words
    assert LI not in said
    assert pdf(people.chen, issued.paper) == content
    mine, theirs = papers_of_myself(people.li), papers_of_organisation(people.hr, people.factory.pk)
    assert [card.paper_id for card in mine] == [card.paper_id for card in theirs]
    assert (mine[0].issuer, theirs[0].whom, mine[0].recipient) == ("晨光工厂", "李师傅", "示例银行")
    assert accesses_to_myself(people.li)[0].words == "出具证明，用于办理租房手续"
    event = Event.objects.get(type="paper.issued")
    assert event.person_id == li and event.organisation == people.factory


def test_the_whole_identity_number_only_when_it_is_asked_for(people: People, li: UUID) -> None:
    assert LI in text_of(pdf(people.li, certificate(people, li, whole_number=True).paper))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "own_records"}, "kind"),
        ({"recipient": " "}, "recipient"),
        ({"recipient": "长" * 61}, "recipient"),
        ({"use": ""}, "use"),
        ({"use": "长" * 10_000}, "use"),
        ({"income": Decimal("-1")}, "income"),
        ({"income": Decimal("1e12")}, "income"),
        ({"purpose": ""}, "purpose"),
    ],
)
def test_what_is_missing_or_absurd_is_refused_by_its_field(
    people: People, li: UUID, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        certificate(people, li, **wrong)
    assert refused.value.field == field
    assert not Paper.objects.exists() and not Series.objects.exists()


def test_whoever_left_is_not_certified_as_employed(people: People, li: UUID) -> None:
    header = ("姓名", "身份证号", "入职日期", "离职日期")
    imported(
        people.chen, people.factory, [("李师傅", LI, "2023-05-04", "2026-01-31")], header=header
    )
    with pytest.raises(Refused, match="已离职"):
        certificate(people, li)
    said = text_of(pdf(people.li, certificate(people, li, kind="employment").paper))
    assert "用工情况说明" in said and "2026年1月31日止在本单位工作" in said


def test_only_who_answers_for_the_firm_issues_and_ends(people: People, li: UUID) -> None:
    with pytest.raises(NotAllowed):
        certificate(people, li, by=people.finance)
    for stranger in (people.sun, people.wang, people.li, people.zhou):
        with pytest.raises(NotFound):
            certificate(people, li, by=stranger)
    paper = certificate(people, li).paper
    for stranger in (people.sun, people.wang, people.zhou, people.clerk):
        with pytest.raises(NotFound):
            paper_page(stranger, paper.pk)
        with pytest.raises(NotFound):
            pdf_of(stranger, paper.pk)
        with pytest.raises(NotFound):
            document_void(by=stranger, paper_id=paper.pk, reason="x", at=AT)
        assert papers_of_myself(stranger) == []
    with pytest.raises(NotFound):
        papers_of_organisation(people.sun, people.factory.pk)
    with pytest.raises(NotFound):
        document_void(by=people.li, paper_id=paper.pk, reason="x", at=AT)


def test_numbers_of_an_issuer_follow_each_other_and_begin_anew_each_year(people: People) -> None:
    def number(at: datetime = AT) -> str:
        return document_issue(by=people.chen, draft=draft(people), site=SITE, at=at).paper.number

    first, second, next_year = number(), number(), number(AT + timedelta(days=365))
    prefix = first.split("-")[0]
    assert [first, second, next_year] == [
        f"{prefix}-2026-00001",
        f"{prefix}-2026-00002",
        f"{prefix}-2027-00001",
    ]


def test_a_paper_that_fails_gives_its_number_back(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_issue(by=people.chen, draft=draft(people), site=SITE, at=AT)
    with monkeypatch.context() as broken:
        broken.setattr(issuing, "_record", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            document_issue(by=people.chen, draft=draft(people), site=SITE, at=AT)
    paper = document_issue(by=people.chen, draft=draft(people), site=SITE, at=AT).paper
    assert paper.number.endswith("-00002")
    assert check_integrity().problems == ()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_numbers_taken_at_the_same_moment_are_all_different(people: People) -> None:
    numbers: list[str] = []

    def issue() -> None:
        try:
            for _ in range(3):
                done = document_issue(by=people.chen, draft=draft(people), site=SITE, at=AT)
                numbers.append(done.paper.number)
        finally:
            connection.close()

    threads = [threading.Thread(target=issue) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(number[-5:] for number in numbers) == [f"{n:05d}" for n in range(1, 13)]


def test_a_new_paper_takes_the_place_of_the_old_one(people: People, li: UUID) -> None:
    old = certificate(people, li).paper
    new = certificate(people, li, instead_of=old.pk, use="办理签证").paper
    assert paper_page(people.li, old.pk).state == "replaced"
    code = code_in(pdf(people.li, old))
    answer = check_paper(number=old.number, code=code)
    assert answer is not None
    assert (answer.state, answer.replaced_by) == ("replaced", new.number)
    with pytest.raises(Refused, match="不能再改"):
        certificate(people, li, instead_of=old.pk)


def test_a_voided_paper_says_so_and_why_only_to_those_concerned(people: People, li: UUID) -> None:
    paper = certificate(people, li).paper
    with pytest.raises(Refused) as refused:
        document_void(by=people.hr, paper_id=paper.pk, reason=" ", at=AT)
    assert refused.value.field == "reason"
    document_void(by=people.hr, paper_id=paper.pk, reason="李师傅的岗位写错了", at=AT)
    assert paper_page(people.li, paper.pk).reason == "李师傅的岗位写错了"
    answer = check_paper(number=paper.number, code=code_in(pdf(people.li, paper)))
    assert answer is not None and answer.state == "voided" and answer.ended_on == date(2026, 3, 2)
    assert "李师傅" not in repr(answer)
    with pytest.raises(Refused):
        document_void(by=people.hr, paper_id=paper.pk, reason="再作废", at=AT)


def test_anybody_with_number_and_code_checks_a_paper(people: People, li: UUID) -> None:
    paper = certificate(people, li).paper
    content = pdf(people.li, paper)
    code, sha256 = code_in(content), hashlib.sha256(content).hexdigest()
    answer = check_paper(number=paper.number, code=code, sha256=sha256)
    assert answer is not None
    assert (answer.issuer, answer.kind_label, answer.state) == ("晨光工厂", "在职证明", "valid")
    assert (answer.issued_on, answer.comparison) == (date(2026, 3, 2), "same")
    assert "李师傅" not in repr(answer) and LI not in repr(answer)
    typed = f" {paper.number.lower().replace('-', '－')} "
    answer = check_paper(number=typed, code=code.lower().replace("-", " "), sha256="0" * 64)
    assert answer is not None and answer.comparison == "differs"
    assert check_paper(number=paper.number, code=code, sha256="nonsense").comparison == "unknown"  # type: ignore[union-attr]


def test_a_wrong_code_is_answered_like_a_number_that_does_not_exist(
    people: People, li: UUID
) -> None:
    paper = certificate(people, li).paper
    for number, code in (
        (paper.number, "AAAA-AAAA"),
        ("ZZZZZ-2026-00001", "AAAA-AAAA"),
        ("", ""),
        ("' OR 1=1 --" * 900, "😀" * 10_000),
        (paper.number, ""),
    ):
        with CaptureQueriesContext(connection) as seen:
            assert check_paper(number=number, code=code, sha256="0" * 64) is None
        assert len(seen) == 1


def test_the_code_and_the_digest_do_not_rest_in_the_clear(people: People, li: UUID) -> None:
    paper = certificate(people, li).paper
    content = pdf(people.li, paper)
    code, sha256 = code_in(content).replace("-", ""), hashlib.sha256(content).hexdigest()
    row = repr(Paper.objects.values().get())
    assert code not in row and sha256 not in row and "示例银行" not in row
    assert spaced(code) == code_in(content)


def test_the_qr_leads_to_the_check_page_with_number_and_code(people: People, li: UUID) -> None:
    """The address is in the letter that is printed; the QR is drawn from it by a library."""
    paper = certificate(people, li).paper
    facts = issuing.facts_of(paper)
    letter = issuing._complete(
        Letter(title="x", body=()), paper.number, facts["code"], SITE + "/", AT.date()
    )
    assert letter.check is not None
    assert letter.check.url == f"{SITE}/check/?n={paper.number}&c={facts['code']}"
    assert letter.check.page == "gongyue.example.org/check/"


def test_the_worker_prints_everything_about_themself(people: People, li: UUID) -> None:
    from gongyue.apps.registry.selectors.records import records_of_myself

    record = records_of_myself(people.li)[0]
    take_stance(
        by=people.li, event_id=record.event_id, kind="disputed", words="工资不对 #panic()", at=AT
    )
    issued = own_records_issue(by=people.li, site=SITE, at=AT)
    said = text_of(pdf(people.li, issued.paper))
    for words in (
        "本人记录清单",
        "李师傅",
        "晨光工厂",
        "本人有异议：工资不对#panic()",
        "4,200.00元",
    ):
        assert words in said, words
    assert [card.issuer for card in papers_of_myself(people.li)] == ["本人打印"]
    assert papers_of_organisation(people.chen, people.factory.pk) == []
    with pytest.raises(Refused, match="绑定"):
        own_records_issue(by=people.sun, site=SITE, at=AT)


def test_erasing_the_person_leaves_a_paper_that_can_be_named_and_not_read(
    people: People, li: UUID
) -> None:
    paper = certificate(people, li).paper
    content = pdf(people.li, paper)
    request_erasure(by=people.li, person_id=li, retain_until=AT.date() - timedelta(days=1), at=AT)
    assert papers_of_organisation(people.hr, people.factory.pk) == []
    with pytest.raises(NotFound):
        pdf_of(people.hr, paper.pk)
    answer = check_paper(
        number=paper.number, code=code_in(content), sha256=hashlib.sha256(content).hexdigest()
    )
    assert answer is not None
    assert (answer.issuer, answer.state, answer.comparison) == ("晨光工厂", "valid", "unknown")


def test_a_name_no_font_can_print_is_told_to_whoever_issues(people: People) -> None:
    number = "430102199001011234"
    header = ("姓名", "身份证号", "入职日期")
    imported(people.chen, people.factory, [("李\U000323af", number, "2024-01-01")], header=header)
    from gongyue.apps.registry.selectors.people import people_of_organisation

    found = people_of_organisation(people.hr, people.factory.pk, search="李\U000323af").rows[0]
    issued = certificate(people, found.person_id)
    assert issued.missing == ("\U000323af",)
    content = pdf(people.hr, issued.paper)
    assert "李〔U+323AF〕" in text_of(content)
    assert len(PdfReader(io.BytesIO(content)).pages) == 1
