"""A task, a cover and a filing on somebody's desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.cast import AT, Cast, Examples


def task_of_office(user: Any, title: str = "核对一份材料", about: str = "") -> Any:
    """Opened by the system for the first organisation of the user."""
    from gongyue.apps.registry.selectors.organisations import organisations_of
    from gongyue.apps.tasks.services import NewTask, task_open

    office = organisations_of(user)[0]
    new = NewTask(
        title=title,
        organisation_id=office.organisation_id,
        due_on=date(2026, 3, 20),
        if_nobody="转交上一级办理。",
        about=about,
    )
    return task_open(by=None, new=new, at=AT)


def filing_of(user: Any, to: Any, kind: str = "opinion.request", words: str = "请帮忙看看") -> Any:
    """Handed in by `user` at the first organisation of `to`."""
    from gongyue.apps.registry.selectors.organisations import organisations_of
    from gongyue.apps.tasks.filings.submitting import NewFiling, filing_submit

    office = organisations_of(to)[0].organisation_id
    new = NewFiling(kind=kind, office_id=office, words=words)
    return filing_submit(by=user, new=new, at=AT)


def notice_to(firm: Any, by: Any, words: str = "请十日内报送工资支付表") -> Any:
    """A notice that wants an answer, from the first organisation of `by`."""
    from gongyue.apps.registry.selectors.organisations import organisations_of
    from gongyue.apps.tasks.filings.submitting import NewFiling, filing_submit

    sender = organisations_of(by)[0].organisation_id
    new = NewFiling(kind="notice.reply", office_id=firm.pk, organisation_id=sender, words=words)
    return filing_submit(by=by, new=new, at=AT)


def cover_for(user: Any) -> Any:
    """Asked by `user` of a colleague who has just joined."""
    from gongyue.apps.accounts.services import register_user
    from gongyue.apps.registry.models import Membership
    from gongyue.apps.tasks.services.covers import cover_give

    mine = Membership.objects.filter(user=user, ended_at=None).order_by("pk")[0]
    colleague = Membership.objects.create(
        user=register_user(phone="13900007777", name="孟同事", at=AT),
        organisation=mine.organisation,
        role=mine.role,
        granted_at=AT,
    )
    days = (AT.date(), AT.date())
    return cover_give(by=user, membership_id=mine.pk, to=colleague.pk, days=days, at=AT)


def desk_examples(portal: str, *, filings: bool = True) -> Examples:
    """Example arguments of the screens every desk has."""

    def task(cast: Cast) -> dict[str, Any]:
        return {"task_id": task_of_office(getattr(cast, portal)).pk}

    def filing(cast: Cast) -> dict[str, Any]:
        if portal == "enterprise":
            return {"filing_id": notice_to(cast.factory, cast.regulator).pk}
        return {"filing_id": filing_of(cast.worker, getattr(cast, portal)).pk}

    examples: dict[str, Any] = {
        f"{portal}:task": task,
        f"{portal}:task_act": lambda cast: task(cast) | {"act": "take"},
        f"{portal}:away_end": lambda cast: {"cover_id": cover_for(getattr(cast, portal)).pk},
    }
    if filings:
        examples |= {
            f"{portal}:filing": filing,
            f"{portal}:filing_paper": filing,
            f"{portal}:filing_act": lambda cast: filing(cast) | {"act": "answer"},
        }
    return examples


def member_of(user: Any) -> int:
    """The user's own membership in their first organisation."""
    from gongyue.apps.registry.selectors.organisations import members_of, organisations_of

    office = organisations_of(user)[0]
    found = members_of(user, office.organisation_id)
    return next(each.membership_id for each in found if each.name == user.display_name)
