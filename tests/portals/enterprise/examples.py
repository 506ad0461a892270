"""Example arguments of the firm's pages."""

from __future__ import annotations

from typing import Any

from tests.cast import AT, Cast, Examples
from tests.portals.engagements import asked
from tests.portals.pairs import pair_of_li
from tests.portals.rights import (
    consent_of_li,
    correction_of_li,
    person_of_li,
    question_of_li,
)
from tests.portals.tasks import desk_examples
from tests.portals.worker.examples import checkup_of_records, finding_about_li, record_number


def person_number(cast: Cast) -> Any:
    """李师傅, as the registry knows him."""
    from gongyue.apps.registry.selectors.people import myself

    return myself(cast.worker).person_id  # type: ignore[union-attr]


def department_number(cast: Cast) -> int:
    """One of the departments that the roster named."""
    from gongyue.apps.registry.selectors.departments import departments_of

    return departments_of(cast.enterprise, cast.factory.pk)[0].department_id


def membership_number(cast: Cast) -> int:
    """陈经理 as the owner of the factory."""
    from gongyue.apps.registry.selectors.organisations import members_of

    return members_of(cast.enterprise, cast.factory.pk)[0].membership_id


def _batch(cast: Cast) -> dict[str, Any]:
    return {"batch_id": cast.batch.pk}


def _finding(cast: Cast) -> dict[str, Any]:
    return {"finding_id": finding_about_li(cast).finding_id}


def _mapping(cast: Cast) -> dict[str, Any]:
    """What 陈经理 corrected in a table before."""
    from gongyue.apps.registry.selectors.readings import mappings_of
    from gongyue.apps.registry.services.imports import import_plan, import_replan, import_start

    facts = {"by": cast.enterprise, "at": AT}
    content = "姓名,手机号,号牌\n李师傅,,A1\n".encode("utf-8-sig")
    plan = import_plan(organisation_id=cast.factory.pk, content=content, name="表.csv", **facts)
    import_replan(batch_id=plan.pk, overrides={"表": {"C": "employee_no"}}, **facts)
    import_start(batch_id=plan.pk, **facts)
    return {"mapping_id": mappings_of(cast.enterprise, cast.factory.pk)[0].mapping_id}


EXAMPLES: Examples = {
    "enterprise:scope": lambda cast: {"membership_id": membership_number(cast)},
    "enterprise:department": lambda cast: {"department_id": department_number(cast)},
    "enterprise:retire_department": lambda cast: {"department_id": department_number(cast)},
    "enterprise:quality_rows": lambda cast: {"code": "phone_missing"},
    "enterprise:duplicate": lambda cast: {"pair_id": pair_of_li(cast).firm},
    "enterprise:engagement": lambda cast: {"engagement_id": asked(cast).pk},
    "enterprise:answer_provider": lambda cast: {"engagement_id": asked(cast).pk},
    "enterprise:end_provider": lambda cast: {"engagement_id": asked(cast).pk},
    **desk_examples("enterprise"),
    "enterprise:check_import": _batch,
    "enterprise:import_recall": _batch,
    "enterprise:import_correct": _batch,
    "enterprise:import_marked": _batch,
    "enterprise:mapping": _mapping,
    "enterprise:import": _batch,
    "enterprise:import_progress": _batch,
    "enterprise:import_remap": _batch,
    "enterprise:import_start": _batch,
    "enterprise:import_restart": _batch,
    "enterprise:import_discard": _batch,
    "enterprise:import_undo": _batch,
    "enterprise:person": lambda cast: {"person_id": person_number(cast)},
    "enterprise:person_papers": lambda cast: {"person_id": person_number(cast)},
    "enterprise:person_files": lambda cast: {"person_id": person_number(cast)},
    "enterprise:answer": lambda cast: {
        "person_id": person_number(cast),
        "event_id": record_number(cast),
    },
    "enterprise:end_membership": lambda cast: {"membership_id": membership_number(cast)},
    "enterprise:checkup": lambda cast: {"checkup_id": checkup_of_records(cast).pk},
    "enterprise:checkup_about": lambda cast: {"about": "checkup:contract.missing:nobody"},
    "enterprise:download": lambda cast: {
        "checkup_id": checkup_of_records(cast).pk,
        "kind": "json",
    },
    "enterprise:finding": _finding,
    "enterprise:to_task": _finding,
    "enterprise:settle": _finding,
    "enterprise:question": lambda cast: {"question_id": question_of_li(cast)},
    "enterprise:consent_new": lambda cast: {"person_id": person_of_li(cast)},
    "enterprise:consent": lambda cast: {"consent_id": consent_of_li(cast)},
    "enterprise:correction": lambda cast: {"correction_id": correction_of_li(cast)},
}
