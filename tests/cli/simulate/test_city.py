"""What is planted is there; a simple rule sees part of it; what looks bad often is not."""

from __future__ import annotations

from typing import Any

import pytest

KINDS = {
    "insurance_gap", "overtime_creep", "underpaid_overtime", "below_minimum", "under_base",
    "unlawful_probation", "no_contract", "late_contract", "contract_lapse",
    "looks_bad:year_end_pay", "looks_bad:bank_change", "looks_bad:batch_contributions",
}  # fmt: skip
# Wages known to be late or unpaid, from the panels alone, by what was known two months later.
LATE = """
    select e.firm_id, p.month, avg(case when p.paid_on is null
        or p.paid_on > p.due_on + 12 then 1 else 0 end) as late
    from p_pay p join p_employments e using (employment_id)
    where p.due_on < date '2025-10-01' group by all
"""


def test_every_trouble_is_planted(ask: Any) -> None:
    found = {kind for (kind,) in ask("select distinct kind from t_troubles")}
    assert found == KINDS
    fates = dict(ask("select collapse, count(*) from t_firms group by 1"))
    assert {"none", "arrears", "sudden"} <= fates.keys()


def test_arrears_build_up_before_the_exit(ask: Any) -> None:
    rows = ask(f"""
        select date_diff('month', month, exit) as ahead, avg(late) from ({LATE})
        join t_firms using (firm_id) where collapse = 'arrears' and exit is not null
        and date_diff('month', month, exit) between 1 and 9 group by 1 order by 1""")
    late = dict(rows)
    assert late[1] > 0.6 > 0.15 > late[9]
    assert late[1] > late[3] > late[6]


def test_sudden_exits_are_announced_by_nothing(ask: Any) -> None:
    (before,) = ask("""
        select max(arrears) from t_states join t_firms using (firm_id)
        where collapse = 'sudden' and month <= exit""")
    assert before == (0,)


def test_a_simple_rule_sees_some_collapses_and_not_all(ask: Any) -> None:
    alarms = f"select distinct firm_id from ({LATE}) where late > 0.3"
    ends = "select firm_id from t_firms where exit between date '2024-04-01' and date '2025-10-01'"
    ((seen,),) = ask(f"select count(*) from ({alarms}) semi join ({ends}) using (firm_id)")
    ((whole,),) = ask(f"select count(*) from ({ends})")
    ((raised,),) = ask(f"select count(*) from ({alarms})")
    assert whole >= 20
    assert 0.3 < seen / whole < 0.95, "some collapses have no precursor"
    assert seen / raised < 0.8, "some firms look bad and are not"


def test_firms_that_look_bad_pay_in_the_end(ask: Any) -> None:
    rows = ask("""
        select max(date_diff('day', due_on, paid_on)), count(*) filter (paid_on is null)
        from p_pay join p_employments using (employment_id) join t_firms using (firm_id)
        where looks_bad in ('year_end_pay', 'bank_change') and collapse = 'none'
        and due_on < date '2025-09-01'""")
    ((longest, unpaid),) = rows
    assert longest > 15 and unpaid == 0


def test_many_leave_at_once_without_any_collapse(ask: Any) -> None:
    causes = dict(ask("select cause, count(*) from t_collective_exits group by 1"))
    assert causes["season"] > 10
    assert causes["collapse:arrears"] > 5


def test_overtime_creeps_up(ask: Any) -> None:
    ((early, late),) = ask("""
        select avg(m) filter (turn between 0 and 1), avg(m) filter (turn >= 4) from (
            select (overtime_workday + overtime_restday) / 60 as m,
                date_diff('month', t.first_month, h.month) as turn
            from p_hours h join p_employments e using (employment_id)
            join t_troubles t on t.firm_id = e.firm_id and t.kind = 'overtime_creep'
            and h.month between t.first_month and t.last_month
            where t.first_month > date '2024-01-01' and e.kind = 'full_time')""")
    assert late > early + 8


def test_what_is_missing_is_missing_where_there_is_trouble(ask: Any) -> None:
    ((bad, good),) = ask("""
        select avg(m) filter (arrears > 0.3), avg(m) filter (arrears = 0) from (
            select s.arrears, (x.firm_id is not null)::int as m from t_states s
            left join t_missing x using (firm_id, month))""")
    assert bad > 1.5 * good > 0


def test_some_complaints_are_false_and_some_topics_are_wrong(ask: Any) -> None:
    ((true,),) = ask("select avg(is_true::int) from t_complaints")
    ((wrong,),) = ask("""
        select avg((p.topic != t.topic)::int) from p_complaints p
        join t_complaints t using (complaint_id) where t.is_true""")
    assert 0.3 < true < 0.95
    assert 0.03 < wrong < 0.25


def test_people_move_between_firms(ask: Any) -> None:
    ((moved,),) = ask("""
        select count(*) from (select person_id from p_employments group by 1
        having count(distinct firm_id) > 1)""")
    assert moved > 50


@pytest.mark.parametrize("column", ["industry", "place", "size_band", "pay_day"])
def test_no_column_of_the_register_gives_a_collapse_away(ask: Any, column: str) -> None:
    rows = ask(f"""
        select {column}, avg((exit is not null)::int), count(*) from p_firms
        join t_firms using (firm_id) group by 1 having count(*) >= 15""")
    assert rows and max(share for _, share, _ in rows) < 0.5


def test_numbers_say_nothing_about_what_they_number(ask: Any) -> None:
    ((firms,),) = ask("select abs(corr(firm_id, (exit is not null)::int)) from t_firms")
    ((voices,),) = ask("select abs(corr(complaint_id % 1000, is_true::int)) from t_complaints")
    assert firms < 0.15 and voices < 0.2


def test_help_lowers_collapses_and_the_truth_knows_by_how_much(ask: Any) -> None:
    rows = ask("""select dose, avg(collapses::int), avg(exit_rate) from t_potential_outcomes
        group by 1 order by 1""")
    assert [dose for dose, _, _ in rows] == [0, 0.5, 1]
    assert rows[0][1] > rows[1][1] > rows[2][1] > 0
    assert rows[0][2] == 1 > rows[1][2] > rows[2][2]
