"""Which rules read a parameter: found in their code, in the conditions of their policies, and in
what they import from other rules."""

import ast
from functools import lru_cache
from pathlib import Path

from gongyue.law.checking.uses import Uses
from gongyue.law.policies import policies_of
from gongyue.law.registry import FOLDER, RULES

POLICIES = FOLDER / "policies"
PREFIX = "gongyue.law."
# They serve every rule: reading them would make each rule a reader of everything.
SERVING = frozenset({"rulebook", "facts", "registry", "sources", "words", "checking", "tracking"})


def rules_reading(name: str) -> tuple[str, ...]:
    """Names of the rules whose answer may rest on the parameter, in the order of the list."""
    return tuple(rule for rule in RULES if _reads(rule, name))


@lru_cache(maxsize=4096)
def _reads(rule: str, name: str) -> bool:
    uses = _uses(rule)
    return name in uses.names or any(found.fullmatch(name) for found in uses.patterns)


@lru_cache(maxsize=1024)
def _uses(rule: str) -> Uses:
    found = Uses([], set(), set(), set(), [])
    for path in _files(rule, frozenset()):
        found.take(path, "")
    return found


def _files(part: str, seen: frozenset[str]) -> set[Path]:
    """The code of a rule or module of the law, its policies, and those of the parts it imports."""
    folder = FOLDER / part
    own = {*folder.glob("*.py")} if folder.is_dir() else {FOLDER / f"{part}.py"}
    files = {path for path in own if path.is_file()}
    imports = set().union(*map(_imported, sorted(files))) - seen - SERVING - {part}
    for other in imports:
        files |= _files(other, seen | {part})
    return files | {POLICIES / f"{policy.id}.yaml" for policy in policies_of({part})}


@lru_cache(maxsize=4096)
def _imported(path: Path) -> frozenset[str]:
    """The parts of the law a file imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return frozenset(
        name.removeprefix(PREFIX).split(".")[0] for name in names if name.startswith(PREFIX)
    )
