"""One way of writing figures and marks, so that patterns need not know them all."""

import re
import unicodedata

_KEPT = "，。；？！、“”‘’《》（）"  # what ends a clause stays as it is
_ALIKE = str.maketrans({"—": "-", "–": "-", "－": "-", "～": "-", "~": "-", "〇": "零",
                        "：": ":", "﹪": "%", "✕": "×", "✖": "×", "÷": "÷", "＝": "="})  # fmt: skip
_GROUPED = re.compile(r"(?<=\d)，(?=\d{3}(?:，\d{3})*(?:\.\d+)?元)")
_COMMA_BETWEEN_CLAUSES = re.compile(r",(?!\d{3}(?!\d))")


def folded(text: str) -> str:
    """Full-width signs as plain ones, one sign for each dash and colon, no blanks; lines kept."""
    plain = "".join(c if c in _KEPT else unicodedata.normalize("NFKC", c) for c in text)
    plain = plain.translate(_ALIKE).replace("(", "（").replace(")", "）").replace("?", "？")
    plain = "\n".join("".join(line.split()) for line in plain.splitlines())
    plain = _GROUPED.sub(",", plain)
    return _COMMA_BETWEEN_CLAUSES.sub("，", plain)
