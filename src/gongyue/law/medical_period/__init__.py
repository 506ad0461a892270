"""The medical treatment period (医疗期): how long an illness protects, and in what window."""

from gongyue.law.medical_period.rule import (
    MedicalPeriodFacts,
    medical_period,
    months_of_treatment,
)

__all__ = ["MedicalPeriodFacts", "medical_period", "months_of_treatment"]
