"""A record as the list of its fields: one path and one plain value for each leaf of it."""

from collections.abc import Iterator, Mapping

from gongyue.engines.evidence.refusals import Reason, Refused
from gongyue.kernel.jsonform import dumps_canonical, plain

# Spelt out in keys, so that no key looks like a step of the path.
ESCAPES = (("~", "~0"), ("/", "~1"), ("[", "~2"))
Plain = str | int | bool | None | list[object] | dict[str, object]


def flattened(record: Mapping[str, object]) -> dict[str, Plain]:
    """Each leaf under its path, sorted: {"pay": [{"fen": 5}]} is {"/pay/[0]/fen": 5}.

    Two records have the same leaves only if their canonical JSON is the same; empty lists and
    objects are leaves. Decimal and dates count as the text they have there.
    Raises Refused (RECORD_SHAPE) for floats and whatever else has no canonical form.
    """
    try:
        dumps_canonical(record).encode()
        return dict(sorted(_leaves("", plain(record))))
    except (TypeError, ValueError, RecursionError) as error:
        raise Refused(Reason.RECORD_SHAPE, found=error) from None


def _leaves(path: str, value: object) -> Iterator[tuple[str, Plain]]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(f"{path}/{_escaped(key)}", inner)
    elif isinstance(value, list) and value:
        for place, inner in enumerate(value):
            yield from _leaves(f"{path}/[{place}]", inner)
    else:
        assert value is None or isinstance(value, (str, int, list, dict))
        yield path, value


def _escaped(key: str) -> str:
    for plainly, escaped in ESCAPES:
        key = key.replace(plainly, escaped)
    return key
