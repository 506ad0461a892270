"""Special additional deductions of a month by kind: State Council notices of 2018 and 2023."""

from gongyue.law.additional_deductions.rule import (
    AdditionalDeductionsFacts,
    additional_deductions,
)

__all__ = ["AdditionalDeductionsFacts", "additional_deductions"]
