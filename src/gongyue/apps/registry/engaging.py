"""服务委托: what a provider may be let to do for a firm, and the life of such an agreement."""

from django.db import models

from gongyue.apps.registry.roles import Can


class Side(models.TextChoices):
    FIRM = "firm", "用人单位"
    PROVIDER = "provider", "服务机构"


class EngagementAct(models.TextChoices):
    """A closed list; what is not here stays the firm's own business."""

    SEE_PEOPLE = "see_people", "看人员和个人档案"
    IMPORT = "import", "导入表格"
    CHECK_UP = "check_up", "做用工体检"
    TASKS = "tasks", "办待办"


RIGHTS_OF_ACT: dict[str, frozenset[Can]] = {
    EngagementAct.SEE_PEOPLE: frozenset({Can.SEE_PEOPLE, Can.OPEN_PERSON}),
    EngagementAct.IMPORT: frozenset({Can.IMPORT_RECORDS}),
    EngagementAct.CHECK_UP: frozenset({Can.CHECK_UP, Can.SEE_PEOPLE}),
    EngagementAct.TASKS: frozenset({Can.DO_TASKS}),
}


class EngagementState(models.TextChoices):
    ASKED = "asked", "等对方答复"
    RUNNING = "running", "已生效"
    DECLINED = "declined", "没有同意"
    WITHDRAWN = "withdrawn", "已收回"
    ENDED = "ended", "已终止"


# The life of an engagement; its days end it besides.
MOVES: dict[str, frozenset[str]] = {
    EngagementState.ASKED: frozenset(
        {EngagementState.RUNNING, EngagementState.DECLINED, EngagementState.WITHDRAWN}
    ),
    EngagementState.RUNNING: frozenset({EngagementState.ENDED}),
    EngagementState.DECLINED: frozenset(),
    EngagementState.WITHDRAWN: frozenset(),
    EngagementState.ENDED: frozenset(),
}
