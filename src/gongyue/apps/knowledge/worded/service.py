"""How long somebody worked: from two days, or told as a span."""

from dataclasses import dataclass
from datetime import date

from gongyue.apps.knowledge.worded.case import Case
from gongyue.engines.reading import Quantity
from gongyue.kernel.dates import ONE_DAY, add_months

BEGAN = (
    r"入职|进入|上班|到[^，。]{0,12}(?:工作|任职|打工)|参加工作|受聘|被?[^，。]{0,6}(?:录用|招用|聘用|雇用)"
    r"|建立劳动关系|用工之日|签订|订立|就职|应聘|进厂|起"
)
ENDED = r"离职|辞职|辞退|解除|终止|期满|到期|届满|解聘|开除|裁员|离开|撤|退休|破产|解散|未(?:再)?续"
SPAN = r"工作|工龄|服务|任职|入职|就职|年限|满"
NO_SPAN = r"前|每|合同(?:期|约定)|期限|签|约定|最近"
# Where a problem gives a span and no day, the last day is one whose law is that of today.
LAST = date(2024, 12, 31)


@dataclass(frozen=True, slots=True)
class Service:
    first: date
    last: date


def service(case: Case) -> Service | None:
    """First and last day of work."""
    return _by_days(case) or _by_span(case)


def _by_days(case: Case) -> Service | None:
    began, ended = case.happened(BEGAN), case.happened(ENDED)
    later = [day for day in ended if not began or day.last_day > began[0].day]
    if began and later:
        return Service(began[0].day, later[-1].last_day)
    days = case.of_kind("day", "month")
    if len(days) == 2 and days[0].day < days[1].last_day and (began or ended):
        return Service(days[0].day, days[1].last_day)
    span = _span(case)
    if began and span:
        return Service(began[0].day, add_months(began[0].day, int(span.amount)) - ONE_DAY)
    return None


def _by_span(case: Case) -> Service | None:
    span = _span(case)
    if span is None:
        return None
    ended = case.happened(ENDED)
    last = ended[-1].last_day if ended else LAST
    return Service(add_months(last + ONE_DAY, -int(span.amount)), last)


def _span(case: Case) -> Quantity | None:
    found = case.near(SPAN, "months", but=NO_SPAN)
    return found[0] if found else None
