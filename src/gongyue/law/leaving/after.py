"""What follows the end: the firm's duties with their days, and whom to go to with which papers."""

from datetime import date

from gongyue.law.composition import Composition
from gongyue.law.handover_duties import HandoverFacts, handover_duties
from gongyue.law.leaving.facts import LeavingFacts
from gongyue.law.leaving.limits import BROKEN_BY, LIMITATION, OF_PAY
from gongyue.law.rulebook import Action, Section

CERTIFICATE = "cn/labour-contract-law#50.1"
CONTENT = "cn/labour-contract-law-regulation#24"
WHICH_COMMISSION = "cn/dispute-mediation-arbitration-law#21.2"
APPLICATION = "cn/dispute-mediation-arbitration-law#28"
FREE = "cn/dispute-mediation-arbitration-law#53"
COMPLAIN = "cn/inspection-regulation#9.2"
TWO_YEARS = "cn/inspection-regulation#20.1"
PROOF = (
    "身份证",
    "劳动合同或者能证明在这里上班的材料",
    "工资流水",
    "考勤记录",
    "离职证明或者解除通知",
)


def ask_after(c: Composition, facts: LeavingFacts) -> None:
    handover = c.ask(
        handover_duties,
        lambda: _handover(facts),
        key="handover",
        title="单位要办的离职手续",
        counts="apart",
    )
    c.actions += [_certificate(facts), *_transfer(handover)]
    if any(section.claim_by and section.most for section in c.sections):
        c.actions.append(_arbitration(c.sections))
    if facts.unpaid_wages or facts.unpaid_overtime:
        c.actions.append(_inspection())


def _handover(facts: LeavingFacts) -> HandoverFacts:
    """As of the last day: nothing can be late yet."""
    return HandoverFacts(place=facts.place, ended_on=facts.ended_on, on=facts.ended_on)


def _certificate(facts: LeavingFacts) -> Action:
    return Action(
        what="向单位要解除或者终止劳动合同的证明",
        by=facts.ended_on,
        papers=("写明合同期限、解除或终止的日期、岗位、工作年限的离职证明",),
        where="所在单位",
        then="没有证明，办失业登记和入职新单位都会受影响；单位不给的，可以向劳动监察投诉。",
        sources=(CERTIFICATE, CONTENT),
    )


def _transfer(handover: Section) -> list[Action]:
    """The day stands in the outcome of the rule; none where it could not be known."""
    last = handover.outcome.value if handover.outcome else None
    if not isinstance(last, date):
        return []
    what = "看看单位有没有转出档案和社会保险关系"
    then = "逾期不办的，向劳动监察投诉；造成损失的，可以要求赔偿。"
    return [Action(what=what, by=last, where="所在单位", then=then, sources=(CERTIFICATE,))]


def _arbitration(sections: list[Section]) -> Action:
    """One application for all; the day of the last claim. Each section says its own."""
    last = max(section.claim_by for section in sections if section.claim_by and section.most)
    return Action(
        what="谈不拢的，申请劳动仲裁（不收费）",
        by=last,
        papers=("仲裁申请书，按被申请人人数加副本", *PROOF),
        where="劳动合同履行地或者单位所在地的劳动人事争议仲裁委员会",
        then="各项最晚的日子可能不同，见每一项。超过一年，对方提出时效抗辩的，可能不再支持；书面主张过、投诉过的，从那时重新算。",
        sources=(LIMITATION, BROKEN_BY, OF_PAY, WHICH_COMMISSION, APPLICATION, FREE),
    )


def _inspection() -> Action:
    return Action(
        what="拖欠工资、加班费的，也可以先投诉，请求责令限期支付",
        papers=PROOF,
        where="用工地的劳动保障监察机构，或者拨打 12333",
        then="责令以后到期仍不付的，要加付50%到100%的赔偿金；违法行为满两年没有人投诉、没有被发现的，不再查处。",
        sources=(COMPLAIN, TWO_YEARS),
    )
