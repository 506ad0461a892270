"""Every citation resolves: in the tables, in the code, in the cases."""

import re
from pathlib import Path

import pytest

import gongyue.law
from gongyue.law.sources import (
    GIVEN,
    Sources,
    UnknownCitation,
    all_sources,
    cite_text,
    resolve,
)
from tests.law.tables import ACTS_CHECKED

LAW = Path(gongyue.law.__file__).parent
WRITTEN = re.compile(r"[\"'\[ ]((?:cn|\d{6})/[a-z][a-z0-9-]*(?:#[\d.]+)?)")


def written_citations() -> list[tuple[str, str]]:
    files = [*LAW.rglob("*.py"), *LAW.rglob("*.yaml"), *LAW.rglob("*.md")]
    return [
        (str(path.relative_to(LAW)), citation)
        for path in sorted(files)
        if path.name != "sources.yaml"
        for citation in WRITTEN.findall(path.read_text(encoding="utf-8"))
    ]


def test_citations_are_found_at_all() -> None:
    assert len(written_citations()) > 150


def test_every_written_citation_resolves() -> None:
    wrong = [where for where in set(written_citations()) if not resolves(where[1])]
    assert not wrong


def resolves(citation: str) -> bool:
    try:
        return bool(resolve(citation).text())
    except UnknownCitation:
        return False


def test_every_source_is_cited_or_is_of_use_to_readers() -> None:
    cited = {citation.split("#")[0] for _, citation in written_citations()}
    kept = {  # acts readers of the rules are sent to, not yet cited by a rule
        "cn/civil-code",
        "cn/dispute-mediation-arbitration-law",
        "cn/total-wages-provisions",
        "cn/averaged-hours-measures",
        "cn/holidays-measures",
        "cn/holidays-measures-2014",
        "cn/minors-protection-law",
        "cn/dispute-interpretation-1",
        "cn/inspection-regulation",
        "cn/personal-information-protection-law",  # the registry's days cite it
    }
    assert set(all_sources().by_id) - cited <= kept


@pytest.mark.parametrize(
    ("citation", "text"),
    [
        ("cn/labour-contract-law#47.2", "《劳动合同法》第47条第2款"),
        ("cn/labour-law#44.1.3", "《劳动法》第44条第3项"),
        ("430000/minimum-wage-2025", "湘人社规〔2025〕22号《湖南省最低工资标准》"),
        (GIVEN, "填写的情况"),
    ],
)
def test_citations_read_as_a_lawyer_writes_them(citation: str, text: str) -> None:
    assert cite_text(citation) == text


@pytest.mark.parametrize(
    "citation",
    [
        "cn/labour-contract-law#99",
        "cn/labour-contract-law#0",
        "cn/labour-contract-law#47.4",
        "cn/labour-law#44.2",
        "cn/no-such-law#1",
        "labour-contract-law#47",
        "cn/labour-contract-law#四十七",
        "430000/minimum-wage-2025#1",
        "",
    ],
)
def test_what_does_not_exist_cannot_be_cited(citation: str) -> None:
    with pytest.raises(UnknownCitation):
        resolve(citation)


GOOD = """
cn/an-act:
  title_zh: 某法
  title_en: An Act
  kind: law
  in_force: {from: 2020-01-01}
  checked_until: 2026-02-28
  mark: S
  paragraphs: 1 2 3
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  title_zh: 某法\n", ""),
        ("title_en: An Act", "title_en:"),
        ("kind: law", "kind: rumour"),
        ("  checked_until: 2026-02-28\n", ""),
        ("checked_until: 2026-02-28", "checked_until: in_force"),
        ("mark: S", "mark: '?'"),
        ("in_force: {from: 2020-01-01}", "in_force: {}"),
        ("in_force: {from: 2020-01-01}", "in_force: {from: once}"),
        ("paragraphs: 1 2 3", "paragraphs: 1 2 3\n  articles: 4"),
        ("cn/an-act", "An Act"),
    ],
)
def test_a_malformed_source_is_found_while_loading(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert Sources.load(path).resolve("cn/an-act#3.3").paragraph == 3
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=r"sources\.yaml"):
        Sources.load(path)


def test_an_act_is_in_force_from_and_until_its_days() -> None:
    old = all_sources().by_id["cn/pay-days-notice-2008"]
    assert old.in_force_until is not None
    assert old.in_force_on(old.in_force_from)
    assert old.in_force_on(old.in_force_until)
    assert not old.in_force_on(all_sources().by_id["cn/pay-days-notice-2025"].in_force_from)


def test_every_national_instrument_says_until_when_it_is_checked_or_ended() -> None:
    for source in all_sources().by_id.values():
        if source.id.startswith("cn/"):
            ends = source.checked_until or source.in_force_until  # an end may be to come
            assert ends is not None, source.id
            assert ends <= ACTS_CHECKED, source.id
