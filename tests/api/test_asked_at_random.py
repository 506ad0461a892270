"""Every operation of the description, asked what nobody thought of: no error of ours, and no answer
that the description does not tell of. `API_EXAMPLES=200` asks more (docs/reference/api.md)."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
import schemathesis
from django.conf import LazySettings
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as bounded
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from gongyue.api import kept
from gongyue.api.description import EACH_RULE
from gongyue.config.wsgi import application

pytestmark = [pytest.mark.django_db, pytest.mark.once]
EXAMPLES = int(os.environ.get("API_EXAMPLES", "0"))
OF_RESOURCE, OF_RULE = EXAMPLES or 8, EXAMPLES or 1
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
# Their parameters are texts in the address: nothing that is sent there is of a wrong kind.
TAKES_ANYTHING = {
    "GET /api/v1/law/rules/{name}",
    "GET /api/v1/law/sources/{jurisdiction}/{act}",
}
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@schemathesis.serializer("application/x-ndjson")
def as_lines(context: Any, value: Any) -> bytes:
    """Lines as they are; what is no text as a line of JSON."""
    text = value if isinstance(value, str) else json.dumps(value)
    return text.encode("utf-8", "surrogatepass")


@pytest.fixture
def operations(settings: LazySettings) -> list[Any]:
    settings.API_A_MINUTE = 10_000_000
    settings.ALLOWED_HOSTS = ["*"]
    assert kept.description().plain
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    return [found.ok() for found in schema.get_all_operations()]


def ask(operation: Any, examples: int, mode: GenerationMode) -> None:
    @bounded(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=not EXAMPLES,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def asked(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    asked()


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
def test_each_resource(operations: list[Any], mode: GenerationMode) -> None:
    found = [one for one in operations if one.tags != [EACH_RULE]]
    assert len(found) >= 11
    for operation in found:
        try:
            ask(operation, OF_RESOURCE, mode)
        except Unsatisfiable:
            assert mode is GenerationMode.NEGATIVE and operation.label in TAKES_ANYTHING, (
                operation.label
            )


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
def test_each_rule(operations: list[Any], mode: GenerationMode) -> None:
    for operation in operations:
        if operation.tags == [EACH_RULE]:
            ask(operation, OF_RULE, mode)
