"""The end of an employment."""

from datetime import date
from decimal import Decimal
from typing import Any

from gongyue.law.rulebook import Outcome
from tests.law.golden.shapes import FIRST, Answer, Unsupported, ask, shape

GROUNDS = (
    ("38", "worker_for_cause"),
    ("37", "resignation"),
    ("39", "worker_fault"),
    ("40(1)", "medical_period_over"),
    ("40(2)", "incompetence"),
    ("40(3)", "changed_circumstances"),
    ("41", "redundancy"),
    ("44(1)", "expiry"),
    ("44(2)", "retirement"),
    ("44(3)", "death"),
    ("44(4)", "employer_closed"),
    ("44(5)", "employer_closed"),
    ("IR22", "task_completed"),
)


def ground_of(article: str, proposer: str = "employer") -> str:
    if article == "36":
        return f"mutual_{proposer}"
    found = next((name for start, name in GROUNDS if article.startswith(start)), None)
    if found is None:
        raise Unsupported(article)
    return found


@shape("解除终止/情形判定", "ground")
@shape("解除终止/情形判定", "ground", "proposer")
@shape("解除终止/情形判定", "ground", "renew_offer", "worker_accepts")
def severance_due(
    ground: str, proposer: str = "employer", renew_offer: str = "", worker_accepts: bool = False
) -> Answer:
    name = ground_of(ground, proposer)
    if name == "expiry" and renew_offer in ("same", "better"):
        name = "expiry_renewal_refused"
    facts = {"started_on": "2024-01-01", "ended_on": "2025-06-30", "average_wage": 6000}
    due = ask("severance", ground=name, **facts).parts["due"]
    return {"severance": bool(due) and not worker_accepts}


@shape(
    "解除终止/经济补偿",
    "avg12", "last_day", "local_avg_monthly", "multiplier", "plus_one", "start",
)  # fmt: skip
def severance(**case: Any) -> Answer:
    facts = {
        "started_on": case["start"],
        "ended_on": case["last_day"],
        "average_wage": case["avg12"],
        "local_average_wage": case["local_avg_monthly"],
        "below_ceiling": case["local_avg_monthly"] is None,
    }
    if case["multiplier"] == 2:
        outcome = ask("dismissal_damages", **facts)
    elif case["plus_one"]:
        notice = {"ground": "changed_circumstances", "last_month_wage": case["plus_one"]}
        outcome = ask("severance", **facts, **notice)
    else:
        outcome = ask("severance", **facts)
    parts = outcome.parts
    return {
        "amount": outcome.value,
        "N": parts["service_years"],
        "service_n": parts["service_years"],
        "paid_years": parts["paid_years"],
        "monthly_base": parts["monthly_base"],
        "capped": parts["capped"],
        "plus_one": case["plus_one"],
    }


@shape("解除终止/2008-01-01分段", "avg12", "ground", "last_day", "start")
def severance_across_2008(avg12: Any, ground: str, last_day: str, start: str) -> Answer:
    outcome = ask(
        "severance",
        started_on=start,
        ended_on=last_day,
        average_wage=avg12,
        ground=ground_of(ground),
    )
    old, new = outcome.parts["old_months"], outcome.parts["paid_years"]
    assert isinstance(old, Decimal)
    assert isinstance(new, Decimal)
    return {"amount": outcome.value, "n": old + new, "pre_2008_months": old, "post_2008_n": new}


# Articles in the cases' manner → the reason the rule asks for.
REASONS = (
    ("39(1)", "probation_failed"),
    ("39", "serious_fault"),
    ("40(1)", "medical_period_over"),
    ("40(2)", "incompetence"),
    ("40(3)", "changed_circumstances"),
    ("41", "redundancy"),
    ("44(1)", "expiry"),
)


def lawfulness(ground: str, **facts: Any) -> Outcome:
    reason = next((name for start, name in REASONS if ground.startswith(start)), None)
    if reason is None:
        raise Unsupported(ground)
    return ask("ending_lawfulness", on=FIRST, reason=reason, steps_were_taken=True, **facts)


@shape("解除终止/情形判定", "ground", "pregnant")
def dismissal_of_a_mother(ground: str, pregnant: bool) -> Answer:
    return {"dismissal_allowed": lawfulness(ground, is_mother=pregnant).value}


@shape("解除终止/情形判定", "ground", "in_medical_period")
def ending_while_ill(ground: str, in_medical_period: bool) -> Answer:
    outcome = lawfulness(ground, in_medical_period=in_medical_period)
    return {"terminate_now": outcome.value, "extend_until": outcome.parts.get("extend_until")}


@shape("解除终止/情形判定", "laid_off", "total")
def redundancy(laid_off: Any, total: Any) -> Answer:
    outcome = ask("redundancy_threshold", on=FIRST, laid_off=laid_off, total=total)
    return {"article41_applies": outcome.value}


@shape("解除终止/情形判定", "end")
def handover(end: str) -> Answer:
    outcome = ask("handover_duties", ended_on=end, on=end)
    assert outcome.parts["certificate_on"] == date.fromisoformat(end)
    return {"transfer_deadline": outcome.value, "certificate": "解除时当日"}


@shape("解除终止/情形判定", "ground", "public_welfare_post")
def welfare_post(ground: str, public_welfare_post: bool) -> Answer:
    """Asked of somebody with ten years, who else could demand an open-ended contract."""
    facts = {"started_on": "2014-01-01", "on": FIRST, "public_welfare_post": public_welfare_post}
    if not public_welfare_post:
        due = severance_due(ground)["severance"]
    else:
        ended = {"started_on": "2014-01-01", "ended_on": FIRST, "average_wage": 6000}
        ground_of(ground)  # an unknown article is unsupported
        due = ask("severance", ground="public_welfare_post", **ended).parts["due"]
    return {"severance": due, "open_ended_rule_applies": ask("open_ended", **facts).value}


@shape("解除终止/情形判定", "agreement_no_si", "date")
def no_insurance_agreed(agreement_no_si: bool, date: str) -> Answer:
    """The allowance paid instead is a hundred yuan: only whether it goes back is asked."""
    if not agreement_no_si:
        raise Unsupported("no such agreement")
    facts = {"clause": "no_insurance", "paid_instead": 100, "was_paid_in": True}
    outcome = ask("void_clauses", on=date, **facts)
    return {
        "agreement_valid": outcome.value,
        "severance": outcome.parts["severance"],
        "refund_after_backpay": bool(outcome.parts["may_ask_back"]),
    }
