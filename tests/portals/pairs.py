"""李师傅 written twice by the factory, found to be one, and proposed to him."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.cast import AT, LI_NUMBER, Cast


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Numbers of the pair as the firm and as the operator sees it, and of the proposal."""

    firm: int
    city: int
    saying: Any


def pair_of_li(cast: Cast, *, proposed: bool = True) -> Pair:
    """A second look at the same cast finds the same pair again."""
    from gongyue.apps.registry.selectors.duplicates import duplicates_of_city, duplicates_of_firm
    from gongyue.apps.registry.services.imports import import_at_once
    from gongyue.apps.registry.services.merging import Two, propose_same
    from gongyue.apps.registry.services.quality import look_over

    wrong = LI_NUMBER[:-1] + ("1" if LI_NUMBER[-1] != "1" else "2")
    sheet = (
        f"姓名,身份证号,入职日期,部门,岗位,月工资\n李师付,{wrong},2023-05-04,装配车间,钳工,4200\n"
    )
    import_at_once(
        by=cast.enterprise,
        organisation_id=cast.factory.pk,
        content=sheet.encode("utf-8-sig"),
        name="补录.csv",
        at=AT,
    )
    look_over(organisation_id=None, at=AT)
    (pair,) = duplicates_of_firm(cast.enterprise, cast.factory.pk)
    (whole,), _ = duplicates_of_city(cast.operator)
    saying = pair.saying
    if proposed and saying is None and pair.left and pair.right:
        two = Two(
            kind="person",
            one=pair.left.person_id,
            other=pair.right.person_id,
            reason="同一岗位，证件号码录错一位",
        )
        made = propose_same(by=cast.enterprise, two=two, at=AT)
        return Pair(firm=pair.pair_id, city=whole.pair_id, saying=made.pk)
    return Pair(firm=pair.pair_id, city=whole.pair_id, saying=saying.saying_id if saying else None)


def pair_of_firms(cast: Cast) -> int:
    """晨光工厂, registered once more without its code; found by the look over everybody."""
    from gongyue.apps.registry.models import FirmPair, Organisation
    from gongyue.apps.registry.services.listing import cut_name
    from gongyue.apps.registry.services.quality import look_over

    facts = {"kind": cast.factory.kind, "place": cast.factory.place, "registered_at": AT}
    other, made = Organisation.objects.get_or_create(name="晨光工厂有限公司", defaults=facts)
    if made:
        cut_name(other)
    look_over(organisation_id=None, at=AT)
    return FirmPair.objects.values_list("pk", flat=True).get()
