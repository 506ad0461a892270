"""An answer made of answers on A4: its sections, the working of each, what to do next."""

from gongyue.apps.documents.paper.letter import Block, Clauses, Heading, Paragraph, Table
from gongyue.law.rulebook import Action
from gongyue.law.sources import cite_text
from gongyue.portals.public.composed import Part, Sheet, View
from gongyue.portals.shared.figures import Figure
from gongyue.portals.shared.words import date_text, with_dates


def blocks_of(view: View) -> list[Block]:
    """Between the result and its working."""
    body: list[Block] = [Heading(text="各项")]
    rows = tuple((part.section.title, part.counted, part.amount) for part in view.parts)
    body.append(Table(header=("项目", "怎么算进去", "数"), rows=rows, widths=(5, 3, 4)))
    body += _sheet(view.sheet) if view.sheet else []
    if view.actions:
        body += [Heading(text="接下来做什么"), Clauses(items=tuple(map(_action, view.actions)))]
    for part in view.parts:
        body += _part(part)
    return body


def _part(part: Part) -> list[Block]:
    said = [Heading(text=part.section.title)]
    texts = [part.section.reason, *(note.text for note in part.section.notes)]
    told: list[Block] = [Paragraph(text=with_dates(text)) for text in texts if text]
    if part.section.claim_by:
        told.append(Paragraph(text=f"最迟{date_text(part.section.claim_by)}申请仲裁。"))
    working = [working_of(part.figure)] if part.figure else []
    return [*said, *told, *working] if told or working else []


def working_of(figure: Figure) -> Table:
    """The lines of a figure, and what they come to."""
    rows = tuple(
        (line.label, str(line.value), ground_of(line.citations, given=line.given))
        for line in figure.lines
    )
    return Table(
        header=("步骤", "数", "依据"),
        rows=(*rows, (figure.label, str(figure.value), "")),
        widths=(4, 3, 5),
        numeric=frozenset({1}),
    )


def ground_of(citations: tuple[str, ...], *, given: bool) -> str:
    return "填写的情况" if given else "；".join(cite_text(citation) for citation in citations)


def _sheet(sheet: Sheet) -> list[Block]:
    """Small figures in many columns: the units stand in the heads."""
    numeric = frozenset(at for at, column in enumerate(sheet.columns) if column.is_number)
    rows = tuple(tuple(cell.text.text for cell in row) for row in sheet.rows)
    header = tuple(column.label for column in sheet.columns)
    return [Heading(text=sheet.title), Table(header=header, rows=rows, numeric=numeric)]


def _action(action: Action) -> str:
    by = f"（最迟{date_text(action.by)}）" if action.by else ""
    where = f"到哪里：{action.where}。" if action.where else ""
    papers = f"带：{'、'.join(action.papers)}。" if action.papers else ""
    return f"{action.what}{by}。{where}{papers}{with_dates(action.then)}"
