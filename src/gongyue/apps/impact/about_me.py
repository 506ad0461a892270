"""What this app holds about somebody: nothing; sums only."""

from gongyue.apps.impact.models import ImpactRun
from gongyue.apps.registry.about_me import declare_not_personal
from gongyue.apps.registry.holding import declare_holding

declare_not_personal({"impact.ImpactRun": "部门测算一项改动的影响：只有合计，没有人，也没有单位。"})
declare_holding("政策影响测算", lambda ids: ImpactRun.objects.filter(office__in=ids).count())
