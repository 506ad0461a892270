"""The components: what they say, to the eye and to a screen reader."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from gongyue.law.registry import evaluate
from gongyue.portals.shared import samples
from gongyue.portals.shared.findings import card_of
from gongyue.portals.shared.sides import Act, Side, State, TwoSides

TODAY = date(2026, 11, 21)
FINDING: dict[str, Any] = {
    "code": "contract.missing",
    "person": "李师傅",
    "person_key": "x",
    "sheet": "花名册",
    "row": 7,
    "severity": "high",
    "status": "breach",
    "amount": "12345.60",
    "citations": ["cn/labour-contract-law#82.1"],
    "stale": [],
    "worsens_on": "2026-12-01",
    "working": [{"label": "月工资", "value": "6000", "unit": "yuan", "sources": ["given"]}],
    "fix": "立即补签。",
    "title": "未签书面劳动合同",
    "message": "入职已满一个月。",
}


def draw(source: str, **context: Any) -> BeautifulSoup:
    html = Template("{% load ui %}" + source).render(Context(context))
    return BeautifulSoup(html, "html.parser")


def severance() -> Any:
    facts = {
        "place": "430100",
        "started_on": "2021-03-01",
        "ended_on": "2024-06-30",
        "average_wage": "9000",
    }
    return evaluate("severance", facts)


def test_a_figure_opens_into_its_working_without_javascript() -> None:
    page = draw("{% figure outcome %}", outcome=severance())
    details = page.select_one("details")
    assert "31,500.00" in details.select_one("summary").text
    labels = [line.text for line in details.select(".working__label")]
    assert [step.label for step in severance().working] == labels[:-1]
    assert labels[-1] == "经济补偿"


def test_a_figure_of_an_amount_alone_has_nothing_to_open() -> None:
    page = draw('{% figure amount label="合计" %}', amount=Decimal("1234.5"))
    assert page.select_one(".figure__value").text == "1,234.50元"
    assert not page.select("details")


def test_what_cannot_be_known_is_said_and_not_left_empty() -> None:
    assert draw("{% figure f %}", f=samples.UNKNOWN).select_one(".figure__value").text == "算不出"


def test_only_the_unlawful_figure_is_red_and_the_doubtful_is_marked() -> None:
    assert draw("{% figure f %}", f=samples.UNLAWFUL).select(".figure--unlawful")
    doubtful = draw("{% figure f %}", f=samples.DOUBTFUL)
    assert doubtful.select(".figure--doubtful")
    assert "只核对到" in doubtful.text
    assert not draw("{% figure f %}", f=samples.FIGURE).select(
        ".figure--unlawful, .figure--doubtful"
    )


def test_an_article_shows_note_source_and_dates_and_admits_there_is_no_text() -> None:
    page = draw('{% article "cn/labour-contract-law#47.2" %}')
    assert page.select_one("summary").text == "《劳动合同法》第47条第2款"
    card = page.select_one(".article__card").text
    for words in ("每满一年付一个月工资", "中华人民共和国劳动合同法", "2008年1月1日", "原文未安装"):
        assert words in card
    assert page.select_one(".article__card a")["href"] == "/law/cn/labour-contract-law/47.2/"


def test_an_article_inside_a_paragraph_is_a_link() -> None:
    page = draw('<p>按{% article "cn/labour-contract-law#82" plain=True %}</p>')
    assert page.select_one("p a.article").text == "《劳动合同法》第82条"
    assert not page.select("details")


def test_an_unknown_citation_does_not_pretend_to_be_one() -> None:
    page = draw('{% article "cn/no-such-law#1" %}')
    assert not page.select("a, details")


def test_silence_is_shown_as_silence() -> None:
    record = TwoSides(title="工资", state=State.WAITING, firm=Side(value="6,380.00 元"))
    page = draw("{% two_sides r %}", r=record)
    assert "还没有说法，不等于同意" in page.select_one(".side--missing").text
    assert "等待确认" in page.select_one(".sides__head").text


def test_two_sides_keep_both_versions() -> None:
    page = draw("{% two_sides r %}", r=samples.SIDES[1])
    values = [side.text for side in page.select(".side__value")]
    assert values == ["38 小时", "24 小时"]
    assert "有争议" in page.text


def test_the_act_that_is_due_is_a_form_with_its_token() -> None:
    act = Act(label="核对无误", url="/x/", fields=(("kind", "confirm"),), primary=True)
    record = TwoSides(title="工资", state=State.WAITING, acts=(act,))
    form = draw("{% two_sides r %}", r=record, csrf_token="t0ken").select_one("form[method=post]")
    assert form.select_one('[name="csrfmiddlewaretoken"]')["value"] == "t0ken"
    assert form.select_one('[name="kind"]')["value"] == "confirm"


@pytest.mark.parametrize(
    ("due", "words", "state"),
    [
        (date(2026, 12, 15), "24天后到期", "ahead"),
        (date(2026, 11, 28), "7天后到期", "near"),
        (date(2026, 11, 29), "8天后到期", "ahead"),
        (date(2026, 11, 21), "0今天到期", "near"),
        (date(2026, 11, 20), "1天，已逾期", "late"),
    ],
)
def test_a_clock_counts_to_the_day_and_past_it(due: date, words: str, state: str) -> None:
    page = draw('{% clock due "办理登记" then="会被罚款" today=today %}', due=due, today=TODAY)
    assert page.select_one(".clock__days").text == words
    assert page.select(f".clock--{state}")
    assert "会被罚款" in page.text


def test_a_done_deadline_counts_no_more() -> None:
    source = '{% clock due "办理登记" then="会被罚款" today=today done_on=due %}'
    page = draw(source, due=date(2026, 11, 1), today=TODAY)
    assert page.select(".clock--done")
    assert "会被罚款" not in page.text
    assert "逾期" not in page.text


def test_doubt_says_why_and_whom_to_ask_and_nothing_when_there_is_none() -> None:
    page = draw("{% doubt f %}", f=samples.DOUBTFUL)
    assert "只核对到2026年2月28日" in page.text
    assert "12333" in page.select_one(".doubt__ask").text
    assert draw("{% doubt f %}", f=samples.FIGURE).text.strip() == ""


@pytest.mark.parametrize(
    ("level", "status", "words"),
    [("high", "breach", "高 · 违法"), ("low", "to_check", "低 · 待核实"), ("info", "", "提示")],
)
def test_severity_is_a_word_with_a_shape(level: str, status: str, words: str) -> None:
    page = draw("{% severity level status %}", level=level, status=status)
    assert " ".join(page.text.split()) == words
    assert page.select_one("svg[aria-hidden]")


def test_shapes_differ_between_severities() -> None:
    drawn = {str(draw("{% severity s %}", s=s).svg) for s in ("high", "medium", "low", "info")}
    assert len(drawn) == 4


def test_a_finding_says_who_what_how_much_why_and_what_to_do() -> None:
    page = draw("{% finding f today=today %}", f=FINDING, today=TODAY)
    for words in ("李师傅", "第 7 行", "12,345.60", "立即补签", "高 · 违法", "还有 10 天"):
        assert words in " ".join(page.text.split())
    assert page.select(".figure--unlawful")
    assert page.select_one(".article summary").text == "《劳动合同法》第82条第1款"


def test_a_finding_to_check_is_not_red_and_one_without_money_has_no_figure() -> None:
    soft = {**FINDING, "status": "to_check"}
    assert not draw("{% finding f %}", f=soft).select(".figure--unlawful")
    assert card_of({**FINDING, "amount": None, "working": []}).figure is None


def test_a_field_ties_label_help_and_error_together() -> None:
    form = samples.SampleForm({"wage": "x", "started_on": "", "kind": "fixed"})
    page = draw("{% field form.started_on %}", form=form)
    box = page.select_one("input")
    assert page.select_one("label")["for"] == box["id"]
    assert box["aria-invalid"] == "true"
    assert page.select_one(".field__error")["id"] in box["aria-describedby"]


def test_choices_are_a_fieldset_with_a_legend() -> None:
    page = draw("{% field form.kind %}", form=samples.SampleForm())
    assert page.select_one("fieldset legend").text.strip() == "合同类型"
    assert len(page.select("input[type=radio]")) == 3


def test_the_error_summary_links_to_the_fields() -> None:
    form = samples.SampleForm({})
    page = draw("{% error_summary form %}", form=form)
    assert page.select_one("[role=alert]")
    assert [a["href"] for a in page.select("a")] == ["#id_wage", "#id_started_on", "#id_kind"]


def test_the_pager_keeps_the_filters() -> None:
    request = RequestFactory().get("/people/", {"q": "李", "page": "2"})
    page = Paginator(range(100), 10).page(2)
    drawn = draw("{% pager page '人' %}", request=request, page=page)
    assert "共 100 人，第 11–20 人" in drawn.text
    assert drawn.select_one("[rel=next]")["href"] == "?q=%E6%9D%8E&page=3"
    assert drawn.select_one("[aria-current]").text == "2"


def test_a_single_page_has_no_links() -> None:
    drawn = draw("{% pager page %}", page=Paginator([], 10).page(1))
    assert not drawn.select("a")
    assert "共 0 条" in drawn.text


@pytest.mark.parametrize(
    ("source", "value", "words"),
    [
        ("{{ v|yuan }}", Decimal("1234.5"), "1,234.50 元"),
        ("{{ v|yuan }}", "0", "0.00 元"),
        ("{{ v|yuan }}", None, "—"),
        ("{{ v|money }}", "1234567.891", "1,234,567.89"),
        ("{{ v|fen_yuan }}", 123450, "1,234.50 元"),
        ("{{ v|zh_date }}", date(2025, 9, 1), "2025年9月1日"),
        ("{{ v|zh_date }}", "2025-09-01", "2025年9月1日"),
        ("{{ v|zh_date }}", None, ""),
        ("{{ v|zh_month }}", date(2025, 9, 1), "2025年9月"),
        ("{{ v|zh_dates }}", "到2026-02-28为止", "到2026年2月28日为止"),
        ("{{ v|masked_id }}", "430102198803071019", "430***********1019"),
        ("{{ v|masked_mobile }}", "13800001111", "138****1111"),
        ("{{ v|cited }}", "cn/labour-contract-law#47.2", "《劳动合同法》第47条第2款"),
    ],
)
def test_values_are_written_as_chinese_readers_expect(source: str, value: Any, words: str) -> None:
    assert draw(source, v=value).text == words


def test_everything_from_outside_is_escaped() -> None:
    evil = "<script>x</script>"
    record = TwoSides(title=evil, state=State.WAITING, worker=Side(value=evil, words=evil, by=evil))
    assert not draw("{% two_sides r %}", r=record).select("script")
    shown = draw("{% finding f %}", f={**FINDING, "person": evil, "message": evil, "sheet": evil})
    assert not shown.select("script")
