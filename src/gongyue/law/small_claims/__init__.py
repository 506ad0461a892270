"""The procedure for small claims: Civil Procedure Law, Articles 165 and 166."""

from gongyue.law.small_claims.rule import SmallClaimsFacts, small_claims

__all__ = ["SmallClaimsFacts", "small_claims"]
