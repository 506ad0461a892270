"""The kinds of messages about the law that somebody follows."""

from gongyue.apps.notifications.kinds import Channel, Group, Importance, Kind, declare

# One fact a change: each may be as long as a fact is, and no longer.
_LINES = frozenset({"first", "second", "third", "rest"})
_FACTS = _LINES | {"count", "what"}

declare(
    Kind(
        name="following.law_changed",
        label="关注的标准或规定变了",
        group=Group.LAW,
        facts=_FACTS,
        private=_LINES,
        title="您关注的 {count} 项有变化：{what}",
        body="{first}{second}{third}{rest}",
        brief="您关注的 {count} 项标准或规定有变化，登录可看对您有什么影响。",
        channels=(Channel.WECHAT,),
    ),
    Kind(
        name="following.law_checked",
        label="关注的内容核对情况变了",
        group=Group.LAW,
        importance=Importance.QUIET,
        facts=_FACTS,
        private=_LINES,
        title="您关注的 {count} 项核对情况有变化：{what}",
        body="{first}{second}{third}{rest}",
        brief="您关注的 {count} 项标准或规定，核对情况有变化，登录可看。",
    ),
    Kind(
        name="following.hook_stopped",
        label="推送停了",
        group=Group.WORK,
        facts=frozenset({"label", "host", "why", "tries"}),
        title="推送“{label}”已停",
        body="向 {host} 推送法规变化，{tries} 次都没有送到，已经停下。最后一次：{why}。"
        "对方修好后，在“法规变化推送”里恢复，停下期间的可以逐条重发。",
        brief="法规变化推送多次没有送到，已经停下，请登录查看。",
    ),
)
