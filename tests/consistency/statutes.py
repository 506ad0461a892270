"""The law: complete rules, citations that exist, parameters that say whence and until when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from gongyue.law.notes import LONGEST, read_notes
from gongyue.law.sources import Sources, UnknownCitation
from tests.consistency.tree import code, files, matches, text, where

LAW = "src/gongyue/law"
RULE_FILES = ("README.md", "rule.py", "questions.yaml", "cases.yaml")
FOUR_TESTS = ("value", "cites", "working", "refuses")
CITATION = r"(?<![\w/.-])(?:cn|\d{6})/[a-z][a-z0-9-]+(?:#\d+(?:\.\d+){0,2})?(?![\w/]|\.\w)"
# What a wrong citation looks like, in the gallery; an entry to be written, in a how-to.
SHOWN = ("cn/no-such-", "430000/minimum-wage-2026")
CITING = (".py", ".yaml", ".html", ".md")


def incomplete_rules(root: Path) -> list[str]:
    """Rule folders without one of their four files."""
    problems = []
    for folder in rule_folders(root):
        problems += [
            f"{where(root, folder)}: {name} is missing"
            for name in RULE_FILES
            if not (folder / name).is_file() or not text(folder / name).strip()
        ]
    return problems


def rule_folders(root: Path) -> list[Path]:
    """A folder of law with at least one of the files only a rule has."""
    only_rules = ("rule.py", "questions.yaml", "cases.yaml")
    folders = sorted((root / LAW).glob("*/")) if (root / LAW).is_dir() else []
    return [folder for folder in folders if any((folder / name).exists() for name in only_rules)]


def rules_without_the_four_tests(root: Path) -> list[str]:
    """Rules whose worked examples leave out one of: amount, articles, working, refusal."""
    problems = []
    for folder in rule_folders(root):
        path = folder / "cases.yaml"
        cases = _loaded(path) if path.is_file() else []
        held = {key for case in cases for key in case}
        missing = [kind for kind in FOUR_TESTS if kind not in held]
        problems += [f"{where(root, path)}: no example tests {kind}" for kind in missing]
        problems += [
            f"{where(root, path)}: {case.get('name')}: neither a value nor a refusal"
            for case in cases
            if not {"value", "refuses"} & set(case)
        ]
    return problems


def unknown_citations(root: Path) -> list[str]:
    """Citations in code, tables, templates and documents that resolve to nothing."""
    path = root / LAW / "sources.yaml"
    sources = Sources.load(path) if path.is_file() else Sources({})
    return [
        f"{where(root, file, line)}: {problem}"
        for file in [*files(root, "src", "docs", suffixes=CITING), root / "README.md"]
        for line, citation in matches(CITATION, file)
        if (problem := _unresolved(sources, citation))
    ]


def _unresolved(sources: Sources, citation: str) -> str:
    if citation.startswith(SHOWN):
        return ""
    try:
        sources.resolve(citation)
    except UnknownCitation as error:
        return str(error)
    return ""


def articles_without_note(root: Path) -> list[str]:
    """Articles a rule or a table cites, of which we say nothing in plain words."""
    noted = set(read_notes(root / LAW / "notes"))
    cited = {
        citation.split("#")[0] + "#" + citation.split("#")[1].split(".")[0]: where(root, file, line)
        for file in files(root, LAW, suffixes=(".py", ".yaml"))
        if file.name != "sources.yaml" and file.parent.name != "notes"
        for line, citation in matches(CITATION, file)
        if "#" in citation
    }
    return [
        f"{place}: {citation}: no note in law/notes (docs/how-to/write-a-note.md)"
        for citation, place in cited.items()
        if citation not in noted
    ]


def long_notes(root: Path) -> list[str]:
    """Notes longer than a reader takes in at once, or without their full stop."""
    return [
        f"{LAW}/notes: {citation}: at most {LONGEST} signs, a full stop at the end"
        for citation, note in read_notes(root / LAW / "notes").items()
        if len(note) > LONGEST or not note.endswith("。")
    ]


def incomplete_parameters(root: Path) -> list[str]:
    """Parameters without label, unit, source, mark, or the day until which they were checked."""
    return [
        f"{where(root, path)}: {name}: {problem}"
        for path in files(root, f"{LAW}/parameters", suffixes=(".yaml",))
        for name, table in (_loaded(path).get("parameters") or {}).items()
        for problem in _parameter_problems(table)
    ]


def _parameter_problems(table: dict[str, Any]) -> list[str]:
    problems = [f"no {key}" for key in ("label", "unit", "values") if not table.get(key)]
    rows = table.get("values") or {}
    for day, row in rows.items():
        problems += [f"{day}: no {key}" for key in ("source", "mark") if not row.get(key)]
    if rows and not rows[max(rows)].get("checked_until"):
        # Earlier rows end where the next one begins.
        problems.append(f"{max(rows)}: no checked_until")
    return problems


def incomplete_sources(root: Path) -> list[str]:
    """Instruments without both titles, kind, mark or the day they came into force."""
    path = root / LAW / "sources.yaml"
    needed = ("title_zh", "title_en", "kind", "mark", "in_force")
    return [
        f"{where(root, path)}: {name}: no {key}"
        for name, entry in (_loaded(path) if path.is_file() else {}).items()
        for key in needed
        if not entry.get(key)
    ]


def rules_without_citation(root: Path) -> list[str]:
    """A rule that names no article anywhere computes on nobody's authority."""
    return [
        f"{where(root, folder)}: rule.py cites nothing"
        for folder in rule_folders(root)
        if not any(list(matches(CITATION, path)) for path in code(root, where(root, folder)))
    ]


def _loaded(path: Path) -> Any:
    return yaml.safe_load(text(path)) or {}
