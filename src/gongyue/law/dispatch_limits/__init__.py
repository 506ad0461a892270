"""Whether a post may be filled by labour dispatch, and how many may be."""

from gongyue.law.dispatch_limits.rule import DispatchFacts, dispatch_limits

__all__ = ["DispatchFacts", "dispatch_limits"]
