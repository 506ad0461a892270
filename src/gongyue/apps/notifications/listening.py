"""What is told when the accounts or the registry say that something happened.

In their transaction: what is rolled back was never told.
"""

from datetime import date, datetime
from typing import Any

from django.dispatch import receiver
from django.utils.timezone import localdate

from gongyue.apps.accounts.devices import device_words
from gongyue.apps.accounts.events import new_device_used
from gongyue.apps.accounts.models import User
from gongyue.apps.notifications.services import Letter, Recipients, notify, send
from gongyue.apps.registry import events
from gongyue.apps.registry.consenting import ConsentState
from gongyue.apps.registry.identity import identity_of
from gongyue.apps.registry.models import Consent, Event, Membership, PersonLink, Sameness
from gongyue.apps.registry.models.sameness import SamenessState
from gongyue.apps.registry.roles import EMPLOYERS, Purpose, Role
from gongyue.apps.registry.stream import payload_of

LEADERS = (Role.OWNER, Role.HR)
STANCES = {"stance.confirmed": "确认无误", "stance.disputed": "有异议"}


@receiver(new_device_used)
def tell_new_device(sender: Any, user: User, device: str, at: datetime, **_: Any) -> None:
    """At once and by SMS too: it may be somebody else."""
    facts = {"device": device_words(device), "when": at}
    to = Recipients(user_ids=(user.pk,))
    notify(to=to, kind="accounts.new_device", facts=facts, at=at, url="/worker/me/")


@receiver(events.file_opened)
def tell_opening(sender: Any, event: Event, at: datetime, **_: Any) -> None:
    """The person, or the firm, whose file it is; once a day for the same office and purpose."""
    office, purpose = event.acting_as, Purpose(event.purpose).label
    once = f"opened:{office.pk if office else event.actor_id}:{event.purpose}:{localdate(at)}"
    if event.person_id is None:
        _tell_firm_opened(event, once, at)
        return
    at_work = office is None or office.kind in EMPLOYERS
    send(
        Letter(
            to=Recipients(person_ids=(event.person_id,)),
            kind="registry.file_opened_at_work" if at_work else "registry.file_opened",
            facts={"office": _who_opened(event), "purpose": purpose},
            at=at,
            url="/worker/seen/",
            about=f"registry.event:{event.pk}",
            once=once,
        )
    )


def _who_opened(event: Event) -> str:
    if event.acting_as is not None:
        return event.acting_as.name
    return f"您委托的 {event.actor.display_name}" if event.actor else "系统"


def _tell_firm_opened(event: Event, once: str, at: datetime) -> None:
    if event.organisation is None or event.acting_as is None:
        return
    facts = {
        "office": event.acting_as.name,
        "purpose": Purpose(event.purpose).label,
        "firm": event.organisation.name,
    }
    to = Recipients(organisation_id=event.organisation.pk, roles=(Role.OWNER,))
    url = "/enterprise/seen/" if event.organisation.kind in EMPLOYERS else ""
    letter = Letter(
        to=to, kind="registry.firm_opened", facts=facts, at=at, url=url,
        once=f"{once}:{event.organisation.pk}",
    )  # fmt: skip
    send(letter)


@receiver(events.access_questioned)
def tell_question(sender: Any, question: Event, at: datetime, **_: Any) -> None:
    """The office that must answer; never who asks, for that is in the register."""
    if question.organisation is None:
        return
    due_on = date.fromisoformat(payload_of(question)["due_on"])
    notify(
        to=Recipients(organisation_id=question.organisation.pk),
        kind="registry.opening_questioned",
        facts={"office": question.organisation.name, "due_on": due_on},
        at=at,
        about=f"registry.event:{question.pk}",
    )


@receiver(events.access_explained)
def tell_explanation(sender: Any, answer: Event, at: datetime, **_: Any) -> None:
    """The person who asked."""
    if answer.person_id is None or answer.organisation is None:
        return
    notify(
        to=Recipients(person_ids=(answer.person_id,)),
        kind="registry.opening_explained",
        facts={"office": answer.organisation.name},
        at=at,
        url="/worker/seen/",
    )


