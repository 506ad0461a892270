"""Example arguments of the pages of files and papers."""

from __future__ import annotations

from typing import Any

from tests.cast import AT, Cast, Examples

SITE = "https://gongyue.example.org"


def li_of(cast: Cast) -> Any:
    from gongyue.apps.registry.selectors.people import myself

    return myself(cast.worker).person_id  # type: ignore[union-attr]


def document_of(
    cast: Cast, *, share: bool = True, content: Any = None, name: str = "照片.png"
) -> Any:
    """A file that 李师傅 handed in and shares with the factory."""
    from gongyue.apps.documents.permissions import Owner
    from gongyue.apps.documents.services.adding import Handed, document_add
    from tests.apps.documents.files import png

    owner = Owner(person_id=li_of(cast), organisation_id=cast.factory.pk if share else None)
    handed = Handed(name=name, content=content or png())
    return document_add(by=cast.worker, owner=owner, kind="evidence", handed=handed, at=AT)


def paper_of(cast: Cast, **more: Any) -> Any:
    """A certificate that 陈经理 issued about 李师傅."""
    from gongyue.apps.documents.services.certificates import Wanted, certificate_issue

    facts = {"kind": "employed", "recipient": "示例银行", "use": "办理租房手续"} | more
    return certificate_issue(
        by=cast.enterprise,
        organisation_id=cast.factory.pk,
        person_id=li_of(cast),
        wanted=Wanted(**facts),
        purpose="staff_management",
        site=SITE,
        at=AT,
    ).paper


def _document(cast: Cast) -> dict[str, Any]:
    return {"document_id": document_of(cast).pk}


def _paper(cast: Cast) -> dict[str, Any]:
    return {"paper_id": paper_of(cast).pk}


EXAMPLES: Examples = {
    "files:page": _document,
    "files:picture": _document,
    "files:original": _document,
    "files:replace": _document,
    "files:withdraw": _document,
    "files:scan": _document,
    "files:paper": _paper,
    "files:paper_picture": _paper,
    "files:paper_pdf": _paper,
    "files:paper_void": _paper,
}
