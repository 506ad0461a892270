"""The employer's contributions paid back: 财社〔2017〕164号."""

from gongyue.law.employer_insurance_subsidy.rule import (
    EmployerInsuranceSubsidyFacts,
    employer_insurance_subsidy,
)

__all__ = ["EmployerInsuranceSubsidyFacts", "employer_insurance_subsidy"]
