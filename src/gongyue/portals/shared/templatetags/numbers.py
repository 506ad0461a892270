"""A number that opens the rows it is made of: `{% number n url %}`.

tests/portals walk every `data-number` of a page and compare it with the `data-value`s behind it.
"""

from decimal import Decimal
from urllib.parse import urlencode

from django import template

from gongyue.apps.registry.selectors.firm_figures import Ask, Number
from gongyue.kernel.money import yuan_text
from gongyue.portals.shared.words import plain

register = template.Library()


@register.inclusion_tag("components/number.html")
def number(value: int | Decimal, url: str, unit: str = "") -> dict[str, object]:
    """A count, an amount in 元, or hours; a click shows the rows."""
    return {"value": value, "text": amount(value, unit), "url": url}


@register.inclusion_tag("components/number.html")
def firm_number(found: Number, base: str, purpose: str, unit: str = "") -> dict[str, object]:
    """A number of a firm's file; `base` is the page of rows."""
    return number(found.value, f"{base}?{query_of(found.ask, purpose)}", unit)


@register.filter
def amount(value: int | Decimal, unit: str = "") -> str:
    """1234.5 of 元 → 1,234.50; anything else without trailing zeros."""
    return yuan_text(Decimal(value)) if unit == "元" else plain(Decimal(value))


def query_of(ask: Ask, purpose: str) -> str:
    """The question as the page of rows reads it."""
    asked = {
        "purpose": purpose,
        "figure": ask.figure,
        "kind": ask.kind,
        "month": f"{ask.month:%Y-%m}" if ask.month else "",
        "state": ask.state,
    }
    return urlencode({name: text for name, text in asked.items() if text})
