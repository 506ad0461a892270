"""Whether small sales are free of value-added tax: VAT Law 23, and what went before it."""

from gongyue.law.vat_threshold.rule import VatThresholdFacts, vat_threshold

__all__ = ["VatThresholdFacts", "vat_threshold"]
