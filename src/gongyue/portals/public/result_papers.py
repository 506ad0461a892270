"""A calculation as an A4 paper: what was said, the answer, its working, its limits."""

from dataclasses import dataclass
from datetime import date

from gongyue.apps.documents.paper.letter import (
    Block,
    Clauses,
    Heading,
    Letter,
    Link,
    Pairs,
    Paragraph,
    Remark,
)
from gongyue.law.guide import Change
from gongyue.law.registry import Rule
from gongyue.law.rulebook import Outcome
from gongyue.portals.public.composed import view_of
from gongyue.portals.public.composed_papers import blocks_of, working_of
from gongyue.portals.public.verdicts import verdict_of
from gongyue.portals.shared.figures import Figure, figure_of_outcome
from gongyue.portals.shared.words import with_dates

SAME_AGAIN = "扫码看同一份计算：填写的情况、结果和依据。拿到这张纸的人都能看到，到期就打不开。"
LIMITS = "由工约按填写的情况计算，没有核实情况是否真实，不代替法律意见。拿不准的，请拨 12333。"


@dataclass(frozen=True, kw_only=True)
class Calculated:
    """What stands on the paper. `stated`: rows of label and text, as the form gives them;
    `link`: the address that leads to this calculation again, if it was given one."""

    rule: Rule
    outcome: Outcome
    stated: list[dict[str, str]]
    changes: tuple[Change, ...]
    number: str
    on: date
    link: str = ""


def letter_of(done: Calculated) -> Letter:
    """Doubts stand before the figure they speak of."""
    figure = figure_of_outcome(done.outcome)
    body: list[Block] = [Heading(text="填写的情况")]
    body.append(Pairs(rows=tuple((row["label"], row["text"]) for row in done.stated)))
    body += _listed("存疑之处", figure.doubts)
    body += [Heading(text="结果"), *_result(done, figure)]
    view = view_of(done.rule, done.outcome)
    body += blocks_of(view) if view else []
    body += [Heading(text="怎么算的"), working_of(figure)]
    body += _listed("什么会改变结果", tuple(change.text for change in done.changes))
    body += _listed("没有考虑的情况", done.rule.questions.not_modelled)
    body.append(Remark(text=LIMITS))
    return Letter(
        title=f"{done.rule.title}计算书",
        issuer="工约",
        number=done.number,
        on=done.on,
        body=tuple(body),
        link=Link(url=done.link, words=SAME_AGAIN) if done.link else None,
    )


def _result(done: Calculated, figure: Figure) -> list[Block]:
    verdict = verdict_of(done.rule.name, done.outcome)
    said: list[Block] = [Paragraph(text=verdict.words)] if verdict else []
    rows = [(figure.label, str(figure.value))]
    if (view := view_of(done.rule, done.outcome)) and view.most:
        rows.append(("至多", view.most))
    if figure.in_words:
        rows.append(("大写", figure.in_words))
    return [*said, Pairs(rows=tuple(rows))]


def _listed(title: str, lines: tuple[str, ...]) -> list[Block]:
    if not lines:
        return []
    return [Heading(text=title), Clauses(items=tuple(str(with_dates(line)) for line in lines))]
