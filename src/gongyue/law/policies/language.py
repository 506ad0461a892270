"""The part of CEL that conditions may use, and the type of everything in it.

CEL itself has no types before it runs, so a fact misspelt in a branch nobody reached would go
unseen. The part allowed here reads almost like Python, whose own parser takes it apart.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from keyword import iskeyword
from typing import Any

from gongyue.law.policies.kinds import COUNT, NUMBERS, RATE, SHARE, WHOLE, YES_NO

MOST_LETTERS = 500
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'[^'\\\n]*')|(?P<number>\d{1,9}\b)|(?P<name>[a-z_][a-z0-9_]*)"
    r"|(?P<sign>\|\||&&|==|!=|<=|>=|[<>!()\[\],*+-]))"
)
# ~ binds as tightly as ! does in CEL; `not` would not.
_PYTHON = {"&&": " and ", "||": " or ", "!": "~", "true": "True", "false": "False", "in": " in "}
_EQUAL, _ORDER = (ast.Eq, ast.NotEq), (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


class Misread(ValueError):
    """The expression cannot stand; the words say why, and what to write instead."""

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(what)
        self.what, self.instead = what, instead


@dataclass(frozen=True, slots=True)
class Names:
    """What an expression may name: the kind of each fact and figure, the choices of the facts;
    which of the names are facts."""

    kinds: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]
    facts: frozenset[str] = frozenset()


def names_in(cel: str, names: Names) -> tuple[str, ...]:
    """The names the expression reads, in order. Raises Misread unless it is true or false."""
    tree = _parsed(cel)
    if (kind := _kind(tree, names)) != YES_NO:
        raise Misread(f"结果不是“是”或“否”（是{kind}）", "写成一个比较，如 months >= least")
    compiled(cel)
    found = sorted(_named(tree), key=lambda node: node.col_offset)
    return tuple(dict.fromkeys(node.id for node in found))


def compiled(cel: str) -> Any:
    """The programme CEL runs. Imported when first asked: the package brings a terminal along,
    half a second of it. Raises Misread where CEL itself refuses, as for its reserved words."""
    from cel import compile as compiled_by_cel

    try:
        return compiled_by_cel(cel)
    except ValueError as error:
        words = "有的名字是 CEL 自己的，如 var、loop、package：换一个"
        raise Misread(f"CEL 读不懂“{cel[:40]}”", words) from error


def _named(tree: ast.expr) -> Iterator[ast.Name]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Name))


def _parsed(cel: str) -> ast.expr:
    if len(cel) > MOST_LETTERS:
        raise Misread(f"表达式超过 {MOST_LETTERS} 个字符", "拆成几个条件")
    try:
        return ast.parse("".join(_words(cel)).strip(), mode="eval").body
    except (SyntaxError, RecursionError, MemoryError):
        raise Misread("表达式读不懂", "核对括号和运算符，如 a && (b || c)") from None


def _words(cel: str) -> Iterator[str]:
    """The expression in Python's signs."""
    at = 0
    while at < len(cel.rstrip()):
        token = _TOKEN.match(cel, at)
        if token is None:
            words = "只用 && || ! == != < <= > >= in + - * 、整数和单引号的文字；不用除法和小数"
            raise Misread(f"不能用“{cel[at:].strip()[:12]}”", words)
        word, at = token[0].strip(), token.end()
        if token["name"] and word not in _PYTHON and iskeyword(word):
            raise Misread(f"“{word}”不能作名字", "换一个名字")
        yield _PYTHON.get(word, word)


def _kind(node: ast.expr, names: Names) -> str:
    """The kind of a value. Raises Misread where the parts do not fit."""
    match node:
        case ast.BoolOp(values=values):
            return _all_yes_no(values, names)
        case ast.UnaryOp(op=ast.Invert(), operand=operand):
            return _all_yes_no([operand], names)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _compared(left, op, right, names)
        case ast.BinOp(left=left, op=op, right=right):
            return _counted(op, _kind(left, names), _kind(right, names))
        case ast.Name(id=name):
            return _known(name, names)
        case ast.Constant(value=bool()):
            return YES_NO
        case ast.Constant(value=int()):
            return COUNT
    raise Misread("这种写法不能用", "条件只写比较、&&、||、! 和括号；连着比较的要拆开")


def _all_yes_no(parts: list[ast.expr], names: Names) -> str:
    for part in parts:
        if (kind := _kind(part, names)) != YES_NO:
            raise Misread(f"“{_shown(part)}”不是“是”或“否”（是{kind}）", "先把它和别的比较")
    return YES_NO


def _compared(left: ast.expr, op: ast.cmpop, right: ast.expr, names: Names) -> str:
    if isinstance(left, ast.Name) and left.id in names.choices:
        return _chosen(left.id, op, right, names)
    one, other = _kind(left, names), _kind(right, names)
    fits = one in NUMBERS if isinstance(op, _ORDER) else isinstance(op, _EQUAL)
    if one != other or not fits:
        raise Misread(
            f"“{_shown(left)}”（{one}）和“{_shown(right)}”（{other}）不能这样比", "单位要一样"
        )
    return YES_NO


def _chosen(name: str, op: ast.cmpop, right: ast.expr, names: Names) -> str:
    """A choice is compared with words of its own, or looked for among them."""
    words = right.elts if isinstance(op, ast.In) and isinstance(right, ast.List) else [right]
    if not isinstance(op, (*_EQUAL, ast.In)) or (isinstance(op, ast.In) and words == [right]):
        raise Misread(f"“{name}”是选择", f"写 {name} == '…' 或 {name} in ['…']")
    for word in words:
        value = word.value if isinstance(word, ast.Constant) else None
        if value not in names.choices[name]:
            shown = "、".join(names.choices[name])
            raise Misread(f"“{name}”没有 {_shown(word)} 这个选择", f"写 {shown} 之一")
    return YES_NO


def _counted(op: ast.operator, one: str, other: str) -> str:
    """A number of people times a share is a part of them; sums are of one kind."""
    if isinstance(op, ast.Mult) and {one, other} == {COUNT, RATE}:
        return SHARE
    if isinstance(op, (ast.Add, ast.Sub)) and one == other and one in NUMBERS:
        return one
    raise Misread(f"{one}和{other}不能这样算", "只能同类相加减，或者人数乘比例")


def _known(name: str, names: Names) -> str:
    if name == WHOLE:
        return RATE
    if name not in names.kinds:
        raise Misread(f"没有“{name}”这个事实或数值", "先写进 facts.yaml 或本文件的 figures")
    return names.kinds[name]


def _shown(node: ast.expr) -> str:
    return ast.unparse(node)[:40]
