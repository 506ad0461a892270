"""Kinds of messages, declared as data: what is said, by which channel, how urgently.

An app declares its own kinds in its `notices.py` by `declare`, loaded from `apps.py: ready()`. A
kind is never renamed: messages in the tables name it. Texts use `{fact}` and nothing else; tests
hold that every text uses declared facts only, and that no private fact leaves the system.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter

from django.db import models


class Channel(models.TextChoices):
    """Ways to somebody. The inbox is none of them: it always gets the message."""

    SMS = "sms", "短信"
    EMAIL = "email", "电子邮件"
    WECHAT = "wechat", "微信"
    WECOM = "wecom", "企业微信群"
    DINGTALK = "dingtalk", "钉钉群"
    WEBHOOK = "webhook", "其他系统"


PERSONAL = (Channel.WECHAT, Channel.EMAIL, Channel.SMS)
OF_ORGANISATION = (Channel.WECOM, Channel.DINGTALK, Channel.WEBHOOK)


class Importance(StrEnum):
    """URGENT passes quiet hours, NORMAL waits for their end, QUIET waits for the daily digest."""

    URGENT = "urgent"
    NORMAL = "normal"
    QUIET = "quiet"


class Group(models.TextChoices):
    """Kinds that a person switches on and off together."""

    ACCOUNT = "account", "登录和账号安全"
    RECORDS = "records", "关于我的记录"
    ACCESS = "access", "谁看过我"
    TASKS = "tasks", "待办和期限"
    RIGHTS = "rights", "权益提醒"
    CASES = "cases", "申请和办理进度"
    WORK = "work", "单位的工作"
    MEMBERS = "members", "单位成员和角色"
    BOARD = "board", "通知公告"
    LAW = "law", "法规变化"
    SYSTEM = "system", "系统运行"


# What concerns one person goes into no group chat.
GROUPS_OF_ORGANISATION = tuple(
    group for group in Group if group not in {Group.ACCOUNT, Group.RECORDS, Group.RIGHTS}
)


class BadNotice(ValueError):
    """A kind, or the facts of a message, that cannot be. A programming error, not a user's."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`title` and `body` are for the inbox. `brief` is all that leaves the system, by every channel
    unless `texts` has another for one; it names no `private` fact. Without it nothing leaves.

    `channels`: used unless the person says otherwise. `falls_back`: when WeChat or e-mail does not
    arrive, an SMS is sent. `required`: the law or safety asks for it; nobody can switch it off.
    """

    name: str
    label: str
    group: Group
    title: str
    body: str
    brief: str = ""
    texts: Mapping[Channel, str] = field(default_factory=dict)
    facts: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    importance: Importance = Importance.NORMAL
    channels: tuple[Channel, ...] = ()
    falls_back: bool = False
    required: bool = False

    def text_for(self, channel: Channel) -> str:
        """The template of a channel; empty when the kind does not leave the system that way."""
        return self.texts.get(channel, self.brief)

    @property
    def leaves(self) -> bool:
        """Whether the kind is ever sent anywhere but the inbox."""
        return bool(self.brief or self.texts)

    def check_facts(self, names: frozenset[str]) -> None:
        """All that was declared, and no more."""
        if names != self.facts:
            raise BadNotice(f"{self.name}: facts {sorted(names ^ self.facts)} missing or unknown")


def names_in(template: str) -> frozenset[str]:
    """The facts a template uses. Raises BadNotice for anything but a plain {name}."""
    found = set()
    for _, name, spec, conversion in Formatter().parse(template):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise BadNotice(f"{template!r}: {{{name}}} is not a plain fact")
        found.add(name)
    return frozenset(found)


KINDS: dict[str, Kind] = {}


def declare(*kinds: Kind) -> None:
    """Add kinds to the list; a name belongs to one kind only."""
    for found in kinds:
        if KINDS.get(found.name, found) != found:
            raise BadNotice(f"{found.name} is declared twice")
        KINDS[found.name] = found


def kind_of(name: str) -> Kind:
    """Raises BadNotice for a name nobody declared."""
    try:
        return KINDS[name]
    except KeyError:
        raise BadNotice(f"nobody declared the kind {name}") from None
