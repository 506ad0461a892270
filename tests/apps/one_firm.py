"""One firm registered twice, and of every model that points at an organisation how a row of it is
made under the one and read under the other; or why it has no case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.test import override_settings
from django.utils.timezone import now

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.services import register_user
from gongyue.apps.accounts.vault import system_seal
from gongyue.apps.notifications.models import Message
from gongyue.apps.registry.models import (
    Consent,
    Employment,
    Engagement,
    Event,
    ImportBatch,
    Membership,
    Organisation,
    QualityIssue,
    QualityRun,
    RememberedMapping,
    Sameness,
)
from gongyue.apps.registry.roles import Role
from gongyue.apps.registry.selectors.organisations import members_of
from gongyue.apps.registry.services import merging
from gongyue.apps.registry.services.listing import cut_name
from gongyue.apps.registry.services.merging import Two
from tests.apps.people import HOUR, LI, WANG, People, imported
from tests.cast import AT, PLACE

WHY = "同一地址、同一负责人，营业执照为凭。"
ROW = ("李师傅", LI, "13900001001", "装配车间", "钳工", "2023-05-04", "4200")
OTHERS = ("王骑手", WANG, "13900001002", "总装车间", "装配工", "2023-05-04", "4200")


@dataclass(kw_only=True)
class World:
    """晨光工厂 of 陈经理, and the same firm registered once more by 许厂长 without its code."""

    people: People
    kept: Organisation
    other: Organisation
    xu: Any

    @property
    def chen(self) -> Any:
        return self.people.chen

    def two(self, **more: Any) -> Two:
        return Two(kind="organisation", one=self.kept.pk, other=self.other.pk, reason=WHY, **more)

    def merge(self, **more: Any) -> Sameness:
        return merging.merge_at_once(by=self.people.operator, two=self.two(**more), at=AT)

    def undo(self, saying: Sameness) -> None:
        merging.undo_same(by=self.people.operator, saying_id=saying.pk, at=AT + HOUR)


def make_world(people: People) -> World:
    xu = register_user(phone="13900001090", name="许厂长", at=AT)
    other = Organisation.objects.create(
        name="晨光工厂有限公司", kind="enterprise", place=PLACE, registered_at=AT
    )
    cut_name(other)
    Membership.objects.create(user=xu, organisation=other, role=Role.OWNER, granted_at=AT)
    imported(people.chen, people.factory, [ROW])
    imported(xu, other, [OTHERS])
    return World(people=people, kept=people.factory, other=other, xu=xu)


# ---------------------------------------------------------------- how each is made and read


def reads_people(world: World) -> bool:
    from gongyue.apps.registry.selectors.people import people_of_organisation

    page = people_of_organisation(world.chen, world.kept.pk)
    return {row.name for row in page.rows} == {"李师傅", "王骑手"}


def reads_records(world: World) -> bool:
    """What the office counts in the firm's file, and the firm's log."""
    from gongyue.apps.registry.selectors.firm_books import FirmBooks
    from gongyue.apps.registry.selectors.logs import LogQuery, acts_of_organisation

    books = FirmBooks(world.kept.pk, AT.date())
    logged = acts_of_organisation(world.chen, world.kept.pk, LogQuery()).rows
    return books.people().count() == 2 and any(row.who == "许厂长" for row in logged)


def reads_batches(world: World) -> bool:
    from gongyue.apps.registry.selectors.batches import batch_page, batches_of

    theirs = ImportBatch.objects.get(organisation=world.other)
    if len(batches_of(world.chen, world.kept.pk)) != 2:
        return False
    return batch_page(world.chen, theirs.pk, at=AT).organisation_id == world.other.pk


def reads_members(world: World) -> bool:
    return {row.name for row in members_of(world.chen, world.kept.pk)} >= {"陈经理", "许厂长"}


def reads_departments(world: World) -> bool:
    from gongyue.apps.registry.selectors.departments import departments_of

    return any(row.text == "总装车间" for row in departments_of(world.chen, world.kept.pk))


def a_checkup(world: World) -> Any:
    from gongyue.apps.checkup.services import checkup_organisation

    return checkup_organisation(by=world.xu, organisation_id=world.other.pk, on=AT.date(), at=AT)


def reads_checkup(world: World) -> bool:
    from gongyue.apps.checkup.selectors import checkups_of

    return bool(checkups_of(world.chen, world.kept.pk))


def a_task(world: World) -> Any:
    from gongyue.apps.tasks.services import NewTask, task_open

    return task_open(by=None, new=NewTask(title="盘点", organisation_id=world.other.pk), at=AT)


def reads_task(world: World) -> bool:
    from gongyue.apps.tasks.selectors import inbox

    return any(row.title == "盘点" for row in inbox(world.chen, on=AT.date()))


def a_filing(world: World) -> Any:
    return apps.get_model("tasks", "Filing").objects.create(
        number="202603020000116", kind="x", office=world.people.bureau, organisation=world.other,
        filer=world.xu, made_at=AT, promised_on=AT.date(),
    )  # fmt: skip


def reads_filing(world: World) -> bool:
    from gongyue.apps.tasks.filings.selectors import filings_sent

    return bool(filings_sent(world.chen, world.kept.pk))


def a_document(world: World) -> Any:
    from gongyue.apps.documents.permissions import Owner
    from gongyue.apps.documents.services.adding import document_add
    from tests.apps.documents.files import png
    from tests.apps.documents.test_documents import Handed

    owner = Owner(organisation_id=world.other.pk)
    handed = Handed(name="执照.png", content=png())
    return document_add(by=world.xu, owner=owner, kind="other", handed=handed, at=AT)


def reads_document(world: World) -> bool:
    from gongyue.apps.documents.selectors.documents import documents_of_organisation

    return bool(documents_of_organisation(world.chen, world.kept.pk))


def a_paper(world: World) -> Any:
    from gongyue.apps.documents.services.certificates import Wanted, certificate_issue

    person = Employment.objects.get(organisation=world.other).person_id
    return certificate_issue(
        by=world.xu, organisation_id=world.other.pk, person_id=person,
        wanted=Wanted(kind="employed", recipient="示例银行", use="办卡"),
        purpose="staff_management", site="https://example.com", at=AT,
    )  # fmt: skip


def reads_paper(world: World) -> bool:
    from gongyue.apps.documents.selectors.papers import papers_of_organisation

    return bool(papers_of_organisation(world.chen, world.kept.pk))


def a_consent(world: World) -> Any:
    person = Employment.objects.get(organisation=world.other).person
    return Consent.objects.create(
        person=person, organisation=world.other, purpose="staff_management", days=9,
        kinds=["employment.recorded"], state="requested", text_version="1",
        requested_by=world.xu, requested_at=AT,
    )  # fmt: skip


def reads_consent(world: World) -> bool:
    from gongyue.apps.registry.selectors.consents import consents_of_organisation

    return bool(consents_of_organisation(world.chen, world.kept.pk, on=AT.date()))


def a_correction(world: World) -> Any:
    from gongyue.apps.registry.hands import Hand
    from gongyue.apps.registry.services.corrections import Wrong, request_correction

    record = Event.objects.get(organisation=world.other, type="employment.recorded")
    hand = Hand(by=world.people.operator, person_id=record.person_id)
    wrong = Wrong(field="", right="", words="不是这个岗位")
    return request_correction(hand=hand, event_id=record.pk, wrong=wrong, at=AT)


def reads_correction(world: World) -> bool:
    from gongyue.apps.registry.models import Correction
    from gongyue.apps.registry.selectors.corrections import correction_for_office

    row = Correction.objects.get()
    try:
        return bool(correction_for_office(world.chen, row.pk, world.kept.pk))
    except NotFound:
        return False


def a_message(world: World) -> Any:
    return None


def is_told(world: World) -> bool:
    """What is sent to the merged-away registration reaches the members of both."""
    from gongyue.apps.notifications.services import Recipients, notify

    facts = {"kept": "一", "merged": "二"}
    to = Recipients(organisation_id=world.other.pk)
    notify(to=to, kind="registry.organisations_merged", facts=facts, at=now(), about="x:y")
    found = Message.objects.filter(about="x:y", user=world.chen).exists()
    Message.objects.filter(about="x:y").delete()
    return found


def a_notice(world: World) -> Any:
    return apps.get_model("notifications", "Announcement").objects.create(
        organisation=world.other, audience="own", first_on=AT.date(), published_at=AT,
        published_by=world.xu,
    )  # fmt: skip


def reads_notice(world: World) -> bool:
    from gongyue.apps.notifications.boards.selectors import announcements_by

    return announcements_by(world.chen, world.kept.pk).exists()


def an_issue(world: World) -> Any:
    run = QualityRun.objects.create(state="done", started_at=AT, finished_at=AT)
    job = Employment.objects.get(organisation=world.other)
    QualityIssue.objects.all().delete()
    return QualityIssue.objects.create(
        organisation=world.other, employment=job, code="phone_missing", run=run
    )


def reads_issue(world: World) -> bool:
    from gongyue.apps.registry.selectors.quality import quality_of_firm

    return quality_of_firm(world.chen, world.kept.pk).total == 1


def an_engagement(world: World) -> Any:
    return Engagement.objects.create(
        firm=world.other, provider=world.people.committee, acts=[],
        state="asked", asked_by=world.xu, asked_at=AT, first_on=AT.date(), asked_side="firm",
    )  # fmt: skip


def reads_engagement(world: World) -> bool:
    from gongyue.apps.registry.selectors.engagements import engagements_of

    return bool(engagements_of(world.chen, world.kept.pk, on=AT.date()))


def a_mapping(world: World) -> Any:
    return RememberedMapping.objects.create(
        organisation=world.other, sheet_name="表", headings=["姓名"], columns=[], role="roster",
        header_row=1, remembered_at=AT, remembered_by=world.xu,
    )  # fmt: skip


def reads_mapping(world: World) -> bool:
    from gongyue.apps.registry.selectors.readings import mappings_of

    return bool(mappings_of(world.chen, world.kept.pk))


def an_endpoint(world: World) -> Any:
    return apps.get_model("notifications", "Endpoint").objects.create(
        organisation=world.other, channel="webhook", label="群",
        address_sealed=system_seal(b"https://example.com", "notifications.endpoint:webhook"),
        made_by=world.xu, made_at=AT,
    )  # fmt: skip


def reads_endpoint(world: World) -> bool:
    from gongyue.apps.notifications.endpoints import endpoints_of

    return bool(endpoints_of(world.chen, world.kept.pk))


def nothing(world: World) -> None:
    return None


Case = tuple[Callable[[World], Any], Callable[[World], bool]]


def a_following(world: World) -> Any:
    from gongyue.apps.following.followings import follow

    return follow(by=world.xu, organisation_id=world.other.pk, rule="minimum_wage", place="", at=AT)


def reads_following(world: World) -> bool:
    from gongyue.apps.following.followings import follows

    return follows(world.chen, world.kept.pk, rule="minimum_wage", place="")


def a_hook(world: World) -> Any:
    from gongyue.apps.following.hooks.registering import NewHook, hook_register

    new = NewHook(label="工资系统", purpose="更新最低工资", address="http://127.0.0.1:9/in")
    with override_settings(OUTGOING_LOOPBACK=True):
        return hook_register(by=world.xu, organisation_id=world.other.pk, new=new, at=AT)


def reads_hook(world: World) -> bool:
    from gongyue.apps.following.hooks.log import hooks_of

    return bool(hooks_of(world.chen, world.kept.pk))


def a_key(world: World) -> Any:
    from gongyue.apps.apikeys.issuing import NewKey, key_issue

    new = NewKey(label="工资系统", purpose="核对最低工资", days=90)
    return key_issue(by=world.xu, organisation_id=world.other.pk, new=new, at=AT)


def reads_key(world: World) -> bool:
    from gongyue.apps.apikeys.issuing import keys_of

    return bool(keys_of(world.chen, world.kept.pk, at=AT))


CASES: dict[str, Case] = {
    "apikeys.ApiKey.organisation": (a_key, reads_key),
    "following.Following.organisation": (a_following, reads_following),
    "following.Hook.organisation": (a_hook, reads_hook),
    "checkup.Checkup.organisation": (a_checkup, reads_checkup),
    "documents.Document.organisation": (a_document, reads_document),
    "documents.Paper.organisation": (a_paper, reads_paper),
    "notifications.Announcement.organisation": (a_notice, reads_notice),
    "notifications.Message.organisation": (a_message, is_told),
    "registry.Consent.organisation": (a_consent, reads_consent),
    "registry.Correction.organisation": (a_correction, reads_correction),
    "registry.Department.organisation": (nothing, reads_departments),
    "registry.Employment.organisation": (nothing, reads_people),
    "notifications.Endpoint.organisation": (an_endpoint, reads_endpoint),
    "registry.Engagement.firm": (an_engagement, reads_engagement),
    "registry.RememberedMapping.organisation": (a_mapping, reads_mapping),
    "registry.Event.organisation": (nothing, reads_records),
    "registry.ImportBatch.organisation": (nothing, reads_batches),
    "registry.Membership.organisation": (nothing, reads_members),
    "registry.QualityIssue.organisation": (an_issue, reads_issue),
    "tasks.Filing.organisation": (a_filing, reads_filing),
    "tasks.Task.organisation": (a_task, reads_task),
}
NOT_CASES = {
    "impact.ImpactRun.office": "what an office had reckoned: history",
    "notifications.AnnouncementAnswer.organisation": "in whose name somebody answered: history",
    "notifications.Message.sender_organisation": "who sent it: history",
    "registry.Correction.office": "of an office; as `organisation`, by the same line",
    "registry.CounterSession.office": "where a visit was: history",
    "registry.Delegation.recorded_at_office": "where it was recorded: history",
    "registry.DuplicatePair.organisation": "judged by what one registration wrote",
    "registry.Engagement.provider": "of a provider; as `firm`, by the same line",
    "registry.Event.acting_as": "of an office; as `organisation`, by the same line of the log",
    "registry.FirmPair.left": "what the look over everybody found",
    "registry.FirmPair.right": "likewise",
    "registry.FirmPiece.organisation": "finds the name: test_an_office_lists_one_firm",
    "registry.QualityRun.organisation": "when one registration was looked over",
    "registry.Sameness.kept_organisation": "the merge itself",
    "registry.Sameness.merged_organisation": "the merge itself",
    "registry.Sameness.proposed_for": "who proposed: history",
    "registry.Organisation.sample_of": "a sample is no registration of a firm; it is never merged",
    "tasks.Filing.office": "of an office; as `organisation`, by the same selector",
    "tasks.FilingStep.office": "who took the step: history",
    "tasks.Promise.office": "days an office promises; each registration its own",
    "tasks.Rating.office": "of an office: history",
    "workspace.DictionaryEntry.organisation": "how one desk is set up; both desks stay",
    "workspace.ModuleSwitch.organisation": "how one desk is set up; both desks stay",
    "workspace.SavedFilter.organisation": "how one desk is set up; both desks stay",
}
