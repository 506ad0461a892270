"""Workers of sixteen and seventeen: Labour Law 58, 64, 65; Special Protection Provisions 3–9."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from gongyue.kernel.dates import ONE_DAY, add_months, age_on, period_end
from gongyue.law.facts import BirthDay, Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.minor_protection.forbidden import FORBIDDEN, Work, least_grade
from gongyue.law.rulebook import NotCovered, NotInForce, Outcome, Rulebook, begin
from gongyue.law.rulebook import Work as Working

LAW = "cn/minor-workers-provisions"
WHO, HARD, CHECKUP = "cn/labour-law#58.2", "cn/labour-law#64", "cn/labour-law#65"
CHECKS, REGISTER = f"{LAW}#6", f"{LAW}#9"
VENUES = "cn/minors-protection-law"
Grade = Annotated[int, Between(1, 4)]
LABEL = "未成年工特殊保护"


@dataclass(frozen=True, kw_only=True)
class MinorProtectionFacts(Facts):
    place: Place
    birth_on: BirthDay
    on: Day
    started_on: Day
    venue: Literal["ordinary", "unsuitable"] = "ordinary"
    work: Work = "none"
    is_ill: bool = False
    grade: Grade | None = None
    checked_before: bool
    last_check_on: Day | None = None
    registered: bool
    overtime_or_night: bool = False

    def check(self) -> None:
        self.in_order("birth_on", "started_on")
        self.in_order("started_on", "on")
        self.in_order("last_check_on", "on")


def minor_protection(
    facts: MinorProtectionFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether it was kept; part `next_check_on` the day from which the next check-up is due."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    w.given("出生日期", facts.birth_on)
    age = w.step("周岁", age_on(facts.birth_on, facts.on), WHO, key="age", unit="age")
    if age < w.use("age.minimum"):
        w.step("不满十六周岁，禁止招用", True, "cn/labour-law#15.1")
        return w.outcome(LABEL, False, None, "child")
    if age >= w.use("age.adult"):
        return w.outcome(LABEL, True, None, "adult")
    fined = [_work(w, facts), _checkups(w, facts)]
    others = [_venue(w, facts), w.step("办了未成年工登记", facts.registered, REGISTER)]
    if facts.overtime_or_night:
        w.doubt("国家规定没有写明禁止未成年工加班、上夜班；有的地方禁止，请查当地规定。")
    if not all(fined):
        w.part("fine_low", w.use("minors.fine_low"))
        w.part("fine_high", w.use("minors.fine_high"))
    kept = w.step("按填写的情况，做到了特殊保护", all([*fined, *others]), WHO, key="kept")
    return w.outcome(LABEL, kept, None, "lawful" if kept else "unlawful")


def _work(w: Working, facts: MinorProtectionFacts) -> bool:
    """Raises NotCovered where the grade decides and nobody knows it."""
    if facts.work == "none":
        return True
    least, article = least_grade(FORBIDDEN[facts.work], ill=facts.is_ill)
    if least is None:
        return True
    if least > 1 and facts.grade is None:
        raise NotCovered("要知道作业的分级；请单位出示分级或者检测结果。", field="grade")
    forbidden = least <= 1 or (facts.grade or 0) >= least
    return not w.step("属于禁止安排的劳动", forbidden, HARD, article, key="forbidden")


def _checkups(w: Working, facts: MinorProtectionFacts) -> bool:
    """Before the post, after a year of work, and at eighteen."""
    before = w.step("安排岗位以前做了健康检查", facts.checked_before, CHECKUP, CHECKS)
    year_on = period_end(facts.started_on, 12) + ONE_DAY
    if facts.on < year_on:
        w.step(
            "下一次检查最早应做的日子", min(year_on, _eighteen(facts)), CHECKS, key="next_check_on"
        )
        return before
    last = facts.last_check_on
    done = last is not None and last >= year_on
    w.step("工作满一年以后做了检查", done, CHECKUP, CHECKS, key="yearly_check")
    w.step("下一次检查最早应做的日子", _eighteen(facts) if done else year_on, CHECKS,
           key="next_check_on")  # fmt: skip
    return before and done


def _eighteen(facts: MinorProtectionFacts) -> date:
    return add_months(facts.birth_on, 12 * 18)


def _venue(w: Working, facts: MinorProtectionFacts) -> bool:
    """Raises NotInForce before the present Act: the article of the older one is not kept."""
    if facts.venue == "ordinary":
        return True
    if facts.on < w.book.sources.by_id[VENUES].in_force_from:
        raise NotInForce("现行《未成年人保护法》施行以前的条文没有收录，不能判断场所。")
    return not w.step("营业性娱乐场所、酒吧、网吧等，不得招用未成年人", True, f"{VENUES}#61.2")
