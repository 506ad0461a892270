"""The description of the API (OpenAPI 3.1): made from the resources, the rules and their cases."""

import json
from functools import lru_cache
from typing import Any

from gongyue.api.contents.parameters import parameters_listed
from gongyue.api.contents.places import places_found
from gongyue.api.contents.rules import examples_of, rule_told, rules_listed
from gongyue.api.contents.sources import source_told, sources_listed
from gongyue.api.described import ARTICLE, CHANGES, CHECKED, FOUND, TEXT
from gongyue.api.v1.api import api
from gongyue.api.v1.rules import LINES
from gongyue.kernel.jsonform import dumps_canonical
from gongyue.law.answer import answer
from gongyue.law.registry import RULES, Rule

ROOT = "/api/v1/"
LAW = f"{ROOT}law"
EACH_RULE = "每条规则"
REFUSED = {"$ref": "#/components/schemas/Refused"}
NOES = {
    "401": "密钥不对、作废或者过期；不带密钥也能问",
    "404": "没有这一项",
    "413": "一次送得太多",
    "422": "明确拒答：事实不对、没有收录，或者早于施行",
    "429": "问得太快，Retry-After说几秒后再来",
}
KEY = {"type": "http", "scheme": "bearer", "description": "接口密钥，可以不带；带了每分钟次数更多"}
SHOWN_RULE = "minimum_wage"
SHOWN_CASES = 1  # of each rule; more of them stand at the rule itself
RESPONSES = "#/components/responses/"


@lru_cache(maxsize=1)
def _resources() -> dict[str, Any]:
    """What is described resource by resource."""
    from gongyue.api.v1 import shapes

    made = json.loads(json.dumps(api.get_openapi_schema(path_prefix=ROOT)))
    made["components"]["responses"] = _shared()
    schemas = made["components"]["schemas"]
    for shape in (shapes.Refused, shapes.LineRefused, shapes.Answer):
        whole = shape.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= whole.pop("$defs", {})
        schemas[shape.__name__] = whole
    for path, item in made["paths"].items():
        for operation in item.values():
            _finish(operation, path)
    made["servers"] = [{"url": "/"}]
    made["components"]["securitySchemes"] = {"key": KEY}
    made["security"] = [{}, {"key": []}]
    return dict(made)


def resources() -> dict[str, Any]:
    """The paths without those of the single rules."""
    return dict(_resources()["paths"])


def described() -> dict[str, Any]:
    """The whole description, with an operation a rule."""
    made = _resources()
    single = {f"{LAW}/rules/{r.name}/answer": _of_rule(r) for r in RULES.values()}
    return {**made, "paths": made["paths"] | single}


def description_bytes() -> bytes:
    return (dumps_canonical(described()) + "\n").encode()


def _finish(operation: dict[str, Any], path: str) -> None:
    """What is the same everywhere, and an example of question and answer."""
    is_post = path in BODIES
    noes = [no for no in NOES if (no != "404" or "{" in path) and (no != "413" or is_post)]
    if path.endswith("/article"):
        noes.append("404")
    operation["responses"] |= {no: {"$ref": f"{RESPONSES}No{no}"} for no in noes}
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            parameter["example"] = PATHS[parameter["name"]]
    if is_post:
        operation["requestBody"] = BODIES[path]()
    if path in ANSWERS:
        content = operation["responses"]["200"]["content"]["application/json"]
        content["example"] = ANSWERS[path]()
    if path == f"{LAW}/answers":
        operation["responses"]["200"] = _lines_answered()


def _shared() -> dict[str, Any]:
    """The answers that are the same at every operation, said once."""
    answered = {"schema": {"$ref": "#/components/schemas/Answer"}}
    answered["example"] = ANSWERS[f"{LAW}/rules/{{name}}/answer"]()
    result = {"description": "结果", "content": {"application/json": answered}}
    return {"Answered": result, **{f"No{status}": _no(status) for status in NOES}}


