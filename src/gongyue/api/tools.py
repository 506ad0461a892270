"""The tools of an assistant: what each takes, and what it answers with. No protocol in here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gongyue.api.contents.articles import article_known
from gongyue.api.contents.days import day_meant
from gongyue.api.contents.parameters import parameters_listed
from gongyue.api.contents.rules import rule_told, rules_listed
from gongyue.law.answer import answer, read_object
from gongyue.law.rulebook import BadFacts

Prepare = Callable[[], str]  # makes the database ready; says in Chinese why it cannot
Arguments = Mapping[str, Any]
NEEDS = "条文和引用要在装有工约系统的机器上查："


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """`properties`: JSON Schema of each argument."""

    name: str
    title: str
    description: str
    run: Callable[[Arguments, Prepare], dict[str, Any]]
    properties: dict[str, Any] = field(default_factory=dict)
    required: tuple[str, ...] = ()

    @property
    def schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": self.properties,
            "required": list(self.required),
            "additionalProperties": False,
        }

    def ask(self, arguments: Arguments, prepare: Prepare) -> dict[str, Any]:
        """Raises BadFacts naming an argument that is missing, too many or of the wrong sort."""
        for name in arguments:
            if name not in self.properties:
                raise BadFacts(f"{self.name}没有“{name[:40]}”这一项。", field=name[:40])
        for name in self.required:
            if arguments.get(name) is None:
                raise BadFacts(f"没有写“{name}”。", field=name)
        return self.run(arguments, prepare)


def _text(arguments: Arguments, name: str) -> str:
    value = arguments.get(name)
    if value is not None and not isinstance(value, str):
        raise BadFacts(f"“{name}”应为文字。", field=name)
    return value or ""


def _whole(arguments: Arguments, name: str, usual: int) -> int:
    value = arguments.get(name, usual)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadFacts(f"“{name}”应为整数。", field=name)
    return value


def _flag(arguments: Arguments, name: str) -> bool:
    value = arguments.get(name, False)
    if not isinstance(value, bool):
        raise BadFacts(f"“{name}”应为true或false。", field=name)
    return value


def _list(arguments: Arguments, prepare: Prepare) -> dict[str, Any]:
    return rules_listed(group=_text(arguments, "group"), words=_text(arguments, "q"))


def _describe(arguments: Arguments, prepare: Prepare) -> dict[str, Any]:
    return rule_told(_text(arguments, "rule"))


def _ask(arguments: Arguments, prepare: Prepare) -> dict[str, Any]:
    """The facts come as the text of an object (api/wire.py), so that no digit is lost."""
    return answer(_text(arguments, "rule"), read_object(_text(arguments, "facts")))


def _parameters(arguments: Arguments, prepare: Prepare) -> dict[str, Any]:
    return parameters_listed(
        place=_text(arguments, "place") or "cn",
        on=day_meant(_text(arguments, "on")),
        name=_text(arguments, "name"),
        history=_flag(arguments, "history"),
    )


def _article(arguments: Arguments, prepare: Prepare) -> dict[str, Any]:
    """Without a system what the rules know of the article, and why there is no text."""
    citation, day = _text(arguments, "citation"), day_meant(_text(arguments, "on"))
    if missing := prepare():
        return article_known(citation, on=day) | {"remark": f"{NEEDS}{missing}"}
    from gongyue.api.contents.statutes import article_told

    return article_told(citation, on=day)


def _search(arguments: Arguments, prepare: Prepare) -> dict[str, Any]:
    _require(prepare)
    from gongyue.api.contents.statutes import statutes_found

    limit = _whole(arguments, "limit", 10)
    return statutes_found(_text(arguments, "q"), on=day_meant(_text(arguments, "on")), limit=limit)


def _citations(arguments: Arguments, prepare: Prepare) -> dict[str, Any]:
    _require(prepare)
    from gongyue.api.contents.statutes import citations_told

    return citations_told(_text(arguments, "text"), on=day_meant(_text(arguments, "on")))


def _require(prepare: Prepare) -> None:
    if missing := prepare():
        raise BadFacts(f"{NEEDS}{missing}")


WORDS = {"type": "string"}
ON = {"type": "string", "format": "date", "description": "哪一天，如2025-06-30；不写就是今天"}
RULE = {"type": "string", "description": "规则的名字，见list_rules，如minimum_wage"}
FACTS = {"type": "object", "description": "事实，照describe_rule给的JSON Schema填；不知道的不要猜"}

TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            name="list_rules",
            title="规则清单",
            description="列出能算能判的劳动法规则：名字、说明、核对到哪天。先用它找规则。",
            run=_list,
            properties={
                "group": {**WORDS, "description": "只要这一组，如工资与加班"},
                "q": {**WORDS, "description": "名称、说明或日常说法里有这几个字"},
            },
        ),
        Tool(
            name="describe_rule",
            title="一条规则",
            description="一条规则要填哪些事实、怎么问、依据什么、没有考虑什么，还有算例。",
            run=_describe,
            properties={"rule": RULE},
            required=("rule",),
        ),
        Tool(
            name="ask_rule",
            title="问一条规则",
            description=(
                "按事实算出结果，带算法和依据，和网页、接口、命令行逐字节相同。"
                "doubts和stale有内容就是存疑，回答别人时必须一起说；error是明确拒答，不要自己补一个数。"
            ),
            run=_ask,
            properties={"rule": RULE, "facts": FACTS},
            required=("rule", "facts"),
        ),
        Tool(
            name="parameters",
            title="法定数值",
            description="某地某天适用的数值（最低工资、社平、费率等），带来源、核对标记、是否过期。",
            run=_parameters,
            properties={
                "place": {**WORDS, "description": "六位区划代码；cn只看全国的"},
                "on": ON,
                "name": {**WORDS, "description": "名字以此开头的，如minimum_wage"},
                "history": {"type": "boolean", "description": "连同各年的数值"},
            },
        ),
        Tool(
            name="look_up_statute",
            title="一条条文",
            description="按引用查一条：通俗说明、施行和失效日期，装了的话还有原文。",
            run=_article,
            properties={
                "citation": {**WORDS, "description": "如cn/labour-contract-law#47"},
                "on": ON,
            },
            required=("citation",),
        ),
        Tool(
            name="search_statutes",
            title="查条文",
            description="按日常说法，或者法名加条号，查条文和通俗说明。",
            run=_search,
            properties={"q": WORDS, "on": ON, "limit": {"type": "integer"}},
            required=("q",),
        ),
        Tool(
            name="check_citations",
            title="核对引用",
            description="一段文字里引用的法条在不在、失效没有。写完带法条的话，先用它核对。",
            run=_citations,
            properties={"text": WORDS, "on": ON},
            required=("text",),
        ),
    )
}