@receiver(events.consent_requested)
def tell_request(sender: Any, consent: Consent, at: datetime, **_: Any) -> None:
    """The person who is asked."""
    notify(
        to=Recipients(person_ids=(consent.person_id,)),
        kind="registry.consent_requested",
        facts={"office": consent.organisation.name, "purpose": Purpose(consent.purpose).label},
        at=at,
        url=f"/worker/consents/{consent.pk}/",
    )


@receiver(events.consent_answered)
def tell_answer(sender: Any, consent: Consent, at: datetime, **_: Any) -> None:
    """The organisation that asked; a request it took back itself is told to nobody."""
    state = ConsentState(consent.state)
    if state != ConsentState.CANCELLED:
        notify(
            to=Recipients(organisation_id=consent.organisation_id),
            kind="registry.consent_answered",
            facts={"office": consent.organisation.name, "state": state.label},
            at=at,
        )


@receiver(events.person_linked)
def tell_linked(sender: Any, link: PersonLink, at: datetime, **_: Any) -> None:
    """The account: it may have been somebody else."""
    notify(
        to=Recipients(user_ids=(link.user_id,)),
        kind="registry.person_linked",
        facts={"proof": PersonLink.Proof(link.proof).label, "when": at},
        at=at,
        url="/worker/me/",
    )


@receiver(events.person_unlinked)
def tell_unlinked(sender: Any, link: PersonLink, reason: str, at: datetime, **_: Any) -> None:
    """The account that spoke for the person till now."""
    notify(
        to=Recipients(user_ids=(link.user_id,)),
        kind="registry.person_unlinked",
        facts={"when": at, "reason": reason},
        at=at,
        url="/worker/me/",
    )


@receiver(events.membership_granted)
def tell_role(sender: Any, membership: Membership, by: User | None, at: datetime, **_: Any) -> None:
    """Whoever got a role from somebody else."""
    if by is not None and by.pk != membership.user_id:
        _tell_role("registry.role_granted", membership, at)


@receiver(events.membership_ended)
def tell_role_ended(sender: Any, membership: Membership, by: User, at: datetime, **_: Any) -> None:
    """Whoever lost a role, unless they gave it up themself."""
    if by.pk != membership.user_id:
        _tell_role("registry.role_ended", membership, at)


def _tell_role(kind: str, membership: Membership, at: datetime) -> None:
    facts = {"firm": membership.organisation.name, "role": Role(membership.role).label}
    to, within = Recipients(user_ids=(membership.user_id,)), membership.organisation_id
    notify(to=to, kind=kind, facts=facts, at=at, within=within)


@receiver(events.stance_taken)
def tell_stance(sender: Any, stance: Event, record: Event, **_: Any) -> None:
    """A worker's dispute to the firm; the firm's answer to the worker."""
    firm, at = record.organisation, stance.recorded_at
    if firm is None or record.person_id is None:
        return
    if payload_of(stance)["side"] == "firm":
        notify(
            to=Recipients(person_ids=(record.person_id,)),
            kind="registry.firm_answered",
            facts={"firm": firm.name, "stance": STANCES[stance.type]},
            at=at,
            url=f"/worker/records/{record.pk}/",
        )
    elif stance.type == "stance.disputed":
        notify(
            to=Recipients(organisation_id=firm.pk, roles=LEADERS, concerns_id=record.person_id),
            kind="registry.record_answered",
            facts={
                "firm": firm.name,
                "worker": identity_of(record.person).name,
                "stance": STANCES[stance.type],
            },
            at=at,
            url=f"/enterprise/people/{record.person_id}/",
        )


@receiver(events.organisations_merged)
def tell_both_organisations(sender: Any, saying: Sameness, at: datetime, **_: Any) -> None:
    """The leaders of each, once each under their own registration."""
    kept, merged = saying.kept_organisation, saying.merged_organisation
    parted = saying.state == SamenessState.UNDONE
    kind = "registry.organisations_parted" if parted else "registry.organisations_merged"
    facts = {"kept": kept.name, "merged": merged.name}
    for firm in (kept, merged) if parted else (kept,):  # merged, the members are of both
        to = Recipients(organisation_id=firm.pk, roles=LEADERS)
        notify(to=to, kind=kind, facts=facts, at=at, about=f"registry.sameness:{saying.pk}")
