"""Rest of those who work by orders: guidelines of 2023, takeaway standard of 2025."""

from gongyue.law.platform_rest.orders import order_minutes
from gongyue.law.platform_rest.rule import PlatformRestFacts, platform_rest

__all__ = ["PlatformRestFacts", "order_minutes", "platform_rest"]
