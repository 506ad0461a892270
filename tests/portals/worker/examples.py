"""Example arguments of the worker's pages."""

from __future__ import annotations

from typing import Any

from tests.cast import AT, Cast, Examples


def record_number(cast: Cast) -> int:
    """A record that 晨光工厂 declared about 李师傅."""
    from gongyue.apps.registry.selectors.records import records_of_myself

    return records_of_myself(cast.worker)[0].event_id


def checkup_of_records(cast: Cast) -> Any:
    """A check-up of what the factory imported."""
    from gongyue.apps.checkup.services import checkup_organisation

    return checkup_organisation(
        by=cast.enterprise, organisation_id=cast.factory.pk, on=AT.date(), at=AT
    )


def finding_about_li(cast: Cast) -> Any:
    """What that check-up found about 李师傅: the roster has no insurance, contract or hours, so
    the workbook of this example says that he has none."""
    from gongyue.apps.checkup.selectors import findings_about_me
    from gongyue.apps.registry.services.imports import import_plan, import_start

    content = "姓名,身份证号,入职日期,是否签订劳动合同,月工资\n李师傅,{},2023-05-04,否,4200\n"
    plan = import_plan(
        by=cast.enterprise,
        organisation_id=cast.factory.pk,
        content=content.format(_number()).encode("utf-8-sig"),
        name="合同.csv",
        at=AT,
    )
    import_start(by=cast.enterprise, batch_id=plan.pk, at=AT)
    checkup_of_records(cast)
    return findings_about_me(cast.worker)[0]


def _number() -> str:
    from tests.cast import LI_NUMBER

    return LI_NUMBER


def opening_of_li(cast: Cast) -> int:
    """周监察员 opened 李师傅's file."""
    from gongyue.apps.registry.selectors.accesses import accesses_to_myself
    from gongyue.apps.registry.selectors.people import myself
    from gongyue.apps.registry.services.access import open_person

    person_id = myself(cast.worker).person_id
    open_person(by=cast.regulator, person_id=person_id, purpose="complaint", at=AT)
    return accesses_to_myself(cast.worker)[0].event_id


def delegation_of_li(cast: Cast, *acts: str) -> Any:
    """李师傅 asks 孙外人, who is proved to be 何大姐, to act for him; not yet accepted."""
    from datetime import timedelta

    from django.utils.timezone import localdate, now

    from gongyue.apps.registry.services.delegations import Offer, offer_delegation

    offer = Offer(
        phone=cast.stranger.phone,
        name="何大姐",
        reason="family",
        relation="sibling",
        acts=acts or ("read_records", "take_stance"),
        first_on=localdate(),
        last_on=localdate() + timedelta(days=30),
    )
    return offer_delegation(by=cast.worker, offer=offer, at=now())


def agency_of(cast: Cast) -> Any:
    """The organisation of 吴顾问."""
    from gongyue.apps.registry.selectors.organisations import organisations_of

    return organisations_of(cast.provider)[0].organisation_id


def consent_of(cast: Cast, days: int = 30) -> Any:
    """李师傅 lets the agency read what the factory declared of his employment."""
    from django.utils.timezone import now

    from gongyue.apps.registry.services.consents import Asked, offer_consent

    asked = Asked(purpose="services", kinds=("employment.recorded",), days=days)
    return offer_consent(by=cast.worker, organisation_id=agency_of(cast), asked=asked, at=now()).pk


def filing_of_li(cast: Cast) -> dict[str, Any]:
    """What 李师傅 handed in at the bureau."""
    from tests.portals.tasks import filing_of

    return {"filing_id": filing_of(cast.worker, cast.regulator).pk}


def task_of_li(cast: Cast) -> dict[str, Any]:
    """Something 李师傅 has to do himself."""
    from gongyue.apps.registry.selectors.people import myself
    from gongyue.apps.tasks.services import NewTask, task_open

    person = myself(cast.worker).person_id  # type: ignore[union-attr]
    return {"task_id": task_open(by=None, new=NewTask(title="核对", person_id=person), at=AT).pk}


def correction_of(cast: Cast) -> Any:
    """李师傅 says that he began on another day."""
    from django.utils.timezone import now

    from gongyue.apps.registry.services.corrections import Wrong, own_hand, request_correction

    hand = own_hand(by=cast.worker, on_behalf_of=None, at=now())
    wrong = Wrong(field="hired_on", right="2023年5月1日", words="五一就上班了")
    return request_correction(hand=hand, event_id=record_number(cast), wrong=wrong, at=now()).pk


def takeout_of(cast: Cast) -> Any:
    """Everything about 李师傅, ready to be fetched."""
    from django.utils.timezone import now

    from gongyue.apps.registry.services.takeouts import ask_takeout, takeout_hand

    hand = takeout_hand(by=cast.worker, on_behalf_of=None, at=now())
    return ask_takeout(hand=hand, at=now()).pk


def saying_of_li(cast: Cast) -> Any:
    """The factory says that another registration is 李师傅, too."""
    from tests.portals.pairs import pair_of_li

    return pair_of_li(cast).saying


EXAMPLES: Examples = {
    "worker:same_answer": lambda cast: {"saying_id": saying_of_li(cast)},
    "worker:task": task_of_li,
    "worker:filing": filing_of_li,
    "worker:filing_paper": filing_of_li,
    "worker:filing_act": lambda cast: filing_of_li(cast) | {"act": "withdraw"},
    "worker:record": lambda cast: {"event_id": record_number(cast)},
    "worker:finding": lambda cast: {"finding_id": finding_about_li(cast).finding_id},
    "worker:access": lambda cast: {"event_id": opening_of_li(cast)},
    "worker:delegation": lambda cast: {"delegation_id": delegation_of_li(cast).pk},
    "worker:delegation_answer": lambda cast: {"delegation_id": delegation_of_li(cast).pk},
    "worker:delegation_paper": lambda cast: {"delegation_id": delegation_of_li(cast).pk},
    "worker:act_for": lambda cast: {"delegation_id": delegation_of_li(cast).pk},
    "worker:acting_record": lambda cast: {"event_id": record_number(cast)},
    "worker:consent_new": lambda cast: {"organisation_id": agency_of(cast)},
    "worker:consent": lambda cast: {"consent_id": consent_of(cast)},
    "worker:correction_new": lambda cast: {"event_id": record_number(cast)},
    "worker:correction": lambda cast: {"correction_id": correction_of(cast)},
    "worker:takeout": lambda cast: {"takeout_id": takeout_of(cast)},
}
