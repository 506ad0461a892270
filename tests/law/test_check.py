"""`gongyue law check`: each mistake is found, where it stands, and all of them at once."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

import gongyue.law
from gongyue.cli.main import main
from gongyue.law.checking import Report, check_folder, located, uses
from gongyue.law.checking.located import Located
from tests.copies import Spoilable
from tests.law.tables import LAST, as_in_2025

LAW = Path(gongyue.law.__file__).parent
Folder = Path


@pytest.fixture(scope="module", autouse=True)
def _read_once() -> Iterator[None]:
    """Each test spoils a file or two of a thousand: what stands in the others is read once."""
    read = lru_cache(maxsize=None)(located.located)

    def once(content: bytes, name: str) -> Located:
        found = read(content, name)
        return replace(found, slips=[*found.slips])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(located, "located", once)
        for name in ("cited_in", "read_in"):
            patch.setattr(uses, name, lru_cache(maxsize=None)(getattr(uses, name)))
        yield


@pytest.fixture(scope="module")
def _copy(tmp_path_factory: pytest.TempPathFactory) -> Spoilable:
    return Spoilable(tmp_path_factory.mktemp("copy") / "law", _law)


def _law(folder: Folder) -> None:
    shutil.copytree(LAW, folder, ignore=shutil.ignore_patterns("__pycache__"))
    as_in_2025(folder / "parameters")


@pytest.fixture
def folder(_copy: Spoilable) -> Iterator[Folder]:
    """A copy of the law, not inside the package: its cases are not asked again."""
    yield _copy.folder
    _copy.mend()


def spoil(folder: Folder, file: str, old: str, new: str) -> int:
    """Replace the first occurrence; returns its line."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old} is not in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def found(report: Report, file: str) -> list[tuple[int, str]]:
    return [(m.line, m.what) for m in report.mistakes if m.file == file]


