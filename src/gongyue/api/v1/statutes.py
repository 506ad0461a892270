"""Articles and citations."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from gongyue.api.answers import answered, object_of, text_of
from gongyue.api.contents.days import day_meant
from gongyue.api.contents.statutes import article_told, citations_told, statutes_found
from gongyue.api.v1 import shapes
from gongyue.law.rulebook import BadFacts

router = Router(tags=["条文"])
KEYS = {"text", "on"}


@router.get(
    "/statutes/search", url_name="statutes_search", response=shapes.FoundList, summary="查条文"
)
def search(
    request: HttpRequest,
    q: str = Query(..., description="日常说法，或者法名加条号", example="劳动合同法47条"),
    on: str = Query("", description="哪一天，不写就是今天", example="2025-09-30"),
    limit: int = Query(20, description="最多几条，1到50"),
) -> HttpResponse:
    """在装了的法规原文和通俗说明里查。citation可以拿去问下一个接口。"""
    return answered(statutes_found(q, on=day_meant(on), limit=limit))


@router.get(
    "/statutes/article", url_name="statutes_article", response=shapes.Article, summary="一条原文"
)
def article(
    request: HttpRequest,
    citation: str = Query(..., description="引用", example="cn/labour-contract-law#47"),
    on: str = Query("", description="哪一天，不写就是今天", example="2025-09-30"),
) -> HttpResponse:
    """通俗说明、施行日期；原文只在运营方装了的时候有，installed说明有没有。"""
    return answered(article_told(citation, on=day_meant(on)))


@router.post(
    "/citations/check",
    url_name="citations_check",
    response=shapes.CheckedList,
    summary="核对引用",
)
def check(request: HttpRequest) -> HttpResponse:
    """一段文字里引用了哪些条文，那天在不在、失效没有、有没有这一款。文字不保存。"""
    asked = object_of(request)
    for key in asked.keys() - KEYS:
        raise BadFacts(f"没有“{key[:40]}”这一项，可以写text、on。", field=key[:40])
    return answered(citations_told(text_of(asked, "text"), on=day_meant(text_of(asked, "on"))))
