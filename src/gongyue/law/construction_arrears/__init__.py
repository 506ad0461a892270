"""Who pays wages in arrears on a building site first, and who in the end."""

from gongyue.law.construction_arrears.rule import ConstructionArrearsFacts, construction_arrears

__all__ = ["ConstructionArrearsFacts", "construction_arrears"]
