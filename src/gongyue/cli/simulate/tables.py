"""Every table of a simulated city: columns, units, keys. docs/reference/simulated-city.md is made
from this list."""

from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True)
class Column:
    """`kind`: id, text, int, fen, minutes, day, month, bool, real. `?` after it: may be missing."""

    name: str
    kind: str
    meaning: str

    @property
    def optional(self) -> bool:
        return self.kind.endswith("?")

    def to_arrow(self) -> pa.Field:
        """The column as it stands in Parquet."""
        return pa.field(self.name, TYPES[self.kind.rstrip("?")], nullable=self.optional)


@dataclass(frozen=True)
class Table:
    """`key`: the columns no two rows share."""

    name: str
    what: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    truth: bool = False

    @property
    def path(self) -> str:
        """Where it rests below the folder of the city."""
        return f"{'truth' if self.truth else 'panels'}/{self.name}.parquet"

    def schema(self) -> pa.Schema:
        """The schema of the file."""
        return pa.schema([column.to_arrow() for column in self.columns])


TYPES = {
    "id": pa.int64(), "text": pa.dictionary(pa.int32(), pa.string()), "int": pa.int32(),
    "fen": pa.int64(), "minutes": pa.int32(), "day": pa.date32(), "month": pa.date32(),
    "bool": pa.bool_(), "real": pa.float32(),
}  # fmt: skip


def _table(name: str, what: str, key: str, columns: str, *, truth: bool = False) -> Table:
    parts = [line.strip().split("|") for line in columns.strip().splitlines()]
    rows = tuple(Column(*(part.strip() for part in line)) for line in parts)
    return Table(name, what, tuple(key.split()), rows, truth)


