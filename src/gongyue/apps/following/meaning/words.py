"""What a change means, in plain Chinese: first in general, then for whoever reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongyue.apps.following.meaning.books import is_moving
from gongyue.apps.following.meaning.effects import Effect, Meaning, Shortfall
from gongyue.apps.following.models import LawChange
from gongyue.apps.notifications.wording import FACT_LIMIT
from gongyue.kernel.money import to_fen
from gongyue.law.registry import RULES
from gongyue.law.tracking import said_of
from gongyue.law.tracking.telling import source_text

SHOWN_RULES = 4
LONGEST = FACT_LIMIT - len("（1）")
SEE = "其余在“关注的法规”里看。"
ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class FirmSum:
    """What a change does to all people of a firm together. `compared`: whose pay is on record;
    `below`: of these, pay under the new minimum; `lacking`: what they lack a month, together;
    `taken`: which pay contributions were reckoned from."""

    people: int
    compared: int = 0
    below: int = 0
    lacking: Decimal = ZERO
    moved: int = 0
    employer: Decimal = ZERO
    taken: str = ""


def in_general(change: LawChange) -> str:
    """What changed and by which act; the same for everybody."""
    said = said_of(change.kind, change.what, change.unit, change.before, change.after)
    place = "" if change.place_name == "全国" and change.what != "value" else change.place_name
    basis = source_text(change.after or change.before)
    return f"{place}{change.label}：{said}" + (f"依据：{basis}。" if basis else "")


def to_check(change: LawChange) -> str:
    """What to look at where the records do not answer."""
    titles = [RULES[name].title for name in change.rules if name in RULES][:SHOWN_RULES]
    return f"可以用“{'”“'.join(titles)}”重新算一遍。" if titles else ""


def for_worker(change: LawChange, firm: str, meaning: Meaning) -> list[str]:
    """Sentences about one employment; none where nothing of it moves."""
    lines = [_shortfall_words(firm, meaning.shortfall)] if meaning.shortfall else []
    for one in meaning.effects:
        if one.who == "worker":
            lines.append(f"{firm}：{_effect_words(one)}")
    return lines


def _shortfall_words(firm: str, found: Shortfall) -> str:
    pay = f"您在{firm}登记的{found.taken} {_yuan(found.pay)} 元"
    if found.lacking > 0:
        return (
            f"{pay}，低于新标准，每月差 {_yuan(found.lacking)} 元。"
            "全勤的月份，单位应当补足；加班工资、津贴不能算进去。"
        )
    return f"{pay}，高于或等于新标准，这一项不用补。"


def _effect_words(one: Effect) -> str:
    more = "多" if one.difference > 0 else "少"
    words = f"{one.label}从 {_yuan(one.before)} 元变为 {_yuan(one.after)} 元"
    words += f"，每月{more} {_yuan(abs(one.difference))} 元"
    return f"{words}（按{one.taken}估算）。" if one.taken else f"{words}。"


def sum_up(meanings: Sequence[Meaning]) -> FirmSum:
    """All people of a firm together."""
    compared = [found.shortfall for found in meanings if found.shortfall]
    below = [one.lacking for one in compared if one.lacking > 0]
    paid = [one for found in meanings for one in found.effects if one.who == "employer"]
    return FirmSum(
        people=len(meanings),
        compared=len(compared),
        below=len(below),
        lacking=sum(below, ZERO),
        moved=len(paid),
        employer=sum((one.difference for one in paid), ZERO),
        taken="、".join(sorted({one.taken for one in paid if one.taken})),
    )


def for_firm(change: LawChange, found: FirmSum) -> list[str]:
    """How many people, how many yuan a month; none where the change moves nothing there."""
    lines = []
    if change.name == "minimum_wage.monthly" and is_moving(change):
        lines.append(_below_words(found))
    if found.moved:
        more = "多" if found.employer > 0 else "少"
        words = f"{found.moved} 人的缴费会变，单位每月合计{more} {_yuan(abs(found.employer))} 元"
        lines.append(words + (f"（按{found.taken}估算）。" if found.taken else "。"))
    return lines


def _below_words(found: FirmSum) -> str:
    if not found.people:
        return "登记里没有在职职工，无法比较。"
    without = found.people - found.compared
    whose = f"，另有 {without} 人没有登记工资，无法比较" if without else ""
    if not found.below:
        return f"登记了工资的 {found.compared} 名在职职工，工资都不低于新标准{whose}。"
    return (
        f"登记的 {found.people} 名在职职工中，{found.below} 人的工资低于新标准，"
        f"合计每月差 {_yuan(found.lacking)} 元{whose}。"
    )


def _yuan(amount: Decimal) -> str:
    return f"{to_fen(amount):,.2f}"


def fitting(change: LawChange, own: Sequence[str]) -> str:
    """Both together where they fit into one fact of a message; then without the act it rests on,
    then as many sentences of one's own as fit. The page says everything."""
    told, more = in_general(change), "".join(own)
    if len(told) + len(more) <= LONGEST:
        return told + more
    short, kept = told.split("依据：")[0][: LONGEST // 2], ""
    for line in own:
        if len(short) + len(kept) + len(line) + len(SEE) > LONGEST:
            return short + kept + SEE
        kept += line
    return short + kept
