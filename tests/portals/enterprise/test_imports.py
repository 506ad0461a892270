"""导入表格: drop, look, change, run, undo."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import Cast, identity_number
from tests.portals.conftest import Browse
from tests.portals.worker.examples import record_number

HEAD = "姓名,身份证号,入职日期,部门,月工资,备注栏\n"


def _file(rows: str = "", name: str = "花名册.csv") -> SimpleUploadedFile:
    rows = rows or f"新来的,{identity_number(sequence=777)},2026-01-05,装配车间,5000,\n"
    return SimpleUploadedFile(name, (HEAD + rows).encode("utf-8-sig"))


def _planned(client: Any, file: SimpleUploadedFile | None = None) -> Any:
    """The batch page after a drop."""
    answer = client.post(reverse("enterprise:imports"), {"file": file or _file()}, follow=True)
    assert answer.redirect_chain, answer.context["form"].errors
    return answer


def test_a_dropped_file_becomes_a_plan_and_writes_nothing(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    page = _planned(client)
    assert page.context["batch"].counts["people_new"] == 1
    assert "身份证号" in page.text and "对，导入" in page.text
    assert "新来的" not in client.get(reverse("enterprise:people")).text


def test_carried_out_the_person_is_there(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    batch = _planned(client).context["batch"]
    answer = client.post(reverse("enterprise:import_start", args=[batch.batch_id]), follow=True)
    assert "已导入" in answer.text
    assert "新来的" in client.get(reverse("enterprise:people")).text


def test_a_column_mapped_by_hand_is_read_anew(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    row = f"新来的,{identity_number(sequence=777)},2026-01-05,装配车间,5000,焊工\n"
    batch = _planned(client, _file(row)).context["batch"]
    assert "F" not in batch.sheets[0]["mapping"] or batch.sheets[0]["mapping"]["F"] == "remark"
    client.post(reverse("enterprise:import_remap", args=[batch.batch_id]), {"column-0-F": "post"})
    page = client.get(reverse("enterprise:import", args=[batch.batch_id]))
    assert page.context["batch"].sheets[0]["mapping"]["F"] == "post"
    assert page.context["batch"].overrides == {"花名册": {"F": "post"}} or "F" in str(
        page.context["batch"].overrides
    )


def test_a_field_that_does_not_exist_changes_nothing(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    batch = _planned(client).context["batch"]
    url = reverse("enterprise:import_remap", args=[batch.batch_id])
    client.post(url, {"column-0-F": "no_such_field", "column-99-A": "name"})
    page = client.get(reverse("enterprise:import", args=[batch.batch_id]))
    assert page.context["batch"].overrides == {}


def test_what_is_no_workbook_is_said_beside_the_form(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    url = reverse("enterprise:imports")
    bad = SimpleUploadedFile("图.xlsx", b"\x89PNG not a workbook")
    page = client.post(url, {"file": bad})
    assert page.status_code == 200 and page.context["form"].errors["file"]
    assert client.post(url, {}).context["form"].errors["file"] == [
        "请选择一个文件，或者把表格粘贴到下面的框里"
    ]


def test_problems_are_listed_cell_by_cell(cast: Cast, browse: Browse) -> None:
    row = f"新来的,{identity_number(sequence=777)},不知道,装配车间,看心情,\n"
    page = _planned(browse(cast.enterprise), _file(row))
    where = {(p["row"], p["column"]) for p in page.context["problems"]}
    assert {(2, "C"), (2, "E")} <= where
    assert "C2" in page.text


def test_undo_takes_it_back_and_says_so(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    batch = _planned(client).context["batch"]
    client.post(reverse("enterprise:import_start", args=[batch.batch_id]))
    answer = client.post(reverse("enterprise:import_undo", args=[batch.batch_id]), follow=True)
    assert "这次导入已撤销" in answer.text
    assert "新来的" not in client.get(reverse("enterprise:people")).text


def test_undo_is_refused_naming_the_record_somebody_answered(cast: Cast, browse: Browse) -> None:
    url = reverse("worker:record", args=[record_number(cast)])
    browse(cast.worker).post(url, {"kind": "confirmed", "words": ""})
    answer = browse(cast.enterprise).post(
        reverse("enterprise:import_undo", args=[cast.batch.pk]), follow=True
    )
    assert "不能撤销" in answer.text and "第 2 行" in answer.text


def test_a_plan_given_up_is_gone(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    batch = _planned(client).context["batch"]
    url = reverse("enterprise:import_discard", args=[batch.batch_id])
    assert "已放弃" in client.post(url, follow=True).text
    late = client.post(reverse("enterprise:import_start", args=[batch.batch_id]), follow=True)
    assert "已放弃" in late.text and "新来的" not in client.get(reverse("enterprise:people")).text


def test_a_large_file_runs_behind_and_the_fragment_ends_with_a_reload(
    cast: Cast, browse: Browse, settings: Any
) -> None:
    settings.IMPORT_AT_ONCE = 0
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    client = browse(cast.enterprise)
    batch = _planned(client).context["batch"]
    client.post(reverse("enterprise:import_start", args=[batch.batch_id]))
    page = client.get(reverse("enterprise:import", args=[batch.batch_id])).text
    assert 'hx-trigger="every 2s"' in page and "http-equiv" in page
    fragment = reverse("enterprise:import_progress", args=[batch.batch_id])
    assert "HX-Refresh" not in client.get(fragment).headers
    done = reverse("enterprise:import_progress", args=[cast.batch.pk])
    assert client.get(done).headers["HX-Refresh"] == "true"


def test_another_firms_import_does_not_exist(cast: Cast, browse: Browse) -> None:
    from gongyue.apps.registry.services.organisations import register_organisation
    from tests.cast import AT

    facts = {"name": "别家", "kind": "enterprise", "credit_code": "", "place": "430102"}
    register_organisation(by=cast.stranger, at=AT, **facts)
    client = browse(cast.stranger)
    for name in ("import", "import_progress"):
        assert client.get(reverse(f"enterprise:{name}", args=[cast.batch.pk])).status_code == 404
    for name in ("start", "undo", "discard", "remap", "restart"):
        url = reverse(f"enterprise:import_{name}", args=[cast.batch.pk])
        assert client.post(url).status_code == 404


def test_a_run_that_was_killed_can_be_started_again(cast: Cast, browse: Browse) -> None:
    from datetime import timedelta

    from django.utils.timezone import now

    from gongyue.apps.registry.models import ImportBatch

    client = browse(cast.enterprise)
    batch = _planned(client).context["batch"]
    long_ago = now() - timedelta(minutes=10)
    rows = ImportBatch.objects.filter(pk=batch.batch_id)
    rows.update(state="running", started_at=long_ago, seen_alive_at=long_ago)
    url = reverse("enterprise:import", args=[batch.batch_id])
    assert "好像停住了" in client.get(url).text
    client.post(reverse("enterprise:import_restart", args=[batch.batch_id]))
    assert "已导入" in client.get(url).text


def test_finance_cannot_import(cast: Cast, browse: Browse) -> None:
    from gongyue.apps.registry.services.organisations import grant_role
    from tests.cast import AT

    facts = {"by": cast.enterprise, "organisation_id": cast.factory.pk, "at": AT}
    grant_role(user=cast.stranger, role="finance", **facts)
    client = browse(cast.stranger)
    assert client.post(reverse("enterprise:imports"), {"file": _file()}).status_code == 403
    assert client.get(reverse("enterprise:import", args=[cast.batch.pk])).status_code == 403
