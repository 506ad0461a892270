"""Policies with an end, one YAML file each: conditions in CEL, each with its citation, found to be
met, not met or unknown. Amounts stay in the rules."""

from gongyue.law.policies.deciding import decide, given_by, granted, paid_out
from gongyue.law.policies.reading import Policy, policies, policies_of, policy_named
from gongyue.law.policies.standing import Standing, standings

__all__ = [
    "Policy",
    "Standing",
    "decide",
    "given_by",
    "granted",
    "paid_out",
    "policies",
    "policies_of",
    "policy_named",
    "standings",
]
