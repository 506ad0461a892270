"""李师傅 keeps his overtime slips; the factory certifies, errs once, and corrects it."""

import io
from collections.abc import Sequence
from decimal import Decimal
from random import Random
from uuid import UUID

from django.conf import settings
from PIL import Image, ImageDraw

from gongyue.apps.documents.paper.letter import Clauses, Letter, Pairs, Paragraph, print_letter
from gongyue.apps.documents.permissions import Owner
from gongyue.apps.documents.services.adding import Handed, document_add
from gongyue.apps.documents.services.certificates import Wanted, certificate_issue
from gongyue.apps.documents.services.issuing import document_void
from gongyue.apps.documents.services.own_records import own_records_issue
from gongyue.apps.registry.roles import Purpose
from gongyue.cli.demo import cast
from gongyue.cli.demo.city import City

FIRM, BOSS = "晨光工厂", "陈经理"
LOCAL = "http://127.0.0.1:8000"
SLIPS = "日期,到岗,离岗,加班小时\n{day}（周六）,08:05,17:10,8\n{next}（周日）,08:00,17:00,8\n"


def tell(city: City) -> None:
    """Files of both sides first, then certificates, then everything on paper."""
    person = next(city.records(cast.LI)).person_id
    _slips(city, person)
    _hand_in(city, city.users[BOSS], Owner(organisation_id=city.firms[FIRM]), "contract",
             "考勤与加班管理办法.pdf", _rules())  # fmt: skip
    _certificates(city, person)
    own_records_issue(by=city.users[cast.LI.name], site=_site(), at=city.at(2, 19))


def _slips(city: City, person: UUID) -> None:
    """A photograph he shares with nobody, and a table he shares with the factory."""
    li, firm = city.users[cast.LI.name], city.firms[FIRM]
    _hand_in(city, li, Owner(person_id=person), "evidence", "加班打卡照片.jpg", _photograph())
    days = [city.at(20 - number).date().isoformat() for number in range(2)]
    slips = SLIPS.format(day=days[0], next=days[1]).encode("utf-8-sig")
    _hand_in(
        city, li, Owner(person_id=person, organisation_id=firm), "pay", "周末加班时间.csv", slips
    )


def _hand_in(city: City, by: object, owner: Owner, kind: str, name: str, content: bytes) -> None:
    handed = Handed(name=name, content=content)
    document_add(by=by, owner=owner, kind=kind, handed=handed, at=city.at(5, 20))


def _certificates(city: City, person: UUID) -> None:
    boss, firm = city.users[BOSS], city.firms[FIRM]

    def issue(days_ago: int, instead_of: UUID | None = None, **facts: object) -> UUID:
        told: dict[str, object] = {"kind": "employed", "recipient": "长沙市公安局", **facts}
        return certificate_issue(
            by=boss, organisation_id=firm, person_id=person, wanted=Wanted(**told),
            purpose=Purpose.STAFF_MANAGEMENT, site=_site(), at=city.at(days_ago),
            instead_of=instead_of,
        ).paper.pk  # fmt: skip

    wrong = issue(7, use="办理居住登记")
    issue(6, wrong, use="申领居住证")
    income = issue(3, recipient="星城银行", use="申请租房分期", income=Decimal("6380.50"))
    document_void(
        by=boss, paper_id=income, reason="租房没有谈成，本人不需要了。", at=city.at(2, 16)
    )


def _site() -> str:
    return settings.PUBLIC_URL or LOCAL


def _rules() -> bytes:
    items: Sequence[str] = (
        "每天工作八小时，每周工作五天；延长工作时间须先和劳动者协商。",
        "漏打卡的填补卡申请表，由班组长核实；没有打卡记录不等于没有上班。",
        "休息日加班又不能补休的，按不低于工资的百分之二百支付加班费。",
    )
    body = (
        Paragraph(text="经职工代表会议讨论，自公布之日起施行。"),
        Pairs(rows=(("适用", "本厂全体职工"), ("公示", "车间公告栏、职工群"))),
        Clauses(items=items),
    )
    return print_letter(Letter(title="考勤与加班管理办法", issuer=FIRM, body=body, seal=FIRM)).pdf


def _photograph() -> bytes:
    """A time clock at night, as a child would draw it."""
    picture = Image.new("RGB", (1200, 900), "#2b3440")
    pen, rng = ImageDraw.Draw(picture), Random(7)
    pen.rounded_rectangle((330, 150, 870, 760), 40, fill="#d9dde2", outline="#8c95a0", width=8)
    pen.rectangle((400, 220, 800, 400), fill="#10331f")
    for number, digit in enumerate("2107"):
        _digit(pen, 430 + 92 * number, 250, digit)
    for row in range(3):
        for column in range(3):
            left, top = 430 + 130 * column, 450 + 95 * row
            pen.rounded_rectangle((left, top, left + 90, top + 65), 12, fill="#aab2bc")
    for _ in range(400):
        pen.point((rng.randrange(1200), rng.randrange(900)), fill="#6b7580")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def _digit(pen: ImageDraw.ImageDraw, left: int, top: int, digit: str) -> None:
    """Seven bars, as on a clock."""
    bars = {"0": "abcdef", "1": "bc", "2": "abged", "7": "abc"}[digit]
    places = {
        "a": (0, 0, 60, 10), "b": (55, 0, 65, 60), "c": (55, 60, 65, 120), "d": (0, 110, 60, 120),
        "e": (-5, 60, 5, 120), "f": (-5, 0, 5, 60), "g": (0, 55, 60, 65),
    }  # fmt: skip
    for bar in bars:
        a, b, c, d = places[bar]
        pen.rectangle((left + a, top + b, left + c, top + d), fill="#4ade80")
