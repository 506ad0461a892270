"""gongyue checkup FILE: the employment check-up, without database or server."""

import argparse
import json
import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from gongyue.apps.checkup.run import CannotCheckUp, Checkup, run

NAME = "checkup"
HELP = "用工体检：读一份花名册，说出法律怎么看"
ZONE = ZoneInfo("Asia/Shanghai")
REFUSED = 2


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(NAME, help=HELP, description=HELP)
    parser.add_argument("file", help="Excel（xlsx、xls、et、ods）、CSV、PDF，或表格的照片、扫描件")
    parser.add_argument("--place", required=True, help="用工所在地的六位行政区划代码，如 430100")
    parser.add_argument("--on", help="体检日，如 2025-12-15；默认今天（北京时间）")
    parser.add_argument("--json", action="store_true", help="在屏幕上输出 JSON")
    parser.add_argument("--html", metavar="文件", help="写一份网页报告")
    parser.add_argument("--xlsx", metavar="文件", help="写一份 Excel 报告")
    parser.add_argument("--marked", metavar="文件", help="写一份带“问题”列的原表")
    parser.add_argument("--pdf", metavar="文件", help="写一份 PDF 报告")
    parser.add_argument("--include-hidden", action="store_true", help="隐藏的表和行也算")
    parser.add_argument("--severance", action="store_true", help="逐人列出经济补偿估算")
    parser.set_defaults(func=main)


def main(args: argparse.Namespace) -> int:
    """0 when the check-up ran, whatever it found; 2 with a plain message when it could not."""
    try:
        checkup = run(
            Path(args.file),
            name=Path(args.file).name,
            place=args.place,
            on=_day(args.on),
            include_hidden=args.include_hidden,
            severance_detail=args.severance,
        )
        written = _write_files(checkup, args)
        if args.marked:
            written.append(_write_marked(checkup, Path(args.file), args.marked))
    except CannotCheckUp as refusal:
        return _refuse(refusal, as_json=args.json)
    _show(checkup, written, as_json=args.json)
    return 0


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now(ZONE).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CannotCheckUp(
            "date.bad", f"看不懂体检日“{text[:40]}”，请写成 2025-12-15 这样。"
        ) from None


def _write_files(checkup: Checkup, args: argparse.Namespace) -> list[str]:
    """Each report is made only when asked for: its libraries load slowly."""
    written = []
    for kind in ("html", "xlsx", "pdf"):
        if target := getattr(args, kind):
            content = _render(kind, checkup)
            try:
                Path(target).write_bytes(content)
            except OSError as error:
                raise CannotCheckUp(
                    "file.unwritable", f"写不了“{target}”，请检查文件夹和权限。"
                ) from error
            written.append(target)
    return written


def _write_marked(checkup: Checkup, source: Path, target: str) -> str:
    from gongyue.apps.checkup.reports.marked import render_marked

    done = render_marked(checkup, source.read_bytes())
    try:
        Path(target).write_bytes(done.content)
    except OSError as error:
        raise CannotCheckUp("file.unwritable", f"写不了“{target}”，请检查文件夹和权限。") from error
    return target if done.kept else f"{target}（不是 xlsx 或太大：给出读到的内容，格式没有保留）"


def _render(kind: str, checkup: Checkup) -> bytes:
    if kind == "html":
        from gongyue.apps.checkup.reports.html import render_html

        return render_html(checkup).encode()
    if kind == "xlsx":
        from gongyue.apps.checkup.reports.xlsx import render_xlsx

        return render_xlsx(checkup)
    from gongyue.apps.checkup.reports.pdf import render_pdf

    return render_pdf(checkup)


def _show(checkup: Checkup, written: list[str], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(checkup.to_json(), ensure_ascii=False))
        return
    if not written:
        from gongyue.apps.checkup.reports.terminal import summary

        print(summary(checkup))
    for target in written:
        print(f"已写好：{target}")


def _refuse(refusal: CannotCheckUp, *, as_json: bool) -> int:
    if as_json:
        error = {"error": {"code": refusal.code, "message": refusal.message_zh}}
        print(json.dumps(error, ensure_ascii=False))
    print(refusal.message_zh, file=sys.stderr)
    return REFUSED
