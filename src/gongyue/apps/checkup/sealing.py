"""How results rest: under the person's key where the person is known, else the check-up's."""

import json
from typing import Any
from uuid import UUID

from gongyue.apps.accounts.vault import seal, system_unseal, unseal
from gongyue.apps.checkup.models import Checkup, CheckupFinding
from gongyue.apps.registry.keys import unwrapped


def key_context(checkup_id: UUID) -> str:
    """Where a check-up's key belongs."""
    return f"checkup.key:{checkup_id}"


def key_of(checkup: Checkup) -> bytes:
    """The check-up's own key."""
    return system_unseal(checkup.key_wrapped, key_context(checkup.pk))


def sealed(facts: dict[str, Any], key: bytes, checkup_id: UUID) -> bytes:
    """JSON under a key, bound to its check-up."""
    return seal(json.dumps(facts, ensure_ascii=False).encode(), key, f"checkup:{checkup_id}")


def report_of(checkup: Checkup) -> dict[str, Any]:
    """Sheets, problems and everything of the result but findings and undecided."""
    return _opened(checkup.report_sealed or b"", key_of(checkup), checkup.pk)


def details_of(finding: CheckupFinding, checkup_key: bytes | None = None) -> dict[str, Any]:
    """The finding as the law gave it; raises Erased. Load with select_related("person__key")."""
    if finding.person_id is not None:
        key = unwrapped(finding.person.key)
    else:
        key = checkup_key or key_of(finding.checkup)
    return _opened(finding.details_sealed, key, finding.checkup_id)


def _opened(blob: bytes, key: bytes, checkup_id: UUID) -> dict[str, Any]:
    return json.loads(unseal(blob, key, f"checkup:{checkup_id}"))
