"""A calculation kept under an address of its own, for whoever is given the address.

Whom the answers belong to is nowhere written: no account, no network address. The token opens
them and only its keyed hash is kept, so that neither the database nor a backup can read them.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings

from gongyue.apps.accounts.vault import Unreadable, keyed_hash, seal, unseal
from gongyue.apps.documents.models import CalculationLink
from gongyue.kernel.jsonform import dumps_canonical

TOKEN_BYTES = 16
CONTEXT = "documents.calculation_link"


@dataclass(frozen=True, kw_only=True)
class LinkedCalculation:
    """`answers` as they were sent, `result` as it was then (JSON values)."""

    rule: str
    answers: dict[str, Any]
    result: dict[str, Any]
    made_on: date
    until: date


def calculation_link(
    *, rule: str, answers: dict[str, Any], result: dict[str, Any], on: date
) -> str:
    """Keep a calculation for GONGYUE_CALCULATION_LINK_DAYS days; the token of its address."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    facts = dumps_canonical({"rule": rule, "answers": answers, "result": result}).encode()
    CalculationLink.objects.create(
        id=id_of(token),
        facts_sealed=seal(facts, _key(token), CONTEXT),
        made_on=on,
        until=on + timedelta(days=settings.CALCULATION_LINK_DAYS),
    )
    return token


def linked_calculation(*, token: str, on: date) -> LinkedCalculation | None:
    """What a token opens; None when it never was, is over or was taken back."""
    link = CalculationLink.objects.filter(pk=id_of(token), until__gte=on).first()
    if link is None:
        return None
    try:
        facts = json.loads(unseal(link.facts_sealed, _key(token), CONTEXT))
    except Unreadable:
        return None
    return LinkedCalculation(**facts, made_on=link.made_on, until=link.until)


def calculation_link_remove(*, token: str) -> None:
    """Taken back: the address opens nothing any more. Without effect on what is not there."""
    CalculationLink.objects.filter(pk=id_of(token)).delete()


def delete_old_links(*, on: date) -> int:
    """How many were over and are gone."""
    deleted, _ = CalculationLink.objects.filter(until__lt=on).delete()
    return deleted


def id_of(token: str) -> str:
    """What names the row of a token, and does not open it."""
    return keyed_hash("calculation link", token)


def _key(token: str) -> bytes:
    return sha256(f"gongyue calculation link\0{token}".encode()).digest()