def _no(status: str) -> dict[str, Any]:
    answered: dict[str, Any] = {
        "description": NOES[status],
        "content": {"application/json": {"schema": REFUSED}},
    }
    if status == "401":
        answered["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}}}
    if status == "429":
        answered["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "秒"}}
    return answered


def _of_rule(rule: Rule) -> dict[str, Any]:
    """Asking this one rule: the schema of its facts, its worked cases."""
    schema = {key: value for key, value in rule.schema().items() if key != "$schema"}
    cases = examples_of(rule)[:SHOWN_CASES]
    noes = [no for no in NOES if no != "404"]
    operation = {
        "operationId": f"answer_{rule.name}",
        "summary": rule.title,
        "description": rule.questions.summary,
        "tags": [EACH_RULE],
        "requestBody": {"required": True, "content": {"application/json": _asked(schema, cases)}},
        "responses": {
            "200": {"$ref": f"{RESPONSES}Answered"},
            **{no: {"$ref": f"{RESPONSES}No{no}"} for no in noes},
        },
    }
    return {"post": operation}


def _asked(schema: dict[str, Any], cases: list[dict[str, Any]]) -> dict[str, Any]:
    named = enumerate(cases, 1)
    shown = {f"case{n}": {"summary": c["name"], "value": c["facts"]} for n, c in named}
    return {"schema": schema, "examples": shown}


def _facts() -> dict[str, Any]:
    cases = examples_of(RULES[SHOWN_RULE])
    return {"required": True, "content": {"application/json": _asked({"type": "object"}, cases)}}


def _lines() -> dict[str, Any]:
    rows = [{"id": n, "rule": SHOWN_RULE, "facts": case["facts"]} for n, case in _numbered()]
    text = "\n".join(map(dumps_canonical, rows))
    content = {LINES: {"schema": {"type": "string"}, "example": text}}
    return {"required": True, "content": content}


def _lines_answered() -> dict[str, Any]:
    rows = [{"id": n, **answer(SHOWN_RULE, case["facts"])} for n, case in _numbered()]
    text = "\n".join(map(dumps_canonical, rows))
    schema = {"type": "string", "description": "一行一个Answer或LineRefused，带原来的id"}
    content = {LINES: {"schema": schema, "example": text}}
    return {"description": "一行一答", "content": content}


def _numbered() -> list[tuple[int, dict[str, Any]]]:
    return list(enumerate(examples_of(RULES[SHOWN_RULE])[:2], 1))


def _text() -> dict[str, Any]:
    properties = {
        "text": {"type": "string", "minLength": 1, "maxLength": 50_000, "title": "文字"},
        "on": {"type": "string", "format": "date", "title": "哪一天，不写就是今天"},
    }
    schema = {"type": "object", "properties": properties, "required": ["text"]}
    schema["additionalProperties"] = False
    return {"required": True, "content": {"application/json": {"schema": schema, "example": TEXT}}}


def _known_day() -> dict[str, Any]:
    from datetime import date

    return parameters_listed(place="430100", on=date(2025, 9, 30), name="minimum_wage")


PATHS = {"name": SHOWN_RULE, "jurisdiction": "cn", "act": "labour-contract-law"}
BODIES = {
    f"{LAW}/rules/{{name}}/answer": _facts,
    f"{LAW}/answers": _lines,
    f"{LAW}/citations/check": _text,
}
ANSWERS = {
    f"{LAW}/rules": lambda: rules_listed(words="加班"),
    f"{LAW}/rules/{{name}}": lambda: rule_told(SHOWN_RULE),
    f"{LAW}/rules/{{name}}/answer": lambda: answer(
        SHOWN_RULE, examples_of(RULES[SHOWN_RULE])[0]["facts"]
    ),
    f"{LAW}/parameters": _known_day,
    f"{LAW}/sources": lambda: sources_listed(words="工伤"),
    f"{LAW}/sources/{{jurisdiction}}/{{act}}": lambda: source_told("cn/labour-contract-law"),
    f"{LAW}/changes": lambda: CHANGES,
    f"{LAW}/places": lambda: places_found("长沙岳麓"),
    f"{LAW}/statutes/search": lambda: FOUND,
    f"{LAW}/statutes/article": lambda: ARTICLE,
    f"{LAW}/citations/check": lambda: CHECKED,
}
