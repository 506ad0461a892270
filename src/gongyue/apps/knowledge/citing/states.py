"""What can be said of a citation."""

from enum import StrEnum


class State(StrEnum):
    EXISTS = "exists"
    NO_ARTICLE = "no_article"
    NO_PARAGRAPH = "no_paragraph"
    NO_ITEM = "no_item"
    NOT_YET = "not_yet"
    REPEALED = "repealed"
    ACT_UNKNOWN = "act_unknown"
    UNCLEAR = "unclear"


LABELS = {
    State.EXISTS: "有这一条",
    State.NO_ARTICLE: "没有这一条",
    State.NO_PARAGRAPH: "没有这一款",
    State.NO_ITEM: "没有这一项",
    State.NOT_YET: "那天还没有施行",
    State.REPEALED: "已经失效",
    State.ACT_UNKNOWN: "不认识这部法",
    State.UNCLEAR: "没说清是哪部法",
}
WRONG = frozenset(State) - {State.EXISTS, State.ACT_UNKNOWN, State.UNCLEAR}
