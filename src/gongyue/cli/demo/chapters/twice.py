"""Somebody is written down twice: the records are looked over, and the factory asks 李师傅."""

from gongyue.apps.registry.selectors.duplicates import duplicates_of_firm
from gongyue.apps.registry.services.imports import import_at_once
from gongyue.apps.registry.services.merging import Two, propose_same
from gongyue.apps.registry.services.quality import look_over
from gongyue.cli.demo import cast
from gongyue.cli.demo.city import City

WHY = "同一手机号，同一岗位，补录时身份证号写错了一位。"


def tell(city: City) -> None:
    """An old list of the training day has him with a slip; its other line is somebody else."""
    boss, factory = city.users["陈经理"], city.firms["晨光工厂"]
    number = cast.LI.id_number
    slip = number[:-1] + ("1" if number[-1] != "1" else "2")
    lines = (
        "姓名,身份证号,手机号,部门,岗位,入职日期",
        f"李师付,{slip},{cast.LI.phone},生产,操作工,{city.today.year - 2}-09-06",
    )
    import_at_once(by=boss, organisation_id=factory, content="\n".join(lines).encode("utf-8-sig"),
                   name="培训签到补录.csv", at=city.at(3))  # fmt: skip
    look_over(organisation_id=None, at=city.at(0, 5))
    for pair in duplicates_of_firm(boss, factory):
        names = {pair.left.name, pair.right.name} if pair.left and pair.right else set()
        if names == {cast.LI.name, "李师付"}:
            two = Two(kind="person", one=pair.left.person_id, other=pair.right.person_id,
                      reason=WHY)  # fmt: skip
            propose_same(by=boss, two=two, at=city.at(0, 9))
