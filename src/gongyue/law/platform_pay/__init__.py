"""The floor of pay by orders: guidelines of 2023."""

from gongyue.law.platform_pay.rule import PlatformPayFacts, platform_pay

__all__ = ["PlatformPayFacts", "platform_pay"]
