"""How a rule computes, as a digest: of its code without comments, docstrings and layout, and of the
conditions of its policies."""

import ast
import hashlib
import io
import tokenize
from functools import lru_cache
from pathlib import Path

from gongyue.law.policies import Policy, policies_of

LAYOUT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}


def method_of(folder: Path) -> str:
    """Changes when what the rule does may have changed; not when it is explained otherwise."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.py")):
        digest.update(path.name.encode() + b"\0")
        digest.update(_bare(path.read_text(encoding="utf-8")).encode() + b"\0")
    for policy in policies_of({folder.name}):
        digest.update(_conditions(policy).encode() + b"\0")
    return digest.hexdigest()[:16]


def _conditions(policy: Policy) -> str:
    """What the conditions of a policy are, however they are worded."""
    cel = [" ".join(condition.cel.split()) for condition in policy.conditions]
    return f"{policy.id} {policy.first} {policy.until} {sorted(policy.figures.items())} {cel}"


@lru_cache(maxsize=2048)
def _bare(text: str) -> str:
    """The words of the code, one after another, spaced alike."""
    told = _docstrings(text)
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return " ".join(
        token.string for token in tokens if token.type not in LAYOUT and token.start not in told
    )


def _docstrings(text: str) -> set[tuple[int, int]]:
    """Where each docstring begins."""
    nodes = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        (node.body[0].lineno, node.body[0].col_offset)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, nodes) and ast.get_docstring(node, clean=False) is not None
    }
