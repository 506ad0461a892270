"""何老板 picks the roster of the shop across the river, sees it, and takes it back."""

from random import Random

from gongyue.apps.registry.services.imports import import_plan, import_start
from gongyue.apps.registry.services.undo import import_undo
from gongyue.cli.demo.books import HABITS, workbook
from gongyue.cli.demo.city import SEED, City
from gongyue.cli.demo.firms import SHOP
from gongyue.cli.demo.people import employees

WRONG_SHOP = "湘味小馆河西店"


def tell(city: City) -> None:
    """Imported and undone within the hour."""
    boss, mine = city.users["何老板"], city.firms["湘味小馆"]
    staff = employees(Random(SEED + 1), count=5, start=9000, today=city.today,
                      wages=(3200, 4800), posts=SHOP.split(), taken=city.numbers)  # fmt: skip
    content = workbook(WRONG_SHOP, staff, months=[], habit=HABITS[0])
    batch = import_plan(by=boss, organisation_id=mine, content=content,
                        name=f"{WRONG_SHOP}花名册.xlsx", at=city.at(8))  # fmt: skip
    import_start(by=boss, batch_id=batch.pk, at=city.at(8))
    import_undo(by=boss, batch_id=batch.pk, at=city.at(8, 11))
