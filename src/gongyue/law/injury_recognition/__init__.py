"""Whether an injury counts as a work injury: Regulation, Articles 14 to 16."""

from gongyue.law.injury_recognition.rule import InjuryRecognitionFacts, injury_recognition

__all__ = ["InjuryRecognitionFacts", "injury_recognition"]
