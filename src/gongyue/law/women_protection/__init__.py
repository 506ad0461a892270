"""Whether a woman employee's work and hours keep to her special protection."""

from gongyue.law.women_protection.rule import WomenProtectionFacts, women_protection

__all__ = ["WomenProtectionFacts", "women_protection"]
