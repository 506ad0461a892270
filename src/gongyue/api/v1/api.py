"""All resources of version 1 together."""

from ninja import NinjaAPI
from ninja.operation import Operation

from gongyue.api.answers import explain
from gongyue.api.v1 import changes, rules, statutes, tables

TITLE = "工约 劳动法接口"
DESCRIPTION = (
    "劳动法规则、法定数值、条文和引用核对，供别的程序使用。每个数都带算法、依据和核对日期；"
    "没有收录的明确拒答（422），过了核对期的照算并在stale和doubts里说明，给人看时要一起给。"
    "不登录就能用，每分钟有次数限制，带密钥更多；问了什么不保存，密钥只记每天各接口的次数。"
)

api = NinjaAPI(
    title=TITLE,
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
)
explain(api)
for part in (rules, tables, changes, statutes):
    api.add_router("/law", part.router)


def _named(operation: Operation) -> str:
    """An operation is called as its route: the names of functions in other people's programs."""
    return str(operation.url_name)


api.get_openapi_operation_id = _named  # type: ignore[method-assign]
