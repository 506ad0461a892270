"""Tables of the registry. Django wants them importable from here."""

from gongyue.apps.registry.models.batches import ImportBatch
from gongyue.apps.registry.models.consents import Card, Consent
from gongyue.apps.registry.models.corrections import Correction
from gongyue.apps.registry.models.delegations import Delegation
from gongyue.apps.registry.models.departments import Department
from gongyue.apps.registry.models.employments import Employment
from gongyue.apps.registry.models.engagements import ClientAssignment, Engagement
from gongyue.apps.registry.models.events import Event
from gongyue.apps.registry.models.firm_pairs import FirmPair
from gongyue.apps.registry.models.mappings import RememberedMapping
from gongyue.apps.registry.models.organisations import Membership, Organisation
from gongyue.apps.registry.models.people import Person, PersonKey, PersonLink
from gongyue.apps.registry.models.pieces import FirmPiece
from gongyue.apps.registry.models.quality import DuplicatePair, QualityIssue, QualityRun
from gongyue.apps.registry.models.sameness import Sameness
from gongyue.apps.registry.models.stations import CounterAct, CounterSession
from gongyue.apps.registry.models.streets import Street
from gongyue.apps.registry.models.takeouts import ErasureRequest, Takeout

__all__ = [
    "Card",
    "ClientAssignment",
    "Consent",
    "Correction",
    "CounterAct",
    "CounterSession",
    "Delegation",
    "Department",
    "DuplicatePair",
    "Employment",
    "Engagement",
    "ErasureRequest",
    "Event",
    "FirmPair",
    "FirmPiece",
    "ImportBatch",
    "Membership",
    "Organisation",
    "Person",
    "PersonKey",
    "PersonLink",
    "QualityIssue",
    "QualityRun",
    "RememberedMapping",
    "Sameness",
    "Street",
    "Takeout",
]
