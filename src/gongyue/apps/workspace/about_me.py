"""What the workspace holds about somebody: nothing but how they like their own lists."""

from collections.abc import Iterator

from gongyue.apps.registry.about_me import (
    Part,
    Row,
    Subject,
    declare_not_personal,
    declare_part,
)
from gongyue.apps.workspace.models import SavedFilter


def _filters(subject: Subject) -> Iterator[Row]:
    rows = SavedFilter.objects.filter(user__in=subject.user_ids).order_by("made_at")
    for row in rows.select_related("organisation"):
        yield {
            "organisation": row.organisation.name if row.organisation else "",
            "page": row.page,
            "name": row.name,
            "made_at": row.made_at,
        }


declare_part(
    Part(
        name="filters",
        label="存下的筛选",
        rows=_filters,
        covers=("workspace.SavedFilter",),
        columns={"organisation": "单位", "page": "哪个列表", "name": "名称", "made_at": "时间"},
    )
)
declare_not_personal({"workspace.ModuleSwitch": "单位开了哪些功能，记着是谁开的。"})
