"""When a firm comes off the list of defaulters on wages."""

from gongyue.law.blacklist_exit.rule import BlacklistExitFacts, blacklist_exit

__all__ = ["BlacklistExitFacts", "blacklist_exit"]
