"""`gongyue law check`: what is wrong with the tables, all of it, with the line."""

import argparse
import json
import sys
from pathlib import Path

import gongyue
from gongyue.law.checking import Report, check_folder

GOOD, WRONG, NO_FOLDER = 0, 1, 2
READ = {"files": "个文件", "parameters": "项数值", "rows": "行", "sources": "份文件依据",
        "rules": "条规则", "cases": "个算例", "notes": "条说明",
        "policies": "项政策"}  # fmt: skip


def check(args: argparse.Namespace) -> int:
    """Exit code 0 when nothing is wrong, 1 with mistakes, 2 where there is nothing to check."""
    folder = args.folder or Path(gongyue.__file__).parent / "law"
    try:
        report = check_folder(folder.resolve())
    except FileNotFoundError:
        print(f"“{folder}”里没有 sources.yaml，不是法律文件夹。", file=sys.stderr)
        return NO_FOLDER
    if args.json:
        print(json.dumps(report.to_json(), ensure_ascii=False, indent=2))
    else:
        print("\n".join([*(mistake.words() for mistake in report.mistakes), _summary(report)]))
    return WRONG if report.grave else GOOD


def _summary(report: Report) -> str:
    read = "，".join(f"{report.read[name]} {words}" for name, words in READ.items())
    wrong, look = len(report.grave), len(report.mistakes) - len(report.grave)
    found = f"{wrong} 处错误" if wrong else "没有错误"
    return f"读了 {read}。{found}{f'，{look} 处请留意' if look else ''}。"
