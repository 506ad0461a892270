"""Acts that do not exist, in every shape that real ones have."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

NAME = "晴川市茶歇条例(2019-03-01).md"
FIRST = """# 晴川市茶歇条例

2019年2月20日 晴川市人民政府第3号令公布

2019年5月1日 施行

<!-- INFO END -->

## 第一章 总则

第一条 为了让大家喝好茶，制定本条例。

第二条 茶歇由下列人员参加：

（一）泡茶的人；

（二）喝茶的人；

（三）路过的人。

前款第三项的人自带杯子。

第三条规定以外的茶，另行商量。

## 第二章 细则

第三条 茶歇每天一次。

第三条之一 下雨天加一次。

第四条 本条例自2019年5月1日起施行。《晴川市茶水办法》同时废止。
"""
AMENDED = FIRST.replace(
    "2019年5月1日 施行\n", "2021年6月1日 《关于修改〈晴川市茶歇条例〉的决定》修正\n"
).replace("每天一次", "每天两次")


def word(text: str, *, extra: bytes = b"") -> bytes:
    """The same lines as a Word file."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    lines = [line.lstrip("# ") for line in text.split("\n") if line and "<!--" not in line]
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    xml = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as zipped:
        zipped.writestr("word/document.xml", extra + xml)
    return stream.getvalue()
