"""Who may do what here. A stranger gets NotFound; a member without the right gets NotAllowed."""

from uuid import UUID

from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.acting import engaged_memberships, rights_in_engagement, same_memberships
from gongyue.apps.registry.models import Employment, Event, Membership, Organisation, PersonLink
from gongyue.apps.registry.roles import (
    EMPLOYERS,
    PERMISSIONS,
    PURPOSES_OF_KIND,
    PURPOSES_UNDER_RESTRICTION,
    Can,
    Purpose,
)
from gongyue.apps.registry.sameness import ids_of_organisation, ids_of_person
from gongyue.apps.registry.scoping import OF_THE_WHOLE, Scope

WITHOUT_RIGHT = "你在该单位的角色不能办理此事，请联系单位负责人。"
WITHOUT_PURPOSE = "查阅他人档案须写明用途。"
NOT_FOR_YOU = "没有找到，或不在你的职责范围内。"


def live_memberships(user: User) -> list[Membership]:
    """The user's roles today, with their organisations, then what they are in registrations that
    were merged with these, and to the firms that engaged their provider; two queries, three for
    members of a provider."""
    if not user.is_authenticated or not user.is_active:
        return []
    rows = Membership.objects.filter(user=user, ended_at=None, organisation__is_active=True)
    held = list(rows.select_related("organisation").order_by("granted_at", "pk"))
    return [*held, *same_memberships(held), *engaged_memberships(user, held, localdate())]


def rights_of(membership: Membership) -> frozenset[Can]:
    """What a role may do in its kind of organisation; for a provider, what was agreed."""
    engagement = getattr(membership, "engagement", None)
    if engagement is not None:
        return rights_in_engagement(engagement)
    rights = PERMISSIONS[membership.organisation.kind].get(membership.role, frozenset())
    limited = membership.organisation.kind in EMPLOYERS and membership.scope != Scope.ALL
    return rights - OF_THE_WHOLE if limited else rights


def require_can(by: User, can: Can, organisation_id: UUID) -> Organisation:
    """The organisation, if `by` has the right in it."""
    held = [m for m in live_memberships(by) if m.organisation_id == organisation_id]
    if not held:
        raise NotFound(NOT_FOR_YOU)
    if not any(can in rights_of(membership) for membership in held):
        raise NotAllowed(WITHOUT_RIGHT)
    return held[0].organisation


def require_can_anywhere(by: User, can: Can) -> Organisation:
    """The first organisation in which `by` has the right."""
    held = live_memberships(by)
    for membership in held:
        if can in rights_of(membership):
            return membership.organisation
    raise NotAllowed(WITHOUT_RIGHT) if held else NotFound(NOT_FOR_YOU)


def require_can_import(by: User, organisation_id: UUID) -> Organisation:
    """Firms import their own records only."""
    organisation = require_can(by, Can.IMPORT_RECORDS, organisation_id)
    if organisation.kind not in EMPLOYERS:
        raise NotAllowed(WITHOUT_RIGHT)
    return organisation


def require_can_manage_members(by: User, organisation_id: UUID) -> Organisation:
    """The owner of an organisation, or an administrator of the system."""
    if can_administer(by):
        found = Organisation.objects.filter(pk=organisation_id).first()
        if found is None:
            raise NotFound(NOT_FOR_YOU)
        return found
    return require_can(by, Can.MANAGE_MEMBERS, organisation_id)


def can_administer(user: User) -> bool:
    """Whether the user runs the system."""
    return any(Can.REGISTER_ORGANISATIONS in rights_of(m) for m in live_memberships(user))


def require_purpose(kind: str, purpose: str, *, restricted: bool = False) -> Purpose:
    """A purpose from the closed list that this kind of organisation may have. Raises Refused."""
    if not purpose:
        raise Refused(WITHOUT_PURPOSE, "purpose")
    if purpose not in PURPOSES_OF_KIND.get(kind, frozenset()):
        raise Refused("这个用途不在你单位可用的范围内。", "purpose")
    if restricted and purpose not in PURPOSES_UNDER_RESTRICTION:
        raise Refused("本人已要求删除，保存期内除法定监督检查外不再提供查阅。", "purpose")
    return Purpose(purpose)


def covers(reach: str, place: str) -> bool:
    """Whether an office of `reach` is responsible for `place` (430100 covers 430102)."""
    return place.startswith(reach_prefix(reach))


def reach_prefix(place: str) -> str:
    """The digits that every place inside `place` begins with."""
    trimmed = place[:6]
    while trimmed.endswith("00") and trimmed:
        trimmed = trimmed[:-2]
    return trimmed


def employs(organisation_id: UUID, person_id: UUID) -> bool:
    """Whether the firm has declared that it employs, or employed, the person."""
    firms, people = ids_of_organisation(organisation_id), ids_of_person(person_id)
    rows = Employment.objects.filter(organisation__in=firms, person__in=people)
    return rows.filter(is_withdrawn=False).exists()


def person_of(user: User) -> PersonLink | None:
    """The link by which this account speaks for a person, if there is one."""
    if not user.is_authenticated:
        return None
    return PersonLink.objects.filter(user=user, ended_at=None).select_related("person__key").first()


def speaks_for(user: User, person_id: UUID | None) -> bool:
    """Whether the account is that of the person, under whichever of their registrations."""
    link = person_of(user)
    return bool(link and person_id and person_id in ids_of_person(link.person_id))


def link_of_person(person_id: UUID) -> PersonLink | None:
    """The link by which an account speaks for the person, under whichever registration."""
    rows = PersonLink.objects.filter(person__in=ids_of_person(person_id), ended_at=None)
    return rows.select_related("user").first()


def require_person_of(user: User) -> PersonLink:
    """As person_of; raises Refused with the way out."""
    link = person_of(user)
    if link is None:
        raise Refused("请先绑定本人身份：填写姓名和证件号码，或到服务窗口办理。")
    return link


def require_can_answer(by: User, event: Event) -> tuple[str, PersonLink | None]:
    """Which side `by` speaks for about a record: ("worker", link) or ("firm", None)."""
    if speaks_for(by, event.person_id):
        return "worker", person_of(by)
    for membership in live_memberships(by):
        if membership.organisation_id == event.organisation_id:
            if Can.ANSWER_FOR_FIRM in rights_of(membership):
                return "firm", None
            raise NotAllowed(WITHOUT_RIGHT)
    raise NotFound(NOT_FOR_YOU)
