"""Irregular hours: Labour Law 39; Ministry of Labour (1994) No. 503; Wage Provisions 13.4."""

from dataclasses import dataclass
from typing import Literal

from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/averaged-hours-measures"
LABOUR_39 = "cn/labour-law#39"
WHO, REST, APPROVAL = f"{LAW}#4", f"{LAW}#6", f"{LAW}#7"
NO_OVERTIME_PAY = "cn/wage-payment-provisions#13.4"
NO_LIMIT = "cn/labour-law-opinions#67"
Post = Literal["senior", "field", "sales", "duty", "driver", "loader", "on_call", "other"]
POSTS: dict[str, tuple[str, str]] = {
    "senior": ("高级管理人员", f"{LAW}#4.1.1"),
    "field": ("外勤人员", f"{LAW}#4.1.1"),
    "sales": ("推销人员", f"{LAW}#4.1.1"),
    "duty": ("值班人员", f"{LAW}#4.1.1"),
    "driver": ("长途运输人员、出租汽车司机", f"{LAW}#4.1.2"),
    "loader": ("铁路、港口、仓库的装卸人员", f"{LAW}#4.1.2"),
    "on_call": ("需要机动作业的职工", f"{LAW}#4.1.2"),
    "other": ("其他岗位，由审批机关认定是否适合", f"{LAW}#4.1.3"),
}


@dataclass(frozen=True, kw_only=True)
class IrregularHoursFacts(Facts):
    place: Place
    on: Day
    post: Post
    approved: bool
    approved_from: Day | None = None
    approved_until: Day | None = None
    covers_post: bool = True
    worked_holiday: bool = False
    rests: bool = True

    def check(self) -> None:
        self.in_order("approved_from", "approved_until")


def irregular_hours(
    facts: IrregularHoursFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether irregular hours apply on the day; part `overtime_pay` whether 150 and 200 % do."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    words, article = POSTS[facts.post]
    w.step("可以申请不定时工作制的岗位", words, article)
    label = "适用不定时工作制"
    if not _is_approved(w, facts):
        w.step(
            "按标准工时，加班照付加班工资", True, LABOUR_39, "cn/labour-law#44", key="overtime_pay"
        )
        if facts.post == "senior":
            w.doubt("个别地方的规定允许高级管理人员不经审批实行不定时工作制，请查当地规定。")
        return w.outcome(label, False, None, "not_applicable")
    w.step("工作日延长时间、休息日上班不另付加班工资", True, NO_OVERTIME_PAY)
    w.part("overtime_pay", False)
    w.step("不受每天3小时、每月36小时加班上限的限制", True, NO_LIMIT)
    _holiday(w, facts)
    rests = w.step("用集中休息、轮休、弹性时间保证了休息休假", facts.rests, REST, key="rests")
    return w.outcome(label, True, None, "applicable" if rests else "no_rest")


def _is_approved(w: Work, facts: IrregularHoursFacts) -> bool:
    """Approved by the labour administration, for this post, and not yet run out."""
    approved = w.step("经劳动行政部门批准", facts.approved, LABOUR_39, APPROVAL, key="approved")
    if not approved:
        return False
    for words, day, holds in (
        ("批准的有效期开始于", facts.approved_from, _reached(facts.approved_from, facts.on)),
        ("批准的有效期到", facts.approved_until, _reached(facts.on, facts.approved_until)),
    ):
        if day is not None:
            w.given(words, day)
            approved &= w.step("当天在批准的有效期内", holds, APPROVAL)
    if facts.approved_until is None:
        w.doubt("批准一般有期限，过期没有续批的按标准工时计算；请核对批复上的日期。")
    return w.step("批准的岗位包括这个岗位", facts.covers_post, APPROVAL) and approved


def _reached(first: Day | None, last: Day | None) -> bool:
    return first is None or last is None or first <= last


def _holiday(w: Work, facts: IrregularHoursFacts) -> None:
    """National rules exclude the 300 % as well; some places keep it: never decided here."""
    if facts.worked_holiday:
        w.step("法定休假日上班，国家规定不执行三倍工资", True, NO_OVERTIME_PAY)
        w.part("holiday_pay", "local")
        w.doubt("法定休假日上班，有的地方仍要求付三倍工资；各地规定和裁判不同，请查当地规定。")
