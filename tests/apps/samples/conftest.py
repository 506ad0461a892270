"""晨光工厂 has a sample, and so has the bureau."""

from __future__ import annotations

import pytest

from gongyue.apps.registry.services.samples import World
from gongyue.apps.samples.services import sample_make
from tests.apps.people import People, imported
from tests.cast import AT
from tests.replay import replayed

SITE = "https://gongyue.example.org"


@pytest.fixture
def world(people: People) -> World:
    """Of the factory, beside real records."""
    return replayed(_of_the_factory, people)


def _of_the_factory(people: People) -> World:
    imported(people.chen, people.factory)
    return sample_make(by=people.chen, organisation_id=people.factory.pk, site=SITE, at=AT)


@pytest.fixture
def office_world(people: People) -> World:
    """Of the bureau, made by whoever runs the system."""
    return replayed(_of_the_bureau, people)


def _of_the_bureau(people: People) -> World:
    return sample_make(by=people.operator, organisation_id=people.bureau.pk, site=SITE, at=AT)
