"""Papers set, files sealed and read back, pictures drawn: 20 papers and 5 files at scale 1."""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from gongyue.cli.bench._firm import AT, empty_system, peak_megabytes

NAME = "documents"
HELP = "出 A4 文书、收文件、看预览  papers set and issued, files taken, pages drawn"
COUNT = 20
LIMIT_MS = 300


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Milliseconds each: a certificate set, the same issued with its number, a long list of
    records set, a photograph of 12 megapixels taken, read back, and drawn for the first time."""
    count = COUNT * args.scale
    with empty_system() as (manager, firm):
        return {
            "count": count,
            "limit_ms_a_paper": LIMIT_MS,
            **_papers(count),
            **_issued(manager, firm, count),
            **_files(manager, firm, max(1, count // 4)),
            "peak_megabytes": peak_megabytes(),
        }


def _papers(count: int) -> dict[str, Any]:
    from gongyue.apps.documents.paper.letter import print_letter

    began = time.perf_counter()
    print_letter(_certificate(0))
    first = (time.perf_counter() - began) * 1_000
    short = [
        _milliseconds(lambda n=number: print_letter(_certificate(n))) for number in range(count)
    ]
    long = [_milliseconds(lambda: print_letter(_records(600))) for _ in range(3)]
    return {
        "ms_first_paper": round(first, 1),
        **_spread("paper", short),
        "ms_list_of_600_records": round(statistics.median(long), 1),
    }


def _issued(manager: Any, firm: Any, count: int) -> dict[str, Any]:
    from gongyue.apps.documents.services.issuing import Draft, document_issue

    def issue(number: int) -> None:
        draft = Draft(kind="other", letter=_certificate(number), organisation_id=firm.pk)
        document_issue(by=manager, draft=draft, site="https://example.org", at=AT)

    return _spread("issued", [_milliseconds(lambda n=number: issue(n)) for number in range(count)])


def _files(manager: Any, firm: Any, count: int) -> dict[str, Any]:
    from gongyue.apps.documents.permissions import Owner
    from gongyue.apps.documents.services.adding import Handed, document_add
    from gongyue.apps.documents.services.integrity import check_integrity
    from gongyue.apps.documents.services.opening import original_of, picture_of

    photograph, kept = _photograph(), []

    def take() -> None:
        handed = Handed(name="照片.jpg", content=photograph)
        owner = Owner(organisation_id=firm.pk)
        kept.append(document_add(by=manager, owner=owner, kind="other", handed=handed, at=AT))

    taken = [_milliseconds(take) for _ in range(count)]
    read = [_milliseconds(lambda d=each: b"".join(original_of(d))) for each in kept]
    drawn = [_milliseconds(lambda d=each: picture_of(d, number=1, width=800)) for each in kept]
    again = [_milliseconds(lambda d=each: picture_of(d, number=1, width=800)) for each in kept]
    whole = _milliseconds(check_integrity)
    return {
        "photograph_kilobytes": len(photograph) // 1024,
        **_spread("taken", taken),
        **_spread("read", read),
        **_spread("drawn", drawn),
        **_spread("drawn_again", again),
        "ms_integrity_of_all": round(whole, 1),
    }


def _spread(name: str, times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        f"ms_{name}_median": round(statistics.median(ordered), 1),
        f"ms_{name}_p95": round(ordered[int(len(ordered) * 0.95) - 1], 1),
    }


def _milliseconds(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1_000


def _certificate(number: int) -> Any:
    from gongyue.apps.documents.paper.letter import Amounts, Check, Letter, Pairs, Paragraph

    return Letter(
        title="在职证明",
        issuer="晨光工厂",
        number=f"K7Q2M-2026-{number:05d}",
        on=date(2026, 3, 2),
        addressee="有关单位",
        body=(
            Paragraph(text=f"兹证明第 {number} 号职工自2023年5月4日起至今在本单位工作。"),
            Pairs(rows=(("姓名", "欧阳䶮"), ("用工形式", "全日制"), ("岗位", "装配工"))),
            Amounts(rows=(("税前月收入", Decimal(638050 + number).scaleb(-2)),)),
        ),
        seal="晨光工厂",
        signatures=("单位经办人",),
        check=Check(url="https://example.org/check/?n=K7Q2M&c=A", page="example.org", code="A"),
    )


def _records(rows: int) -> Any:
    from gongyue.apps.documents.paper.letter import Letter, Table

    lines = tuple(
        ("2026-03-02", "工资", f"应发 6,380.50 元；实发 5,{number:03d}.00 元", "没有答复")
        for number in range(rows)
    )
    table = Table(header=("日期", "事项", "内容", "答复"), rows=lines, widths=(4, 3, 13, 5))
    return Letter(title="本人记录清单", body=(table,), on=date(2026, 3, 2), stitched=True)


def _photograph() -> bytes:
    """Twelve megapixels with something to see in every corner."""
    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise((800, 600), 60).resize((4_000, 3_000)).convert("RGB").save(out, "JPEG")
    return out.getvalue()
