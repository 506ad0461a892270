"""Who is found to be one, who is not, and why."""

from __future__ import annotations

import logging
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from gongyue.cli.bench._linkage_child import _Truth
from gongyue.cli.bench._linkage_people import written
from gongyue.engines.linkage import comparing, firms, people
from gongyue.engines.linkage.columns import MOST, person_rows
from gongyue.engines.linkage.fields import FIRM, PERSON
from gongyue.engines.linkage.groups import grouped
from gongyue.engines.linkage.records import (
    FirmRecord,
    Pair,
    PersonRecord,
    Thresholds,
    Verdict,
    Weights,
)
from gongyue.kernel.ids import check_character, credit_check_character


def number(body: str) -> str:
    return body + check_character(body)


ID = number("43010219850307101")
WANG = PersonRecord(key="a", name="王建国", id_number=ID, phone="13900001111")
BORN = date(1985, 3, 7)


def verdict_of(left: PersonRecord, right: PersonRecord) -> Verdict:
    found = people.find([left, replace(right, key="b")])
    return found.pairs[0].verdict if found.pairs else Verdict.NO


@pytest.mark.parametrize(
    ("right", "verdict"),
    [
        (replace(WANG, phone=""), Verdict.SURE),
        (replace(WANG, id_number=ID[:6] + ID[8:17]), Verdict.SURE),
        (replace(WANG, name="王健国", id_number=ID[:15] + ID[16] + ID[15] + ID[17]), Verdict.SURE),
        (replace(WANG, id_number=ID[:9] + "9" + ID[10:]), Verdict.SURE),
        (PersonRecord(key="", name="王建国", phone="13900001111", birth_on=BORN), Verdict.SURE),
        (PersonRecord(key="", name="王建军", phone="13900001111", birth_on=BORN), Verdict.REVIEW),
        (PersonRecord(key="", name="李秀英", phone="13900001111"), Verdict.NO),
        (replace(WANG, id_number=number("43010219850307102")), Verdict.NO),
        (PersonRecord(key="", name="王建国"), Verdict.NO),
    ],
    ids=["the same number", "fifteen digits", "sound and swap", "a wrong digit",
         "name, birth and phone", "a twin's name", "a spouse", "another number", "a name"],
)  # fmt: skip
def test_verdicts(right: PersonRecord, verdict: Verdict) -> None:
    assert verdict_of(WANG, right) == verdict


def test_a_pair_says_why_in_chinese_and_holds_no_personal_value() -> None:
    other = replace(WANG, key="b", name="王健国", phone="13900001112")
    (pair,) = people.find([WANG, other]).pairs
    told = {reason.field: (reason.words_zh, reason.bits) for reason in pair.reasons}
    assert told["id_number"][0] == "相同" and told["id_number"][1] > 15
    assert told["name"][0] == "读音相同" and told["name"][1] > 0
    assert told["phone"][0] == "差一处"
    assert told["address"] == ("至少一方没有", 0.0)
    said = repr(pair)
    assert not any(value in said for value in (ID, "王建国", "王健国", "13900001111"))


def test_nobody_and_somebody_alone_have_no_double() -> None:
    assert people.find([]).pairs == ()
    assert people.find([WANG]).pairs == ()


def test_what_is_no_text_at_all_harms_nothing() -> None:
    odd = ["'; drop table x; --", "\u202e王建国", "😀" * 50, "a" * 10_000, "NULL", "\x00", "％_"]
    records = [
        PersonRecord(key=str(n), name=text, id_number=text, phone=text, address=text)
        for n, text in enumerate(odd * 2)
    ]
    assert people.find(records).compared >= 0


def test_a_chain_of_two_valid_numbers_is_cut() -> None:
    other = number("43010219850307103")
    pairs = [
        Pair("a", "b", 0.999, Verdict.SURE, ()),
        Pair("b", "c", 0.99, Verdict.SURE, ()),
        Pair("c", "d", 0.97, Verdict.SURE, ()),
        Pair("x", "y", 0.9, Verdict.REVIEW, ()),
    ]
    groups, split = grouped(pairs, {"a": ID, "c": other, "d": ""})
    assert groups == (("a", "b"), ("c", "d"))
    assert split == (("b", "c"),)


def test_groups_never_hold_two_valid_numbers_whatever_the_pairs() -> None:
    rng = Random(4)
    keys = [f"k{n}" for n in range(60)]
    numbers = {key: rng.choice(["", "", "1", "2", "3"]) for key in keys}
    pairs = [Pair(*sorted(rng.sample(keys, 2)), rng.random(), Verdict.SURE, ()) for _ in range(300)]  # type: ignore[arg-type]
    groups, _ = grouped(pairs, numbers)
    for group in groups:
        assert len({numbers[key] for key in group} - {""}) <= 1
    assert grouped(list(reversed(pairs)), numbers) == grouped(pairs, numbers)


def test_a_key_that_many_share_is_dropped() -> None:
    crowd = [PersonRecord(key=str(n), name="张伟", phone="13900001111") for n in range(MOST + 1)]
    rows = person_rows(crowd)
    assert rows["key_phone"].null_count == rows["key_name"].null_count == MOST + 1
    assert person_rows(crowd[:-1])["key_phone"].null_count == 0


