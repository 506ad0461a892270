"""`gongyue statutes import|list|check`: the operator's files of law, from the command line."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gongyue.cli.serve import CannotServe, bring_database_up_to_date, settings_here, use_settings

SUFFIXES = (".md", ".txt", ".docx")
MOST_BYTES = 8 * 1024 * 1024 + 1  # one more than is taken, so that the reader can say so


def add_parser(subparsers: Any) -> None:
    """Add `statutes` with its three acts."""
    parser = subparsers.add_parser("statutes", help="法规文本  texts of the law")
    acts = parser.add_subparsers(title="操作 acts", metavar="ACT", required=True)
    bring = acts.add_parser("import", help="导入文件或文件夹  import files or folders")
    bring.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    bring.add_argument("--dry-run", action="store_true", help="只看不存  read, keep nothing")
    bring.set_defaults(act=_import)
    acts.add_parser("list", help="列出已装的法规  what is installed").set_defaults(act=_list)
    check = acts.add_parser("check", help="与 sources.yaml 核对  compare with sources.yaml")
    check.set_defaults(act=_check)
    for act in acts.choices.values():
        act.add_argument("--json", action="store_true", help="JSON 输出  JSON out")
        act.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Choose the system that is here, then do it."""
    try:
        use_settings(settings_here())
        bring_database_up_to_date()
        return int(args.act(args))
    except CannotServe as reason:
        print(reason)
        return 1


def _files(paths: list[Path]) -> Iterator[tuple[str, bytes]]:
    """Files as named; of a folder those that look like texts, in order."""
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES)
        for file in inside if path.is_dir() else [path]:
            with file.open("rb") as stream:
                yield file.name, stream.read(MOST_BYTES)


def _import(args: argparse.Namespace) -> int:
    from django.utils.timezone import now

    from gongyue.apps.accounts.errors import Refused
    from gongyue.apps.knowledge.services.importing import REFUSED, statutes_import

    try:
        files = _files(args.paths)
        done = statutes_import(files=files, at=now(), by=None, dry_run=args.dry_run)
    except (OSError, Refused) as reason:
        print(f"没有导入：{reason}")
        return 1
    rows = [_told(read) for read in done]
    print(json.dumps(rows, ensure_ascii=False, indent=2) if args.json else _words(rows))
    return 1 if any(read.outcome == REFUSED for read in done) else 0


def _told(read: Any) -> dict[str, Any]:
    statute = read.statute
    return {
        "file": read.name,
        "outcome": read.outcome,
        "title": statute.title if statute else "",
        "articles": sum(1 for a in statute.articles if a.number) if statute else 0,
        "promulgated": str(statute.promulgated or "") if statute else "",
        "in_force_from": str(statute.in_force_from or "") if statute else "",
        "number": statute.number if statute else "",
        "problems": [{"line": p.line, "words": p.words} for p in read.problems],
    }


def _words(rows: list[dict[str, Any]]) -> str:
    lines = []
    for row in rows:
        title = f"《{row['title']}》" if row["title"] else ""
        what = f"{title} {row['articles']} 条 {row['promulgated']}"
        lines.append(f"{row['outcome']}  {row['file']}  {what}")
        lines += [f"      第 {p['line']} 行：{p['words']}" for p in row["problems"]]
    outcomes = [row["outcome"] for row in rows]
    counted = "，".join(f"{word} {outcomes.count(word)} 个" for word in ("新增", "已有", "不收"))
    return "\n".join([*lines, counted])


def _list(args: argparse.Namespace) -> int:
    from gongyue.apps.knowledge.selectors.acts import acts_installed, versions_of

    rows = [
        {
            "title": act.title,
            "source": act.source_id,
            "promulgated": str(version.promulgated or ""),
            "in_force_from": str(version.in_force_from or ""),
            "articles": version.article_count,
        }
        for act in acts_installed()
        for version in versions_of(act)
    ]
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    for row in [] if args.json else rows:
        print(f"{row['title']}  {row['promulgated']}  {row['articles']} 条  {row['source']}")
    return 0


def _check(args: argparse.Namespace) -> int:
    """Compare the newest text of each act with sources.yaml; 1 where they differ."""
    from gongyue.apps.knowledge.selectors.acts import acts_installed, shape_problems, versions_of
    from gongyue.law.sources import all_sources

    found = {}
    for act in acts_installed():
        source = all_sources().by_id.get(act.source_id)
        if source and (problems := shape_problems(versions_of(act)[0], source)):
            found[act.title] = problems
    if args.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for title, problems in found.items():
            print(f"{title}：" + " ".join(problems[:10]))
        print("有不一致。" if found else "都一致。")
    return 1 if found else 0
