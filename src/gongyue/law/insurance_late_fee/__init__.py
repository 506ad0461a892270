"""Social insurance paid late, short or not at all: Social Insurance Law, Article 86."""

from gongyue.law.insurance_late_fee.rule import InsuranceLateFeeFacts, insurance_late_fee

__all__ = ["InsuranceLateFeeFacts", "insurance_late_fee"]
