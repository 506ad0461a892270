"""Registering a worker for social insurance: Social Insurance Law, Article 58."""

from gongyue.law.insurance_registration.rule import (
    InsuranceRegistrationFacts,
    insurance_registration,
)

__all__ = ["InsuranceRegistrationFacts", "insurance_registration"]
