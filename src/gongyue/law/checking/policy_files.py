"""The conditions of policies, read from their files alone: facts and figures that do not exist,
expressions that are not true or false, conditions without a citation."""

from collections.abc import Iterator
from typing import Any

from gongyue.law.checking.located import Located
from gongyue.law.checking.mistakes import Mistake, placed
from gongyue.law.checking.tables import parameters_in
from gongyue.law.policies.kinds import Fact
from gongyue.law.policies.slips import fact_of, fact_slips, policy_slips
from gongyue.law.slips import Slip
from gongyue.law.sources import Sources

VOCABULARY = "policies/facts.yaml"


def check_policies(
    files: list[Located], tables: list[Located], sources: Sources, rules: set[str]
) -> Iterator[Mistake]:
    """Every mistake in the folder `policies`; `rules` are the folders with a rule."""
    words = next((file for file in files if file.name == VOCABULARY), Located(VOCABULARY))
    yield from placed(words, fact_slips(words.content))
    known, units = _known(words.content), _units(tables)
    for file in files:
        if file is not words:
            yield from placed(file, policy_slips(file.content, known, units, sources))
            yield from placed(file, _rule(file.content, rules))
    yield from placed(words, _unread(words.content, files), grave=False)


def _known(content: Any) -> dict[str, Fact]:
    """The facts without slips; those with one are told already."""
    entries = content.items() if isinstance(content, dict) else ()
    return {
        key: fact_of(key, entry) for key, entry in entries if not list(fact_slips({key: entry}))
    }


def _units(tables: list[Located]) -> dict[str, str]:
    """Of the national parameters: conditions of national policies turn at nothing else."""
    national = [file for file in tables if file.name.startswith("parameters/cn.")]
    found = (pair for file in national for pair in parameters_in(file.content))
    return {name: str(table.get("unit")) for name, table in found}


def _rule(content: Any, rules: set[str]) -> Iterator[Slip]:
    name = content.get("rule") if isinstance(content, dict) else None
    if name and name not in rules:
        yield Slip(("rule",), f"没有 {name} 这条规则", "写算数额的那条规则的文件夹名")


def _unread(content: Any, files: list[Located]) -> Iterator[Slip]:
    """Facts no condition names."""
    said = " ".join(_expressions(files))
    for name in content if isinstance(content, dict) else ():
        if str(name) not in said:
            yield Slip((name,), "没有条件用到这个事实", "核对名字；不再用的删掉")


def _expressions(files: list[Located]) -> Iterator[str]:
    for file in files:
        conditions = file.content.get("conditions") if isinstance(file.content, dict) else None
        for entry in conditions if isinstance(conditions, list) else ():
            yield str(entry.get("cel")) if isinstance(entry, dict) else ""
