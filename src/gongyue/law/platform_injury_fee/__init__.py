"""What a platform pays an order for occupational injury protection; the worker pays nothing."""

from gongyue.law.platform_injury_fee.pilot import pilot_runs
from gongyue.law.platform_injury_fee.rule import PlatformInjuryFeeFacts, platform_injury_fee

__all__ = ["PlatformInjuryFeeFacts", "pilot_runs", "platform_injury_fee"]