# What is spoilt: file, old, new, what must be said; the line is that of the change.
CITY, CN, ACTS = "parameters/430100.yaml", "parameters/cn.yaml", "sources.yaml"
SEVERANCE = "severance/questions.yaml"
MISTAKES = {
    "broken YAML": (CITY, "label: 最低工资标准（月）", "label: [最低", "没有收住"),
    "a Chinese colon": (CITY, "    unit: yuan/month", "    unit：yuan/month", "冒号"),
    "a tab": (CITY, "    unit: yuan/month", "\tunit: yuan/month", "格式不对"),
    "a day that does not exist": (CITY, "2024-09-01:", "2024-09-31:", "不是存在的日期"),
    "dates that do not ascend": (CITY, "2024-09-01:", "2021-09-01:", "没有从早到晚"),
    "a date written twice": (CITY, "2024-09-01:", "2022-04-01:", "写了两次"),
    "a gap": (CITY, "minimum-wage-2024, mark: V}",
              "minimum-wage-2024, mark: V, checked_until: 2025-01-31}", "有空档"),
    "an overlap": (CITY, "minimum-wage-2024, mark: V}",
                   "minimum-wage-2024, mark: V, checked_until: 2025-10-31}", "重叠"),
    "no source": (CITY, "source: 430000/minimum-wage-2025, ", "", "缺少 source"),
    "a source nobody wrote": (CITY, "430000/minimum-wage-2025", "430000/minimum-wage-2035",
                              "引用表里没有"),
    "a source that had ended": (CITY, "430000/minimum-wage-2025", "430000/minimum-wage-2024",
                                "就失效了"),
    "no mark": (CITY, LAST, LAST.replace("mark: V, ", ""), "缺少 mark"),
    "no checked_until": (CITY, LAST, LAST.replace(", checked_until: 2026-02-28", ""),
                         "缺少 checked_until"),
    "no value": (CITY, "value: 2200, ", "", "缺少 value"),
    "a value in words": (CITY, "value: 2200", "value: 2200元", "不是数字"),
    "a value far off": (CITY, "value: 2200", "value: 22000000", "不合理"),
    "a misspelt key": (CITY, LAST, LAST.replace("mark", "marc"), "不认识的项 marc"),
    "no unit": (CITY, "    unit: yuan/month\n", "", "缺少 unit"),
    "a unit nobody knows": (CITY, "unit: yuan/month", "unit: dollars", "没有 dollars 这个单位"),
    "another label than elsewhere": (CITY, "label: 最低工资标准（月）", "label: 最低工资",
                                     "label 是"),
    "a place code that is text no more": (CITY, '"430102": ', "430102: ", "代码写法不对"),
    "a percentage": (CN, "value: 0.08,", "value: 8,", "比例写成了 8"),
    "a percentage with its sign": (CN, "value: 0.08,", "value: 8%,", "比例写成了 8%"),
    "an article too far": (CN, "labour-contract-law#87,", "labour-contract-law#187,",
                           "《劳动合同法》只有98条，没有第187条"),
    "a paragraph too far": (CN, "labour-contract-law#47.2,", "labour-contract-law#47.4,",
                            "第47条只有3款"),
    "a parameter no rule reads": (CN, "  severance.ceiling_multiple:", "  severance.cieling:",
                                  "没有规则读这一项"),
    "a choice without a word": ("parameters/430000.yaml", "value: includes_own_insurance",
                                "value: perhaps", "没有 perhaps 这个选项"),
    "an act without its kind": (ACTS, "  kind: law\n", "", "缺少 kind"),
    "an act of an unknown kind": (ACTS, "  kind: law\n", "  kind: rumour\n", "没有 rumour"),
    "an act written twice": (ACTS, "cn/labour-law:", "cn/civil-code:", "写了两次"),
    "an act not checked": (ACTS, "  checked_until: 2026-02-28\n", "", "缺少 checked_until"),
    "counts that differ": (ACTS, "articles: 107", "articles: 106", "paragraphs 数出 107 条"),
    "an act nobody cites": (ACTS, "  kept: 读者查阅工资总额的组成\n", "",
                            "没有规则、数值或说明引用"),
    "a question without its words": (SEVERANCE, "    ask: 在哪里上班？\n", "", "缺少 ask"),
    "a group nobody knows": (SEVERANCE, "group: 离开单位", "group: 离开", "没有“离开”这一组"),
    "a case without an answer": ("severance/cases.yaml", "  value: 3000.00\n", "", "既没有结果"),
    "a case that cites nothing": ("severance/cases.yaml", "labour-contract-law#46.1.2",
                                  "labour-contract-law#146.1.2", "没有第146条"),
    "a rule that cites nothing": ("severance/rule.py", "cn/labour-contract-law#47.1",
                                  "cn/labour-contract-law#47.9", "没有第9款"),
    "a note on nothing": ("notes/labour-law.yaml", '"36":', '"336":', "没有第336条"),
    "a note without its full stop": ("notes/labour-law.yaml", "每周至少休息一天。",
                                     "每周至少休息一天", "没有句号"),
}  # fmt: skip
NEAR = {"no unit", "an act without its kind", "an act not checked", "an act nobody cites",
        "a question without its words", "a case without an answer", "counts that differ",
        "an act written twice", "a tab", "a Chinese colon"}  # fmt: skip


def test_the_law_that_ships_has_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "check"]) == 0
    assert "没有错误" in capsys.readouterr().out


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_found_where_it_stands(folder: Folder, name: str) -> None:
    file, old, new, said = MISTAKES[name]
    line = spoil(folder, file, old, new)
    told = [(at, what) for at, what in found(check_folder(folder), file) if said in what]
    assert told, found(check_folder(folder), file)
    near = 8 if name in NEAR else 0
    assert any(abs(at - line) <= near for at, _ in told), (line, told)


def test_two_files_of_a_place_hold_nothing_twice_and_name_it_alike(folder: Folder) -> None:
    city = (folder / CITY).read_text(encoding="utf-8")
    more = city.replace("place: 湖南省长沙市", "place: 长沙")
    (folder / "parameters/430100.more.yaml").write_text(more, encoding="utf-8")
    said = [what for _, what in found(check_folder(folder), "parameters/430100.more.yaml")]
    assert f"{CITY} 里已有这一项" in said
    assert "地名是“长沙”" in said


