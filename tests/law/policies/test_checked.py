"""`gongyue law check` on policies: each mistake is named, with its line; none stops the rest."""

import shutil
from pathlib import Path

import pytest

import gongyue.law
from gongyue.law.checking.located import Located, read_located
from gongyue.law.checking.policy_files import check_policies
from gongyue.law.policies.kinds import CHOICE, COUNT, MONEY, RATE, YES_NO
from gongyue.law.policies.language import Misread, Names, names_in
from gongyue.law.sources import all_sources

LAW = Path(gongyue.law.__file__).parent
HIRING, REFUND, FACTS = "hiring_subsidy.yaml", "job_stability_refund.yaml", "facts.yaml"
MISTAKES = {
    "a fact nobody wrote": (HIRING, "cel: contract_signed", "cel: contract_singed",
                            "没有“contract_singed”这个事实或数值"),
    "no boolean": (HIRING, "cel: contract_signed", "cel: three_insurances_months",
                   "结果不是“是”或“否”"),
    "a number as a condition": (REFUND, "cel: unemployment_paid_months >= least_months",
                                "cel: unemployment_paid_months && true", "不是“是”或“否”"),
    "a choice that is none": (HIRING, "'graduating'", "'gradauting'", "没有 'gradauting' 这个选择"),
    "units that differ": (REFUND, "layoff_percent <= most)", "layoff_percent <= small_firm)",
                          "不能这样比"),
    "a fact in two conditions": (HIRING, '"!had_hiring_subsidy"',
                                 '"!had_hiring_subsidy && contract_signed"', "已经在前面的条件里"),
    "a division": (REFUND, "unemployment_paid_months >=", "unemployment_paid_months / 2 >=",
                   "不能用“/ 2"),
    "a bracket left open": (HIRING, "cel: contract_signed", "cel: (contract_signed",
                            "表达式读不懂"),
    "no citation": (HIRING, "    basis: cn/stable-jobs-notice-2025\n", "", "缺少 basis"),
    "a citation of nothing": (HIRING, "    basis: cn/stable-jobs-notice-2025",
                              "    basis: cn/stable-jobs-notice-2035", "依据不存在"),
    "no mark": (HIRING, "    mark: V\n", "", "缺少 mark"),
    "not checked at all": (HIRING, "mark: V", 'mark: "?"', "没有 ? 这个标记"),
    "no words": (HIRING, "- words: 签了劳动合同\n    cel", "- cel", "缺少 words"),
    "a figure that is none": (HIRING, "hiring_subsidy.months", "hiring_subsidy.moths",
                              "没有“hiring_subsidy.moths”这一项数值"),
    "earlier than its notice": (HIRING, "from: 2025-04-14", "from: 2025-04-13", "有效期和依据"),
    "no end where the notice ends": (HIRING, ", until: 2025-12-31", "", "有效期和依据"),
    "a rule that is none": (HIRING, "rule: hiring_subsidy", "rule: hiring", "没有 hiring 这条规则"),
    "a kind that is none": (FACTS, "kind: percent", "kind: share", "没有 share 这个种类"),
    "a fact nobody uses": (HIRING, "cel: contract_signed", "cel: 1 == 1", "没有条件用到"),
}  # fmt: skip


def mistakes_in(folder: Path) -> list[tuple[str, int, str]]:
    files = [read_located(path, f"policies/{path.name}") for path in sorted(folder.glob("*.yaml"))]
    tables = [read_located(LAW / "parameters/cn.policies.yaml", "parameters/cn.policies.yaml")]
    rules = {path.parent.name for path in LAW.glob("*/rule.py")}
    found = check_policies(files, tables, all_sources(), rules)
    return [(mistake.file, mistake.line, mistake.what) for mistake in found]


def test_what_ships_has_no_mistake() -> None:
    assert not mistakes_in(LAW / "policies")


@pytest.mark.parametrize("kind", MISTAKES)
def test_each_mistake_is_named_with_its_line(kind: str, tmp_path: Path) -> None:
    file, old, new, words = MISTAKES[kind]
    folder = shutil.copytree(LAW / "policies", tmp_path / "policies")
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    told = [mistake for mistake in mistakes_in(folder) if words in mistake[2]]
    assert told and all(line > 0 for _, line, _ in told)
    assert kind == "a fact nobody uses" or told[0][0] == f"policies/{file}"


@pytest.mark.parametrize("content", [None, [], "x", {"conditions": 3}, {"conditions": [3, {}]},
                                     {"figures": [1], "valid": 3, "basis": ["x"]},
                                     {"figures": {"a": ["b"]}, "conditions": []}])  # fmt: skip
def test_nonsense_is_told_and_stops_nothing(content: object) -> None:
    file = Located("policies/odd.yaml", content)
    assert list(check_policies([file], [], all_sources(), set()))


NAMES = Names(
    {
        "a": YES_NO,
        "b": YES_NO,
        "n": COUNT,
        "m": COUNT,
        "r": RATE,
        "y": MONEY,
        "c": CHOICE,
        "var": YES_NO,
    },
    {"c": ("one", "two")},
)


@pytest.mark.parametrize(
    ("cel", "names"),
    [
        ("a", "a"), ("!a || b && n >= 3", "a b n"), ("c == 'one'", "c"),
        ("c in ['one', 'two']", "c"), ("c != 'two' && !(a == b)", "c a b"),
        ("n * whole >= m * r", "n whole m r"), ("n + m > 3 && y <= y", "n m y"),
        ("true", ""), ("n - 1 == m", "n m"),
    ],
)  # fmt: skip
def test_what_may_be_written(cel: str, names: str) -> None:
    assert names_in(cel, NAMES) == tuple(names.split())


@pytest.mark.parametrize(
    "cel",
    [
        "", "a ? b : a", "n", "n < r", "n * m >= n", "n + r > r", "1 < n < 3", "a < b", "c",
        "c == n", "c == 'three'", "c in 'one'", "c in ['three']", "c < 'one'", "'one' == c",
        "n > 0.5", "size(c) > 1", "a.b", "a[0]", "[1].exists(x, x > 0)", "not a", "a and b",
        "a or b", "lambda", "a is b", "-n > 1", "n > 1; a", "__import__('os')", "a\\n",
        "n == 'x'", "(" * 400 + "a", "a" * 501, "!n", "a =b", "var",
    ],
)  # fmt: skip
def test_what_may_not(cel: str) -> None:
    with pytest.raises(Misread) as wrong:
        names_in(cel, NAMES)
    assert wrong.value.what and wrong.value.instead
