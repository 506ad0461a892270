"""Values by place and day, instruments, places."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from gongyue.api.answers import answered
from gongyue.api.contents.days import day_meant
from gongyue.api.contents.parameters import parameters_listed
from gongyue.api.contents.places import places_found
from gongyue.api.contents.sources import source_told, sources_listed
from gongyue.api.v1 import shapes

router = Router(tags=["数值、文件、地方"])


@router.get("/parameters", url_name="parameters", response=shapes.Parameters, summary="法定数值")
def parameters(
    request: HttpRequest,
    place: str = Query("cn", description="六位区划代码；cn只看全国的", example="430100"),
    on: str = Query("", description="哪一天，不写就是今天", example="2025-09-30"),
    name: str = Query("", description="名字以此开头的", example="minimum_wage"),
    history: bool = Query(False, description="连同各年的数值"),
) -> HttpResponse:
    """那天在那个地方适用的每一项数值：来源、核对标记、核对到哪天、是否过期。"""
    found = parameters_listed(place=place, on=day_meant(on), name=name, history=history)
    return answered(found)


@router.get("/sources", url_name="sources", response=shapes.Sources, summary="文件清单")
def sources(
    request: HttpRequest,
    kind: str = Query("", description="种类", example="law"),
    q: str = Query("", description="名称或文号里有这几个字", example="工伤"),
) -> HttpResponse:
    """可以引用的法律、法规、规章和文件：何时施行、何时失效、核对到哪天。"""
    return answered(sources_listed(kind=kind, words=q))


@router.get(
    "/sources/{jurisdiction}/{act}",
    url_name="source",
    response=shapes.SourceTold,
    summary="一份文件",
)
def source(request: HttpRequest, jurisdiction: str, act: str) -> HttpResponse:
    """编号如cn/labour-contract-law；连同每条有几款、哪些规则依据它。"""
    return answered(source_told(f"{jurisdiction}/{act}"))


@router.get("/places", url_name="places", response=shapes.Places, summary="地方")
def places(
    request: HttpRequest,
    q: str = Query("", description="日常叫法或代码；不写就列有数值表的地方", example="长沙岳麓"),
) -> HttpResponse:
    """六位代码、全名，以及适用哪几张数值表，近的在前。"""
    return answered(places_found(q))