def test_every_mistake_says_what_to_write_instead(folder: Folder) -> None:
    for name, (file, old, new, _) in MISTAKES.items():
        if name not in ("broken YAML", "a tab", "a Chinese colon", "an act written twice"):
            path = folder / file
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
    mistakes = check_folder(folder).grave
    assert len(mistakes) > 25
    assert all(mistake.what and mistake.instead for mistake in mistakes)


def test_all_are_told_at_once_though_one_breaks_its_file(folder: Folder) -> None:
    spoil(folder, CITY, "label: 最低工资标准（月）", "label: [最低")
    spoil(folder, CITY, "average_wage.monthly:", "average_wages.monthly:")
    spoil(folder, CN, "value: 0.08,", "value: 8,")
    spoil(folder, "notes/labour-law.yaml", '"36":', '"336":')
    files = {mistake.file for mistake in check_folder(folder).grave}
    assert files >= {CITY, CN, "notes/labour-law.yaml"}
    what = " ".join(said for _, said in found(check_folder(folder), CITY))
    assert "没有收住" in what and "没有规则读这一项" in what


def test_a_jump_is_to_be_looked_at_and_does_not_fail(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    line = spoil(folder, CITY, "value: 2200", "value: 22000")
    report = check_folder(folder)
    assert (report.grave, [m.line for m in report.mistakes if m.file == CITY]) == ([], [line])
    assert main(["law", "check", str(folder)]) == 0
    assert "留意：2100 变成 22000" in capsys.readouterr().out


def test_the_exit_code_and_json(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder, CN, "value: 0.08,", "value: 8,")
    assert main(["law", "check", str(folder), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert not told["ok"] and told["read"]["rules"] > 40
    (mistake,) = (one for one in told["mistakes"] if one["file"] == CN)
    assert mistake["instead"] == "比例用小数：8% 写 0.08"


def test_a_folder_that_is_none_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "check", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


HOSTILE: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_text(""),
    "a list": lambda path: path.write_text("- 1\n- 2\n"),
    "one word": lambda path: path.write_text("law"),
    "no UTF-8": lambda path: path.write_bytes(b"\xff\xfe\x00\xd8"),
    "a NUL": lambda path: path.write_text("place: \0\n"),
    "itself": lambda path: path.write_text("&a [*a]\n"),
    "brackets without end": lambda path: path.write_text("[" * 3000),
    "numbers as keys": lambda path: path.write_text("1: {2: {3: 4}}\nparameters: {5: {values: 6}}"),
    "lists where tables belong": lambda path: path.write_text("place: [1]\nparameters: [2]"),
}


@pytest.mark.parametrize("file", [CITY, CN, ACTS, SEVERANCE, "severance/cases.yaml",
                                  "notes/labour-law.yaml"])  # fmt: skip
@pytest.mark.parametrize("how", HOSTILE)
def test_nonsense_in_a_file_is_a_mistake_and_no_crash(folder: Folder, file: str, how: str) -> None:
    HOSTILE[how](folder / file)
    assert any(mistake.file == file for mistake in check_folder(folder).grave)


def test_worked_cases_are_asked_again_with_the_tables_as_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from gongyue.law.checking import worked

    case = {"name": "例", "facts": {"place": "430102", "month": "2025-09-01", "gross": 2200}}
    assert worked._difference(
        "minimum_wage", {**case, "value": 0, "cites": ["cn/labour-law#1"]}
    ).startswith("结果没有引用")
    assert "算例写的是拒绝" in worked._difference("minimum_wage", {**case, "refuses": "BadFacts"})
    assert worked._difference("minimum_wage", {**case, "value": 1}).startswith("现在算得")
    wrong = {**case, "facts": {}, "value": True}
    assert worked._difference("minimum_wage", wrong).startswith("现在拒绝回答（BadFacts）")
