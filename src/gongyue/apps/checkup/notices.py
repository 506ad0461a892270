"""The messages of the check-up."""

from gongyue.apps.notifications.kinds import Group, Importance, Kind, declare

declare(
    Kind(
        name="checkup.done",
        label="用工体检完成",
        group=Group.WORK,
        importance=Importance.QUIET,
        facts=frozenset({"firm", "count", "on"}),
        private=frozenset({"count"}),
        title="{firm} 的用工体检做完了，发现 {count} 件事",
        body="按 {on} 的记录查的。每件事写明是谁、依据哪条、怎么改、最晚哪天。",
        brief="{firm} 的用工体检做完了，请登录查看。",
    ),
)
