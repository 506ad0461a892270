"""The zip of everything about somebody: JSON by the published schema, tables, a page to read."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape

from gongyue.apps.registry.about_me import FORMAT, PARTS, Part, Subject, schema, text_of
from gongyue.engines.workbook.escaping import escape_cell

Tables = Mapping[str, Sequence[Mapping[str, str]]]
STYLE = """
body{font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1f2933;
background:#fbfaf7;margin:0 auto;max-width:60rem;padding:1.5rem;line-height:1.7}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.5rem;border-bottom:2px solid #1f2933}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{border-bottom:1px solid #d9d4c7;padding:.35rem .5rem;text-align:left;vertical-align:top;
overflow-wrap:anywhere}
nav a{margin-right:1rem}a{color:#0b6e75}.none{color:#4d5864}
@media print{body{max-width:none;padding:0;background:#fff}nav{display:none}tr{break-inside:avoid}}
@page{size:A4 landscape;margin:15mm}
"""


def gathered(subject: Subject) -> dict[str, list[dict[str, str]]]:
    """Every part's rows as text."""
    return {name: part.plain(subject) for name, part in sorted(PARTS.items())}


def zip_of(subject: Subject, *, name: str, at: datetime) -> tuple[bytes, int]:
    """The zip, and how many rows are in it."""
    tables = gathered(subject)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("about-me.json", _json(subject, tables, at))
        archive.writestr("about-me.schema.json", json.dumps(schema(), ensure_ascii=False, indent=1))
        archive.writestr("打开看看.html", page_of(tables, name=name, at=at))
        for part in PARTS.values():
            archive.writestr(f"表格/{part.label}.csv", _csv(part, tables[part.name]))
    return packed.getvalue(), sum(map(len, tables.values()))


def page_of(tables: Tables, *, name: str, at: datetime) -> str:
    """A page that opens without a network and prints well."""
    links = "".join(f'<a href="#{part.name}">{escape(part.label)}</a>' for part in PARTS.values())
    body = "".join(_section(part, tables[part.name]) for part in PARTS.values())
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>关于我的一切</title><style>{STYLE}</style></head><body>"
        f"<h1>{escape(name)}：系统里关于我的一切</h1><p>{escape(text_of(at))} 生成。"
        "里面有您的完整证件号码和手机号，请妥善保管。</p>"
        f"<nav>{links}</nav>{body}</body></html>"
    )


def _json(subject: Subject, tables: Tables, at: datetime) -> str:
    head = {"format": FORMAT, "made_at": text_of(at), "person": str(subject.person_id)}
    return json.dumps({**head, **tables}, ensure_ascii=False, indent=1)


def _csv(part: Part, rows: Sequence[Mapping[str, str]]) -> bytes:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(part.columns.values())
    for row in rows:
        table.writerow([escape_cell(row[name]) for name in part.columns])
    return text.getvalue().encode("utf-8-sig")


def _section(part: Part, rows: Sequence[Mapping[str, str]]) -> str:
    title = f'<h2 id="{part.name}">{escape(part.label)}</h2>'
    if not rows:
        return f'{title}<p class="none">没有。</p>'
    head = "".join(f"<th>{escape(label)}</th>" for label in part.columns.values())
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(row[name])}</td>" for name in part.columns) + "</tr>"
        for row in rows
    )
    return f"{title}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
