"""The shapes of what is answered, as the description of the API shows them."""

from typing import Any, Literal

from ninja import Field, Schema

MONEY = "金额和其他小数都是文字，写成12345.60这样，不丢位数"


class Refusing(Schema):
    refusal: str = Field(
        description="BadFacts 事实不对；NotCovered 没有收录；NotInForce 早于施行；其他见文档"
    )
    field: str | None = Field(description="哪一项，没有就是null")
    message: str = Field(description="中文说明，可以直接给人看")


class Refused(Schema):
    error: Refusing


class LineRefused(Refused):
    """A refused line of many."""

    id: int | str | None = None
    line: int


class Step(Schema):
    label: str
    value: str | bool | int | None = Field(description=MONEY)
    unit: str | None
    sources: list[str]
    articles: list[str] = Field(description="依据，给人看的写法")
    parameter: str | None
    place: str | None
    mark: Literal["S", "V", "G"] | None = Field(description="S读过原文，V见过转载，G存疑")
    checked_until: str | None
    stale: bool
    note: str | None


class Answer(Schema):
    """The answer of a rule: what `gongyue law eval --json` prints."""

    rule: str
    label: str
    value: str | bool | int | None = Field(description=MONEY + "；null表示只知道一部分，见parts")
    unit: str | None
    verdict: str | None = Field(description="结论代码，意思见规则的verdicts")
    on: str = Field(description="适用哪一天的规定")
    place: str
    parts: dict[str, Any] = Field(description="分项结果")
    working: list[Step] = Field(description="怎么算的，一步一行")
    citations: list[str]
    articles: list[str]
    stale: list[str] = Field(description="只核对到更早的数值和法规：有内容就是存疑")
    doubts: list[str] = Field(description="存疑的话，给人看时必须一起给")


class RuleRow(Schema):
    name: str
    title: str
    group: str
    summary: str
    checked_until: str | None = Field(description="它依据的数值和法规里最早到期的核对日")
    address: str
    page: str


class Rules(Schema):
    count: int
    rules: list[RuleRow]


class Question(Schema):
    field: str
    label: str
    ask: str
    why: str
    help: str | None
    choices: dict[str, str]
    example: str | None
    only_if_unknown: bool


class Cited(Schema):
    citation: str
    text: str


class Read(Schema):
    name: str
    place: str
    label: str


class Example(Schema):
    name: str
    facts: dict[str, Any]


class RuleTold(RuleRow):
    facts_schema: dict[str, Any] = Field(alias="schema", description="事实的JSON Schema")
    questions: list[Question]
    verdicts: dict[str, str]
    not_modelled: list[str] = Field(description="没有考虑的情况")
    sources: list[Cited]
    parameters: list[Read]
    examples: list[Example]


class Row(Schema):
    first: str
    value: str | None
    worded: str
    mark: Literal["S", "V", "G", "?"]
    checked_until: str
    source: str
    source_text: str
    note: str | None
    doubt: str | None


class Parameter(Schema):
    name: str
    label: str
    unit: str
    place: str
    state: Literal["known", "stale", "disabled", "not_yet"]
    stale: bool
    doubts: list[str]
    row: Row | None
    rows: list[Row] | None = None


class Parameters(Schema):
    place: str
    place_name: str
    on: str
    count: int
    parameters: list[Parameter]


class Source(Schema):
    id: str
    title_zh: str
    short_zh: str
    title_en: str
    kind: str
    kind_zh: str
    number: str | None
    mark: str
    link: str | None
    promulgated: str | None
    in_force_from: str
    in_force_until: str | None
    checked_until: str | None
    articles: int


class Sources(Schema):
    count: int
    sources: list[Source]


class SourceTold(Source):
    paragraphs: list[int] = Field(description="每一条有几款")
    rules: list[str]


class Found(Schema):
    title: str
    excerpt: str
    citation: str


class FoundList(Schema):
    on: str
    count: int
    remark: str
    found: list[Found]


class Paragraph(Schema):
    number: int
    text: str
    items: list[str]


class Version(Schema):
    promulgated: str | None
    in_force_from: str | None


class Article(Schema):
    citation: str
    title: str
    on: str
    in_force: bool | None
    in_force_from: str | None
    in_force_until: str | None
    checked_until: str | None
    note: str = Field(description="我们的通俗说明，不是原文")
    installed: bool
    remark: str
    paragraphs: list[Paragraph]
    version: Version | None


class Checked(Schema):
    start: int
    end: int
    words: str
    state: str
    label: str
    wrong: bool
    act: str
    article: str
    remark: str
    source_id: str
    place: str


class CheckedList(Schema):
    on: str
    count: int
    wrong: int
    checked: list[Checked]


class Place(Schema):
    code: str
    name: str
    tables: list[str]
    invented: bool


class Places(Schema):
    count: int
    places: list[Place]
