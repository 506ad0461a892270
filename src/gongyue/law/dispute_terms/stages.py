"""The steps of a dispute: from which event, how many days, by which article, and what then."""

from typing import Literal, NamedTuple

LAW = "cn/dispute-mediation-arbitration-law"
RULES = "cn/arbitration-case-rules"
COURT_1 = "cn/dispute-interpretation-1"
Stage = Literal[
    "mediation", "accept", "serve", "defence", "serve_defence", "panel", "hearing_notice",
    "postpone", "award", "award_extended", "sue", "sue_final", "annul", "annul_after_refusal",
    "annul_after_suit", "sue_after_annulment",
]  # fmt: skip


class Term(NamedTuple):
    """`days` of work where `worked`; negative where they run back from a hearing."""

    words: str
    days: int
    article: str
    worked: bool = False
    court: str = ""
    then: str = ""


BASIC, MIDDLE = "基层人民法院", "中级人民法院"
TERMS: dict[Stage, Term] = {
    "mediation": Term("调解组织收到调解申请", 15, f"{LAW}#14.3",
                      then="期满没有达成协议的，可以申请仲裁"),
    "accept": Term("仲裁委收到仲裁申请", 5, f"{LAW}#29", True, BASIC,
                   "不受理或者逾期没有决定的，可以起诉"),
    "serve": Term("仲裁委受理", 5, f"{LAW}#30.1", True),
    "defence": Term("被申请人收到申请书副本", 10, f"{LAW}#30.2", True,
                    then="不交答辩书，不影响仲裁"),
    "serve_defence": Term("仲裁委收到答辩书", 5, f"{LAW}#30.2", True),
    "panel": Term("仲裁委受理", 5, f"{LAW}#32", True),
    "hearing_notice": Term("开庭", -5, f"{LAW}#35", True),
    "postpone": Term("开庭", -3, f"{LAW}#35", True, then="是否延期由仲裁委决定"),
    "award": Term("仲裁委受理", 45, f"{LAW}#43.1", False, BASIC, "逾期没有裁决的，可以起诉"),
    "award_extended": Term("仲裁委受理", 60, f"{LAW}#43.1", False, BASIC,
                           "逾期没有裁决的，可以起诉"),
    "sue": Term("收到非终局裁决书", 15, f"{LAW}#50", False, BASIC,
                "期满不起诉的，裁决书生效"),
    "sue_final": Term("劳动者收到终局裁决书", 15, f"{LAW}#48", False, BASIC),
    "annul": Term("用人单位收到终局裁决书", 30, f"{LAW}#49.1", False, MIDDLE,
                  "有法定情形才可以申请撤销"),
    "annul_after_refusal": Term("用人单位收到不予受理裁定书", 30, f"{COURT_1}#18", False, MIDDLE),
    "annul_after_suit": Term("收到驳回起诉或者准许撤诉的裁定书", 30, f"{COURT_1}#21.2", False,
                             MIDDLE),
    "sue_after_annulment": Term("收到撤销裁决的裁定书", 15, f"{LAW}#49.3", False, BASIC),
}  # fmt: skip
