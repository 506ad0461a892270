"""Whether a worker of sixteen or seventeen is protected as the law wants."""

from gongyue.law.minor_protection.rule import MinorProtectionFacts, minor_protection

__all__ = ["MinorProtectionFacts", "minor_protection"]
