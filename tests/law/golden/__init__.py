"""Run worked cases from a JSON-lines file: `python -m tests.law.golden FILE [--json]`."""

from importlib import import_module
from pkgutil import iter_modules

from tests.law.golden.runner import check, main
from tests.law.golden.shapes import SHAPES

# Every module of adapters is known by being there.
for _found in iter_modules(__path__):
    if _found.name != "__main__":
        import_module(f"{__name__}.{_found.name}")

__all__ = ["SHAPES", "check", "main"]
