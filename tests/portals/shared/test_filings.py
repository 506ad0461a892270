"""申报事项 on the screens: the worker's phone, the office's desk, the counter, and no sign-in."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tests.apps.documents import files
from tests.cast import Cast
from tests.portals.conftest import Browse
from tests.portals.tasks import cover_for, filing_of, notice_to

NEW = "/worker/matters/new/"
EVIL = "<img src=x onerror=alert(1)> \u202eabc 🙂 '; DROP TABLE x;--"


def bureau_of(cast: Cast) -> str:
    from gongyue.apps.registry.selectors.organisations import organisations_of

    return str(organisations_of(cast.regulator)[0].organisation_id)


def sent(cast: Cast, **more: str) -> dict[str, str]:
    return {"office": bureau_of(cast), "kind": "opinion.request", "words": "帮帮我", **more}


def steps(page: Any) -> list[str]:
    return [step.words for step in page.context["found"].steps]


def test_from_the_phone_to_the_office_and_back(cast: Cast, browse: Browse) -> None:
    li, zhou = browse(cast.worker), browse(cast.regulator)
    page = li.post(NEW, sent(cast, words=f"找谁？{EVIL}"), follow=True)
    assert "送到了" in page.text and "&lt;img" in page.text and "<img src=x" not in page.text
    number = page.context["filing"].number
    mine = page.redirect_chain[-1][0]
    inbox = zhou.get("/regulator/tasks/")
    assert number in inbox.text
    task = zhou.get(reverse("regulator:task", args=[inbox.context["page"][0].task_id]))
    theirs = task.context["about_url"]
    assert "去办这件事" in task.text and "记下来" not in task.text
    assert list(zhou.post(f"{theirs}ask/", {"ask-words": " "}).context["forms"]["ask"].errors) == [
        "words"
    ]
    zhou.post(f"{theirs}ask/", {"ask-words": "哪个厂？"})
    assert "请您补充" in li.get(mine).text
    assert "请补充" in li.get("/worker/matters/").text
    assert "有 1 件事等您" in li.get("/worker/").text
    li.post(f"{mine}reply/", {"reply-words": "晨光工厂"})
    zhou.post(f"{theirs}answer/", {"answer-words": "已约谈"})
    li.post(f"{mine}accept/")
    rated = li.post(f"{mine}rate/", {"rate-level": "2", "rate-reasons": ["slow"]}, follow=True)
    assert "评价：不满意（办得慢）" in rated.text
    assert "差评回访" in zhou.get("/regulator/tasks/").text
    assert "0%" in zhou.get("/regulator/filings/").text
    kept = EVIL.replace("\u202e", "")  # marks of direction are not kept
    assert steps(rated)[:3] == [f"找谁？{kept}", "哪个厂？", "晨光工厂"]


def test_nobody_else_opens_it(cast: Cast, browse: Browse) -> None:
    filing = filing_of(cast.worker, cast.regulator)
    for user, portal in (
        (cast.mediator, "mediator"),
        (cast.operator, "operator"),
        (cast.enterprise, "enterprise"),
    ):
        for route in ("filing", "filing_paper"):
            url = reverse(f"{portal}:{route}", args=[filing.pk])
            assert browse(user).get(url).status_code == 404
    for user in (cast.stranger, cast.regulator, cast.enterprise):
        assert browse(user).get(reverse("worker:filing", args=[filing.pk])).status_code == 404


@pytest.mark.parametrize("act", ["answer", "close", "pass-on", "ask", "nonsense"])
def test_the_filer_does_not_act_for_the_office(cast: Cast, browse: Browse, act: str) -> None:
    filing = filing_of(cast.worker, cast.regulator)
    url = reverse("worker:filing_act", args=[filing.pk, act])
    assert browse(cast.worker).post(url, {f"{act}-words": "x"}).status_code in (200, 404)
    filing.refresh_from_db()
    assert filing.state == "received"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": "字" * 10_000}, "words"),
        ({"office": "x"}, "office"),
        ({"kind": "no such"}, "kind"),
    ],
)
def test_bad_input_names_its_field_and_loses_nothing(
    cast: Cast, browse: Browse, more: dict[str, str], field: str
) -> None:
    page = browse(cast.worker).post(NEW, sent(cast, **more))
    assert list(page.context["form"].errors) == [field]
    assert more.get("words", "帮帮我")[:50] in page.text


def test_another_place_has_other_offices(cast: Cast, browse: Browse) -> None:
    client = browse(cast.stranger)
    assert "示例区劳动监察大队" in client.get(NEW).text
    away = client.get(NEW, {"place": "430181"}).text
    assert "示例区劳动监察大队" not in away and "示例市数据中心" in away
    assert client.get(NEW, {"place": EVIL}).status_code == 200


def test_a_filing_is_passed_on_and_leaves_the_desk(cast: Cast, browse: Browse) -> None:
    filing = filing_of(cast.worker, cast.regulator)
    zhou = browse(cast.regulator)
    url = reverse("regulator:filing", args=[filing.pk])
    offices = zhou.get(url).context["forms"]["pass_on"].fields["to"].choices
    to = next(value for value, name in offices if name == "示例街道调解委员会")
    wrong = zhou.post(f"{url}pass-on/", {"pass-on-to": "x", "pass-on-words": "转"})
    assert list(wrong.context["forms"]["pass_on"].errors) == ["to"]
    sent = {"pass-on-to": to, "pass-on-words": "属于调解"}
    assert "已转办" in zhou.post(f"{url}pass-on/", sent, follow=True).text
    assert zhou.get(url).status_code == 404
    theirs = browse(cast.mediator).get(reverse("mediator:filing", args=[filing.pk])).text
    assert "转到示例街道调解委员会" in theirs and "属于调解" in theirs


def test_the_receipt_has_number_days_and_code(cast: Cast, browse: Browse) -> None:
    filing = filing_of(cast.worker, cast.regulator)
    url = reverse("worker:filing_paper", args=[filing.pk])
    paper = browse(cast.worker).get(url).text
    assert f"{filing.number[:6]}-{filing.number[6:10]}" in paper
    assert "data:image/svg+xml" in paper and "progress/?n=" in paper
    assert "请帮忙看看" not in paper and "李师傅" not in paper
    assert "on-roll" in browse(cast.worker).get(url, {"width": "roll"}).text


def test_progress_without_signing_in(cast: Cast, browse: Browse) -> None:
    filing = filing_of(cast.worker, cast.regulator)
    visitor = browse(None)

    def ask(**more: str) -> Any:
        sent = {"number": filing.number, "tail": cast.worker.phone[-4:], **more}
        return visitor.post("/progress/", sent)

    found = ask()
    assert "办理中" in found.text and "示例区劳动监察大队" in found.text
    assert "李师傅" not in found.text and "请帮忙看看" not in found.text
    wrong = [ask(tail="0000").text, ask(number="260302000000000").text]
    assert all("没有查到" in text or "抄错" in text for text in wrong)
    assert filing.number in visitor.get("/progress/", {"n": filing.number}).text
    for more in ({"number": EVIL}, {"tail": EVIL[:8]}, {"number": "1" * 5_000}, {"tail": ""}):
        page = ask(**more)
        assert page.status_code == 200 and page.context["found"] is None


def test_too_many_tries_are_told_to_wait(cast: Cast, browse: Browse) -> None:
    filing = filing_of(cast.worker, cast.regulator)
    visitor = browse(None)
    sent = {"number": filing.number, "tail": "0000"}
    for _ in range(10):
        assert "没有查到" in visitor.post("/progress/", sent).text
    sent["tail"] = cast.worker.phone[-4:]
    assert "过一会儿" in visitor.post("/progress/", sent).text


@pytest.fixture
def clerk(cast: Cast, browse: Browse) -> Client:
    """郑窗口 at the counter of the bureau."""
    from gongyue.apps.accounts.services import register_user
    from gongyue.apps.registry.roles import Role
    from gongyue.apps.registry.services.organisations import grant_role

    user = register_user(phone="13900006666", name="郑窗口", at=now())
    facts = {"by": cast.operator, "organisation_id": bureau_of(cast), "at": now()}
    grant_role(user=user, role=Role.CLERK, **facts)
    return browse(user)


def test_at_the_counter_and_claimed_at_home(cast: Cast, browse: Browse, clerk: Client) -> None:
    facts = sent(cast, name="孙外人", phone=cast.stranger.phone)
    bad = clerk.post("/regulator/filings/counter/", {**facts, "phone": "12"})
    assert list(bad.context["form"].errors) == ["phone"]
    paper = clerk.post("/regulator/filings/counter/", facts, follow=True)
    assert "受理回执" in paper.text
    number = paper.context["filing"].number
    home = browse(cast.stranger)
    assert number not in home.get("/worker/matters/").text
    claimed = home.post("/worker/matters/", {"number": number}, follow=True)
    assert "已放到您名下" in claimed.text
    refused = browse(cast.worker).post("/worker/matters/", {"number": number})
    assert list(refused.context["form"].errors) == ["number"]


def test_a_notice_is_written_answered_and_seen(cast: Cast, browse: Browse) -> None:
    zhou, chen = browse(cast.regulator), browse(cast.enterprise)
    facts = {"firm": "晨光工厂", "kind": "notice.reply", "words": "请报送工资表"}
    nobody = zhou.post("/regulator/filings/send/", {**facts, "firm": "没有这家"})
    assert list(nobody.context["form"].errors) == ["firm"]
    page = zhou.post("/regulator/filings/send/", facts, follow=True)
    assert "已发出" in page.text and page.context["forms"].keys() == {"withdraw"}
    filing = page.context["filing"]
    assert filing.number in chen.get("/enterprise/filings/").text
    theirs = reverse("enterprise:filing", args=[filing.filing_id])
    assert "示例区劳动监察大队 提交" in chen.get(theirs).text
    chen.post(f"{theirs}answer/", {"answer-words": "见附件"})
    assert "见附件" in zhou.get(page.redirect_chain[-1][0]).text
    assert filing.number in zhou.get("/regulator/filings/", {"state": "sent"}).text


def test_a_notice_stays_in_its_place(cast: Cast, browse: Browse) -> None:
    from gongyue.apps.registry.services.organisations import register_organisation

    facts = {"name": "外地厂", "kind": "enterprise", "credit_code": "", "place": "430181"}
    register_organisation(by=cast.stranger, at=now(), **facts)
    sent = {"firm": "外地厂", "kind": "notice.reply", "words": "请报送"}
    page = browse(cast.regulator).post("/regulator/filings/send/", sent)
    assert list(page.context["form"].errors) == ["firm"]


def test_promises_are_the_owners_to_change(cast: Cast, browse: Browse) -> None:
    from gongyue.apps.registry.models import Membership
    from gongyue.apps.registry.roles import Role

    url = "/regulator/filings/promises/"
    sent = {"kind": "opinion.request", "days": "3"}
    zhou = browse(cast.regulator)
    assert "保存" not in zhou.get(url).text and zhou.post(url, sent).status_code == 403
    Membership.objects.filter(user=cast.regulator).update(role=Role.OWNER)
    assert "承诺已改" in zhou.post(url, sent, follow=True).text
    for days in ("0", "61", "三", ""):
        page = zhou.post(url, {**sent, "days": days})
        assert page.status_code == 200 and "field__error" in page.text
    assert zhou.post(url, {"kind": EVIL[:40], "days": "3"}).status_code == 200


def test_a_firm_reads_only_its_own_letters(cast: Cast, browse: Browse) -> None:
    filing = notice_to(cast.factory, cast.regulator)
    cover_for(cast.enterprise)
    for user in (cast.stranger, cast.worker, cast.mediator):
        url = reverse("enterprise:filing", args=[filing.pk])
        assert browse(user).get(url).status_code == 404


def photo(name: str = "工牌.jpg", content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or files.photograph())


def test_files_come_with_a_filing_and_an_answer_and_both_sides_open_them(
    cast: Cast, browse: Browse
) -> None:
    li, zhou, sun = browse(cast.worker), browse(cast.regulator), browse(cast.stranger)
    page = li.get(NEW).text
    assert page.count('name="kind" value="opinion.request"') == 1
    assert 'enctype="multipart/form-data"' in page and 'capture="environment"' in page
    page = li.post(NEW, {**sent(cast), "camera": photo(), "chosen": photo("单.jpg")}, follow=True)
    mine = page.redirect_chain[-1][0]
    assert "工牌.jpg" in page.text and "单.jpg" in page.text and "您 " in page.text
    filing_id = page.context["filing"].filing_id
    theirs = reverse("regulator:filing", args=[filing_id])
    seen = zhou.get(theirs)
    assert "工牌.jpg" in seen.text
    card = seen.context["found"].files[0]
    opened = zhou.get(reverse("files:page", args=[card.document_id]))
    original = zhou.get(
        f"{reverse('files:original', args=[card.document_id])}?{opened.context['query']}"
    )
    assert b"".join(original.streaming_content)[:3] == b"\xff\xd8\xff"
    zhou.post(f"{theirs}answer/", {"answer-words": "见附件", "answer-chosen": photo("复.jpg")})
    back = li.get(mine).text
    assert "复.jpg" in back and "承办单位" in back and "周监察员" not in back
    for found in zhou.get(theirs).context["found"].files:
        for route in ("page", "picture", "original"):
            answer = sun.get(reverse(f"files:{route}", args=[found.document_id]))
            assert answer.status_code == 404
    assert "附件" in li.get("/worker/matters/", {"export": "csv"}).content.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("合同.pdf", files.EXE, "合同.pdf：这个文件实际上是 Windows 程序"),
        ("大照片.jpg", files.photograph() + bytes(50 << 20), "大照片.jpg：文件有 50.0 MB，最大收"),
    ],
)
def test_a_file_that_is_refused_is_named_and_what_was_typed_stays(
    cast: Cast, browse: Browse, name: str, content: bytes, words: str
) -> None:
    from gongyue.apps.tasks.models import Filing

    li = browse(cast.worker)
    page = li.post(NEW, {**sent(cast, words="三个月没发工资"), "chosen": photo(name, content)})
    assert page.status_code == 200 and words in page.text and "三个月没发工资" in page.text
    assert list(page.context["form"].errors) == ["chosen"]
    assert not Filing.objects.filter(filer=cast.worker).exists()


def test_the_counter_takes_papers_and_the_number_tells_that_they_arrived(
    cast: Cast, clerk: Client
) -> None:
    url = reverse("regulator:filing_counter")
    facts = {**sent(cast), "name": "何大姐", "phone": "13800001234", "chosen": photo("何大姐.jpg")}
    made = clerk.post(url, facts, follow=True)
    assert made.status_code == 200
    number = made.context["found"].filing.number
    asked = Client().post("/progress/", {"number": number, "tail": "1234"})
    assert "收到的附件" in asked.text and "JPEG 照片" in asked.text and "何大姐" not in asked.text
    assert "收到的附件" not in Client().post("/progress/", {"number": number, "tail": "9"}).text
