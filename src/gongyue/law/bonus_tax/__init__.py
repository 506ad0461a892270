"""Tax on the bonus of a year: alone or with the other income; which is better; the cliffs."""

from gongyue.law.bonus_tax.rule import BonusTaxFacts, bonus_tax

__all__ = ["BonusTaxFacts", "bonus_tax"]
