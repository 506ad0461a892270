"""`gongyue law due`: what must be checked again, the soonest first, and whom to ask."""

import argparse
import json
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from gongyue.law.due import Due, due_within
from gongyue.law.rulebook import BOOK

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOST_DAYS = 36_500


def due(args: argparse.Namespace) -> int:
    """Exit code 0; 2 where the number of days makes no sense."""
    if not 0 <= args.days <= MOST_DAYS:
        print(f"--days 应在 0 到 {MOST_DAYS} 之间。", file=sys.stderr)
        return 2
    today = datetime.now(SHANGHAI).date()
    rows = due_within(BOOK, today=today, days=args.days)
    if args.json:
        told = {"today": str(today), "days": args.days, "due": [row.to_json() for row in rows]}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    past = sum(row.is_past for row in rows)
    print("\n".join(map(_line, rows)))
    print(f"{today}：{past} 项已过核对期，{len(rows) - past} 项将在 {args.days} 天内到期。")
    return 0


def _line(row: Due) -> str:
    left = f"已过 {-row.days_left} 天" if row.is_past else f"还有 {row.days_left} 天"
    name = row.label if row.is_act else f"{row.label}（{row.name}）{row.value}"
    what = f"{row.checked_until}  {left}  {row.place_name}  {name}"
    return f"{what}\n    依据：{row.source_text}；问：{row.ask}"
