"""What is installed: styles and scripts, a Chinese font for paper, optional parts."""

import sys
from datetime import datetime
from importlib.util import find_spec

from django.contrib.staticfiles import finders

from gongyue.apps.operations.checks import Check, Health, bad, ok

BUILT = ("build/app.css", "build/app.js")
OPTIONAL = {"rapidocr": "识别扫描件和照片", "psycopg": "PostgreSQL"}


def screens_are_built(at: datetime) -> Health:
    """The styles and scripts of this version are there to be served."""
    if missing := [name for name in BUILT if finders.find(name) is None]:
        return bad(f"缺少界面文件 {'、'.join(missing)}。", "在程序文件夹运行 make run 或 make up。")
    return ok("样式与脚本齐全")


def can_print(at: datetime) -> Health:
    """Documents need their typesetter and a Chinese font."""
    missing = [name for name in ("typst", "pylopdf_fonts_zh_cn") if find_spec(name) is None]
    if missing:
        return bad(f"缺少 {'、'.join(missing)}，不能出 PDF。", "重新安装 requirements/core.txt。")
    return ok("排版程序与中文字体齐全")


def optional_parts(at: datetime) -> Health:
    """What is there besides, and what could be."""
    there = [label for name, label in OPTIONAL.items() if find_spec(name)]
    missing = [label for name, label in OPTIONAL.items() if not find_spec(name)]
    words = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    words += f"；已装：{'、'.join(there)}" if there else ""
    words += f"；未装：{'、'.join(missing)}" if missing else ""
    return ok(words)


CHECKS = (
    Check(name="screens", label="界面文件", look=screens_are_built),
    Check(name="paper", label="出 PDF", look=can_print),
    Check(name="parts", label="可选部分", look=optional_parts),
)
