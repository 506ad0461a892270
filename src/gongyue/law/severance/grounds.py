"""How an employment may end, and what that means for severance (Articles 36–46)."""

from typing import Literal, NamedTuple

Ground = Literal[
    "mutual_employer",
    "mutual_worker",
    "worker_for_cause",
    "resignation",
    "worker_fault",
    "medical_period_over",
    "incompetence",
    "changed_circumstances",
    "redundancy",
    "expiry",
    "expiry_renewal_refused",
    "task_completed",
    "employer_closed",
    "retirement",
    "death",
    "part_time",
    "public_welfare_post",
]
LAW = "cn/labour-contract-law"
REGULATION = "cn/labour-contract-law-regulation"


class GroundRule(NamedTuple):
    """`before_2008`: by_year, none, or None where the old rules are not modelled."""

    words: str
    due: bool
    article: str
    before_2008: Literal["by_year", "none"] | None = None

    @property
    def act(self) -> str:
        """What knows the ground: the Regulation came nine months after the Act."""
        return self.article.partition("#")[0]


GROUNDS: dict[Ground, GroundRule] = {
    "mutual_employer": GroundRule("用人单位提出并协商一致解除", True, f"{LAW}#46.1.2", "by_year"),
    "mutual_worker": GroundRule("劳动者提出并协商一致解除", False, f"{LAW}#46.1.2"),
    "worker_for_cause": GroundRule("劳动者因用人单位过错解除", True, f"{LAW}#46.1.1"),
    "resignation": GroundRule("劳动者提前通知辞职", False, f"{LAW}#37"),
    "worker_fault": GroundRule("劳动者有过错被解除", False, f"{LAW}#39"),
    "medical_period_over": GroundRule("医疗期满不能工作被解除", True, f"{LAW}#46.1.3"),
    "incompetence": GroundRule("不能胜任工作被解除", True, f"{LAW}#46.1.3", "by_year"),
    "changed_circumstances": GroundRule("客观情况重大变化被解除", True, f"{LAW}#46.1.3"),
    "redundancy": GroundRule("经济性裁员", True, f"{LAW}#46.1.4"),
    "expiry": GroundRule("固定期限合同期满终止", True, f"{LAW}#46.1.5", "none"),
    "expiry_renewal_refused": GroundRule(
        "期满时单位维持或提高条件续订，劳动者不同意", False, f"{LAW}#46.1.5"
    ),
    "task_completed": GroundRule("任务完成合同终止", True, f"{REGULATION}#22"),
    "employer_closed": GroundRule("单位破产、被吊销、关闭或提前解散", True, f"{LAW}#46.1.6"),
    "retirement": GroundRule("达到退休年龄或享受养老待遇终止", False, f"{LAW}#44"),
    "death": GroundRule("劳动者死亡或被宣告死亡、失踪终止", False, f"{LAW}#44"),
    "part_time": GroundRule("非全日制用工终止", False, f"{LAW}#71"),
    "public_welfare_post": GroundRule("公益性岗位合同终止", False, f"{REGULATION}#12"),
}
NOTICE_GROUNDS = ("medical_period_over", "incompetence", "changed_circumstances")
