"""What policies with an end have in common: conditions one by one, and what holds after the end."""

from gongyue.law.policies.deciding import Condition, decide, granted, paid_out

__all__ = ["Condition", "decide", "granted", "paid_out"]
