"""A sum as people write it beside its result: `300×300%+300×200%=1500`. No eval."""

import ast
import operator
import re
from collections.abc import Callable
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow

_SUM = re.compile(r"[\d.+\-*/()%]+")
_LONGEST = 200
_SIGNS = str.maketrans({"×": "*", "x": "*", "X": "*", "÷": "/", "＋": "+", "（": "(", "）": ")",
                        "[": "(", "]": ")", "【": "(", "】": ")", ",": None})  # fmt: skip
_UNITS = re.compile(r"元|个月|个|月|天|日|年|小时|人|/(?=[元天月])")
_MEANS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def worked_sum(text: str) -> Decimal | None:
    """The value of a sum of numbers; None where the text is no sum or has no value."""
    plain = re.sub(r"\(\)", "", _UNITS.sub("", text).translate(_SIGNS))
    if not plain or len(plain) > _LONGEST or not _SUM.fullmatch(plain):
        return None
    try:
        tree = ast.parse(re.sub(r"(\d(?:[\d.]*))%", r"(\1/100)", plain), mode="eval")
        return _value(tree.body)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return None
    except (DivisionByZero, InvalidOperation, Overflow):
        return None


def _value(node: ast.expr) -> Decimal:
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return Decimal(str(node.value))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.BinOp) and type(node.op) in _MEANS:
        return _MEANS[type(node.op)](_value(node.left), _value(node.right))
    raise ValueError("no sum")
