"""How far the tables were checked is said once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.template.loader import render_to_string

from gongyue.portals.shared.findings import card_of
from gongyue.portals.shared.staleness import latest_of, stale_until
from tests.portals.shared.test_components import draw

FINDING: dict[str, Any] = {
    "code": "overtime.underpaid",
    "title": "加班费未足额支付",
    "person": "李师傅",
    "severity": "high",
    "status": "to_check",
    "amount": "1062.06",
    "citations": ["cn/labour-law#44"],
    "stale": ["pay.days_month", "cn/labour-law"],
    "fix": "补发",
    "working": [
        {"label": "月工资", "value": "5600", "unit": "yuan/month", "sources": ["given"]},
        {"label": "月计薪天数", "value": "21.75", "unit": "day", "sources": ["cn/labour-law#44"],
         "checked_until": "2026-01-31", "stale": True},
    ],
}  # fmt: skip
TOTALS: dict[str, Any] = {
    "people": {"all": 41},
    "people_concerned": 20,
    "by_severity": {"high": 8},
    "amount": "145623.41",
    "amount_breach": "0.00",
    "amount_to_check": "145623.41",
}


def test_a_finding_is_known_as_far_as_its_oldest_part() -> None:
    assert stale_until(FINDING) == date(2026, 1, 31)
    assert stale_until(FINDING | {"stale": []}) is None
    assert latest_of([None, date(2026, 1, 31), date(2026, 2, 28)]) == date(2026, 2, 28)
    assert latest_of([None]) is None


def test_what_stands_in_a_table_was_not_filled_in_by_its_reader() -> None:
    page = draw("{% figure f %}", f=card_of(FINDING).figure)
    assert "所给情况" in page.text and "您填写" not in page.text
    assert "只核对到2026年1月31日" in page.text


def test_the_banner_is_there_only_when_something_is_stale() -> None:
    shown = render_to_string("components/stale.html", {"until": date(2026, 2, 28)})
    assert "有的标准只核对到2026年2月28日" in shown
    assert not render_to_string("components/stale.html", {"until": None}).strip()


def test_nothing_unlawful_is_no_good_news_while_much_is_to_check() -> None:
    def totals(**by_status: int) -> str:
        context = {"totals": TOTALS | {"by_status": by_status}}
        return render_to_string("components/checkup_totals.html", context)

    assert "违法" not in totals(to_check=21) and "待核实" in totals(to_check=21)
    both = totals(to_check=2, breach=1)
    assert "违法" in both and "待核实" in both and "unlawful" in both
    assert "违法" in totals() and "待核实" not in totals()
