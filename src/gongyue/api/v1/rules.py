"""Rules: the list, one of them, and asking it."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from gongyue.api.answers import TooLarge, answered, object_of
from gongyue.api.contents.rules import rule_told, rules_listed
from gongyue.api.door import charge
from gongyue.api.v1 import shapes
from gongyue.law.answer import answer
from gongyue.law.answer_lines import answer_lines, written
from gongyue.law.registry import RULES
from gongyue.law.rulebook import NotCovered

router = Router(tags=["规则"])
LINES = "application/x-ndjson"
MOST_LINES = 1_000
LINES_A_USE = 100


@router.get("/rules", url_name="rules", response=shapes.Rules, summary="规则清单")
def rules(
    request: HttpRequest,
    group: str = Query("", description="只要这一组", example="工资与加班"),
    q: str = Query("", description="名称、说明或日常说法里有这几个字", example="加班"),
) -> HttpResponse:
    """每条规则的名字、标题、分组、一句话说明，以及核对到哪一天。"""
    return answered(rules_listed(group=group, words=q))


@router.get(
    "/rules/{name}",
    url_name="rule",
    response=shapes.RuleTold,
    by_alias=True,
    summary="一条规则",
)
def rule(request: HttpRequest, name: str) -> HttpResponse:
    """要填哪些事实（JSON Schema）、怎么问、依据哪些条文和数值、没有考虑什么、算例。"""
    return answered(rule_told(name))


@router.post(
    "/rules/{name}/answer", url_name="answer", response=shapes.Answer, summary="问一条规则"
)
def ask(request: HttpRequest, name: str) -> HttpResponse:
    """送事实，得结果。和网页的JSON、`gongyue law eval --json`、助手工具逐字节相同。"""
    if name not in RULES:
        raise NotCovered(f"没有“{name[:40]}”这条规则。", field="rule")
    return answered(answer(name, object_of(request)))


@router.post("/answers", url_name="answers", summary="一次问很多")
def ask_many(request: HttpRequest) -> HttpResponse:
    """一行一问，一行一答，顺序不变；答不了的那一行说明原因，其余照答。每100行算一次。"""
    lines = request.body.count(b"\n") + 1
    if lines > MOST_LINES:
        raise TooLarge(f"一次最多{MOST_LINES}行，请分几次。")
    if refused := charge(request, lines // LINES_A_USE):
        return refused
    return HttpResponse(b"".join(written(answer_lines(BytesIO(request.body)))), LINES)
