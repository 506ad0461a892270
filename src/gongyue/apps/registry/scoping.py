"""数据范围: how much of an organisation's people, firms or clients a membership sees."""

from django.db import models

from gongyue.apps.registry.roles import Can, Kind


class Scope(models.TextChoices):
    ALL = "all", "全部"
    SELF = "self", "只看本人"
    DEPARTMENT = "department", "本部门"
    BELOW = "below", "本部门及下级"
    CUSTOM = "custom", "指定部门及下级"
    PLACES = "places", "指定地区"
    ASSIGNED = "assigned", "分配给自己的客户"


_FIRM = (Scope.ALL, Scope.BELOW, Scope.DEPARTMENT, Scope.CUSTOM, Scope.SELF)
SCOPES_OF_KIND: dict[str, tuple[Scope, ...]] = {
    Kind.ENTERPRISE: _FIRM,
    Kind.PLATFORM: _FIRM,
    Kind.REGULATOR: (Scope.ALL, Scope.PLACES),
    Kind.PROVIDER: (Scope.ALL, Scope.ASSIGNED),
}
WITH_DEPARTMENTS = frozenset({Scope.DEPARTMENT, Scope.BELOW, Scope.CUSTOM})
ONE_DEPARTMENT = frozenset({Scope.DEPARTMENT, Scope.BELOW})
# An import and a check-up are of the whole firm: whoever sees a part of it does neither.
OF_THE_WHOLE = frozenset({Can.IMPORT_RECORDS, Can.CHECK_UP})
SEPARATORS = "/／>＞"
DEEPEST = 8
