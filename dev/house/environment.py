"""The Python environment: .venv, filled from the locked requirements."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from house.doing import ask_for_room, do
from house.places import PYTHON, REQUIREMENTS, ROOT, STAMPS, VENV
from house.say import Trouble, step
from house.stamps import Stamp, digest

BUILT_WITH = Stamp(STAMPS / "python")
# What is installed beside the core must agree with it.
CORE_FIRST = ["-c", "requirements/core.txt"]
CONSTRAINED = {"extras": CORE_FIRST, "dev": [*CORE_FIRST, "-c", "requirements/extras.txt"]}


def provide(kind: str) -> None:
    """Make sure `.venv` holds what `requirements/<kind>.txt` locks."""
    _provide_environment()
    stamp = Stamp(STAMPS / kind)
    wanted = digest([REQUIREMENTS / f"{kind}.txt"])
    if not stamp.says(wanted):
        ask_for_room()
        step(f"按锁定清单安装依赖({kind})", f"installing the locked {kind} requirements")
        stamp.forget()
        _install("--require-hashes", "-r", REQUIREMENTS / f"{kind}.txt")
        stamp.write(wanted)
    if kind not in {"node", "extras"}:
        _provide_ourselves()


def _provide_environment() -> None:
    wanted = f"{sys.version_info.major}.{sys.version_info.minor} {VENV}"
    made_by_hand = not BUILT_WITH.path.exists()
    if (made_by_hand or BUILT_WITH.says(wanted)) and _works():
        return
    if VENV.exists():
        step("原有环境不完整，重新建立", "the environment is incomplete or moved; making it anew")
        shutil.rmtree(VENV, ignore_errors=True)
    ask_for_room()
    step("建立 Python 环境 .venv", "making the Python environment")
    do(
        [sys.executable, "-m", "venv", VENV],
        chinese="建立 Python 环境",
        english="venv creation",
    )
    BUILT_WITH.write(wanted)


def _works() -> bool:
    try:
        probe = [PYTHON, "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
        return subprocess.run(probe, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _provide_ourselves() -> None:
    stamp = Stamp(STAMPS / "gongyue")
    wanted = digest([ROOT / "pyproject.toml"], str(ROOT))
    if stamp.says(wanted):
        return
    stamp.forget()
    _install("--no-deps", "--no-build-isolation", "-e", ROOT)
    stamp.write(wanted)


def _install(*arguments: str | Path) -> None:
    quiet = ("--disable-pip-version-check", "--no-input", "--quiet")
    do(
        [PYTHON, "-m", "pip", "install", *quiet, *arguments],
        chinese="安装 Python 依赖",
        english="pip install",
    )


def lock() -> None:
    """Compile every requirements/*.in into its hashed *.txt; needs a package index."""
    for kind in ("core", "node", "extras", "dev"):
        step(f"锁定 {kind}", f"locking requirements/{kind}.txt")
        constraint = CONSTRAINED.get(kind, [])
        uv = VENV / "bin" / "uv"
        if not uv.exists():
            raise Trouble("缺少 uv。", "uv is missing.", "make check  (安装开发依赖 / installs it)")
        do(
            [
                *(uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
                *("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"),
                *("--no-annotate", "--custom-compile-command", "make lock", *constraint),
                *(f"requirements/{kind}.in", "-o", f"requirements/{kind}.txt"),
            ],
            chinese="锁定依赖",
            english="lock",
        )
