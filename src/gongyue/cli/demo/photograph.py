"""A list that hung on a wall, photographed askew: what the demo reads by character recognition."""

from collections.abc import Sequence
from datetime import date

from gongyue.cli.bench._ocr_pages import pdf_of, photographed, printed
from gongyue.cli.demo.people import identity_number, mobile
from gongyue.kernel.dates import add_months

HEAD = ("序号", "姓名", "身份证号", "部门", "岗位", "入职日期", "月工资", "手机号")
PEOPLE = (("柏长青", "搬运工"), ("窦海燕", "质检员"), ("章立新", "操作工"), ("苏春花", "包装工"),
          ("潘学文", "操作工"))  # fmt: skip
SHEET, SCALE, SEED = (1400, 460), 0.7, 3
SMUDGES = ((245, 241, 26, 13), (1180, 329, 50, 12))  # over a name, and over a day and a wage


def photograph(today: date) -> bytes:
    """As a PDF without text: most cells are read well, two want somebody's eyes."""
    from PIL import ImageDraw

    page = printed(_lines(today), title="临时登记表").crop((0, 0, *SHEET))
    pen = ImageDraw.Draw(page, "RGBA")
    for x, y, wide, tall in SMUDGES:
        pen.ellipse((x - wide, y - tall, x + wide, y + tall), fill=(96, 70, 40, 200))
    small = page.resize((round(SHEET[0] * SCALE), round(SHEET[1] * SCALE)))
    return pdf_of([photographed(small, SEED)])


def _lines(today: date) -> list[Sequence[str]]:
    hired = add_months(today.replace(day=1), -1)
    lines: list[Sequence[str]] = [HEAD]
    for number, (name, post) in enumerate(PEOPLE, start=1):
        birth_on = date(1985 + number, number, 10 + number)
        code = identity_number(area="430121", birth_on=birth_on, order=970 + number)
        lines.append((str(number), name, code, "生产", post, hired.isoformat(),
                      str(4300 + 100 * number), mobile(40 + number)))  # fmt: skip
    return lines
