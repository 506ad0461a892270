"""What a rule says instead of an answer. Every refusal is a page in plain Chinese, not an error."""

import re

from gongyue.law.rulebook.outcome import Outcome

# What was entered is echoed: control characters, half characters and marks that turn the direction
# of writing would break a page, a file or a database.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Refusal(Exception):
    """No answer. `field` names the fact concerned, where there is one."""

    def __init__(self, message_zh: str, *, field: str | None = None) -> None:
        self.message_zh = UNSEEN.sub("�", message_zh)
        self.field = field if field is None else UNSEEN.sub("�", field)
        super().__init__(self.message_zh)

    def to_json(self) -> dict[str, str | None]:
        return {"refusal": type(self).__name__, "field": self.field, "message": self.message_zh}


class BadFacts(Refusal):
    """The facts are impossible or incomplete; correcting the named field helps."""


class NotCovered(Refusal):
    """The situation, or the place, is outside what is modelled."""


class Undetermined(NotCovered):
    """The figure cannot be known, though a part of the answer is: `outcome` holds it, its value
    None. Whoever adds figures up gets this refusal; whoever shows an answer shows the outcome."""

    def __init__(self, message_zh: str, outcome: Outcome) -> None:
        super().__init__(message_zh)
        self.outcome = outcome


class NotInForce(Refusal):
    """The day lies before the law or the first known value."""


class InvalidRulebook(Exception):
    """A table of parameters or sources is malformed; it names the file and the entry."""
