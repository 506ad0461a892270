"""Refund of unemployment insurance to employers who keep their people: Notice 18 of 2025."""

from gongyue.law.job_stability_refund.rule import JobStabilityRefundFacts, job_stability_refund

__all__ = ["JobStabilityRefundFacts", "job_stability_refund"]
