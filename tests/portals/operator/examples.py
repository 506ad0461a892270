"""Example arguments of the operator's pages."""

from __future__ import annotations

from tests.cast import Examples
from tests.portals.tasks import task_of_office

EXAMPLES: Examples = {
    "operator:task": lambda cast: {"task_id": task_of_office(cast.operator).pk},
}
