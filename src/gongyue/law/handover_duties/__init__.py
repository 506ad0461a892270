"""What the employer owes when the employment ends: certificate, transfer, files."""

from gongyue.law.handover_duties.rule import HandoverFacts, handover_duties

__all__ = ["HandoverFacts", "handover_duties"]
