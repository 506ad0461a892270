"""办事步骤: the four ways a labour dispute can go, and what each needs."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongyue.portals.mediator.desk import my_desk

LAW = "cn/dispute-mediation-arbitration-law"


@dataclass(frozen=True, kw_only=True)
class Step:
    name: str
    who: str
    what: tuple[str, ...]
    ends: str
    citations: tuple[str, ...]


STEPS = (
    Step(
        name="协商",
        who="劳动者与用人单位自己谈；劳动者可以请工会或其他人一起谈。",
        what=(
            "先把双方各自的记录摆在一起：合同、考勤、工资、社保，哪一条一致、哪一条有争议。",
            "每一笔数都点开看算法和法条，谈的是差在哪里，不是谁声音大。",
        ),
        ends="谈成的，写成书面和解协议；不愿谈、谈不成或谈成后不履行的，可以申请调解。",
        citations=(f"{LAW}#4", f"{LAW}#5"),
    ),
    Step(
        name="调解",
        who="企业劳动争议调解委员会、基层人民调解组织、乡镇街道有调解职能的组织。",
        what=(
            "书面或口头申请都可以；口头申请的，由调解组织当场记录。",
            "调解员听双方说，查清事实，再帮助达成协议；不替任何一方作决定。",
        ),
        ends="达成协议的，制作调解协议书，双方签名、调解员签名并加盖印章，对双方有约束力；到期没有达成的，可以申请仲裁。",
        citations=(f"{LAW}#10", f"{LAW}#12", f"{LAW}#13", f"{LAW}#14"),
    ),
    Step(
        name="仲裁",
        who="劳动合同履行地或者用人单位所在地的劳动争议仲裁委员会。",
        what=(
            "提交书面申请书，写明请求、事实和证据；书写有困难的可以口头申请。",
            "仲裁有时效：先看从哪一天起算，再看有没有中断。",
            "证据由用人单位掌握的，由用人单位提供。",
        ),
        ends="部分小额和标准类案件的裁决为终局；其余不服的，可以起诉。",
        citations=(f"{LAW}#6", f"{LAW}#21", f"{LAW}#27", f"{LAW}#28", f"{LAW}#47"),
    ),
    Step(
        name="诉讼",
        who="人民法院。",
        what=(
            "不服仲裁裁决、且裁决不是终局的，向法院起诉。",
            "已生效的裁决和调解书，可以向法院申请执行。",
        ),
        ends="到法院之后，调解仍然可以进行。",
        citations=(f"{LAW}#50", f"{LAW}#51"),
    ),
)


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """The steps; no number of days is shown that no rule of ours computes."""
    context = {"desk": my_desk(request), "steps_of_law": STEPS}
    return render(request, "mediator/guide.html", context)
