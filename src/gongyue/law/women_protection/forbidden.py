"""Work that women employees must not be given, by stage: the annex of the Special Provisions."""

from typing import Literal, NamedTuple

Stage = Literal["ordinary", "period", "pregnant", "leave", "nursing"]
Work = Literal[
    "none",
    "mine",
    "physical",
    "lifting",
    "cold_water",
    "low_temperature",
    "height",
    "heat",
    "noise",
    "toxic",
    "other_toxic",
    "drugs",
    "radiation",
    "confined",
]


class Ban(NamedTuple):
    """`grade`: forbidden from this grade on; 0 where no grade matters."""

    stage: Stage
    grade: int
    item: str


FORBIDDEN: dict[str, tuple[Ban, ...]] = {
    "mine": (Ban("ordinary", 0, "一（一）"),),
    "physical": (
        Ban("period", 3, "二（三）"),
        Ban("pregnant", 3, "三（九）"),
        Ban("nursing", 3, "四（一）"),
        Ban("ordinary", 4, "一（二）"),
    ),
    "lifting": (Ban("ordinary", 0, "一（三）"),),
    "cold_water": (Ban("period", 2, "二（一）"), Ban("pregnant", 1, "三（五）")),
    "low_temperature": (Ban("period", 2, "二（二）"), Ban("pregnant", 1, "三（六）")),
    "height": (Ban("period", 3, "二（四）"), Ban("pregnant", 1, "三（四）")),
    "heat": (Ban("pregnant", 3, "三（七）"),),
    "noise": (Ban("pregnant", 3, "三（八）"),),
    "toxic": (Ban("pregnant", 0, "三（一）"), Ban("nursing", 0, "四（一）")),
    "other_toxic": (Ban("nursing", 0, "四（二）"),),
    "drugs": (Ban("pregnant", 0, "三（二）"),),
    "radiation": (Ban("pregnant", 0, "三（三）"), Ban("nursing", 0, "四（一）")),
    "confined": (Ban("pregnant", 0, "三（十）"),),
}
ABOVE_STANDARD = ("toxic", "other_toxic")  # forbidden where the air exceeds the health standard
# Labour Law 60 names these for the period without a grade; the annex names grades.
UNGRADED_BY_LAW = ("cold_water", "low_temperature", "height")
ARTICLES: dict[str, str] = {
    "ordinary": "cn/labour-law#59",
    "period": "cn/labour-law#60",
    "pregnant": "cn/labour-law#61",
    "nursing": "cn/labour-law#63",
}


def ban_for(work: Work, stage: Stage) -> Ban | None:
    """The ban of the stage, else what holds for women at all times; None where nothing does."""
    bans = FORBIDDEN.get(work, ())
    own = next((ban for ban in bans if ban.stage == stage), None)
    return own or next((ban for ban in bans if ban.stage == "ordinary"), None)
