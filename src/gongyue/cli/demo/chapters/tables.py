"""Tables come in by every way: pasted, by a mapping remembered, and from a scan."""

from collections.abc import Sequence
from datetime import datetime
from importlib.util import find_spec
from uuid import UUID

from gongyue.apps.registry.selectors.people import people_of_organisation
from gongyue.apps.registry.selectors.readings import offers_for
from gongyue.apps.registry.services.imports import import_plan, import_replan, import_start
from gongyue.apps.registry.services.recalling import import_recall
from gongyue.cli.demo import cast
from gongyue.cli.demo.cast import Player
from gongyue.cli.demo.city import City, User
from gongyue.cli.demo.photograph import photograph
from gongyue.kernel.dates import add_months
from gongyue.portals.shared.tables_in import PASTED

PASTED_HEAD = ("姓名", "身份证号", "手机号", "部门", "岗位", "入职日期", "合同签订日期", "合同起始",
               "合同终止", "月工资")  # fmt: skip
# What 何老板 calls things; only he knows that 顶班 is a shift of the weekend.
TILL_HEAD = ("姓名", "底薪", "顶班", "到手")
TILL_MEANS = {"C": "overtime_restday_hours"}
MONTHS_BACK = (6, 5, 4)  # before those of the books
WITHOUT_READER = (
    "  没有装识别图片的部分，演示城市里略去拍照导入的一段  "
    "no OCR here (make extras): the photographed table is left out"
)


def tell(city: City) -> None:
    """The last one waits for somebody to look at its doubtful cells."""
    _pasted(city)
    _till(city)
    _photograph(city)


def _pasted(city: City) -> None:
    """陈经理 copies two lines out of a chat: 方主管, and the clerk who came in spring."""
    lines = [
        PASTED_HEAD,
        _line(city, cast.FANG, "生产", "主管", 38, "8200"),
        _line(city, cast.WEN, "行政", "文员", 8, "4600"),
    ]
    text = "\n".join("\t".join(line) for line in lines) + "\n"
    facts = {"by": city.users["陈经理"], "at": city.at(29)}
    batch = import_plan(organisation_id=city.firms["晨光工厂"], content=text.encode(),
                        name=PASTED, **facts)  # fmt: skip
    import_start(batch_id=batch.pk, **facts)


def _line(
    city: City, player: Player, department: str, post: str, months: int, wage: str
) -> Sequence[str]:
    hired = add_months(city.today.replace(day=1), -months)
    first, last = hired.isoformat(), add_months(hired, 60).replace(day=1).isoformat()
    return (player.name, player.id_number, player.phone, department, post, first, first, first,
            last, wage)  # fmt: skip


def _till(city: City) -> None:
    """The first month he says what a column means; the next two he takes it over."""
    boss, shop = city.users["何老板"], city.firms["湘味小馆"]
    for number, back in enumerate(MONTHS_BACK):
        month = add_months(city.today.replace(day=1), -back)
        facts = {"by": boss, "at": city.at(16 - number)}
        batch = import_plan(organisation_id=shop, content=_till_table(boss, shop),
                            name=f"{month.year}年{month.month}月工资.csv", **facts)  # fmt: skip
        if number == 0:
            overrides = {batch.sheets[0]["name"]: TILL_MEANS}
            import_replan(batch_id=batch.pk, overrides=overrides, **facts)
        else:
            _as_last_time(boss, batch.pk, facts["at"])
        import_start(batch_id=batch.pk, **facts)


def _till_table(boss: User, shop: UUID) -> bytes:
    staff = people_of_organisation(boss, shop).rows[:5]
    lines = [TILL_HEAD]
    for number, one in enumerate(staff):
        base, hours = 3600 + 150 * number, 8 * (number % 3)
        lines.append((one.name, str(base), str(hours), str(base + 30 * hours)))
    return "\n".join(",".join(line) for line in lines).encode("utf-8-sig")


def _as_last_time(by: User, batch_id: UUID, at: datetime) -> None:
    offers = offers_for(by, batch_id)
    chosen = {offer.sheet: [column.letter for column in offer.columns] for offer in offers}
    import_recall(by=by, batch_id=batch_id, chosen=chosen, at=at)


def _photograph(city: City) -> None:
    """A list on the wall, scanned: the worker reads it, its doubtful cells wait for 陈经理."""
    if find_spec("rapidocr") is None:
        print(WITHOUT_READER, flush=True)
        return
    import_plan(by=city.users["陈经理"], organisation_id=city.firms["晨光工厂"],
                content=photograph(city.today), name="车间登记表扫描件.pdf",
                at=city.at(0, 9))  # fmt: skip
