"""Example arguments of the pages of messages."""

from __future__ import annotations

from typing import Any

from tests.cast import AT, Cast, Examples


def message_to_li(cast: Cast) -> int:
    """李师傅 is told that an office opened his file."""
    from gongyue.apps.notifications.selectors import messages_of
    from gongyue.apps.notifications.services import Recipients, notify

    notify(
        to=Recipients(user_ids=(cast.worker.pk,)),
        kind="registry.file_opened",
        facts={"office": "示例区劳动监察大队", "purpose": "劳动保障监察"},
        at=AT,
        url="/worker/seen/",
    )
    return messages_of(cast.worker)[0].pk


def chat_of_factory(cast: Cast) -> Any:
    """晨光工厂's group chat; nobody answers there."""
    from gongyue.apps.notifications.endpoints import NewEndpoint, endpoint_add

    new = NewEndpoint(
        channel="wecom", label="人事群", address="http://127.0.0.1:9/send?key=k", groups=("work",)
    )
    return endpoint_add(by=cast.enterprise, organisation_id=cast.factory.pk, new=new, at=AT)


def announcement_of_factory(cast: Cast) -> Any:
    """晨光工厂 tells its own people when the shop is closed."""
    from gongyue.apps.notifications.boards.services import NewAnnouncement, publish

    new = NewAnnouncement(
        title="设备检修停产一天",
        text="本周六停产检修。\n\n- 不用来上班\n- 工资照发",
        audience="own",
        first_on=AT.date(),
        is_answerable=True,
    )
    return publish(by=cast.enterprise, organisation_id=cast.factory.pk, new=new, at=AT)


def answer_of_li(cast: Cast) -> dict[str, Any]:
    """李师傅 answers it."""
    from gongyue.apps.notifications.boards.services import answer

    row = announcement_of_factory(cast)
    told = answer(by=cast.worker, announcement_id=row.pk, words="收到", organisation_id=None, at=AT)
    return {"announcement_id": row.pk, "answer_id": told.pk}


def _announcement(cast: Cast) -> dict[str, Any]:
    return {"announcement_id": announcement_of_factory(cast).pk}


def sending_of_factory(cast: Cast) -> dict[str, Any]:
    """晨光工厂 replies to what 李师傅 answered; he has not read it."""
    from gongyue.apps.notifications.boards.services import reply
    from gongyue.apps.notifications.models import Message

    number = answer_of_li(cast)["answer_id"]
    reply(by=cast.enterprise, answer_id=number, words="好的", at=AT)
    return {"sending": Message.objects.get(kind="board.replied").sending}


def following_of_factory(cast: Cast) -> dict[str, Any]:
    """晨光工厂 follows the minimum wage."""
    from gongyue.apps.following.followings import follow

    what: dict[str, Any] = {"rule": "minimum_wage", "place": "430102", "at": AT}
    row = follow(by=cast.enterprise, organisation_id=cast.factory.pk, **what)
    return {"following_id": row.pk}


def hook_of_factory(cast: Cast) -> dict[str, Any]:
    """晨光工厂 has its payroll told; nobody answers there."""
    from gongyue.apps.following.hooks.registering import NewHook, hook_register

    new = NewHook(label="工资系统", purpose="更新最低工资", address="http://127.0.0.1:9/in")
    hook, _ = hook_register(by=cast.enterprise, organisation_id=cast.factory.pk, new=new, at=AT)
    return {"hook_id": hook.pk}


def delivery_of_factory(cast: Cast) -> dict[str, Any]:
    """A change is on its way there."""
    from gongyue.apps.following.models import HookDelivery
    from gongyue.apps.following.services import tell_changes
    from tests.apps.following.books import noticed

    hook = hook_of_factory(cast)
    noticed()
    tell_changes(at=AT)
    return {**hook, "delivery_id": HookDelivery.objects.get().pk}


def key_of_factory(cast: Cast) -> dict[str, Any]:
    """晨光工厂's payroll asks the API by a key."""
    from gongyue.apps.apikeys.issuing import NewKey, key_issue

    new = NewKey(label="工资系统", purpose="核对最低工资", days=90)
    key, _ = key_issue(by=cast.enterprise, organisation_id=cast.factory.pk, new=new, at=AT)
    return {"key_id": key.pk}


EXAMPLES: Examples = {
    "messages:key": key_of_factory,
    "messages:key_revoke": key_of_factory,
    "messages:unfollow": following_of_factory,
    "messages:hook": hook_of_factory,
    "messages:hook_act": hook_of_factory,
    "messages:hook_again": delivery_of_factory,
    "messages:sending": sending_of_factory,
    "messages:announcement": _announcement,
    "messages:change": _announcement,
    "messages:take_back": _announcement,
    "messages:answers": _announcement,
    "messages:reply": answer_of_li,
    "messages:message": lambda cast: {"message_id": message_to_li(cast)},
    "messages:try_endpoint": lambda cast: {"endpoint_id": chat_of_factory(cast).pk},
    "messages:end_endpoint": lambda cast: {"endpoint_id": chat_of_factory(cast).pk},
}
