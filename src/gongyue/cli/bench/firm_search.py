"""Finding firms: time of a page of results by what is asked, 6,250 firms at scale 1."""

from __future__ import annotations

import argparse
import statistics
import time
from itertools import islice, product
from typing import Any

from gongyue.cli.bench._firm import AT, empty_system

NAME = "firm_search"
HELP = "查辖区单位 finding firms by part of a name, 6,250 firms at scale 1"
FIRMS = 6_250
PLACES = ("430102", "430103", "430104", "430105", "430111", "430112", "430121", "430181", "430182")
WHERE = ("长沙", "星沙", "岳麓", "芙蓉", "望城", "浏阳", "宁乡", "湘江", "麓谷", "金霞")
ENDINGS = ("有限公司", "服务部", "加工厂", "经营部", "合伙企业", "股份有限公司")
TRADES = ("电子", "机械", "餐饮", "物流", "建材", "服饰", "软件", "家政", "印刷", "食品", "物业")
# What is asked → the fields of FirmQuery. A rare name, a common word, initials, filters, sorting.
ASKED: dict[str, dict[str, str]] = {
    "all": {},
    "rare": {"words": "甲戊庚"},
    "common": {"words": "有限公司"},
    "two_words": {"words": "星沙甲"},
    "initials": {"words": "xsjw"},
    "code": {"words": "91430112MA"},
    "filtered": {"industry": "C", "size": "none", "place": "430104", "sort": "people"},
    "nothing": {"words": "没有这家"},
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How often each is asked."""
    parser.add_argument("--requests", type=int, default=20, help="次数  how many requests")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """The selector of the regulator's list: the 95th percentile of each question, in ms."""
    with empty_system():
        operator, viewer, office = _inspector()
        begun = time.perf_counter()
        measured: dict[str, Any] = {
            "firms": _settle(operator, FIRMS * args.scale),
            "seconds_to_settle": round(time.perf_counter() - begun, 1),
        }
        for name, asked in ASKED.items():
            measured |= _measured(viewer, office, name, asked, args.requests)
        return measured


def _measured(viewer: Any, office: Any, name: str, asked: dict, times: int) -> dict[str, Any]:
    from gongyue.apps.registry.selectors.firms import FirmQuery, find_firms

    query, taken = FirmQuery(**asked), []
    for _ in range(times):
        start = time.perf_counter()
        page = find_firms(viewer, office, purpose="inspection", query=query)
        taken.append((time.perf_counter() - start) * 1_000)
    p95 = statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
    return {f"{name}_found": page.total, f"{name}_ms_p95": round(p95, 1)}


def _inspector() -> tuple[Any, Any, Any]:
    """Who runs the system, an inspector of the whole city, and the inspector's office."""
    from gongyue.apps.accounts.services import register_user
    from gongyue.apps.registry.services import organisations as service

    facts = {"place": "430100", "at": AT}
    operator = service.create_first_administrator(
        phone="13900009999", name="管理员", password="bench-only-password",
        operator_name="示例市数据中心", **facts,
    )  # fmt: skip
    office = service.register_organisation(
        by=operator, name="示例市监察支队", kind="regulator", credit_code="", **facts
    )
    user = register_user(phone="13900001002", name="周监察员", at=AT)
    granted = {"organisation_id": office.pk, "role": "inspector", "at": AT}
    service.grant_role(by=operator, user=user, **granted)
    return operator, user, office.pk


def _settle(operator: Any, count: int) -> int:
    from gongyue.apps.registry.services.registers import RegisterRow, register_firms

    rows = (
        RegisterRow(
            name=name, credit_code=_code(number), place=PLACES[number % len(PLACES)],
            industry="ABCDEFGHIJKLMNOPQR"[number % 18],
        )
        for number, name in enumerate(islice(_names(), count))
    )  # fmt: skip
    return register_firms(by=operator, rows=rows, at=AT)


def _code(number: int) -> str:
    from gongyue.kernel.ids import credit_check_character

    body = f"914301{number % 90 + 10}MA{number:07d}"
    return body + credit_check_character(body)


def _names() -> Any:
    stems = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    for a, b, c in product(stems, repeat=3):
        for where, trade in zip(WHERE * 11, TRADES * 10, strict=True):
            yield f"{where}{a}{b}{c}{trade}{ENDINGS[len(where + a) * stems.index(b) % 6]}"
