"""What a worker may have to pay who leaves before a training bond ends."""

from gongyue.law.training_bond.rule import TrainingBondFacts, training_bond

__all__ = ["TrainingBondFacts", "training_bond"]
