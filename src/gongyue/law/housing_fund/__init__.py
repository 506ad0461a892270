"""The housing fund: Regulation on the Housing Provident Fund, Articles 15 to 20, 37 and 38."""

from gongyue.law.housing_fund.rule import HousingFundFacts, housing_fund

__all__ = ["HousingFundFacts", "housing_fund"]
