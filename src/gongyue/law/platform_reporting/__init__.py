"""What a platform reports to the tax office and when: State Council Order 810 of 2025."""

from gongyue.law.platform_reporting.rule import PlatformReportingFacts, platform_reporting

__all__ = ["PlatformReportingFacts", "platform_reporting"]
