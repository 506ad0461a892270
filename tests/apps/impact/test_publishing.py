"""No sum of so few that one could tell whose it is."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gongyue.apps.impact.publishing import FEWEST, OTHERS, published


def _group(label: str, people: int, firms: int, amount: int) -> dict[str, Any]:
    return {
        "rule": "minimum_wage",
        "by": "place",
        "is": label,
        **dict.fromkeys(("moved", "up", "subjects"), people),
        "down": 0,
        "firms": min(firms, people),
        "before": "0",
        "after": str(amount),
        "difference": str(amount),
    }


def _report(groups: list[dict[str, Any]]) -> dict[str, Any]:
    people = sum(row["subjects"] for row in groups)
    firms = sum(row["firms"] for row in groups)
    whole = {**_group("", people, firms, sum(int(row["difference"]) for row in groups))}
    found = {**whole, "firms": firms, "unit": "yuan", "only_standing": 0, "verdicts": [],
             "distribution": [], "doubts": [], "parts": {},
             "refusals": {"appeared": 0, "gone": 0}}  # fmt: skip
    return {"subjects": people, "firms": firms, "moved": people, "groups": groups,
            "rules": {"minimum_wage": found}}  # fmt: skip


ROWS = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 5), st.integers(-500, 500)), min_size=1, max_size=8
)


@given(ROWS)
def test_every_group_shown_is_large_enough_and_none_follows_from_the_rest(
    rows: list[tuple[int, int, int]],
) -> None:
    groups = [_group(f"43010{at}", *row) for at, row in enumerate(rows)]
    shown = published(_report(groups))
    whole = shown["rules"]["minimum_wage"]
    if whole.get("too_few"):
        assert not shown["groups"]
        return
    told = {name: sum(row[name] for row in shown["groups"]) for name in ("subjects", "firms")}
    for row in shown["groups"]:
        assert row["subjects"] >= FEWEST and row["firms"] >= FEWEST
    # What is left of the whole after all groups shown is nothing.
    left = whole["subjects"] - told["subjects"], whole["firms"] - told["firms"]
    assert left == (0, 0)
    amounts = sum(Decimal(row["difference"]) for row in shown["groups"])
    assert amounts == Decimal(whole["difference"])


def test_two_small_groups_stand_together() -> None:
    shown = published(_report([_group("a", 5, 4, 10), _group("b", 2, 2, 10), _group("c", 2, 1, 9)]))
    assert [row["is"] for row in shown["groups"]] == ["a", OTHERS]


def test_one_firm_alone_is_not_told() -> None:
    shown = published(_report([_group("a", 50, 1, 900)]))
    assert shown["rules"]["minimum_wage"] == {"unit": "yuan", "too_few": True}
    assert shown["too_few"] and shown["subjects"] is None


def test_few_verdicts_and_classes_are_not_counted() -> None:
    report = _report([_group("a", 50, 9, 900)])
    report["rules"]["minimum_wage"]["verdicts"] = [{"before": "a", "after": "b", "count": 2}]
    report["rules"]["minimum_wage"]["distribution"] = [{"from": "0", "below": "50", "count": 1}]
    rule = published(report)["rules"]["minimum_wage"]
    assert rule["verdicts"][0]["count"] is None and rule["distribution"][0]["count"] is None
