"""Why contributions stop, what the reason is called, and whether it is against the worker's will.

Against the will (Provisions on Implementing the Social Insurance Law, Article 13): the employer
ends by 39, 40 or 41, or proposes the agreement of 36; the contract ends by 44(1), (4) or (5); the
worker leaves for the employer's fault by 38.
"""

from typing import Literal, NamedTuple

StopReason = Literal[
    "agreed_employer",
    "agreed_worker",
    "resigned",
    "employer_fault",
    "worker_fault",
    "no_fault",
    "redundancy",
    "expiry",
    "renewal_refused",
    "employer_closed",
    "retired",
    "died",
    "transferred",
    "military",
    "imprisoned",
    "emigrated",
]
LCL = "cn/labour-contract-law"
SIL = "cn/social-insurance-law"
RULES_13 = "cn/social-insurance-rules-2011#13"
UNEMPLOYMENT_15 = "cn/unemployment-regulation#15"
Code = Literal[
    "解除/终止合同", "退休", "死亡", "调出/转移", "服兵役", "判刑收监", "出境定居", "单位注销"
]


class StopRule(NamedTuple):
    """`code`: what the declaration calls it; `involuntary` None: nobody is unemployed by it."""

    words: str
    code: Code
    article: str
    involuntary: bool | None


_ENDED: Code = "解除/终止合同"
STOPS: dict[StopReason, StopRule] = {
    "agreed_employer": StopRule("单位提出、双方协商一致解除", _ENDED, f"{LCL}#36", True),
    "agreed_worker": StopRule("劳动者提出、双方协商一致解除", _ENDED, f"{LCL}#36", False),
    "resigned": StopRule("劳动者辞职", _ENDED, f"{LCL}#37", False),
    "employer_fault": StopRule("单位有过错，劳动者解除", _ENDED, f"{LCL}#38", True),
    "worker_fault": StopRule("劳动者有过错，单位解除", _ENDED, f"{LCL}#39", True),
    "no_fault": StopRule("医疗期满、不能胜任或者情况变化，单位解除", _ENDED, f"{LCL}#40", True),
    "redundancy": StopRule("经济性裁员", _ENDED, f"{LCL}#41", True),
    "expiry": StopRule("合同期满终止", _ENDED, f"{LCL}#44", True),
    "renewal_refused": StopRule("合同期满，单位要续，劳动者不续", _ENDED, f"{LCL}#44", True),
    "employer_closed": StopRule("单位破产、关闭、被吊销或者注销", "单位注销", f"{LCL}#44", True),
    "retired": StopRule("退休，开始享受养老待遇", "退休", f"{LCL}#44", None),
    "died": StopRule("劳动者死亡", "死亡", f"{LCL}#44", None),
    "transferred": StopRule("调到别的单位，社保跟着转", "调出/转移", f"{SIL}#52", None),
    "military": StopRule("应征服兵役", "服兵役", f"{SIL}#51", None),
    "imprisoned": StopRule("被判刑收监", "判刑收监", UNEMPLOYMENT_15, None),
    "emigrated": StopRule("到境外定居", "出境定居", f"{SIL}#51", None),
}
RENEWAL_REFUSED = (
    "合同期满终止都算非本人意愿；单位按原条件或者更好条件续订而本人不续的，有的地方不认，先问清楚。"
)
EMPLOYER_FAULT = "劳动者以单位过错解除的，要拿得出证据，经办机构可能要求仲裁或者判决文书。"
NOTES: dict[StopReason, str] = {
    "renewal_refused": RENEWAL_REFUSED,
    "employer_fault": EMPLOYER_FAULT,
}
