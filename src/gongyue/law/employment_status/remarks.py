"""What every answer says beside the leaning: the label, affiliates, who proves what."""

from datetime import date
from typing import Literal, Protocol

from gongyue.law.employment_status.factors import CASE_237, CASE_238, NOTICE
from gongyue.law.employment_status.outcome import NEEDS
from gongyue.law.rulebook import Work

OPINIONS = "cn/platform-workers-opinions"
AFFILIATES = "cn/dispute-interpretation-2#3"
CASES_OUT, OPINIONS_OUT, AFFILIATES_SINCE = date(2024, 12, 20), date(2021, 7, 16), date(2025, 9, 1)
NO_RULING = "这不是裁判：有没有劳动关系，由仲裁机构和法院按全部事实和证据认定；权重是我们定的。"
WORKER = "劳动者要准备：报酬流水、派单和奖惩记录、工牌工服、考勤或上线记录、群聊、同事证言。"
EMPLOYER = "企业要拿出：工资支付凭证、社保记录、招用登记、考勤记录，不拿出的承担不利后果。"
AFFILIATES_WORDS = (
    "关联企业交替、混同用工又没有书面合同的，可以请求确认与其中一家有劳动关系，"
    "按谁管理、谁付报酬、谁交社保等因素认定"
)
LABELS = {
    "labour_contract": "书面写的是劳动合同",
    "cooperation": "书面写的是承揽、合作协议",
    "self_employed": "登记成了个体工商户",
    "nothing_written": "没有书面协议",
}


class RemarkFacts(Protocol):
    @property
    def is_platform(self) -> bool: ...

    @property
    def label(
        self,
    ) -> Literal["labour_contract", "cooperation", "self_employed", "nothing_written"]: ...

    @property
    def has_affiliates(self) -> bool: ...


def label_remark(w: Work, facts: RemarkFacts) -> None:
    """The name of the paper has no weight where the facts say otherwise."""
    cases = (CASE_237, CASE_238) if w.on >= CASES_OUT else ()
    w.step(f"{LABELS[facts.label]}：名称不决定性质，看实际用工", True, NOTICE, *cases)


def remarks(w: Work, facts: RemarkFacts) -> None:
    for words in (NO_RULING, WORKER, EMPLOYER):
        w.doubt(words)
    if facts.has_affiliates and w.on >= AFFILIATES_SINCE:
        w.step(AFFILIATES_WORDS, True, AFFILIATES, key="may_choose_affiliate")
    if facts.is_platform and w.on >= OPINIONS_OUT:
        needs = "、".join(NEEDS)
        w.step(f"不完全符合但受管理的，企业要保障：{needs}", True, OPINIONS)
