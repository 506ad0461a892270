"""A second evaluator of conditions, slow and without CEL: its own small reader of the grammar,
fractions for numbers; what is not known is tried with every value of a small domain.

Standard library only.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from operator import eq, ge, gt, le, lt, ne
from typing import Any

TOKEN = re.compile(r"'[^']*'|\d+|[a-z_]\w*|\|\||&&|[!=<>]=|[<>!()\[\],*+-]")
SIGNS = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
Values = Mapping[str, Any]


@dataclass
class Reader:
    """Recursive descent, one method a level: or, and, comparison, sum, product, one thing."""

    tokens: list[str]
    values: Values

    def take(self, *wanted: str) -> str:
        if self.tokens and self.tokens[0] in wanted:
            return self.tokens.pop(0)
        return ""

    def either(self) -> Any:
        value = self.both()
        while self.take("||"):
            other = self.both()
            value = value or other
        return value

    def both(self) -> Any:
        value = self.compared()
        while self.take("&&"):
            other = self.compared()
            value = value and other
        return value

    def compared(self) -> Any:
        left = self.sum()
        sign = self.take("==", "!=", "<", "<=", ">", ">=", "in")
        if not sign:
            return left
        right = self.sum()
        return left in right if sign == "in" else SIGNS[sign](left, right)

    def sum(self) -> Any:
        value = self.product()
        while sign := self.take("+", "-"):
            other = self.product()
            value = value + other if sign == "+" else value - other
        return value

    def product(self) -> Any:
        value = self.one()
        while self.take("*"):
            value = value * self.one()
        return value

    def one(self) -> Any:
        token = self.tokens.pop(0)
        if token == "!":
            return not self.one()
        if token == "(":
            value = self.either()
            assert self.tokens.pop(0) == ")"
            return value
        if token == "[":
            words = [self.one()]
            while self.take(","):
                words.append(self.one())
            assert self.tokens.pop(0) == "]"
            return words
        if token[0] == "'":
            return token[1:-1]
        return Fraction(token) if token.isdecimal() else self.named(token)

    def named(self, name: str) -> Any:
        return (
            {"true": True, "false": False}[name] if name in ("true", "false") else self.values[name]
        )


def holds(cel: str, values: Values) -> bool:
    """With everything known."""
    reader = Reader(TOKEN.findall(cel), values)
    found = reader.either()
    assert not reader.tokens and isinstance(found, bool), cel
    return found


def names_of(cel: str) -> list[str]:
    found = (token for token in TOKEN.findall(cel) if token[0].isalpha() or token[0] == "_")
    return list(dict.fromkeys(name for name in found if name not in ("in", "true", "false")))


def completions(
    names: Sequence[str], values: Values, domains: Mapping[str, Sequence[Any]]
) -> Iterator[dict[str, Any]]:
    """Every way to fill in what is not known of the names."""
    open_ = [name for name in names if name not in values]
    for filled in product(*(domains[name] for name in open_)):
        yield {**values, **dict(zip(open_, filled, strict=True))}


def truth(cel: str, values: Values, domains: Mapping[str, Sequence[Any]]) -> bool | None:
    """True or false where every completion says so, else None."""
    found = {holds(cel, filled) for filled in completions(names_of(cel), values, domains)}
    return found.pop() if len(found) == 1 else None


def can_move(cel: str, name: str, values: Values, domains: Mapping[str, Sequence[Any]]) -> bool:
    """Whether there are two completions that differ in the one fact and in the answer."""
    others = [other for other in names_of(cel) if other != name]
    for filled in completions(others, values, {**domains, name: (None,)}):
        if len({holds(cel, {**filled, name: value}) for value in domains[name]}) > 1:
            return True
    return False
