"""What must never be in a tracked file, and what the documents promise."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.consistency.tree import code, syntax, text, where

# Spelt in pieces, so that this file does not find itself.
FORBIDDEN = {
    "a registry address": "|".join(
        (r"pypi\.(?:org|python)", r"pythonhosted", r"registry\.npm", r"npmmirror", r"deb\.debian")
    ),
    "a path of somebody's machine": r"(?<![\w.])/(?:home|Users|root|work)/[\w.-]+",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE" + r" KEY",
    "an access token": r"\b(?:ghp|github_pat|sk|xox[bp])[_-][A-Za-z0-9_]{16,}|AKIA[0-9A-Z]{16}",
}
BINARY = {".png", ".jpg", ".ico", ".woff2", ".xlsx", ".xls", ".pdf", ".zip", ".ttf", ".otf"}
LOCKS = ("core", "extras", "dev", "node")
SETTING = re.compile(r"\b(?:GONGYUE_[A-Z0-9_]*[A-Z0-9]|DATABASE_URL)\b")
# Imported inside a function that says so when it is missing.
ON_DEMAND = {("walk.py", "playwright"), ("databases.py", "psycopg")}
THIS = "tests/consistency/hygiene.py"


def tracked(root: Path) -> list[Path]:
    """Tracked files; in a copy without history, every file that is not ignored by name."""
    if (root / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True, text=True
        ).stdout.split("\0")
        return [root / name for name in listed if name and (root / name).is_file()]
    left_out = {"node_modules", ".venv", "__pycache__", "var", "build"}
    return [p for p in root.rglob("*") if p.is_file() and not left_out & {*p.parts}]


def forbidden_text(root: Path) -> list[str]:
    """Registry addresses, paths of a machine and credentials in tracked files."""
    problems = []
    for path in tracked(root):
        if path.suffix in BINARY or where(root, path) == THIS:
            continue
        content = path.read_text(encoding="utf-8", errors="replace")
        for what, pattern in FORBIDDEN.items():
            if found := re.search(pattern, content):
                line = content.count("\n", 0, found.start()) + 1
                problems.append(f"{where(root, path, line)}: {what}: {found[0]}")
    return problems


def locks_without_hashes(root: Path) -> list[str]:
    """Requirements that could be replaced on their way here."""
    problems = []
    for kind in LOCKS:
        locked = text(root / "requirements" / f"{kind}.txt")
        for entry in re.split(r"\n(?=\S)", locked):
            if "==" in entry.split("\n", 1)[0] and "--hash=sha256:" not in entry:
                problems.append(f"requirements/{kind}.txt: {entry.split()[0]} has no hash")
    return problems


def unlocked_requirements(root: Path) -> list[str]:
    """Names in a *.in that its *.txt does not lock: somebody forgot `make lock`."""
    problems = []
    for kind in LOCKS:
        locked = text(root / "requirements" / f"{kind}.txt").lower()
        for line in text(root / "requirements" / f"{kind}.in").splitlines():
            name = re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", line)
            if name and not re.search(rf"^{_canonical(name[0])}==", locked, re.MULTILINE):
                problems.append(f"requirements/{kind}.txt does not lock {name[0]}")
    return problems


def imports_of_more_than_core(root: Path) -> list[str]:
    """Packages that the product imports and `make run` does not install."""
    locked = text(root / "requirements" / "core.txt").lower()
    homes = packages_distributions()
    return [
        f"{where(root, path, line)}: {module} is not in requirements/core.txt"
        for path in code(root, "src")
        for module, line in _imported(syntax(path))
        if module not in {*sys.stdlib_module_names, "gongyue"}
        and (path.name, module) not in ON_DEMAND
        and not any(f"{_canonical(home)}==" in locked for home in homes.get(module, [module]))
    ]


def _imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """(top-level package, line) of each absolute import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name.split(".")[0], node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0], node.lineno


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def unexplained_dependencies(root: Path) -> list[str]:
    """Direct dependencies that docs/reference/dependencies.md does not explain."""
    page = text(root / "docs" / "reference" / "dependencies.md").lower()
    names = [
        match[0]
        for kind in ("core", "scaled", "extras", "dev", "node")
        for line in text(root / "requirements" / f"{kind}.in").splitlines()
        if (match := re.match(r"[A-Za-z0-9._-]+", line)) and not line.startswith("-")
    ]
    return [f"dependencies.md does not explain {n}" for n in names if f"`{n.lower()}`" not in page]


def undocumented_settings(root: Path) -> list[str]:
    """Variables of the environment that the code reads and settings.md does not explain."""
    page = root / "docs" / "reference" / "settings.md"
    explained = set(SETTING.findall(text(page))) if page.is_file() else set()
    read = {name: path for path in code(root, "src", "dev") for name in SETTING.findall(text(path))}
    return [
        f"{where(root, path)}: {name} is not in docs/reference/settings.md"
        for name, path in sorted(read.items())
        if name not in explained
    ]


def settings_nobody_reads(root: Path) -> list[str]:
    """Variables that settings.md explains and nothing reads."""
    page = root / "docs" / "reference" / "settings.md"
    explained = set(SETTING.findall(text(page))) if page.is_file() else set()
    read = {
        name for path in code(root, "src", "dev", "tests") for name in SETTING.findall(text(path))
    }
    return [f"docs/reference/settings.md: nothing reads {name}" for name in explained - read]


def unknown_make_commands(root: Path) -> list[str]:
    """`make …` in the documents that the Makefile does not have."""
    known = set(re.findall(r"^([a-z-]+):", text(root / "Makefile"), re.MULTILINE))
    pages = [*root.glob("*.md"), *sorted((root / "docs").rglob("*.md"))]
    return [
        f"{where(root, page)}: make {goal} does not exist"
        for page in pages
        for goal in re.findall(r"(?:^|`)\s*make ([a-z][a-z-]*)", text(page), re.MULTILINE)
        if goal not in known
    ]


def dead_links(root: Path) -> list[str]:
    """Relative links in the documents that lead nowhere."""
    pages = [*root.glob("*.md"), *sorted((root / "docs").rglob("*.md"))]
    return [
        f"{where(root, page)}: {link} does not exist"
        for page in pages
        for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text(page))
        if not (page.parent / link).exists()
    ]


def cleanups_too_many(root: Path) -> list[str]:
    """CLEANUPS.md is a short list of work under way, not a wish list."""
    items = [line for line in text(root / "CLEANUPS.md").splitlines() if line.startswith("- ")]
    return [f"CLEANUPS.md: {len(items)} entries, at most 10"] if len(items) > 10 else []


def misnamed_changes(root: Path) -> list[str]:
    """Changelog fragments are `<slug>.<law|added|changed|fixed|removed>.md`."""
    named = re.compile(r"[a-z0-9-]+\.(law|added|changed|fixed|removed)\.md")
    fragments = [path for path in (root / "changelog.d").glob("*") if path.name != "README.md"]
    return [
        f"changelog.d/{p.name}: not a fragment" for p in fragments if not named.fullmatch(p.name)
    ]
