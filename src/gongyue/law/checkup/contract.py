"""Written contracts: missing, signed late, run out or about to."""

from datetime import date, timedelta
from decimal import Decimal

from gongyue.kernel.dates import ONE_DAY, add_months, period_end
from gongyue.law.checkup.desk import EMPTY, NOT_IN_SOURCE, Desk, answer, said, take
from gongyue.law.checkup.facts import ContractTerm
from gongyue.law.checkup.finding import Draft
from gongyue.law.checkup.subject import Subject, is_of_earlier_employment
from gongyue.law.checkup.wage_of import agreed_wage, latest_gross
from gongyue.law.checkup.wording import zh
from gongyue.law.double_wage import (
    DoubleWageFacts,
    deemed_open_ended_on,
    double_wage,
    double_wage_period,
    first_day,
)

CONTRACT_FIELDS = (
    "contract_signed",
    "signed_on",
    "contract_first",
    "contract_last",
    "contract_kind",
    "contract_months",
    "contract_term",
    "sign_count",
)
DATED_FIELDS = CONTRACT_FIELDS[1:]
NEEDED = (
    ("contract.missing", "contract_signed"),
    ("contract.late_signed", "signed_on"),
    ("contract.expired", "contract_last"),
)
ANNOUNCE_DAYS, URGENT_DAYS = 60, 30
YEAR = 12
TIME_BAR = "仲裁时效为一年，对方提出时效抗辩时，超过一年的部分可能不再支持；金额为上限。"
MAYBE_RETIRED = "可能已过法定退休年龄；已领养老金的不适用，请先确认。"


def check(desk: Desk, subject: Subject) -> None:
    if not subject.employed or not subject.is_employee:
        return
    if not subject.facts.on_roster:
        desk.cannot(subject.facts, "contract.missing", "status", "不在花名册上，不知是否在职")
    elif subject.retired == "certain":
        _leave_the_retired(desk, subject)
    elif not has_contract_columns(desk):
        for code, name in NEEDED:
            desk.cannot(subject.facts, code, name)
    elif subject.terms:
        _late(desk, subject)
        _running(desk, subject)
    else:
        _missing(desk, subject)


def has_contract_columns(desk: Desk) -> bool:
    return desk.known.any(*CONTRACT_FIELDS) or "contracts" in desk.known.roles


def _leave_the_retired(desk: Desk, subject: Subject) -> None:
    """Past retirement age the relation may be a service one: only its kind can tell."""
    if not subject.terms and has_contract_columns(desk):
        reason = "已过法定退休年龄，不知是劳动关系还是劳务关系"
        desk.cannot(subject.facts, "contract.missing", "employment_kind", reason)


def _missing(desk: Desk, subject: Subject) -> None:
    facts = subject.facts
    if (gap := _gap_for_missing(desk, subject)) is not None:
        desk.cannot(facts, "contract.missing", *gap)
        return
    started = subject.hired_on
    if started is None or double_wage_period(started, None, subject.on) is None:
        return
    draft = Draft(
        code="contract.missing",
        message=_missing_message(subject, started),
        unsure=_missing_doubts(desk, subject),
        worsens_on=_next_month(started, subject.on),
        citations=["cn/labour-contract-law#14.3"],
    )
    _double_wage(desk, subject, draft, None)
    if add_months(first_day(started), YEAR) <= subject.on:  # claims age month by month
        draft.doubts.append(TIME_BAR)
    desk.add(facts, draft)


def _gap_for_missing(desk: Desk, subject: Subject) -> tuple[str, str] | None:
    facts = subject.facts
    if lost := [name for name in CONTRACT_FIELDS if name in facts.unreadable]:
        return lost[0], EMPTY
    if subject.hired_on is None:
        return "hired_on", EMPTY if desk.known.any("hired_on") else NOT_IN_SOURCE
    return None


def _missing_message(subject: Subject, started: date) -> str:
    text = f"{zh(started)}入职，至今没有书面劳动合同；满一个月的次日起，每月应付二倍工资。"
    if (deemed := deemed_open_ended_on(started)) <= subject.on:
        text += f"已满一年，{zh(deemed)}起视为已订立无固定期限劳动合同，仍须立即补签。"
    return text


