"""Tax on what is paid once when an employment ends: Notice 164 of 2018, item 5."""

from gongyue.law.severance_tax.rule import SeveranceTaxFacts, severance_tax

__all__ = ["SeveranceTaxFacts", "severance_tax"]
