"""One JSON object a line, from a closed list of keys: no address, no query, no personal value."""

import json
import logging
from datetime import UTC, datetime

KEEP = ("action", "organisation", "batch", "rows", "milliseconds", "status_code", "task")
KEEP += ("route", "method")


class JsonLines(logging.Formatter):
    """Writes only the keys of `KEEP`; Django's request object and its arguments stay out."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage().split("?", 1)[0],
        }
        line |= {key: getattr(record, key) for key in KEEP if hasattr(record, key)}
        if record.exc_info and record.exc_info[0]:
            # The message of an exception may quote a value: its type and place are enough.
            line["error"] = record.exc_info[0].__name__
            line["where"] = _where(record)
        return json.dumps(line, ensure_ascii=False, default=str)


def _where(record: logging.LogRecord) -> list[str]:
    trace = record.exc_info[2] if record.exc_info else None
    places = []
    while trace is not None:
        places.append(f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places[-8:]
