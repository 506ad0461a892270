"""`gongyue simulate --check DIR`: invariants of a city, asked of its files, not of its maker."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gongyue.cli.simulate.tables import TABLES, Table

MEMORY = "1GB"
# Rows that must not exist. `p_` is a panel, `t_` a truth.
RULES: dict[str, str] = {
    "employments end after they begin": """
        select * from p_employments where left_on < hired_on""",
    "exits are declared after they happen": """
        select * from p_exits where declared_on < left_on""",
    "hours and pay are known after the month": """
        select employment_id from p_hours where reported_on <= last_day(month)
        union all select employment_id from p_pay where reported_on < due_on
        union all select employment_id from p_pay where due_on <= last_day(month)""",
    "gross is base and overtime pay, net is less insurance": """
        select * from p_pay where gross != base + overtime_pay or net != gross - own_insurance""",
    "nobody is paid more than is due": "select * from p_pay where paid > net or paid < 0",
    "what was not paid has no day, what was paid has one": """
        select * from p_pay where (paid_on is null) != (paid = 0) and net > 0""",
    "work is inside the employment": """
        select h.employment_id from p_hours h join p_employments e using (employment_id)
        where e.hired_on > last_day(h.month) or e.left_on < h.month""",
    "days worked are at most days due": "select * from p_hours where days_worked > days_due",
    "only the employed are insured": """
        select * from p_contributions c join p_employments e using (employment_id)
        where e.kind != 'full_time'""",
    "contracts run forwards": "select * from p_contracts where last_on < first_on",
    "complaints are about somebody who worked there": """
        select c.complaint_id from t_complaints c join p_complaints p using (complaint_id)
        join p_employments e using (employment_id)
        where e.firm_id != p.firm_id or (p.person_id is not null and p.person_id != e.person_id)""",
    "disputes come after their complaint": """
        select * from p_disputes d join p_complaints c using (complaint_id)
        where d.filed_on < c.filed_on or d.closed_on < d.filed_on or d.firm_id != c.firm_id""",
    "nothing is known before it can be": """
        select firm_id from p_complaints, span where filed_on > ends
        union all select employment_id from p_pay, span where reported_on > ends or paid_on > ends
        union all select employment_id from p_exits, span where declared_on > ends""",
    "a full-time wage is the minimum at least, but where the truth says so": """
        select p.employment_id from p_pay p join p_hours h using (employment_id, month)
        join p_employments e using (employment_id) join p_firms f using (firm_id)
        join law l on l.place = f.place and l.month = p.month
        where e.kind = 'full_time' and h.days_worked = h.days_due and h.days_due > 0
          and p.base < l.minimum and not exists (
            select 1 from t_troubles t where t.firm_id = e.firm_id and t.kind = 'below_minimum'
              and p.month between t.first_month and t.last_month)""",
    "a base is lawful, but where the truth says so": """
        select c.employment_id from p_contributions c join t_dues d using (employment_id, month)
        join p_employments e using (employment_id)
        where c.base != d.lawful_base and not exists (
            select 1 from t_troubles t where t.firm_id = e.firm_id and t.kind = 'under_base'
              and c.month between t.first_month and t.last_month)""",
    "overtime is paid as the law says, but where the truth says so": """
        select p.employment_id from p_pay p join t_dues d using (employment_id, month)
        join p_employments e using (employment_id)
        where p.overtime_pay != d.overtime_due and not exists (
            select 1 from t_troubles t where t.firm_id = e.firm_id
              and t.kind = 'underpaid_overtime'
              and p.month between t.first_month and t.last_month)""",
    "a gap of insurance is a gap": """
        select c.employment_id from p_contributions c join p_employments e using (employment_id)
        join t_troubles t on t.firm_id = e.firm_id and t.kind = 'insurance_gap'
          and c.month between t.first_month and t.last_month""",
    "who has no contract has none": """
        select * from t_troubles t join p_contracts c using (employment_id)
        where t.kind = 'no_contract'""",
    "unpaid wages are explained": """
        select p.employment_id from p_pay p join p_employments e using (employment_id)
        join t_states s on s.firm_id = e.firm_id and s.month = p.month, span
        where p.paid_on is null and p.net > 0 and s.arrears = 0
          and p.due_on < ends - interval 90 day""",
    "every reported row is one that was due": """
        select employment_id from p_pay anti join t_dues using (employment_id, month)
        union all select employment_id from t_dues d anti join (
            select employment_id, month from p_pay union all
            select employment_id, month from p_gigs) using (employment_id, month)
        where d.is_reported""",
    "a missing month is missing": """
        select e.firm_id from p_pay p join p_employments e using (employment_id)
        join t_missing m on m.firm_id = e.firm_id and m.month = p.month""",
    "collapses and exits agree": """
        select firm_id from t_collective_exits c anti join (
            select firm_id, exit as month from t_firms where exit is not null)
            using (firm_id, month) where c.cause like 'collapse:%'""",
    "states say what is coming": """
        select s.firm_id from t_states s join t_firms f using (firm_id)
        where s.exit_within_3 != coalesce(f.exit >= s.month
          and date_diff('month', s.month, f.exit) < 3, false)""",
    "help never harms": """
        select a.firm_id from t_potential_outcomes a join t_potential_outcomes b using (firm_id)
        where a.dose < b.dose and b.collapses and not a.collapses""",
}
# (child table, column, parent table): every value has its parent.
PARENTS = (
    ("p_employments", "firm_id", "p_firms"), ("p_employments", "person_id", "p_people"),
    ("p_contracts", "employment_id", "p_employments"),
    ("p_hours", "employment_id", "p_employments"),
    ("p_pay", "employment_id", "p_employments"), ("p_gigs", "employment_id", "p_employments"),
    ("p_contributions", "employment_id", "p_employments"),
    ("p_exits", "employment_id", "t_exits"), ("p_complaints", "complaint_id", "t_complaints"),
    ("p_disputes", "complaint_id", "p_complaints"), ("t_troubles", "firm_id", "p_firms"),
    ("t_states", "firm_id", "t_firms"), ("p_firms", "firm_id", "t_firms"),
)  # fmt: skip


class NotACity(Exception):
    """The folder holds no whole simulated city."""


def check(folder: Path) -> dict[str, Any]:
    """How many rows break each rule: {"rules": n, "violations": {rule: rows}}; bounded memory.

    Raises NotACity: nothing there, or a city whose writing was cut off.
    """
    import duckdb

    missing = [name for name in ("city.json", *TABLES) if not (folder / name).is_file()]
    if missing:
        raise NotACity(
            f"{folder} 里没有完整的模拟城市，缺 {missing[0]}。"
            f" No whole simulated city is there: {missing[0]} is missing."
        )
    try:
        return _check(folder)
    except (duckdb.Error, OSError, ValueError, KeyError, TypeError) as error:
        raise NotACity(f"{folder} 读不了。 It cannot be read: {error}") from error


def _check(folder: Path) -> dict[str, Any]:
    import duckdb

    with tempfile.TemporaryDirectory() as spill, duckdb.connect() as base:
        base.execute(f"set memory_limit='{MEMORY}'")
        base.execute(f"set temp_directory='{spill}'")
        for table in TABLES.values():
            path = _text(folder / table.path)
            base.execute(f"create view {_view(table)} as select * from read_parquet({path})")
        _span_and_law(base, folder)
        found, asked = {}, 0
        for name, query in _rules():
            asked += 1
            rows = base.execute(f"select count(*) from ({query})").fetchone()[0]
            if rows:
                found[name] = rows
    return {"rules": asked, "violations": found}


def _rules() -> Iterator[tuple[str, str]]:
    yield from RULES.items()
    for table in TABLES.values():
        key = ", ".join(table.key)
        yield (
            f"{table.path}: one row for each {key}",
            (f"select {key} from {_view(table)} group by {key} having count(*) > 1"),
        )
        needed = [f"{c.name} is null" for c in table.columns if not c.optional]
        yield (
            f"{table.path}: no value is missing that must be there",
            (f"select 1 from {_view(table)} where {' or '.join(needed)}"),
        )
    for child, column, parent in PARENTS:
        yield (
            f"{child}.{column} is in {parent}",
            (
                f"select {column} from {child} anti join {parent} using ({column}) "
                f"where {child}.{column} is not null"
            ),
        )


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _view(table: Table) -> str:
    return f"{'t' if table.truth else 'p'}_{table.name}"


def _span_and_law(base: Any, folder: Path) -> None:
    """The window, and the minimum wages the city was made with, read from the rulebook again."""
    from datetime import date

    from gongyue.cli.simulate.lawful import lawful_in
    from gongyue.kernel.dates import add_months

    manifest = json.loads((folder / "city.json").read_text(encoding="utf-8"))
    first, last = (date.fromisoformat(manifest[f"{end}_month"]) for end in ("first", "last"))
    base.execute(f"create table span as select last_day(date '{last}') as ends")
    places = [row[0] for row in base.execute("select distinct place from p_firms").fetchall()]
    months = [add_months(first, number) for number in range(manifest["months"])]
    base.execute("create table law (place text, month date, minimum bigint)")
    law = lawful_in(places, months)
    rows = [
        (place, month, int(law.minimum[number, turn]))
        for number, place in enumerate(places)
        for turn, month in enumerate(months)
    ]
    base.executemany("insert into law values (?, ?, ?)", rows)
