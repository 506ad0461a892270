"""Run worked cases from a JSON-lines file: `python -m tests.law.golden FILE [--json]`.

A topic and its input keys select a rule; the facts go through the same door as everybody's.
Numbers are compared to the fen, booleans, dates and words exactly; free text is for people.
Exit code 1 when a supported case differs, 0 otherwise. Unsupported shapes are counted by name.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongyue.kernel.dates import add_months, period_end
from gongyue.law.annual_leave import leave_tier
from gongyue.law.registry import evaluate
from gongyue.law.rulebook import BOOK, Outcome, Refusal

CHANGSHA = "430100"
COUNTIES = {"长沙县": "430121", "浏阳": "430181", "宁乡": "430182"}
FREE_TEXT = {"why", "note"}
FEN = Decimal("0.005")
FIRST = date(2025, 1, 1)
Answer = dict[str, Any]
SHAPES: dict[tuple[str, frozenset[str]], Callable[..., Answer]] = {}


class Unsupported(Exception):
    """No rule answers this shape."""


def shape(topic: str, *keys: str) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    def register(adapter: Callable[..., Answer]) -> Callable[..., Answer]:
        SHAPES[topic, frozenset(keys)] = adapter
        return adapter

    return register


def ask(rule: str, **facts: Any) -> Outcome:
    return evaluate(rule, {"place": CHANGSHA, **facts})


def area_code(area: str) -> str:
    return next((code for name, code in COUNTIES.items() if name in area), CHANGSHA)


@shape("劳动合同/书面合同与二倍工资", "hire_date", "sign_date")
def double_wage(hire_date: str, sign_date: str | None) -> Answer:
    years_later = add_months(date.fromisoformat(sign_date or hire_date), 24)
    outcome = ask(
        "double_wage", started_on=hire_date, signed_on=sign_date, on=years_later, monthly_wage=1
    )
    parts = outcome.parts
    return {
        "double_wage_due": outcome.verdict == "due",
        "start": parts["first_day"],
        "end": parts.get("last_day"),
        "calendar_days": parts["calendar_days"],
    }


@shape("劳动合同/试用期", "probation_months", "term_months")
def probation(probation_months: Any, term_months: Any) -> Answer:
    kind = "fixed" if isinstance(term_months, (int, Decimal)) else "open"
    facts: Answer = {"contract_first": FIRST, "kind": kind, "probation_first": FIRST, "on": FIRST}
    if kind == "fixed":
        facts["contract_last"] = after_months(term_months)
    last = max(after_months(probation_months), FIRST)
    parts = ask("probation", probation_last=last, **facts).parts
    legal = parts["legal"] or not probation_months
    return {"legal": legal, "max_probation_months": parts["max_probation_months"]}


def after_months(months: Any) -> date:
    whole = int(months)
    return period_end(FIRST, whole) + timedelta(days=int((Decimal(months) - whole) * 30))


@shape("休假/年休假", "entitlement", "join")
def leave_of_a_joiner(entitlement: Any, join: str) -> Answer:
    outcome = ask("annual_leave", year=int(join[:4]), started_on=join, entitlement=entitlement)
    parts = outcome.parts
    return {
        "days": outcome.value,
        "raw": parts["raw"],
        "remaining_days": parts["counted_days"],
    }


@shape("休假/年休假", "entitlement", "leave", "taken")
def leave_of_a_leaver(entitlement: Any, leave: str, taken: Any) -> Answer:
    year = int(leave[:4])
    facts = {"started_on": f"{year - 1}-01-01", "ended_on": leave, "entitlement": entitlement}
    parts = ask("annual_leave", year=year, taken=taken, **facts).parts
    return {
        "elapsed_days": parts["counted_days"],
        "unused_payable": parts["unused"],
        "clawback": 0,  # leave taken beyond is never claimed back (Measures 12.3)
    }


@shape("休假/年休假", "total_years")
def leave_by_service(total_years: Any) -> Answer:
    tier = leave_tier(Decimal(total_years))
    return {"days": BOOK.open(on=FIRST, place=CHANGSHA).use(tier) if tier else 0}


@shape("工时工资/加班上限", "max_daily", "month_ot_h")
def overtime_limit(max_daily: Any, month_ot_h: Any) -> Answer:
    outcome = ask("overtime_limit", month=FIRST, hours=month_ot_h, longest_day_hours=max_daily)
    return {"compliant": outcome.value}


@shape("工时工资/折算与加班", "year")
def working_time(year: Any) -> Answer:
    return dict(ask("working_time", year=year).parts)


@shape("工时工资/节假日倍数", "comp_leave", "date", "hours")
def multiple_of_a_day(comp_leave: bool, date: str, hours: Any) -> Answer:
    outcome = ask("day_multiple", day=date, time_off=comp_leave)
    return {"multiplier": outcome.value, "statutory_holiday": outcome.parts["statutory_holiday"]}


@shape("工时工资/最低工资", "area", "date")
def minimum_wage(area: str, date: str) -> Answer:
    outcome = ask("minimum_wage", place=area_code(area), month=date, gross=0)
    return {"monthly": outcome.parts["minimum"]}


@shape("社保/延迟退休", "birth", "kind")
def retirement(birth: str, kind: str) -> Answer:
    parts = ask("retirement", birth_on=f"{birth}-01", track=kind).parts
    return {**parts, "min_contrib_years": parts["min_contribution_years"]}


@shape("社保/缴费基数与费用", "date", "wage")
def contributions(date: str, wage: Any) -> Answer:
    parts = ask("contributions", month=date, wage=wage).parts
    return {
        "base": parts["base"],
        "pension_er": parts["pension_employer"],
        "pension_ee": parts["pension_worker"],
        "unemp_er": parts["unemployment_employer"],
        "unemp_ee": parts["unemployment_worker"],
    }


@shape("社保/缴费基数与费用", "year")
def contribution_base(year: Any) -> Answer:
    return dict(ask("contribution_base", month=f"{int(year)}-01-01", wage=0).parts)


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


def check(case: dict[str, Any]) -> tuple[str, str]:
    """ok, differs, refused or unsupported; and what was seen."""
    key = (case["topic"], frozenset(case["inputs"]))
    if key not in SHAPES:
        return "unsupported", f"{key[0]} {' '.join(sorted(key[1]))}"
    try:
        answer = SHAPES[key](**case["inputs"])
    except Unsupported as unsupported:
        return "unsupported", f"{key[0]}: {unsupported}"
    except Refusal as refusal:
        return "refused", refusal.message_zh
    wrong = {
        name: (expected, answer.get(name))
        for name, expected in case["expected"].items()
        if name not in FREE_TEXT and not same(expected, answer.get(name))
    }
    return ("differs", f"expected, got: {wrong}") if wrong else ("ok", "")


def same(expected: Any, got: Any) -> bool:
    if isinstance(expected, bool) or expected is None:
        return expected is got or (expected is None and got is None)
    if isinstance(expected, (int, Decimal)):
        return isinstance(got, (int, Decimal)) and abs(Decimal(expected) - got) < FEN
    return str(expected) == str(got)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.law.golden", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object a case")
    args = parser.parse_args(arguments)
    tally: Counter[str] = Counter()
    for line in args.file.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        case = json.loads(line, parse_float=Decimal)
        state, seen = check(case)
        tally[state] += 1
        if args.json:
            print(json.dumps({"id": case["id"], "state": state, "seen": seen}, ensure_ascii=False))
        elif state in ("differs", "refused"):
            print(f"{case['id']} {state}: {seen}")
        elif state == "unsupported":
            print(f"{case['id']} unsupported: {seen}")
    if not args.json:
        print(", ".join(f"{count} {state}" for state, count in sorted(tally.items())))
    return 1 if tally["differs"] or tally["refused"] else 0


if __name__ == "__main__":
    sys.exit(main())
