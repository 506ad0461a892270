"""The special wage account: Regulation of 2019, 24 to 34; 人社部发〔2021〕53号 for the days."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from gongyue.kernel.dates import ONE_DAY
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW, DAYS = "cn/migrant-wage-regulation", "cn/wage-account-measures"
LABEL = "还缺的义务"
MAIN, SUB, OWNER = "施工总承包单位", "分包单位", "建设单位"


class Duty(NamedTuple):
    who: str
    words: str
    sources: tuple[str, ...]


# Fact → who owes what.
DUTIES = {
    "has_agreement": Duty(MAIN, "和建设单位、银行签三方协议", (DAYS,)),
    "is_monthly": Duty(f"{OWNER}、{MAIN}", "合同约定人工费至少每月拨一次", (f"{LAW}#24.2",)),
    "labour_cost_paid": Duty(OWNER, "按约定把人工费足额拨进专用账户", (f"{LAW}#29.1",)),
    "sheets_signed": Duty(SUB, "按月编工资表并由本人签字", (f"{LAW}#31.2",)),
    "paid_directly": Duty(MAIN, "从专用账户直接发到本人银行账户", (f"{LAW}#31.3",)),
    "has_officer": Duty(MAIN, "项目部配备劳资专管员", (f"{LAW}#28.2",)),
    "has_board": Duty(MAIN, "立维权信息告示牌", (f"{LAW}#34",)),
}
LOCAL = "多大的工程要开专用账户，各省可以另有规定；湖南的尚未核对。"
BEFORE = "在2021年7月7日以前开始的，没有写明三十天的期限；义务一样有。"


@dataclass(frozen=True, kw_only=True)
class WageAccountFacts(Facts):
    place: Place
    signed_on: Day
    opened_on: Day | None = None
    filed_on: Day | None = None
    completed_on: Day | None = None
    owes_nothing: bool = False
    announced_on: Day | None = None
    on: Day
    has_agreement: bool
    is_monthly: bool
    labour_cost_paid: bool
    sheets_signed: bool
    paid_directly: bool
    has_officer: bool
    has_board: bool
    is_subcontracted: bool = True

    def check(self) -> None:
        order = ("signed_on", "opened_on", "filed_on", "on")
        for earlier, later in (*pairwise(order), ("opened_on", "on"), ("signed_on", "on"),
                               ("completed_on", "announced_on"), ("announced_on", "on"),
                               ("completed_on", "on")):  # fmt: skip
            self.in_order(earlier, later)
        if self.filed_on and not self.opened_on:
            self.refuse("filed_on", "填了备案的日子，却没有填开户的日子")


def wage_account(
    facts: WageAccountFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """How many duties are missing; parts `missing` who owes what, `open_by`, `file_by`,
    `close_from` the first day the account may be closed."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=DAYS)
    w.doubt(LOCAL)
    w.given("签施工合同的日子", facts.signed_on)
    if facts.opened_on is None:
        late = _not_done(w, "开农民工工资专用账户", "open", facts.signed_on, f"{LAW}#26.1")
    else:
        w.step("开了农民工工资专用账户", facts.opened_on, f"{LAW}#26.1", key="opened_on")
        done = facts.filed_on is not None
        late = {} if done else _not_done(w, "报当地备案", "file", facts.opened_on, DAYS)
    missing = [f"{MAIN}：{words}" for words, is_late in late.items() if is_late]
    for name, duty in DUTIES.items():
        if name == "sheets_signed" and not facts.is_subcontracted:
            continue
        if not w.step(f"{duty.who}：{duty.words}", getattr(facts, name), *duty.sources):
            missing.append(f"{duty.who}：{duty.words}")
    w.part("missing", "；".join(missing))
    _closing(w, facts)
    verdict = "incomplete" if missing else "not_yet_due" if late else "complete"
    return w.outcome(LABEL, len(missing), None, verdict)


def _not_done(w: Work, words: str, kind: str, since: date, source: str) -> dict[str, bool]:
    """What is not done, and whether its days are over. Where it began before the measures the
    duty stands without a day."""
    w.step(words, False, source)
    if since < w.book.sources.by_id[DAYS].in_force_from:
        w.doubt(BEFORE)
        return {words: True}
    last = since + timedelta(days=int(w.use(f"wage_account.{kind}_days")))
    w.step(f"最晚{words}（三十日内）", last, DAYS, key=f"{kind}_by")
    return {words: w.on > last}


def _closing(w: Work, facts: WageAccountFacts) -> None:
    """Article 27.2: done, nobody owed, thirty days of notice."""
    if facts.completed_on is None:
        return
    ready = w.step("工程完工、没有拖欠", facts.owes_nothing, f"{LAW}#27.2", key="may_announce")
    if ready and facts.announced_on is not None:
        notice = timedelta(days=int(w.use("wage_account.notice_days")))
        first = facts.announced_on + notice + ONE_DAY
        w.step("公示满三十日，可以申请注销", first, f"{LAW}#27.2", key="close_from")
