"""Fictional tables printed, then scanned or photographed: what `bench ocr` and tests read."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from gongyue.kernel.ids import check_character

HEADINGS = ("序号", "姓名", "身份证号", "部门", "岗位", "入职日期", "月工资", "手机号")
FAMILY, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英"
DEPARTMENTS, POSTS = (
    ("生产部", "质检部", "包装车间", "仓储", "行政部"),
    ("操作工", "班长", "检验员", "司机", "文员"),
)
A4 = (2_000, 1_414)  # lying, at about 170 dots an inch
PHONES = "199"  # a number nobody has: fictional people only


def lines_of(count: int, seed: int) -> list[list[str]]:
    """The header and so many fictional people."""
    chance = random.Random(seed)
    lines = [list(HEADINGS)]
    for number in range(1, count + 1):
        born = date(1970, 1, 1) + timedelta(days=chance.randrange(12_000))
        hired = date(2015, 1, 1) + timedelta(days=chance.randrange(3_900))
        body = f"430102{born:%Y%m%d}{chance.randrange(999):03d}"
        name = chance.choice(FAMILY) + "".join(chance.sample(GIVEN, chance.choice((1, 2))))
        phone = PHONES + f"{chance.randrange(10**8):08d}"
        lines.append(
            [
                str(number), name, body + check_character(body), chance.choice(DEPARTMENTS),
                chance.choice(POSTS), f"{hired:%Y-%m-%d}", str(chance.randrange(3_000, 12_000)),
                phone,
            ]
        )  # fmt: skip
    return lines


def printed(
    lines: Sequence[Sequence[str]], *, ruled: bool = True, title: str = "员工花名册"
) -> Any:
    """The table on a lying sheet of A4, black on white."""
    from PIL import Image, ImageDraw

    page = Image.new("RGB", A4, "white")
    pen = ImageDraw.Draw(page)
    type_ = _type(27)
    pen.text((A4[0] / 2, 70), title, font=_type(40), fill=(20, 20, 20), anchor="mm")
    widths = [max(_width(line[at]) for line in lines) * 15 + 34 for at in range(len(lines[0]))]
    height, left, top = 44, 90, 130
    for row, line in enumerate(lines):
        x = left
        for width, text in zip(widths, line, strict=True):
            y = top + row * height
            if ruled:
                pen.rectangle((x, y, x + width, y + height), outline=(40, 40, 40), width=2)
            pen.text((x + 14, y + height / 2), text, font=type_, fill=(25, 25, 25), anchor="lm")
            x += width
    return page


def _width(text: str) -> int:
    return sum(2 if ord(letter) > 255 else 1 for letter in text)


def _type(size: int) -> Any:
    import pylopdf_fonts_zh_cn
    from PIL import ImageFont

    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    return ImageFont.truetype(str(folder / "NotoSansSC-Regular.otf"), size)


def scanned(page: Any, seed: int, *, lean: float = 3.0, quality: int = 60) -> Any:
    """Laid on the glass askew: turned by up to `lean` degrees, grey, noisy, a little soft."""
    import numpy
    from PIL import Image, ImageFilter

    chance = random.Random(seed)
    turned = page.rotate(
        chance.uniform(-lean, lean),
        Image.Resampling.BICUBIC,
        expand=True,
        fillcolor=(250, 249, 246),
    )
    soft = turned.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 1.0)))
    dots = numpy.asarray(soft, dtype=numpy.float32)
    noise = numpy.random.default_rng(seed).normal(0, chance.uniform(4, 12), dots.shape)
    return _jpeg(dots + noise, quality)


def photographed(page: Any, seed: int) -> Any:
    """By a phone held askew: seen at an angle, one side in shade, on a table."""
    import numpy
    from PIL import Image, ImageFilter

    chance = random.Random(seed)
    wide, tall = page.size
    frame = Image.new("RGB", (wide + 300, tall + 300), (118, 96, 74))
    frame.paste(page, (150, 150))
    width, height = frame.size
    corners = [
        (chance.uniform(0, 0.07) * width * a, chance.uniform(0, 0.07) * height * b)
        for a, b in ((-1, -1), (-1, 1), (1, 1), (1, -1))
    ]
    places = [(0, 0), (0, height), (width, height), (width, 0)]
    moved = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(places, corners, strict=True)]
    seen = frame.transform(
        frame.size, Image.Transform.PERSPECTIVE, _change(places, moved), Image.Resampling.BICUBIC,
        fillcolor=(118, 96, 74),
    )  # fmt: skip
    soft = seen.filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 1.0)))
    dots = numpy.asarray(soft, dtype=numpy.float32)
    shade = numpy.linspace(1.0, chance.uniform(0.55, 0.8), width)[None, :, None]
    noise = numpy.random.default_rng(seed).normal(0, 6, dots.shape)
    return _jpeg(dots * shade + noise, 70)


def _change(places: Sequence[tuple[float, float]], moved: Sequence[tuple[float, float]]) -> Any:
    """The eight numbers of a change of perspective, as Pillow wants them."""
    import numpy

    rows, wanted = [], []
    for (x, y), (u, v) in zip(places, moved, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    return numpy.linalg.solve(numpy.array(rows, dtype=float), numpy.array(wanted, dtype=float))


def _jpeg(dots: Any, quality: int) -> Any:
    import numpy
    from PIL import Image

    picture = Image.fromarray(numpy.clip(dots, 0, 255).astype("uint8"))
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=quality)
    return Image.open(io.BytesIO(target.getvalue()))


def jpeg_of(page: Any, quality: int = 75) -> bytes:
    """As the file that is uploaded."""
    target = io.BytesIO()
    page.convert("RGB").save(target, "JPEG", quality=quality)
    return target.getvalue()


def pdf_of(pages: Sequence[Any]) -> bytes:
    """Scanned pages as one PDF without a word of text in it."""
    target = io.BytesIO()
    first, *rest = [page.convert("RGB") for page in pages]
    first.save(target, "PDF", save_all=True, append_images=rest, resolution=170)
    return target.getvalue()
