"""What may be fined for breaking the duties around migrant workers' wages."""

from gongyue.law.construction_fine.rule import ConstructionFineFacts, construction_fine

__all__ = ["ConstructionFineFacts", "construction_fine"]
