"""Pay while the employer stands still through no fault of the workers."""

from gongyue.law.shutdown_pay.rule import ShutdownPayFacts, shutdown_pay

__all__ = ["ShutdownPayFacts", "shutdown_pay"]
