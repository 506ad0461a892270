"""Work injury."""

from datetime import date, timedelta
from typing import Any

from tests.law.golden.shapes import FIRST, Answer, Unsupported, ask, shape

LATER = date(2025, 12, 1)  # after the ministry's third opinions
LIABILITY = {
    "none": "none", "no": "none", "zero": "none", "无责": "none", "无责任": "none",
    "minor": "minor", "secondary": "minor", "partial": "minor", "次要": "minor", "次责": "minor",
    "次要责任": "minor", "equal": "equal", "half": "equal", "同等": "equal", "同等责任": "equal",
    "major": "major", "main": "major", "primary": "major", "主要": "major", "主责": "major",
    "主要责任": "major", "full": "full", "sole": "full", "all": "full", "全部": "full",
    "全责": "full", "全部责任": "full", "unknown": "unknown", "未知": "unknown",
}  # fmt: skip


@shape("工伤/待遇", "grade", "own_wage")
def benefits(grade: Any, own_wage: Any, **average: Any) -> Answer:
    facts = {"injured_on": FIRST, "grade": int(grade), "own_wage": own_wage}
    return dict(ask("injury_benefits", **facts, **average).parts)


@shape("工伤/待遇", "grade", "own_wage", "region_avg")
def benefits_of_a_region(grade: Any, own_wage: Any, region_avg: Any) -> Answer:
    return benefits(grade, own_wage, regional_average=region_avg)


@shape("工伤/待遇", "prev_year_urban_income", "year")
def death_grant(prev_year_urban_income: Any, year: Any) -> Answer:
    facts = {"died_on": f"{int(year)}-06-30", "own_wage": 0, "regional_average": 0}
    parts = ask("injury_death", urban_income=prev_year_urban_income, **facts).parts
    return {"amount": parts["grant"]}


@shape("工伤/待遇", "region_avg")
def of_the_average_alone(region_avg: Any) -> Answer:
    """The funeral grant, and care by need."""
    known = {"own_wage": 0, "regional_average": region_avg}
    answer: Answer = {"amount": ask("injury_death", died_on=FIRST, **known).parts["funeral"]}
    for need in ("full", "most", "part"):
        facts = {"injured_on": FIRST, "grade": 1, "care": need, **known}
        answer[need] = ask("injury_benefits", **facts).parts["care_monthly"]
    return answer


@shape("工伤/待遇", "others", "own_wage", "spouse")
def dependants(others: Any, own_wage: Any, spouse: Any) -> Answer:
    facts = {"died_on": FIRST, "own_wage": own_wage, "spouse": bool(spouse)}
    parts = ask("injury_death", others=int(others), **facts).parts
    return {"raw": parts["monthly_raw"], "capped": parts["monthly"]}


@shape("工伤/认定", "commute", "liability")
def commute(commute: bool, liability: str) -> Answer:
    if str(liability) not in LIABILITY:
        raise Unsupported(f"liability {liability}")
    event = "commute" if commute else "elsewhere"
    facts = {"on": LATER, "event": event, "liability": LIABILITY[str(liability)]}
    return {"recognized": ask("injury_recognition", **facts).value}


@shape("工伤/认定", "hours")
def illness(hours: Any) -> Answer:
    outcome = ask("injury_recognition", on=LATER, event="illness", hours_to_death=hours)
    return {"deemed": outcome.verdict == "deemed", "recognized": outcome.value}


@shape("工伤/认定", "drunk")
def drunk(drunk: bool) -> Answer:
    exclusion = "drunk_or_drugs" if drunk else "none"
    facts = {"on": LATER, "event": "at_work", "exclusion": exclusion}
    return {"recognized": ask("injury_recognition", **facts).value}


@shape("工伤/认定", "employer_arranged", "evidence", "wfh")
def at_home(employer_arranged: bool, evidence: bool, wfh: bool) -> Answer:
    facts = {"on": LATER, "event": "at_home" if wfh else "at_work"}
    known = {"was_arranged": employer_arranged, "has_evidence": evidence}
    return {"recognized": ask("injury_recognition", **facts, **known).value}


@shape("工伤/认定", "errand", "reasonable")
def errand(errand: str, reasonable: bool) -> Answer:
    """The question says that the fault is not mainly one's own."""
    facts = {"on": LATER, "event": "commute", "trip": "errand", "liability": "minor"}
    return {"recognized": ask("injury_recognition", was_reasonable=reasonable, **facts).value}


@shape("工伤/认定", "employer_filed_day")
def late_employer(employer_filed_day: Any) -> Answer:
    filed = LATER + timedelta(days=int(employer_filed_day))
    facts = {"happened_on": LATER, "filed_by": "employer", "filed_on": filed}
    return {"borne_by": ask("injury_filing", **facts).parts["borne_by"]}