def _missing_doubts(desk: Desk, subject: Subject) -> list[str]:
    facts = subject.facts
    refused = [t for t in facts.contracts if t.signed is False or t.sign_count == 0]
    only_flag = not desk.known.any(*DATED_FIELDS) and "contracts" not in desk.known.roles
    checks = (
        (only_flag and not refused, "“是否签订劳动合同”一格是空的，请先确认。"),
        (any(t.signed_on or t.first for t in refused), "写着未签，却又填了合同日期，请先确认。"),
        ("contracts" in facts.namesakes, "合同表里有同名的人没有对上号，请先确认是不是本人。"),
        (_is_signed_later(subject), "签订日期晚于体检日，体检日当天尚未签订。"),
        (_has_earlier_contract(subject), "表中只有入职以前就已到期的合同，请核对入职日期。"),
        (_is_first_day(subject), "今天是满一个月后的第一天，当天补签的不再产生二倍工资。"),
    )
    return [*(text for true, text in checks if true), *doubts_of_hiring(subject)]


def _is_signed_later(subject: Subject) -> bool:
    return any(t.signed_on and t.signed_on > subject.on for t in subject.facts.contracts)


def _has_earlier_contract(subject: Subject) -> bool:
    terms, hired_on = subject.facts.contracts, subject.hired_on
    return any(t.is_written and is_of_earlier_employment(t, hired_on) for t in terms)


def _is_first_day(subject: Subject) -> bool:
    return subject.hired_on is not None and subject.on == first_day(subject.hired_on)


def doubts_of_hiring(subject: Subject) -> list[str]:
    """Why the hiring day, or the relation itself, is not beyond doubt."""
    checks = (
        (subject.hired_assumed, "没有入职日期，按合同开始日期推断。"),
        ("hired_on" in subject.facts.vague, "入职日期只写到月份，按当月1日计算。"),
        (subject.retired == "possible", MAYBE_RETIRED),
    )
    return [text for true, text in checks if true]


def _next_month(started: date, on: date) -> date | None:
    """While the double wage runs it grows month by month, to the first anniversary."""
    anniversary = deemed_open_ended_on(started)
    if on >= anniversary:
        return None
    months = 1
    while (day := add_months(first_day(started), months)) <= on:
        months += 1
    return min(day, anniversary)


def _double_wage(desk: Desk, subject: Subject, draft: Draft, signed_on: date | None) -> None:
    """Amount and working; without a wage both stay empty and the draft says so."""
    wage = agreed_wage(subject)
    if wage is None and (wage := latest_gross(subject)) is not None:
        draft.assumptions.append("没有约定工资，按最近一个整月的应发工资计算。")
    if wage is None:
        draft.assumptions.append("没有工资数据，金额无法计算。")
        draft.working.append(said("入职日期", subject.hired_on))
        return
    outcome = answer(double_wage, lambda: _facts(desk, subject, signed_on, wage), desk)
    if isinstance(outcome, str):
        draft.doubts.append(outcome)
        return
    take(draft, outcome)
    draft.amount = outcome.amount
    draft.assumptions.append("金额是正常工资之外另付的一倍，算到体检日为止的上限；已付的应扣除。")


def _facts(
    desk: Desk, subject: Subject, signed_on: date | None, wage: Decimal | None
) -> DoubleWageFacts:
    assert subject.hired_on is not None
    assert wage is not None
    return DoubleWageFacts(
        place=desk.place,
        started_on=subject.hired_on,
        signed_on=signed_on,
        on=subject.on,
        monthly_wage=wage,
    )


def _late(desk: Desk, subject: Subject) -> None:
    first, hired_on = subject.terms[0], subject.hired_on
    signed_on = first.signed_on or first.first
    if hired_on is None or subject.hired_assumed or signed_on is None or signed_on > subject.on:
        return
    if double_wage_period(hired_on, signed_on, subject.on) is None:
        return
    if not _is_first_contract(first, hired_on):
        reason = "看不出表中的合同是不是首份合同"
        desk.cannot(subject.facts, "contract.late_signed", "sign_count", reason)
        return
    _add_late(desk, subject, first, signed_on)


def _is_first_contract(term: ContractTerm, hired_on: date) -> bool:
    """A renewal is never late; a ledger often holds only the latest contract."""
    if term.sign_count is not None:
        return term.sign_count <= 1
    begins = term.first or term.signed_on
    return begins is not None and begins < add_months(hired_on, YEAR)


