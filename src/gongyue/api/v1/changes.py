"""What changed in the law since a number, for programs that keep tables of their own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from gongyue.api.answers import answered
from gongyue.api.contents.changes import changes_told

router = Router(tags=["数值、文件、地方"])


class Changed(Schema):
    """One change: the same object as a webhook delivers."""

    format: str
    id: int = Field(description="编号，只增不减")
    kind: str = Field(description="什么变化，如added、value、date、ended、stale，见文档")
    kind_label: str
    what: str = Field(description="value 数值，act 法规，rule 计算")
    place: str
    place_name: str
    name: str
    label: str
    unit: str
    first_on: str | None = Field(description="从哪天起")
    before: dict[str, Any] | None = Field(description="原来的一行，没有就是null")
    after: dict[str, Any] | None = Field(description="现在的一行，没有就是null")
    said: str = Field(description="一句话，可以直接给人看")
    source: str | None
    source_text: str | None
    rules: list[dict[str, str]] = Field(description="哪些计算用到")
    found_at: str


class Changes(Schema):
    count: int
    last: int = Field(description="这次最后一条的编号，下次作after")
    more: bool = Field(description="后面还有")
    changes: list[Changed]


@router.get("/changes", url_name="changes", response=Changes, summary="法规变化")
def changes(
    request: HttpRequest,
    after: str = Query("0", description="只要编号比它大的", example="0"),
    place: str = Query("", description="六位代码；只要在那里适用的和它下面的", example="430100"),
    rule: str = Query("", description="只要这条规则用到的", example="minimum_wage"),
) -> HttpResponse:
    """数值、日期、法规和算法的变化，从早到晚，一次最多一百条；和推送的内容一样。"""
    return answered(changes_told(after=after, place=place, rule=rule))
