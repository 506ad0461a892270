"""How a worker may say that it ended, and which grounds of the other rules that means."""

from typing import Literal, NamedTuple

from gongyue.law.ending_lawfulness import Reason
from gongyue.law.severance import Ground

Ending = Literal[
    "no_reason",
    "mutual_employer",
    "mutual_worker",
    "worker_for_cause",
    "resignation",
    "probation_failed",
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
    "part_time",
    "public_welfare_post",
]
Protection = Literal[
    "none", "mother", "medical", "occupational", "lost_capacity", "near_retirement"
]
SHIELDED_BY: dict[str, str] = {
    "mother": "is_mother",
    "medical": "in_medical_period",
    "occupational": "awaits_occupational_check",
    "lost_capacity": "lost_capacity_at_work",
    "near_retirement": "nears_retirement",
}


class EndingRule(NamedTuple):
    """`ground` of severance; `reason` by which the employer ended it (None: nobody asks whether
    it may); None for a ground where no lawful one was told."""

    ground: Ground | None
    reason: Reason | None = None


ENDINGS: dict[Ending, EndingRule] = {
    "no_reason": EndingRule(None),
    "mutual_employer": EndingRule("mutual_employer"),
    "mutual_worker": EndingRule("mutual_worker"),
    "worker_for_cause": EndingRule("worker_for_cause"),
    "resignation": EndingRule("resignation"),
    "probation_failed": EndingRule("worker_fault", "probation_failed"),
    "worker_fault": EndingRule("worker_fault", "serious_fault"),
    "medical_period_over": EndingRule("medical_period_over", "medical_period_over"),
    "incompetence": EndingRule("incompetence", "incompetence"),
    "changed_circumstances": EndingRule("changed_circumstances", "changed_circumstances"),
    "redundancy": EndingRule("redundancy", "redundancy"),
    "expiry": EndingRule("expiry", "expiry"),
    "expiry_renewal_refused": EndingRule("expiry_renewal_refused"),
    "task_completed": EndingRule("task_completed"),
    "employer_closed": EndingRule("employer_closed"),
    "retirement": EndingRule("retirement"),
    "part_time": EndingRule("part_time"),
    "public_welfare_post": EndingRule("public_welfare_post"),
}
