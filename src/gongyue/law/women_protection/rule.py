"""Protection of women employees: Special Provisions 4–9 and annex; Labour Law 59–63."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from gongyue.kernel.dates import age_on
from gongyue.law.facts import BirthDay, Day, Facts, Hours, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import NotCovered, Outcome, Rulebook, begin
from gongyue.law.rulebook import Work as Working
from gongyue.law.women_protection.forbidden import Stage, Work
from gongyue.law.women_protection.given_work import fine_for_work

LAW = "cn/women-employees-provisions"
KEEPS, RIGHTS = f"{LAW}#5", "cn/womens-rights-law"
LATE_PREGNANCY, CHECKS = f"{LAW}#6.2", f"{LAW}#6.3"
NURSING_SHIFT, NURSING_TIME = f"{LAW}#9.1", f"{LAW}#9.2"
SEVEN_MONTHS = 7
Months = Annotated[Decimal, Between(Decimal(0), Decimal(10))]
Grade = Annotated[int, Between(1, 4)]
Babies = Annotated[int, Between(1, 9)]


@dataclass(frozen=True, kw_only=True)
class WomenProtectionFacts(Facts):
    place: Place
    on: Day
    stage: Stage
    child_born_on: BirthDay | None = None
    work: Work = "none"
    grade: Grade | None = None
    above_standard: bool | None = None
    pregnant_months: Months | None = None
    overtime_or_night: bool = False
    checks_counted: bool = True
    nursing_hours: Hours | None = None
    babies: Babies = 1
    worse_off: bool = False

    def check(self) -> None:
        self.in_order("child_born_on", "on")
        if self.stage == "nursing" and self.child_born_on is None:
            self.refuse("child_born_on", "没有填写，哺乳期算到婴儿满一周岁")


def women_protection(
    facts: WomenProtectionFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether what was said keeps to the law; part `fine_high` the most a head it may cost."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    stage = _stage(w, facts)
    fines = [fine_for_work(w, facts, stage), _hours(w, facts, stage), _standing(w, facts, stage)]
    broken = [fine for fine in fines if fine is not None]
    for kind in sorted({fine for fine in broken if fine}):  # the heavier one last
        w.part("fine_low", w.use(f"women.{kind}_low"))
        w.part("fine_high", w.use(f"women.{kind}_high"))
    kept = w.step("按填写的情况，没有违反特别保护", not broken, f"{LAW}#2", key="kept")
    return w.outcome("女职工特别保护", kept, None, "lawful" if kept else "unlawful")


def _stage(w: Working, facts: WomenProtectionFacts) -> Stage:
    if facts.stage != "nursing" or facts.child_born_on is None:
        return facts.stage
    w.given("子女出生日期", facts.child_born_on)
    nursing = w.step("婴儿未满一周岁", age_on(facts.child_born_on, facts.on) < 1, NURSING_SHIFT)
    return "nursing" if nursing else "ordinary"


def _hours(w: Working, facts: WomenProtectionFacts, stage: Stage) -> str | None:
    """The kind of fine: empty where no sum is laid down, None where all was kept."""
    kept = _checks(w, facts) if stage == "pregnant" else True
    late = stage == "pregnant" and (facts.pregnant_months or 0) >= SEVEN_MONTHS
    if stage == "nursing":
        kept = _nursing_time(w, facts)
    if late or stage == "nursing":
        article = LATE_PREGNANCY if late else NURSING_SHIFT
        if not w.step("没有安排加班或者夜班", not facts.overtime_or_night, article):
            return "fine"
    return None if kept else ""


def _checks(w: Working, facts: WomenProtectionFacts) -> bool:
    if facts.pregnant_months is None:
        raise NotCovered("请填写怀孕几个月，满七个月不能加班、上夜班。", field="pregnant_months")
    w.given("怀孕几个月", facts.pregnant_months, unit="month")
    return w.step("产前检查的时间算劳动时间", facts.checks_counted, CHECKS)


def _nursing_time(w: Working, facts: WomenProtectionFacts) -> bool:
    due = w.use("nursing.hours_a_day") * facts.babies
    w.step("每天应有的哺乳时间", due, NURSING_TIME, key="nursing_due", unit="hour")
    if facts.nursing_hours is None:
        return True
    w.given("每天给的哺乳时间", facts.nursing_hours, unit="hour")
    return w.step("哺乳时间给够了", facts.nursing_hours >= due, NURSING_TIME)


def _standing(w: Working, facts: WomenProtectionFacts, stage: Stage) -> str | None:
    if stage in ("ordinary", "period"):
        return None
    counts = w.on >= w.book.sources.by_id[RIGHTS].in_force_from  # numbered anew in 2023
    articles = (KEEPS, f"{RIGHTS}#48.1") if counts else (KEEPS,)
    kept = w.step("没有因怀孕、生育、哺乳降工资或者辞退", not facts.worse_off, *articles)
    return None if kept else ""
