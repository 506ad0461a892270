"""YAML for the law: every number is a Decimal, and a key written twice is an error."""

import re
from collections.abc import Hashable
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

try:  # the C parser is ten times faster and reads the same
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # pragma: no cover
    from yaml import SafeLoader  # type: ignore[assignment]


class ExactLoader(SafeLoader):
    """Reads numbers as Decimal, only true and false as booleans, and refuses duplicate keys."""


def _number(loader: Any, node: yaml.ScalarNode) -> Decimal:
    return Decimal(node.value.replace("_", ""))


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Hashable, Any]:
    result: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in result:
            raise ValueError(f"{key!r} is written twice (line {key_node.start_mark.line + 1})")
        result[key] = loader.construct_object(value_node, deep=True)
    return result


# `on`, `yes` and `no` are words: many facts are called `on`.
ExactLoader.yaml_implicit_resolvers = {
    first: [rule for rule in rules if rule[0] != "tag:yaml.org,2002:bool"]
    for first, rules in SafeLoader.yaml_implicit_resolvers.items()
}
ExactLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])
ExactLoader.add_constructor("tag:yaml.org,2002:int", _number)
ExactLoader.add_constructor("tag:yaml.org,2002:float", _number)
ExactLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file. Raises ValueError naming the file when it cannot be read."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=ExactLoader)
    except (yaml.YAMLError, ValueError, ArithmeticError) as error:
        raise ValueError(f"{path.name}: {error}") from error