PANELS = (
    _table("firms", "Firms as a register knows them.", "firm_id", """
        firm_id|id|number of the firm
        industry|text|trade
        place|text|six-digit code of the place
        registered_on|month|first day of the month of registration
        size_band|text|people at registration or at the beginning: 1-9, 10-19, 20-49, 50-199, 200+
        pay_day|int|day of the month on which wages are due
        closed_on|day?|struck off the register, seen two months later; empty if beyond the window
    """),
    _table("people", "People who worked in the window.", "person_id", """
        person_id|id|number of the person
        birth_year|int|
        sex|text|F or M
        is_migrant|bool|registered home outside the city
    """),
    _table("employments", "Who worked where, as firms declared it.", "employment_id", """
        employment_id|id|number of the employment
        person_id|id|
        firm_id|id|
        kind|text|full_time, part_time, rehired_retiree, service or gig
        is_seasonal|bool|hired for a season
        hired_on|day|
        left_on|day?|last day; empty while it runs, or while the exit is not declared
    """),
    _table("contracts", "Written contracts.", "contract_id", """
        contract_id|id|
        employment_id|id|
        signed_on|day|
        first_on|day|
        last_on|day?|empty: open-ended
        probation_last_on|day?|empty: no probation
        wage|fen|agreed, a month
        probation_wage|fen?|agreed for the probation
    """),
    _table("hours", "Days and overtime, a month.", "employment_id month", """
        employment_id|id|
        month|month|
        days_due|int|
        days_worked|int|
        overtime_workday|minutes|
        overtime_restday|minutes|
        overtime_holiday|minutes|
        reported_on|day|when it became known
    """),
    _table("pay", "Wages, a month.", "employment_id month", """
        employment_id|id|
        month|month|the month worked
        base|fen|for the days worked
        overtime_pay|fen|paid for overtime, according to the slip
        gross|fen|base and overtime pay
        own_insurance|fen|the worker's share, kept back
        net|fen|gross less own_insurance: what is due
        due_on|day|
        paid|fen|what arrived
        paid_on|day?|empty: not within the window
        reported_on|day|when it became known; a later payment is known on its own day
    """),
    _table("contributions", "Social insurance contributions that were made.", "employment_id month",
           """
        employment_id|id|
        month|month|
        base|fen|
        employer|fen|
        own|fen|
        paid_on|day|
    """),
    _table("gigs", "Work by order, a month.", "employment_id month", """
        employment_id|id|
        month|month|
        orders|int|
        online|minutes|
        income|fen|due to the rider
        paid_on|day?|
        reported_on|day|
    """),
    _table("exits", "Exits as firms declared them.", "employment_id", """
        employment_id|id|
        left_on|day|
        declared_reason|text|own_wish, contract_end, season_end, dismissed or redundancy
        declared_on|day|
    """),
    _table("collective_exits", "Months in which many left one firm at once.", "firm_id month", """
        firm_id|id|
        month|month|
        first_on|day|
        last_on|day|
        people|int|
        staff_before|int|
        recorded_on|day|
    """),
    _table("complaints", "Complaints received.", "complaint_id", """
        complaint_id|id|
        firm_id|id|
        person_id|id?|empty: anonymous
        filed_on|day|
        topic|text|arrears, overtime, insurance, contract or minimum_wage, as filed
    """),
    _table("disputes", "Arbitration cases.", "dispute_id", """
        dispute_id|id|
        complaint_id|id|
        firm_id|id|
        person_id|id|
        filed_on|day|
        claimed|fen|
        closed_on|day?|empty: pending
        outcome|text?|award, settled, withdrawn or rejected
        awarded|fen?|
    """),
    _table("interventions", "Help given to firms.", "firm_id", """
        firm_id|id|
        from_month|month|
        dose|real|0 to 1
    """),
)  # fmt: skip
TRUTH = (
    _table("firms", "What nobody sees of a firm, and what becomes of it.", "firm_id", """
        firm_id|id|
        management|real|standard normal
        culture|real|compliance, standard normal
        quality|real|of reporting
        buffer|real|means, standard normal
        size|int|people it wants in calm times
        collapse|text|none, arrears, sudden or averted
        onset|month?|first month of the collapse
        exit|month?|month of its collective exit, inside or beyond the window
        closes|bool|closes after the exit
        looks_bad|text|none, year_end_pay, bank_change, batch_contributions or relocation
    """, truth=True),
    _table("states", "A firm's month.", "firm_id month", """
        firm_id|id|
        month|month|
        health|real|
        arrears|real|0 to 1
        creep|real|hours of overtime above the firm's own
        exit_within_3|bool|a collective exit of a collapse comes in this or the next two months
        dose|real|
    """, truth=True),
    _table("troubles", "Every trouble, and everything that only looks like one.", "trouble_id", """
        trouble_id|id|
        firm_id|id|
        employment_id|id?|empty: of the whole firm
        kind|text|
        first_month|month|
        last_month|month|
        cause|text|conduct, arrears, or harmless
        is_trouble|bool|False: looks_bad:…
    """, truth=True),
    _table("exits", "Why people left.", "employment_id", """
        employment_id|id|
        left_on|day|
        reason|text|
    """, truth=True),
    _table("collective_exits", "Why many left at once.", "firm_id month", """
        firm_id|id|
        month|month|
        people|int|
        cause|text|collapse:arrears, collapse:sudden, relocation, season, closing or chance
    """, truth=True),
    _table("complaints", "What complaints were about.", "complaint_id", """
        complaint_id|id|
        is_true|bool|
        topic|text?|what moved the person; empty when it is not true
        employment_id|id|
    """, truth=True),
    _table("dues", "Pay as it was due and whole, before reporting.", "employment_id month", """
        employment_id|id|
        month|month|
        overtime_due|fen|
        lawful_base|fen|0: no contribution is owed
        is_reported|bool|whether the row reached panels/pay or panels/gigs
        is_insured|bool|
    """, truth=True),
    _table("missing", "Firm-months whose wages and hours were never reported.", "firm_id month", """
        firm_id|id|
        month|month|
        chance|real|the chance it had of being missing
        in_trouble|real|how much trouble raised it
    """, truth=True),
    _table("potential_outcomes", "The same firms under other doses of help for everybody.",
           "firm_id dose", """
        firm_id|id|
        dose|real|from the month of the intervention on
        collapses|bool|a collective exit of a collapse comes within the window
        exit|month?|its month
        arrears|fen|expected, over all months
        exit_rate|real|of voluntary exits, relative to dose 0
    """, truth=True),
    _table("exogenous", "What happened to all, or to a trade.", "industry month", """
        industry|text|
        month|month|
        season|real|
        shock|real|
        demand|real|
        campaign|real|inspections that make people speak up
    """, truth=True),
)  # fmt: skip
TABLES = {table.path: table for table in (*PANELS, *TRUTH)}


def documentation() -> str:
    """The tables as Markdown."""
    out = []
    for title, tables in (("Panels", PANELS), ("Truth", TRUTH)):
        out.append(f"## {title}\n")
        for table in tables:
            key = ", ".join(f"`{name}`" for name in table.key)
            out.append(f"### {table.path}\n\n{table.what} Key: {key}.\n")
            out.append("| column | kind | meaning |\n|---|---|---|")
            out += [f"| `{c.name}` | {c.kind} | {c.meaning} |" for c in table.columns]
            out.append("")
    return "\n".join(out)
