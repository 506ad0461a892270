"""Everything that hangs on a sample, found by the keys of the tables themselves, and deleted.

A table made tomorrow is found too, because nothing is listed here: whatever refers to a row that
goes, goes. Before anything is deleted it is proven that nothing of it belongs to anybody real.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models, router, transaction

from gongyue.apps.accounts.models import SentForm, WrittenDraft
from gongyue.apps.checkup.models import Checkup
from gongyue.apps.documents.models import Document, Paper, Series
from gongyue.apps.documents.rules import RULES
from gongyue.apps.documents.sealed_files import delete_parts
from gongyue.apps.registry.files import delete_file
from gongyue.apps.registry.identifiers import is_sample
from gongyue.apps.registry.keys import CHUNK
from gongyue.apps.registry.models import Employment, Event, ImportBatch, Organisation, Person
from gongyue.apps.registry.services.samples import World

NUMBER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
Model = type[models.Model]
Doomed = dict[Model, set[Any]]
# Sealed files that rest beside the database: (model, folder).
FILES = ((ImportBatch, "imports"), (ImportBatch, "scans"), (Checkup, "checkups"))


class Mixed(RuntimeError):
    """Something real hangs on a sample, which nothing allows: then nothing is deleted."""


@dataclass(frozen=True, kw_only=True)
class Removed:
    """How much went."""

    people: int
    events: int
    rows: int


def remove_world(world: World) -> Removed:
    """Delete it. Call inside a transaction."""
    doomed = _doomed(world)
    _require_unmixed(doomed)
    _forget_files(doomed)
    _forget_addresses(doomed)
    for model, numbers in doomed.items():
        for some in _chunks(numbers):
            rows = model._base_manager.filter(pk__in=some)
            # Foreign keys are looked at when the transaction ends, so the order is free.
            rows._raw_delete(router.db_for_write(model))
    return Removed(
        people=len(doomed[Person]),
        events=len(doomed[Event]),
        rows=sum(len(numbers) for numbers in doomed.values()),
    )


def _doomed(world: World) -> Doomed:
    """The organisations of the sample, the people they wrote down, and all that refers to them."""
    doomed: Doomed = defaultdict(set)
    firms = [row.pk for row in world.inside.values()]
    people = Employment.objects.filter(organisation__in=firms).values_list("person", flat=True)
    said = Event.objects.filter(organisation__in=firms, person__isnull=False)
    waiting: list[tuple[Model, set[Any]]] = [
        (Organisation, set(firms)),
        (Person, {*people, *said.values_list("person", flat=True)}),
    ]
    _follow(doomed, waiting)
    # What is attached is no foreign key away; something may hang on it in its turn.
    _follow(doomed, [(Document, _attached_to(doomed))])
    doomed[Series] = set(
        Series.objects.filter(issuer__in=[str(pk) for pk in firms]).values_list("pk", flat=True)
    )
    return doomed


def _follow(doomed: Doomed, waiting: list[tuple[Model, set[Any]]]) -> None:
    """Add what waits, and whatever refers to it."""
    while waiting:
        model, numbers = waiting.pop()
        new = numbers - doomed[model]
        doomed[model] |= new
        waiting += list(_referring(model, new)) if new else []


def _attached_to(doomed: Doomed) -> set[Any]:
    """Files handed in about a thing that goes, whoever's they are (Document.about)."""
    things = {pk for numbers in doomed.values() for pk in numbers if isinstance(pk, UUID)}
    found: set[Any] = set()
    for some in _chunks({f"{prefix}:{pk}" for prefix in RULES for pk in things}):
        found |= set(Document.objects.filter(about__in=some).values_list("pk", flat=True))
    return found


def _referring(target: Model, numbers: set[Any]) -> Iterator[tuple[Model, set[Any]]]:
    for model, field in _keys():
        if field.related_model is not target:
            continue
        found: set[Any] = set()
        for some in _chunks(numbers):
            rows = model._base_manager.filter(**{f"{field.name}__in": some})
            found |= set(rows.values_list("pk", flat=True))
        yield model, found


def _keys() -> Iterator[tuple[Model, Any]]:
    """Every foreign key of every table."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.many_to_one or field.one_to_one:
                yield model, field


def _require_unmixed(doomed: Doomed) -> None:
    """No row that goes may name an organisation or a person that stays."""
    for number in (*doomed[Organisation], *doomed[Person]):
        if not is_sample(number):
            raise Mixed(f"{number} is not of a sample")
    for model, field in _keys():
        if field.related_model not in (Organisation, Person) or field.name == "sample_of":
            continue
        for some in _chunks(doomed.get(model, set())):
            rows = model._base_manager.filter(pk__in=some, **{f"{field.name}__isnull": False})
            named = set(rows.values_list(field.name, flat=True))
            if stranger := named - doomed[field.related_model]:
                raise Mixed(f"{model._meta.label}.{field.name} names {stranger}")


def _forget_files(doomed: Doomed) -> None:
    """When the transaction is done: the rows that hold their keys are gone then."""
    for model, folder in FILES:
        for number in doomed.get(model, set()):
            transaction.on_commit(partial(delete_file, folder, number))
    for model in (Document, Paper):
        for number in doomed.get(model, set()):
            transaction.on_commit(partial(_delete_parts, number))


def _delete_parts(number: Any) -> None:
    delete_parts(number)


def _forget_addresses(doomed: Doomed) -> None:
    """Where a form of a real user led to, or what it was begun for, if that lay in the sample."""
    numbers = {str(pk) for model in doomed for pk in doomed[model]}
    for model, column in ((SentForm, "location"), (WrittenDraft, "key")):
        rows = model.objects.values_list("pk", column)
        stale = [pk for pk, where in rows.iterator() if numbers.intersection(NUMBER.findall(where))]
        for some in _chunks(set(stale)):
            model.objects.filter(pk__in=some).delete()


def _chunks(numbers: set[Any]) -> Iterator[list[Any]]:
    every = list(numbers)
    for start in range(0, len(every), CHUNK):
        yield every[start : start + CHUNK]