def _add_late(desk: Desk, subject: Subject, term: ContractTerm, signed_on: date) -> None:
    draft = Draft(
        code="contract.late_signed",
        message=f"{zh(subject.hired_on)}入职，{zh(signed_on)}才签首份合同，超过一个月的期间应付二倍工资。",
        origin=term.origin,
        unsure=doubts_of_hiring(subject),
    )
    if term.signed_on is None:
        draft.unsure.append("没有签订日期，按合同开始日期推断，请先核对实际签订日。")
    elif term.sign_count is None and _begins_late(subject, term):
        draft.unsure.append("合同在入职一个多月后才开始，请核对这是不是首份合同。")
    if add_months(signed_on, YEAR) < subject.on:
        draft.severity = "low"
        draft.doubts.append(TIME_BAR)
    _double_wage(desk, subject, draft, signed_on)
    desk.add(subject.facts, draft)


def _begins_late(subject: Subject, term: ContractTerm) -> bool:
    """The contract itself begins after the month in which it should have been signed."""
    hired_on = subject.hired_on
    return bool(term.first and hired_on and term.first >= first_day(hired_on))


def _running(desk: Desk, subject: Subject) -> None:
    """The latest contract: run out, or about to."""
    if any(term.is_open for term in subject.terms):
        return
    latest = max(subject.terms, key=_latest_day)
    last = latest.ends_on
    if any(t.is_contradictory and _latest_day(t) >= _latest_day(latest) for t in subject.terms):
        reason = "合同开始日期晚于到期日期，有一个写错了"
        desk.cannot(subject.facts, "contract.expired", "contract_last", reason)
    elif last is None:
        known = desk.known.any("contract_last", "contract_months", "contract_term")
        reason = EMPTY if known else NOT_IN_SOURCE
        desk.cannot(subject.facts, "contract.expired", "contract_last", reason)
    elif last < subject.on:
        _add_expired(desk, subject, latest, last)
    elif (last - subject.on).days <= ANNOUNCE_DAYS:
        _add_expiring(desk, subject, latest, last)


def _latest_day(term: ContractTerm) -> date:
    """The latest day a term speaks of; of dates that contradict each other, either may be right."""
    return max(term.ends_on or date.min, term.first or date.min)


def _add_expired(desk: Desk, subject: Subject, term: ContractTerm, last: date) -> None:
    month_after = period_end(last + ONE_DAY, 1) + ONE_DAY
    draft = Draft(
        code="contract.expired",
        message=f"合同{zh(last)}到期，已过{(subject.on - last).days}天，没有续签记录，人仍在职。",
        origin=term.origin,
        worsens_on=month_after if month_after > subject.on else None,
        working=[said("合同到期日", last), said("体检日", subject.on)],
        assumptions=[
            "医疗期、孕产哺乳期等法定顺延（《劳动合同法》第42、45条）未知，有则不算到期。"
        ],
    )
    if month_after <= subject.on:
        draft.citations.append("cn/dispute-interpretation-2#11")
        draft.doubts.append(
            "到期后继续用工超过一个月，本人可要求按原条件续签；二倍工资各地掌握不一。"
        )
    if term.kind == "task":
        draft.unsure.append("以完成一定工作任务为期限的合同以任务完成为准，请先确认。")
    if not (desk.known.has_roster or desk.known.any("status", "left_on", "hired_on")):
        draft.unsure.append("没有花名册，也没有在职状态，按仍在职处理。")
    if subject.retired == "possible":
        draft.unsure.append(MAYBE_RETIRED)
    desk.add(subject.facts, draft)


def _add_expiring(desk: Desk, subject: Subject, term: ContractTerm, last: date) -> None:
    days = (last - subject.on).days
    urgent = days <= URGENT_DAYS
    draft = Draft(
        code="contract.expiring",
        message=f"合同{zh(last)}到期，还有{days}天。" if days else f"合同今天（{zh(last)}）到期。",
        origin=term.origin,
        severity="medium" if urgent else "low",
        worsens_on=last + ONE_DAY if urgent else last - timedelta(days=URGENT_DAYS),
        working=[said("合同到期日", last), said("剩余天数", Decimal(days), "day")],
    )
    desk.add(subject.facts, draft)
