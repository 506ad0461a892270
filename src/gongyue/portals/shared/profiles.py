"""A person's file in figures: each number is the length of the list its link opens."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import HttpRequest

from gongyue.apps.registry.selectors.people import PersonPage
from gongyue.apps.registry.selectors.records import RecordView
from gongyue.portals.shared.paging import page_of
from gongyue.portals.shared.records import FINDING, sides_of, title_of
from gongyue.portals.shared.sides import TwoSides

RECORDS_A_PAGE = 20
READINGS = (
    ("", "全部"),
    ("declared", "没有答复"),
    ("confirmed", "已确认"),
    ("disputed", "有异议"),
    ("withdrawn", "已撤回"),
)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """One number and the address of its rows."""

    value: int
    url: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class TallyLine:
    label: str
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, kw_only=True)
class Profile:
    """`heads` name the columns; `page` is a page of the records asked for."""

    heads: tuple[str, ...]
    lines: tuple[TallyLine, ...]
    page: Page
    records: tuple[tuple[RecordView, TwoSides, str], ...]
    chosen: str


def profile_of(request: HttpRequest, person: PersonPage) -> Profile:
    """By kind of record and by how both sides stand to it; `type` and `only` choose the rows.

    Findings of a firm's own check-up are not part of the file.
    """
    records = [record for record in person.records if record.type != FINDING]
    type_, only = request.GET.get("type", "")[:40], request.GET.get("only", "")[:12]
    kept = [r for r in records if type_ in ("", r.type) and only in ("", r.reading)]
    page = page_of(request, kept, RECORDS_A_PAGE)
    shown = [pair for pair in READINGS if pair[0] in {"", *(r.reading for r in records)}]
    kinds = {record.type: record.label for record in records}
    lines = [_line(request, records, kind, kinds[kind], shown) for kind in sorted(kinds)]
    if len(lines) != 1:
        lines.append(_line(request, records, "", "合计", shown))
    return Profile(
        heads=tuple(label for _, label in shown),
        lines=tuple(lines),
        page=page,
        records=tuple((each, sides_of(each), title_of(each)) for each in page),
        chosen="".join(
            (kinds.get(type_, ""), f"（{dict(READINGS).get(only, '')}）" if only else "")
        ),
    )


def _line(
    request: HttpRequest,
    records: list[RecordView],
    kind: str,
    label: str,
    shown: list[tuple[str, str]],
) -> TallyLine:
    tallies = []
    for reading, _ in shown:
        number = sum(kind in ("", r.type) and reading in ("", r.reading) for r in records)
        current = (request.GET.get("type", ""), request.GET.get("only", "")) == (kind, reading)
        url = _address(request, kind, reading)
        tallies.append(Tally(value=number, url=url, current=current))
    return TallyLine(label=label, tallies=tuple(tallies))


def _address(request: HttpRequest, kind: str, reading: str) -> str:
    query = {"purpose": request.GET.get("purpose", ""), "type": kind, "only": reading}
    return f"?{urlencode({name: value for name, value in query.items() if value})}#records"
