"""Tax a platform withholds from its workers' pay since October 2025: Announcement 16 of 2025."""

from gongyue.law.platform_tax.rule import PlatformTaxFacts, platform_tax

__all__ = ["PlatformTaxFacts", "platform_tax"]
