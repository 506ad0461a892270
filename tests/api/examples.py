"""Example arguments of the API's routes, for the test of permissions."""

from urllib.parse import urlencode

from tests.cast import Examples

RULE = {"name": "minimum_wage"}

EXAMPLES: Examples = {
    "api:rule": lambda cast: RULE,
    "api:answer": lambda cast: RULE,
    "api:source": lambda cast: {"jurisdiction": "cn", "act": "labour-contract-law"},
    "api:nowhere": lambda cast: {"rest": "windfall"},
}
# What a route needs besides its arguments.
QUERIES = {
    "api:statutes_search": urlencode({"q": "经济补偿"}),
    "api:statutes_article": urlencode({"citation": "cn/labour-contract-law#47"}),
}
