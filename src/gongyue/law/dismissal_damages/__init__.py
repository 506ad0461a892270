"""Damages for unlawful dissolution (2N): Labour Contract Law, Articles 48 and 87."""

from gongyue.law.dismissal_damages.rule import DismissalDamagesFacts, dismissal_damages

__all__ = ["DismissalDamagesFacts", "dismissal_damages"]
