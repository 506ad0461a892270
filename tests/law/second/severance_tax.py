"""Pay at the end of an employment: Notice 164 of 2018, item 5."""

from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force
from tests.law.second.slices import COMPREHENSIVE, TAX_LAW, above, by_slices


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.ended_on, TAX_LAW, "the notice of 2018")
    average = facts.local_annual_average
    if average is None:
        average = law.maybe("average_wage.annual", facts.place, facts.ended_on)
    if average is None:
        return Answer(None)
    free = average * 3
    rest = above(facts.amount - free)
    tax = fen(by_slices(rest, COMPREHENSIVE))
    parts = {
        "limit": free,
        "exempt": facts.amount - rest,
        "taxable": rest,
        "net": fen(facts.amount) - tax,
    }
    return Answer(tax, "taxed" if tax else "tax_free", parts if rest else parts | {"rate": None})
