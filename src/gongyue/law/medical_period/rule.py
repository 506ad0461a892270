"""The medical treatment period: Ministry of Labour (1994) No. 479, Articles 3–4."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.dates import ONE_DAY, period_end
from gongyue.law.facts import Day, Facts, Place, Span, Years
from gongyue.law.medical_period.absences import DAYS_A_MONTH, Spent, joined, spent
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/medical-period-provisions"
ART_3 = "cn/medical-period-provisions#3"
ART_4 = "cn/medical-period-provisions#4"
NOTICE = "cn/medical-period-notice"
PROTECTED = "cn/labour-contract-law#42"
EXTENDED = "cn/labour-contract-law#45"
LONG_SERVICE = Decimal(10)
# Years at this employer from which a step begins: months of treatment, months of the window.
SHORT_STEPS = ((Decimal(5), 6, 12), (Decimal(0), 3, 6))
LONG_STEPS = (
    (Decimal(20), 24, 30),
    (Decimal(15), 18, 24),
    (Decimal(10), 12, 18),
    (Decimal(5), 9, 15),
    (Decimal(0), 6, 12),
)


@dataclass(frozen=True, kw_only=True)
class MedicalPeriodFacts(Facts):
    place: Place
    on: Day
    total_years: Years
    own_years: Years
    absences: tuple[Span, ...] = ()

    def check(self) -> None:
        if self.absences and joined(self.absences)[0][0] != self.on:
            self.refuse("absences", "应从第一天病休开始写")
        if self.own_years > self.total_years:
            self.refuse("own_years", "不能多于实际参加工作的年数")


def medical_period(
    facts: MedicalPeriodFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Months of treatment; part `window_months` is the time over which they are added up."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    w.given("实际工作年限", facts.total_years, unit="year")
    w.given("在本单位工作年限", facts.own_years, unit="year")
    months, window = months_of_treatment(facts.total_years, facts.own_years)
    w.step("医疗期", Decimal(months), ART_3, key="months", unit="month")
    w.step("累计病休时间的计算窗口", Decimal(window), ART_4, key="window_months", unit="month")
    last = period_end(facts.on, window)
    w.step("从第一天病休起算，窗口到", last, ART_4, key="window_last_day")
    if facts.absences:
        _used_up(w, spent(facts.on, months, window, facts.absences))
        if joined(facts.absences)[-1][1] > last:
            w.doubt("窗口以后的病休开始新的一轮，没有计入。")
    _say_what_it_means(w)
    return w.outcome("医疗期月数", Decimal(months), "month", "entitled")


def _used_up(w: Work, used: Spent) -> None:
    """The last day, or what remains; a part of a month is thirty days where spells are added."""
    w.step(
        "窗口内已病休（含休息日和节日）", Decimal(used.taken), NOTICE, key="taken_days", unit="day"
    )
    if not used.unbroken:
        w.doubt(f"分段病休累计时一个月按{DAYS_A_MONTH}天折算，规定没有写明，各地算法不同。")
    w.doubt("劳部发〔1995〕236号的举例把起止日都写成对应日，比这里的窗口晚一天。")
    used_up = used.last_day is not None
    w.step("医疗期已经用完", used_up, ART_4, NOTICE, key="is_used_up")
    if used.last_day is None:
        w.step("医疗期还剩", Decimal(used.left), ART_4, key="days_left", unit="day")
        return
    w.step("医疗期最后一天", used.last_day, ART_4, NOTICE, key="last_day")
    w.step("此日起不再受医疗期保护", used.last_day + ONE_DAY, PROTECTED, key="open_from")


def months_of_treatment(total_years: Decimal, own_years: Decimal) -> tuple[int, int]:
    """(months of treatment, months of the window) for whole or broken years of service."""
    steps = LONG_STEPS if total_years >= LONG_SERVICE else SHORT_STEPS
    return next((months, window) for least, months, window in steps if own_years >= least)


def _say_what_it_means(w: Work) -> None:
    w.step("医疗期内单位不得以无过失理由解除或裁员", True, PROTECTED)
    w.step("合同到期的，续延到医疗期满", True, EXTENDED)
    w.doubt("癌症、精神病、瘫痪等特殊疾病在24个月内不能痊愈的，可以申请延长，本结果未计入。")