@pytest.mark.parametrize("fields", [PERSON, FIRM], ids=["person", "firm"])
def test_assumed_shares_are_shares(fields: Any) -> None:
    weights = comparing.assumed(fields, 1_000)
    for field in fields:
        assert sum(weights.m[field.name].values()) == pytest.approx(1, abs=0.02), field.name
        assert all(0 < share < 1 for share in weights.u[field.name].values())


@pytest.fixture(scope="module")
def learnt() -> tuple[list[Any], Weights]:
    told = written(2_600, seed=11)
    return told, people.train([one.record for one in told])


def test_weights_are_learnt_from_the_records(learnt: tuple[list[Any], Weights]) -> None:
    _, weights = learnt
    assert weights.trained_on > 2_000
    assert weights.m["name"]["same"] > 0.7 > 0.2 > weights.u["name"]["same"]
    assert weights.m["id_number"]["both_valid"] == 1e-5


def test_more_is_found_than_by_exact_comparison_and_little_that_is_wrong(
    learnt: tuple[list[Any], Weights],
) -> None:
    told, weights = learnt
    found = people.find([one.record for one in told], weights=weights)
    truth = _Truth(told)
    sure = {(p.left, p.right) for p in found.pairs if p.verdict == Verdict.SURE}
    right = sure & truth.pairs
    assert len(right) / len(sure) > 0.985
    assert len(right & truth.comparable) / len(truth.comparable) > 0.88
    strict = people.find([one.record for one in told], weights=weights,
                         thresholds=Thresholds(0.9999, 0.999))  # fmt: skip
    assert len(strict.pairs) < len(found.pairs)


def test_the_same_records_are_judged_the_same(learnt: tuple[list[Any], Weights]) -> None:
    told, weights = learnt
    records = [one.record for one in told]
    once = people.find(records, weights=weights)
    again = people.find(records[::-1], weights=weights)
    assert {(p.left, p.right, p.verdict) for p in once.pairs} == {
        (p.left, p.right, p.verdict) for p in again.pairs
    }
    assert once.groups == again.groups


CODE = "91430100MADE0001"


def code(body: str) -> str:
    return body + credit_check_character(body)


FIRM_A = FirmRecord(key="a", name="湖南鑫禾电子有限公司", credit_code=code(CODE + "1"),
                    phone="0731-88001234", representative="王建国")  # fmt: skip


@pytest.mark.parametrize(
    ("right", "verdict"),
    [
        (replace(FIRM_A, name="鑫禾电子"), Verdict.SURE),
        (FirmRecord(key="", name="鑫禾电子（长沙）有限责任公司", phone="073188001234",
                    representative="王建国"), Verdict.SURE),
        (replace(FIRM_A, credit_code=code(CODE + "2")), Verdict.NO),
        (FirmRecord(key="", name="瑞泓物业", phone="0731-88009999"), Verdict.NO),
    ],
    ids=["the same code", "place and form differ", "another valid code", "another firm"],
)  # fmt: skip
def test_firms(right: FirmRecord, verdict: Verdict) -> None:
    found = firms.find([FIRM_A, replace(right, key="b")])
    assert (found.pairs[0].verdict if found.pairs else Verdict.NO) == verdict


def test_a_branch_is_not_its_firm() -> None:
    branch = replace(FIRM_A, key="b", credit_code="", name="湖南鑫禾电子有限公司第一分公司",
                     representative="李秀英")  # fmt: skip
    pairs = firms.find([FIRM_A, branch]).pairs
    assert not pairs or pairs[0].verdict == Verdict.REVIEW


def test_nothing_is_written_to_disk_and_nothing_is_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with caplog.at_level(logging.DEBUG):
        people.find([WANG, replace(WANG, key="b")])
    assert list(tmp_path.iterdir()) == []
    assert ID not in caplog.text and "王建国" not in caplog.text


def test_the_database_may_neither_spill_nor_read_files() -> None:
    rows = person_rows([WANG, replace(WANG, key="b")])
    with comparing._linker(rows, PERSON, comparing.assumed(PERSON, 2)) as linker:
        base = linker._db_api.duckdb_con
        assert base.sql("select current_setting('temp_directory')").fetchall() == [("",)]
        with pytest.raises(Exception, match="disabled by configuration"):
            base.sql("select * from read_csv('/etc/hostname')").fetchall()


def test_the_engine_needs_neither_django_nor_the_database() -> None:
    program = (
        "import sys; from gongyue.engines.linkage import people, firms; "
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('django', 'splink', 'duckdb')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]", "splink is loaded when something is compared, not before"


def test_records_among_which_nobody_shares_a_number_still_teach(
    learnt: tuple[list[Any], Weights],
) -> None:
    """As in a register that has joined equal numbers already."""
    told, _ = learnt
    first = {one.record.id_number or one.record.key: one.record for one in told}
    many = [
        replace(one, key=f"{n}{one.key}", id_number="") for n in range(2) for one in first.values()
    ]
    weights = people.train([*first.values(), *many[:600]])
    assert weights.trained_on
    assert weights.m["id_number"]["one_off"] > weights.m["id_number"]["same"]
    assert 0 < weights.prior < 0.01
