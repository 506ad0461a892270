"""How a worker may leave: with notice, or for cause."""

from gongyue.law.worker_ending.rule import WorkerEndingFacts, worker_ending

__all__ = ["WorkerEndingFacts", "worker_ending"]
