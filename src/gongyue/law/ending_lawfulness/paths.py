"""What has to have happened before an ending, and the article that wants it (39 to 44)."""

from typing import Literal, Protocol

from gongyue.law.rulebook import Work

LAW = "cn/labour-contract-law"
Reason = Literal[
    "probation_failed",
    "serious_fault",
    "medical_period_over",
    "incompetence",
    "changed_circumstances",
    "redundancy",
    "expiry",
]
# What has to have happened before, and the article that wants it.
PATHS: dict[str, tuple[str, str]] = {
    "probation_failed": ("在试用期内，并能证明不符合事先说明的录用条件", f"{LAW}#39.1.1"),
    "serious_fault": ("有法定过错，单位能举证，依据的规章依法制定并告知", f"{LAW}#39"),
    "medical_period_over": ("医疗期满，不能做原工作，也不能做另行安排的工作", f"{LAW}#40.1.1"),
    "incompetence": ("不能胜任，经过培训或者调整岗位，仍不能胜任", f"{LAW}#40.1.2"),
    "changed_circumstances": ("客观情况重大变化，协商变更合同没有谈成", f"{LAW}#40.1.3"),
    "redundancy": ("符合裁员情形，提前三十日说明、听取意见并报告", f"{LAW}#41.1"),
    "expiry": ("固定期限劳动合同期满", f"{LAW}#44"),
}
INCOMPETENT = PATHS["incompetence"][1]
KEPT_FIRST = f"{LAW}#41.2"


class PathFacts(Protocol):
    """What was said of the steps; None where nothing was."""

    @property
    def reason(self) -> Reason: ...

    @property
    def steps_were_taken(self) -> bool: ...

    @property
    def proved_incompetent(self) -> bool | None: ...

    @property
    def trained_or_moved(self) -> bool | None: ...

    @property
    def still_incompetent(self) -> bool | None: ...

    @property
    def kept_others_first(self) -> bool: ...


def path_taken(w: Work, facts: PathFacts) -> bool:
    """Whether the conditions and steps of the ground are there, each named where it is known."""
    words, article = PATHS[facts.reason]
    taken = w.step(words, facts.steps_were_taken, article, key="steps_were_taken")
    if not taken:
        return False
    if facts.reason == "incompetence":
        return _three_steps(w, facts)
    if facts.reason == "redundancy":
        return _kept_first(w, facts)
    return True


def _three_steps(w: Work, facts: PathFacts) -> bool:
    """Shown incompetent; trained or moved; shown so again. One that is missing ends the path."""
    steps = (
        ("有考核等证据证明不能胜任", facts.proved_incompetent),
        ("之后培训过或者调整过岗位", facts.trained_or_moved),
        ("培训或者调岗以后，再次证明仍不能胜任", facts.still_incompetent),
    )
    for words, was_done in steps:
        if was_done is not None and not w.step(words, was_done, INCOMPETENT):
            w.part("missing_step", words)
            return False
    w.part("missing_step", "")
    if facts.proved_incompetent is None:
        w.doubt("末位淘汰、业绩排名靠后不等于不能胜任，单位要举证。")
    return True


def _kept_first(w: Work, facts: PathFacts) -> bool:
    """Long terms, open-ended contracts and sole earners with dependants are kept first."""
    if not facts.kept_others_first:
        return True
    w.doubt("没有优先留用会不会使裁员违法，各地裁判不完全一致。")
    return w.step("该优先留用的没有留、留了别人", False, KEPT_FIRST, key="priority_kept")
