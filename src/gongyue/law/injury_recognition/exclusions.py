"""What is never a work injury, though Articles 14 and 15 fit (16); by whose document (I, 1)."""

from typing import Literal, Protocol

from gongyue.law.rulebook import Work

Exclusion = Literal["none", "crime", "drunk_or_drugs", "self_harm"]
ARTICLES = {
    "crime": ("故意犯罪", "cn/injury-insurance-regulation#16.1.1"),
    "drunk_or_drugs": ("醉酒或者吸毒", "cn/injury-insurance-regulation#16.1.2"),
    "self_harm": ("自残或者自杀", "cn/injury-insurance-regulation#16.1.3"),
}
BY_DOCUMENT = "cn/injury-interpretation#1"
NO_DOCUMENT = (
    "排除的情形（犯罪、醉酒吸毒、自残自杀）要以有权机关的认定书、结论或者生效裁判为准；"
    "没有这些文书的，先不要当作已经排除。"
)


class ExclusionFacts(Protocol):
    @property
    def exclusion(self) -> Exclusion: ...

    @property
    def has_document(self) -> bool: ...


def excluded(w: Work, facts: ExclusionFacts) -> bool:
    if facts.exclusion == "none":
        return False
    words, article = ARTICLES[facts.exclusion]
    w.step(f"不得认定为工伤的情形：{words}", True, article, BY_DOCUMENT, key="excluded_by")
    if not facts.has_document:
        w.doubt(NO_DOCUMENT)
    return True
