"""A Model Context Protocol server over stdio: the law as tools for an assistant.

The first part of a tool's answer is the canonical JSON, byte for byte what the other faces give. A
second part says doubts, what is past its check and refusals in plain words, so that an assistant
that only skims meets them.
"""

from collections.abc import Mapping
from typing import Any

import anyio
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as Described

import gongyue
from gongyue.api.tools import TOOLS, Prepare
from gongyue.api.wire import Lines, standard_lines
from gongyue.law.answer import as_bytes, is_refusal, refused
from gongyue.law.rulebook import BadFacts, Refusal

INSTRUCTIONS = (
    "工约的劳动法规则。先list_rules找规则，再describe_rule看要填什么，用ask_rule算。"
    "结果里的doubts和stale必须告诉用户；拒答就说没有收录，可以问12333，不要自己估一个数。"
    "写了法条就用check_citations核对。这不代替法律意见。"
)
FAILED = "这个工具没有办成（{kind}）。规则和数值的工具不受影响。"


def serve(prepare: Prepare) -> None:
    """Until the other side hangs up."""
    anyio.run(_serve, standard_lines(), prepare)


async def _serve(lines: Lines, prepare: Prepare) -> None:
    server = server_with(prepare)
    async with stdio_server(stdin=lines, stdout=lines) as (reads, writes):  # type: ignore[arg-type]
        await server.run(reads, writes, server.create_initialization_options())


def server_with(prepare: Prepare) -> Server[Any]:
    async def listed(
        context: ServerRequestContext[Any], params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        return ListToolsResult(tools=described())

    async def called(
        context: ServerRequestContext[Any], params: CallToolRequestParams
    ) -> CallToolResult:
        arguments = params.arguments or {}
        return await anyio.to_thread.run_sync(result_of, params.name, arguments, prepare)

    return Server(
        "gongyue",
        title="工约劳动法",
        version=gongyue.__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=listed,
        on_call_tool=called,
    )


def described() -> list[Described]:
    reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    return [
        Described(
            name=tool.name,
            title=tool.title,
            description=tool.description,
            input_schema=tool.schema,
            annotations=reads,
        )
        for tool in TOOLS.values()
    ]


def result_of(name: str, arguments: Mapping[str, Any], prepare: Prepare) -> CallToolResult:
    """What a tool says; a refusal is a result the assistant reads, never a broken line."""
    given = _given(name, arguments, prepare)
    content = [TextContent(type="text", text=as_bytes(given).decode())]
    if words := cautions(given):
        content.append(TextContent(type="text", text=words))
    return CallToolResult(content=[*content], is_error=is_refusal(given))


def _given(name: str, arguments: Mapping[str, Any], prepare: Prepare) -> dict[str, Any]:
    try:
        if name not in TOOLS:
            raise BadFacts(f"没有“{name[:40]}”这个工具，有：{'、'.join(TOOLS)}。", field="name")
        return TOOLS[name].ask(arguments, prepare)
    except Refusal as refusal:
        return refused(refusal)
    except Exception as error:  # a database that is not there must not end the conversation
        return refused(BadFacts(FAILED.format(kind=type(error).__name__)))


def cautions(given: Mapping[str, Any]) -> str:
    """What must not be passed over, in plain words; empty where there is nothing."""
    if is_refusal(given):
        return f"拒答：{given['error']['message']}不要自己补一个结果。"
    said = [f"存疑：{doubt}" for doubt in given.get("doubts", ())]
    if stale := given.get("stale"):
        said.append(f"已过核对期，按最后已知的算：{'、'.join(stale)}。回答时要说明。")
    for row in given.get("parameters", ()):
        if isinstance(row, Mapping) and row.get("doubts"):
            said += [f"存疑（{row['label']}）：{doubt}" for doubt in row["doubts"]]
    return "\n".join(said)
