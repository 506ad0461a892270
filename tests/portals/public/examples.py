"""Example arguments of the public routes, for the test of permissions."""

from django.utils.timezone import localdate

from gongyue.apps.documents.services.linking import calculation_link
from gongyue.apps.knowledge.selectors.acts import acts_installed
from gongyue.apps.knowledge.services.importing import statutes_import
from tests.apps.following.books import noticed
from tests.apps.knowledge.texts import FIRST
from tests.cast import AT

SEVERANCE = {"name": "severance"}


def an_act() -> int:
    """An act nobody but the operator knows, installed."""
    statutes_import(files=[("a.md", FIRST.encode())], at=AT, by=None)
    return acts_installed().get().pk


def a_link() -> str:
    """A calculation that somebody gave an address."""
    facts = {"place": "430100", "started_on": "2024-01-01", "ended_on": "2025-06-30"}
    facts |= {"average_wage": "6000", "ground": "mutual_employer", "earlier_started_on": ""}
    answers = {field: {field: text} for field, text in facts.items()}
    return calculation_link(rule="severance", answers=answers, result={}, on=localdate())


def a_change() -> int:
    """The newest row of Changsha's minimum wage has just come with an upgrade."""
    return noticed()[0].pk


EXAMPLES = {
    "public:law_change": lambda cast: {"change_id": a_change()},
    "public:calculation_make": lambda cast: SEVERANCE,
    "public:calculation": lambda cast: {"token": a_link()},
    "public:calculation_paper": lambda cast: {"token": a_link()},
    "public:calculation_again": lambda cast: {"token": a_link()},
    "public:calculation_take_back": lambda cast: {"token": a_link()},
    "public:table_blank": lambda cast: {"kind": "roster"},
    "public:manual": lambda cast: {"portal": "worker"},
    "public:manual_booklet": lambda cast: {"portal": "worker"},
    "public:calculator": lambda cast: SEVERANCE,
    "public:calculator_all": lambda cast: SEVERANCE,
    "public:calculator_question": lambda cast: SEVERANCE | {"field": "ground"},
    "public:calculator_clear": lambda cast: SEVERANCE,
    "public:calculator_records": lambda cast: SEVERANCE,
    "public:calculator_result": lambda cast: SEVERANCE,
    "public:calculator_pdf": lambda cast: SEVERANCE,
    "public:calculator_json": lambda cast: SEVERANCE,
    "public:calculator_paper": lambda cast: SEVERANCE,
    "public:blank": lambda cast: {"name": "punch"},
    "public:act_text": lambda cast: {"act_id": an_act()},
    "public:article_text": lambda cast: {"act_id": an_act(), "place": "2"},
    "public:act": lambda cast: {"jurisdiction": "cn", "act": "labour-contract-law"},
    "public:article": lambda cast: {
        "jurisdiction": "cn",
        "act": "labour-contract-law",
        "place": "47.2",
    },
}
